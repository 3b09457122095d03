import { folderWith, spanContract } from './command.ts';

/** A file with spans of these names. */
export const spans = (...names: readonly string[]) =>
  `import { trace } from '@opentelemetry/api';\nconst tracer = trace.getTracer('t');\n${names
    .map((name) => `tracer.startSpan(${name.startsWith('`') ? name : `'${name}'`}).end();\n`)
    .join('')}`;

/** What `init --json` prints. */
export interface InitJson {
  readonly written: string | null;
  readonly existing: string | null;
  readonly contract: string;
  readonly summary: Readonly<Record<string, number>>;
  readonly naming: { readonly accept: readonly string[]; readonly namespaces: readonly string[] };
  readonly spans: readonly {
    readonly name: string;
    readonly kinds: readonly string[];
    readonly attributes: readonly { readonly key: string; readonly type?: string }[];
    readonly replaces: readonly { readonly old: string }[];
    readonly perhaps: readonly { readonly name: string; readonly why: string }[];
    readonly near: readonly string[];
  }[];
  readonly undecided: readonly { readonly name: string; readonly why: string; readonly near?: string }[];
  readonly ownNotation: readonly { readonly name: string }[];
  readonly raw: readonly { readonly key: string; readonly gates: readonly string[] }[];
  readonly undecidedRaw: readonly { readonly key: string }[];
  readonly undecidedAttributes: readonly { readonly key: string }[];
  readonly wrappers: readonly Readonly<Record<string, unknown>>[];
  readonly undecidedWrappers: readonly { readonly export: string; readonly why: string }[];
  readonly followedWrappers: readonly { readonly export: string }[];
  readonly notRead: readonly { readonly kind: string; readonly file: string; readonly line: number }[];
  readonly skipped: readonly { readonly file: string }[];
}

/** Runs `init` on a project of these files. */
export function propose(files: Readonly<Record<string, string>>, ...args: readonly string[]): InitJson {
  return JSON.parse(spanContract(['init', '--json', ...args], folderWith(files)).stdout) as InitJson;
}

/** Entries as `new name: old names`. */
export const entries = ({ spans: all }: InitJson) =>
  Object.fromEntries(all.map(({ name, replaces }) => [name, replaces.map(({ old }) => old)]));
