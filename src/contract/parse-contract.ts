import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import type { core } from 'zod';
import { nearest } from './did-you-mean.ts';
import { ContractError } from './fault.ts';
import { contractSchema, type ContractFile } from './schema.ts';

const require = createRequire(import.meta.url);

/** More aliases than this in one file are taken for an attack or a mistake. */
const MOST_ALIASES = 50;

/** The content of a contract file, and where its parts stand. */
export interface ParsedContract {
  readonly data: ContractFile;
  /** Line and column, counted from 1, of a value or of the nearest thing around it. */
  readonly placeOf: (path: readonly PropertyKey[]) => [line: number, column: number];
  /** The same of a key where the path ends in one. */
  readonly keyPlaceOf: (path: readonly PropertyKey[]) => [line: number, column: number];
}

/**
 * Reads the text of a contract file, YAML or JSON.
 * @throws ContractError with the place of the first fault
 */
export function parseContract(file: string, text: string): ParsedContract {
  if (text.includes('\u0000'))
    throw new ContractError(file, 'this is a binary file, not a contract: write YAML or JSON.');
  if (text.trim() === '') throw new ContractError(file, 'the contract is empty: write at least `version: 1`.');
  const yaml = require('yaml') as typeof Yaml;
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const place = (offset: number): [number, number] => {
    const { line, col } = lines.linePos(offset);
    return [Math.max(line, 1), Math.max(col, 1)];
  };
  // A warning is a tag or directive that would be dropped in silence.
  const [broken] = [...document.errors, ...document.warnings];
  if (broken) {
    throw new ContractError(file, syntaxFault(broken, text), ...place(broken.pos[0]));
  }
  yaml.visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document)) return;
      const message = `the alias \`*${alias.source}\` has no anchor before it: put it in quotes if it is a text.`;
      throw new ContractError(file, message, ...place(alias.range?.[0] ?? 0));
    },
  });
  const data = toData(document, file);
  // comments alone, or a document that says `null`
  if (data === null)
    throw new ContractError(file, 'the contract holds nothing but comments: write at least `version: 1`.');
  const checked = contractSchema().safeParse(data);
  if (checked.success)
    return {
      data: data as ContractFile,
      placeOf: (path) => place(offsetOf(yaml, document, path, false)),
      keyPlaceOf: (path) => place(offsetOf(yaml, document, path, true)),
    };
  const issue = deepest(checked.error.issues);
  const { path, message, atKey } = describe(issue, data);
  throw new ContractError(file, message, ...place(offsetOf(yaml, document, path, atKey)));
}

function syntaxFault(broken: Yaml.YAMLError, text: string): string {
  if (broken.code === 'DUPLICATE_KEY')
    return `the key ${quoted(textAt(text, broken.pos))} stands twice: keep one of them.`;
  if (broken.code === 'MULTIPLE_DOCS') return 'a second YAML document begins here: keep one of them.';
  return `${broken.message.replace(/\.?$/, '')}: mend the syntax.`;
}

function toData(document: Yaml.Document.Parsed, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch {
    throw new ContractError(
      file,
      `the contract uses more than ${String(MOST_ALIASES)} aliases: write the repeated parts out.`,
    );
  }
}

/** Of the branches of a union the one that got furthest says what the user meant. */
function deepest(issues: readonly core.$ZodIssue[]): core.$ZodIssue {
  // A mistyped key is also a missing one; the user wants to hear of the first.
  const first = issues.find((issue) => issue.code === 'unrecognized_keys') ?? issues[0];
  if (first?.code !== 'invalid_union') return first as core.$ZodIssue;
  const inner = first.errors.filter((branch) => branch.length > 0).map((branch) => deepest(branch));
  const furthest = inner.toSorted((a, b) => b.path.length - a.path.length)[0];
  if (!furthest || furthest.path.length === 0) {
    const choice = inner.find((branch) => branch.code === 'invalid_value');
    return choice ? { ...choice, path: first.path } : first;
  }
  return { ...furthest, path: [...first.path, ...furthest.path] };
}

interface Described {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** The fault is the key itself, not its value. */
  readonly atKey: boolean;
}

