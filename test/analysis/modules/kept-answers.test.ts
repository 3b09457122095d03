import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AnswersOfRun, AnswersWithEvidence } from '../../../src/analysis/modules/kept-answers.ts';
import { ModuleFiles } from '../../../src/analysis/modules/module-files.ts';
import type { ModuleSummaries } from '../../../src/analysis/modules/module-summaries.ts';
import { ProjectFiles } from '../../../src/analysis/modules/project-files.ts';
import { summariesOf } from '../../../src/analysis/modules/project-summaries.ts';
import type { Contract } from '../../../src/contract/contract.ts';
import { contractFor } from '../../../src/contract/find-contract.ts';

// What imports lead to is kept from lint to lint. The law: it is what a process would say that was started this moment.

/** Files of a project and what may stand in them; nothing where a file may be absent as well. */
const CHOICES: Readonly<Record<string, readonly (string | undefined)[]>> = {
  'spans.ts': [
    `import { trace } from '@opentelemetry/api';\nexport const withSpan = (name: string) => trace.getTracer('t').startSpan(name);\nexport const NAME = 'one.name';\nexport const nameOf = (tool: string) => \`one.\${tool}\`;\n`,
    `import { trace } from '@opentelemetry/api';\n\nexport const withSpan = (run: () => void, name: string) => trace.getTracer('t').startSpan(name);\nexport const NAME = 'two.name';\nexport { nameOf } from './deep/part';\n`,
    `export { withSpan, NAME } from './deep/spans';\n`,
    `import { withSpan as inner } from './deep/spans';\nimport { PARTS } from './deep/part';\nconst spans = (name: string) => inner(name);\nexport const withSpan = (name: string) => spans(name);\nexport const withOther = (name: string) => spans(name);\nconst parts = PARTS;\nexport const NAME = parts.a;\nexport const OTHER = parts.a;\n`,
    `export const withSpan = (name: string) => console.log(name);\nexport const NAME = 'plain';\n`,
    undefined,
  ],
  'spans.js': [
    `exports.NAME = 'old.name';\n`,
    `module.exports = require('@opentelemetry/api').trace.getTracer('t');\n`,
    undefined,
  ],
  'spans/index.ts': [`export const NAME = 'folder.name';\n`, undefined],
  'barrel.ts': [
    `export * from './spans';\nexport * from './deep/spans';\n`,
    `export * from './deep/spans';\n`,
    undefined,
  ],
  'deep/spans.ts': [
    `import { trace } from '@opentelemetry/api';\nexport const tracer = trace.getTracer('t');\nexport function withSpan(name: string, fn: () => void) {\n  tracer.startActiveSpan(name, fn);\n}\nexport const NAME = 'deep.name';\n`,
    `import { withSpan as inner } from '../barrel';\nexport const withSpan = (name: string) => inner(name);\nexport { NAME } from '../barrel';\n`,
    `export { observe as withSpan } from '@langfuse/tracing';\n`,
    undefined,
  ],
  'deep/part.ts': [
    `export const PARTS = { a: 'one.part' };\n`,
    `export const PARTS = { a: 'two.part' };\nexport const nameOf = () => PARTS.a;\n`,
    undefined,
  ],
  'tsconfig.json': [
    `{ "compilerOptions": { "paths": { "@app/*": ["./*"] } } }`,
    `{ "compilerOptions": { "paths": { "@app/*": ["./deep/*"] } } }`,
    `{ "extends": "./base.json" }`,
    `{`,
    undefined,
  ],
  'base.json': [`{ "compilerOptions": { "paths": { "@app/*": ["./deep/*"] } } }`, undefined],
  'node_modules/@acme/names': ['deep', 'spans', undefined],
  'deep/package.json': [`{ "name": "@acme/names", "main": "spans.ts" }`, undefined],
};

const change = fc
  .constantFrom(...Object.keys(CHOICES))
  .chain((file) => fc.record({ file: fc.constant(file), content: fc.constantFrom(...(CHOICES[file] ?? [])) }));

function apply(root: string, file: string, content: string | undefined): void {
  const target = path.join(root, file);
  rmSync(target, { recursive: true, force: true });
  if (content === undefined) return;
  mkdirSync(path.dirname(target), { recursive: true });
  if (file.startsWith('node_modules')) symlinkSync(path.join(root, content), target);
  else writeFileSync(target, content);
}

const SPECIFIERS = [
  './spans',
  './spans.js',
  './barrel',
  '@app/spans',
  '@acme/names',
  '@acme/names/spans',
  './deep/spans',
];

