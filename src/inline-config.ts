import { ConfigCommentParser } from '@eslint/plugin-kit';
import type { SourceComment } from './analysis/parsing/parse.ts';
import type { LineIndex } from './analysis/parsing/line-index.ts';

/** What the comments of a file say about a rule: off, or a severity and options of its own. */
export type InlineRule = 'off' | { readonly warns: boolean; readonly options?: object };

/** What the comments of a file say that speak to ESLint, or to Oxlint, which runs the same rules. */
export interface InlineConfig {
  /** Whether a finding that starts at a place is switched off. */
  isDisabled(rule: string, line: number, column: number): boolean;
  /** The line of the comment that switches it off. */
  disabledIn(rule: string, line: number, column: number): number | undefined;
  /** What `eslint span-contract/…: off` and its like say, by the rule's name. */
  readonly rules: ReadonlyMap<string, InlineRule>;
}

const NOTHING: InlineConfig = { isDisabled: () => false, disabledIn: () => undefined, rules: new Map() };

/** A comment without one of these words says nothing to a linter. */
const MAY_CONFIGURE = /(?:es|ox)lint-(?:disable|enable)|eslint\s/;

const parser = new ConfigCommentParser();

/** A rule's name without the plugin's prefix, which each config chooses; nothing for rules of ESLint itself. */
function ownName(id: string): string | undefined {
  const slash = id.lastIndexOf('/');
  return slash === -1 ? undefined : id.slice(slash + 1);
}

/** The rules that a comment names; `undefined` stands for all. */
function namedRules(value: string): readonly (string | undefined)[] {
  const ids = Object.keys(parser.parseListConfig(value));
  return ids.length === 0 ? [undefined] : ids.flatMap((id) => ownName(id) ?? []);
}

interface Switch {
  readonly disables: boolean;
  readonly line: number;
  readonly column: number;
  readonly rule: string | undefined;
}

/**
 * Reads the comments of a file that speak to a linter, with the meaning that ESLint gives to `eslint-…` and Oxlint to `oxlint-…`. Rules
 * are known by what stands behind the last slash, for a config may give the plugin another prefix.
 * @param text the file's text, without a BOM
 * @param comments asked for only where the text may hold such a comment
 */
export function inlineConfig(text: string, lines: LineIndex, comments: () => readonly SourceComment[]): InlineConfig {
  if (!MAY_CONFIGURE.test(text)) return NOTHING;
  const switches: Switch[] = [];
  /** The line of the comment, by the line and the rule that it switches off. */
  const offLines = new Map<number, Map<string | undefined, number>>();
  const rules = new Map<string, InlineRule>();
  const switchOff = (line: number, names: readonly (string | undefined)[], from: number) => {
    const off = offLines.get(line) ?? new Map<string | undefined, number>();
    for (const name of names) off.set(name, from);
    offLines.set(line, off);
  };

  for (const comment of comments()) {
    if (!MAY_CONFIGURE.test(comment.value)) continue;
    const directive = parser.parseDirective(comment.value);
    if (!directive) continue;
    const { value } = directive;
    const [, linter, what] = /^(eslint|oxlint)(?:-(.*))?$/.exec(directive.label) ?? [];
    const { line, column, endLine } = lines.regionOf([comment.start, comment.end]);
    const inBlock = comment.type === 'Block';
    if (what === 'disable-line' && line === endLine) switchOff(line, namedRules(value), line);
    if (what === 'disable-next-line') switchOff(endLine + 1, namedRules(value), line);
    // what holds from here on ESLint hears in a block alone, Oxlint in a line as well
    if ((inBlock || linter === 'oxlint') && (what === 'disable' || what === 'enable')) {
      const disables = what === 'disable';
      switches.push(...namedRules(value).map((rule) => ({ disables, line, column, rule })));
    }
    if (inBlock && linter === 'eslint' && what === undefined) {
      for (const [rule, said] of inlineRules(value)) if (!rules.has(rule)) rules.set(rule, said);
    }
  }

  const disabledIn = (rule: string, line: number, column: number): number | undefined => {
    const off = offLines.get(line);
    const own = off?.get(undefined) ?? off?.get(rule);
    if (own !== undefined) return own;
    // the last one before the finding counts
    const last = switches.findLast(
      (one) =>
        (one.rule === undefined || one.rule === rule) &&
        (one.line < line || (one.line === line && one.column <= column)),
    );
    return last?.disables ? last.line : undefined;
  };
  return {
    rules,
    disabledIn,
    isDisabled: (rule, line, column) => disabledIn(rule, line, column) !== undefined,
  };
}

/** What an `eslint` comment says of rules of plugins; nothing where ESLint would not understand it. */
function inlineRules(value: string): readonly (readonly [string, InlineRule])[] {
  const parsed = parser.parseJSONLikeConfig(value);
  if (!parsed.ok) return [];
  return Object.entries(parsed.config as Readonly<Record<string, unknown>>).flatMap(
    ([id, entry]): (readonly [string, InlineRule])[] => {
      const rule = ownName(id);
      const [severity, options] = (Array.isArray(entry) ? entry : [entry]) as readonly unknown[];
      if (rule === undefined) return [];
      if (severity === 0 || severity === 'off') return [[rule, 'off']];
      const warns = severity === 1 || severity === 'warn';
      if (!warns && severity !== 2 && severity !== 'error') return [];
      return [[rule, typeof options === 'object' && options !== null ? { warns, options } : { warns }]];
    },
  );
}