function describe(issue: core.$ZodIssue, data: unknown): Described {
  const where = issue.path.length === 0 ? 'the contract' : quoted(issue.path.join('.'));
  switch (issue.code) {
    case 'unrecognized_keys': {
      const [key = ''] = issue.keys;
      const meant = nearest(key, keysAt(issue.path));
      const remedy = meant === undefined ? 'take it out.' : `did you mean ${quoted(meant)}?`;
      return {
        path: [...issue.path, key],
        message: `unknown key ${quoted([...issue.path, key].join('.'))}: ${remedy}`,
        atKey: true,
      };
    }
    case 'invalid_key': {
      const key = quoted(String(issue.path.at(-1)));
      return {
        path: issue.path,
        message: `the name ${key} is wrong: ${issue.issues[0]?.message ?? 'write another'}.`,
        atKey: true,
      };
    }
    case 'invalid_value': {
      const value = valueAt(data, issue.path);
      const choices = issue.values.map(String);
      const meant = typeof value === 'string' ? nearest(value, choices) : undefined;
      const remedy =
        meant === undefined ? `write ${choices.map(quoted).join(' or ')}.` : `did you mean ${quoted(meant)}?`;
      const said = value === undefined ? `${where} is missing` : `${where} is ${shown(value)}`;
      return { path: issue.path, message: `${said}: ${remedy}`, atKey: false };
    }
    default: {
      const value = valueAt(data, issue.path);
      const said = value === undefined ? `${where} is missing` : `${where} is ${shown(value)}`;
      return { path: issue.path, message: `${said}: ${expected(issue)}.`, atKey: false };
    }
  }
}

function expected(issue: core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `write ${EXPECTED[issue.expected] ?? issue.expected}`;
  if (issue.code === 'too_small' && issue.origin === 'string') return issue.message;
  if (issue.code === 'too_small' && issue.origin !== 'int' && issue.origin !== 'number') return 'write at least one';
  if (issue.code === 'too_small')
    return `write a number ${issue.inclusive ? 'from' : 'above'} ${String(issue.minimum)}`;
  // Only checks that bring a sentence of their own are left.
  return issue.message;
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'a text',
  array: 'a list',
  object: 'a map of keys',
  record: 'a map of keys',
  boolean: '`true` or `false`',
  int: 'a whole number',
  number: 'a number',
};

const KEYS: Readonly<Record<string, readonly string[]>> = {
  '': [
    'version',
    'extends',
    'naming',
    'spans',
    'events',
    'attributes',
    'redactors',
    'captureGates',
    'wrappers',
    'apis',
    'allow',
    'ignore',
  ],
  naming: ['accept', 'namespaces', 'segments', 'roles'],
  'naming.segments': ['min', 'max'],
  'spans.*': ['description', 'kind', 'repeat', 'attributes', 'replaces'],
  'spans.*.attributes.*': ['type', 'required'],
  'events.*': ['description', 'replaces'],
  attributes: ['raw'],
  'attributes.raw.*': ['record', 'as'],
  'redactors.*': ['module', 'export'],
  'wrappers.*': ['module', 'export', 'global', 'name', 'before', 'after', 'attributes', 'callback', 'ends', 'records'],
};

function keysAt(path: readonly PropertyKey[]): readonly string[] {
  const named = new Set(['naming', 'segments', 'spans', 'events', 'attributes', 'raw', 'redactors', 'wrappers']);
  return (
    KEYS[
      path
        .map((step, i) =>
          i === 0 ||
          (i % 2 === 0 && named.has(String(step))) ||
          (i === 1 && named.has(String(step)) && path[0] !== 'spans')
            ? String(step)
            : '*',
        )
        .join('.')
    ] ?? []
  );
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let at = data;
  for (const step of path)
    at = typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[step] : undefined;
  return at;
}

/** The offset of a value, or of the nearest thing around it that stands in the file. */
function offsetOf(
  yaml: typeof Yaml,
  document: Yaml.Document.Parsed,
  path: readonly PropertyKey[],
  atKey: boolean,
): number {
  for (let length = path.length; length > 0; length--) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    if (yaml.isMap(parent) && (atKey || length < path.length)) {
      const pair = parent.items.find(
        (item) => yaml.isScalar(item.key) && String(item.key.value) === String(path[length - 1]),
      );
      if (yaml.isScalar(pair?.key) && pair.key.range) return pair.key.range[0];
    }
    const node = document.getIn(path.slice(0, length), true);
    if (yaml.isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range[0] ?? 0;
}

function textAt(text: string, [start, end]: readonly [number, number]): string {
  return text.slice(start, end > start + 1 ? end : start + (/^[^\s:]+/.exec(text.slice(start))?.[0].length ?? 1));
}

function quoted(text: string): string {
  return `\`${text}\``;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  return quoted(text === undefined ? String(value) : text.length > 60 ? `${text.slice(0, 59)}…` : text);
}
