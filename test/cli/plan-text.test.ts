import { expect, test } from 'vitest';
import type { Row } from '../../src/codemod.ts';
import { presetContract } from '../../src/contract/load-contract.ts';
import { planText } from '../../src/cli/migrate/plan-text.ts';
import type { SelectedCodemod } from '../../src/cli/migrate/codemod-selection.ts';

const INPUT = { contract: presetContract(), hasContractFile: true };

/** A codemod in its smallest form: replaces a text, and has to leave it while another text stands in the file. */
function replacing(from: string, to: string, unless?: string): SelectedCodemod {
  return {
    name: `${from}-to-${to}`,
    run: ({ path, text }) => {
      const at = text.indexOf(from);
      if (at < 0) return { text: undefined, rows: [] };
      const outcome = unless !== undefined && text.includes(unless) ? 'left' : 'done';
      const row: Row = {
        codemod: `${from}-to-${to}`,
        rule: 'x',
        file: path,
        range: [at, at + from.length],
        line: 0,
        column: 0,
        outcome,
        reason: 'x',
        sentence: 'x',
      };
      return { text: outcome === 'done' ? text.replace(from, to) : undefined, rows: [row] };
    },
  };
}

const told = (rows: ReturnType<ReturnType<typeof planText>['rows']>) =>
  rows.map(({ codemod, outcome, line, column }) => `${codemod} ${outcome} ${line}:${column}`);

test('what one codemod left is done once a later one has made room, and is not told as left', () => {
  const plan = planText(
    { path: 'a.ts', text: '0;\none; two;\n' },
    [replacing('one', '1', 'two'), replacing('two', '2')],
    INPUT,
  );
  expect(plan.after).toBe('0;\n1; 2;\n');
  expect(told(plan.rows('before'))).toEqual(['one-to-1 done 2:1', 'two-to-2 done 2:6']);
});

test('places are those of the text before, or of the text after', () => {
  const plan = planText(
    { path: 'a.ts', text: 'use();\none; two; three;\n' },
    [replacing('use', 'init();\ncall'), replacing('one', '1'), replacing('three', '3', 'two')],
    INPUT,
  );
  expect(plan.after).toBe('init();\ncall();\n1; two; three;\n');
  expect(told(plan.rows('before'))).toEqual([
    'use-to-init();\ncall done 1:1',
    'one-to-1 done 2:1',
    'three-to-3 left 2:11',
  ]);
  expect(told(plan.rows('after'))).toEqual([
    'use-to-init();\ncall done 1:1',
    'one-to-1 done 3:1',
    'three-to-3 left 3:9',
  ]);
});

test('codemods that undo one another change nothing', () => {
  const pair = [replacing('one', 'two'), replacing('two', 'three'), replacing('three', 'ones')];
  expect(() => planText({ path: 'a.ts', text: 'one' }, pair, INPUT)).toThrow('they come to no end');
});
