import { createRequire } from 'node:module';
import type { ESLint, Linter, Rule } from 'eslint';
import { createRule, type ContractRule } from './rule.ts';
import knownSpanName from '../rules/known-span-name.ts';
import noRawPromptAttribute from '../rules/no-raw-prompt-attribute.ts';
import noSpanInHotLoop from '../rules/no-span-in-hot-loop.ts';
import noVariableSpanName from '../rules/no-variable-span-name.ts';
import requireProviderShutdown from '../rules/require-provider-shutdown.ts';
import spanNameFormat from '../rules/span-name-format.ts';

/** Prefix of the rules in a config, and the key of our settings. */
const NAMESPACE = 'span-contract';

/** All rules, for hosts other than ESLint too. */
export const contractRules: readonly ContractRule[] = [
  knownSpanName,
  noRawPromptAttribute,
  noSpanInHotLoop,
  noVariableSpanName,
  requireProviderShutdown,
  spanNameFormat,
];

interface SpanContractPlugin extends ESLint.Plugin {
  meta: { name: string; version: string; namespace: string };
  rules: Record<string, Rule.RuleModule>;
  configs: Record<'recommended' | 'strict', Linter.Config>;
}

// By the package's own name: the way is the same from the sources, from dist and from an installed package.
const { name, version } = createRequire(import.meta.url)('eslint-plugin-span-contract/package.json') as {
  name: string;
  version: string;
};

const plugin: SpanContractPlugin = {
  meta: { name, version, namespace: NAMESPACE },
  rules: Object.fromEntries(contractRules.map((rule) => [rule.name, createRule(rule)])),
  // Getters, because a flat config holds the plugin that holds it.
  configs: {
    get recommended() {
      return flatConfig(
        'recommended',
        contractRules
          .filter((rule) => rule.recommended !== false)
          .map((rule) => [rule.name, rule.recommended === true ? 'error' : ['error', rule.recommended]]),
      );
    },
    get strict() {
      return flatConfig(
        'strict',
        contractRules.map((rule) => [rule.name, rule.strict ? ['error', rule.strict] : 'error']),
      );
    },
  },
};

/** A flat config of ours by its name and what it says of each rule. */
function flatConfig(config: string, entries: readonly (readonly [string, Linter.RuleEntry])[]): Linter.Config {
  return {
    name: `${NAMESPACE}/${config}`,
    plugins: { [NAMESPACE]: plugin },
    rules: Object.fromEntries(entries.map(([rule, entry]) => [`${NAMESPACE}/${rule}`, entry])),
  };
}

export default plugin;
