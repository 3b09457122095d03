import * as parser from '@typescript-eslint/parser';
import { RuleTester } from '@typescript-eslint/rule-tester';
import type { RuleModule } from '@typescript-eslint/utils/ts-eslint';
import { afterAll, describe, it } from 'vitest';
import { createRule, type ContractRule } from '../src/rule.ts';

RuleTester.afterAll = afterAll;
RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

/** A rule tester with the TypeScript parser; files are modules. */
export const ruleTester = new RuleTester({
  languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
});

/** The ESLint rule behind a contract rule, typed for the tester. */
export function eslintRule<Id extends string, Options extends object>(
  rule: ContractRule<Id, Options>,
): RuleModule<Id | 'contractFault' | 'explained', [Partial<Options>?]> {
  return createRule(rule) as unknown as RuleModule<Id | 'contractFault' | 'explained', [Partial<Options>?]>;
}
