import { parseForESLint } from '@typescript-eslint/parser';
import type { ModuleSummaries } from '../src/analysis/modules/module-summaries.ts';
import { read, type FileReading } from '../src/analysis/reading.ts';
import type { Contract } from '../src/contract/contract.ts';

const EMPTY: Contract = {
  sources: [],
  naming: { accept: ['dot', 'semconv'], namespaces: [], segments: { min: 2, max: 5 }, roles: [] },
  spans: new Map(),
  events: new Map(),
  attributes: { raw: new Map(), listed: new Set() },
  redactors: [],
  captureGates: [],
  wrappers: [],
  apis: [],
  allow: [],
  ignore: [],
};

/** Reads a text the way ESLint hands files over: the TypeScript parser's tree and scopes. */
export function readText(text: string, contract: Partial<Contract> = {}, summaries?: ModuleSummaries): FileReading {
  const { ast, scopeManager, visitorKeys } = parseForESLint(text, {
    range: true,
    loc: true,
    sourceType: 'module',
    jsx: false,
  });
  return read({ ast, text, scopeManager, visitorKeys }, { ...EMPTY, ...contract }, summaries);
}