function allAnswers(summaries: ModuleSummaries): unknown {
  return SPECIFIERS.flatMap((module) => [
    summaries.wrapper(module, ['withSpan']),
    summaries.wrapper(module, ['withOther']),
    summaries.texts(module, ['NAME']),
    summaries.texts(module, ['OTHER']),
    summaries.builtTexts?.(module, ['nameOf']),
    summaries.origin(module, []),
    summaries.origin(module, ['tracer']),
    summaries.origin(module, ['withSpan']),
  ]);
}

function inProject(run: (root: string, contract: Contract) => void): void {
  const found = contractFor(path.join(tmpdir(), 'x.ts'), {});
  if (!found.ok) throw new Error('There is no contract.');
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'span-contract-kept-')));
  try {
    writeFileSync(path.join(root, 'package.json'), '{ "name": "app" }');
    run(root, found.contract);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

describe('answers that are kept with what they were made of', () => {
  test('are those of a new process, whatever was saved, moved or deleted in between', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), (changes) => {
        inProject((root, contract) => {
          for (const [file, contents] of Object.entries(CHOICES)) apply(root, file, contents[0]);
          const file = path.join(root, 'agent.ts');
          allAnswers(summariesOf(file, contract));
          for (const { file: changed, content } of changes) {
            apply(root, changed, content);
            const fresh = new ProjectFiles(contract, {}, new ModuleFiles(), new AnswersOfRun()).summariesFor(file);
            expect(allAnswers(summariesOf(file, contract))).toEqual(allAnswers(fresh));
          }
        });
      }),
      { numRuns: 100 },
    );
  });

  test('are looked at with what a file was told before, for another answer', () => {
    inProject((root, contract) => {
      apply(
        root,
        'spans.ts',
        `import { PARTS } from './deep/part';\nconst parts = PARTS;\nexport const A = parts.a;\nexport const B = parts.a;\n`,
      );
      apply(root, 'deep/part.ts', `export const PARTS = { a: 'one.part' };\n`);
      const file = path.join(root, 'agent.ts');
      const textsOf = () => {
        const summaries = summariesOf(file, contract);
        return ['A', 'B'].map((name) => summaries.texts('./spans', [name])?.map(({ text }) => text));
      };
      expect(textsOf()).toEqual([['one.part'], ['one.part']]);
      apply(root, 'deep/part.ts', `export const PARTS = { a: 'two.part' };\n`);
      expect(textsOf()).toEqual([['two.part'], ['two.part']]);
    });
  });

  test('are looked at with files that led nowhere when another answer was found', () => {
    inProject((root, contract) => {
      apply(
        root,
        'spans.ts',
        `import { withSpan as inner } from './deep/spans';\nexport const withSpan = (name: string) => inner(name);\n`,
      );
      apply(
        root,
        'deep/spans.ts',
        `import { withSpan as inner } from '../barrel';\nexport const withSpan = (name: string) => inner(name);\n`,
      );
      const isWrapper = () => {
        const summaries = summariesOf(path.join(root, 'agent.ts'), contract);
        return ['./spans', './deep/spans'].map((module) => summaries.wrapper(module, ['withSpan']) !== undefined);
      };
      expect(isWrapper()).toEqual([false, false]);
      apply(root, 'barrel.ts', CHOICES['spans.ts']?.[0]);
      expect(isWrapper()).toEqual([true, true]);
    });
  });

  test('are asked for once while nothing changes, also by other files', () => {
    inProject((root) => {
      const file = path.join(root, 'names.ts');
      writeFileSync(file, 'export {};');
      const answers = new AnswersWithEvidence();
      let asked = 0;
      const ask = () => {
        const files = new ModuleFiles();
        return answers.answer(files, 'names', () => {
          asked += 1;
          return files.record(file)?.own.size;
        });
      };
      expect([ask(), ask(), asked]).toEqual([0, 0, 1]);
      writeFileSync(file, 'export const a = 1;');
      expect([ask(), ask(), asked]).toEqual([1, 1, 2]);
    });
  });

  test('are not kept where something was left out for lack of time', () => {
    const answers = new AnswersWithEvidence();
    const files = new ModuleFiles();
    let asked = 0;
    const ask = () =>
      answers.answer(files, 'deep', () => {
        files.cut();
        return (asked += 1);
      });
    expect([ask(), ask()]).toEqual([1, 2]);
  });
});
