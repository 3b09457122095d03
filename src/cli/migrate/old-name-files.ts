import path from 'node:path';
import { heldText } from '../../analysis/names/held-texts.ts';
import { parseSource } from '../../analysis/parsing/parse.ts';
import { treeOf, type Node } from '../../analysis/syntax/tree.ts';
import type { Renaming } from '../../site-plan.ts';
import { literalPattern } from '../../analysis/texts/literal-pattern.ts';
import { scriptsOf } from '../files/script-blocks.ts';
import type { TextTest } from '../wrapper-words.ts';
import type { ReadFile } from './run-files.ts';

/** What a file holds that looks up by a part of a name. */
const PARTS =
  /\bname\b\W{0,3}\.\s*(?:startsWith|endsWith|includes|indexOf|lastIndexOf|match|matchAll|search)\s*\(|\.(?:test|exec)\([^()\n]*\bname\b|\.toMatch\(/;
/** Fixed parts of names that are looked for in texts. */
const SHORTEST = 3;
const EXPORTS = /\bexport\b|\bexports\b/;

/**
 * The files that may look spans or events up by their old names: those that hold such a name or ask for a part of one, those that define
 * constants which are one, and those that import such constants.
 * @param matching the files of the run whose text passes a test
 */
export function oldNameFiles(
  renamings: readonly Renaming[],
  matching: (test: TextTest) => Iterable<ReadFile>,
): readonly ReadFile[] {
  if (renamings.length === 0) return [];
  const parts = fixedParts(renamings);
  const anyOf = parts.map((part) => literalPattern(part)).join('|');
  const names = parts.length > 0 ? new RegExp(String.raw`(?<!\w)(?:${anyOf})`) : undefined;
  const quoted = new RegExp(`(['"\`])(?:${anyOf})\\1`);
  const keys = parts.filter((part) => isKey(part));
  const key = keys.length > 0 ? new RegExp(String.raw`(?<![\w$])(?:${keys.join('|')})\s*:`) : undefined;
  const direct = (text: string) => /span|event/i.test(text) && (names?.test(text) === true || PARTS.test(text));
  const isDefiner = (text: string) =>
    names !== undefined && EXPORTS.test(text) && (quoted.test(text) || key?.test(text) === true);
  const found = new Set<ReadFile>();
  const words = new Set<string>();
  for (const file of matching({ test: (text) => direct(text) || isDefiner(text) })) {
    const held = isDefiner(file.text) ? wordsIn(file, parts) : [];
    for (const word of held) words.add(word);
    if (held.length > 0 || direct(file.text)) found.add(file);
  }
  for (let more = words; more.size > 0;) {
    const any = [...more].map((word) => literalPattern(word)).join('|');
    const holds = new RegExp(String.raw`(?<![\w$])(?:${any})(?![\w$])`);
    const renamed = new RegExp(String.raw`(?<![\w$])(?:${any})\s+as\s+([\w$]+)`, 'g');
    more = new Set();
    for (const file of matching({ test: (text) => holds.test(text) })) {
      if (/span|event/i.test(file.text) && /name/i.test(file.text)) found.add(file);
      // `export { NAMES as SPANS } from './names'`
      for (const [, alias = ''] of file.text.matchAll(renamed)) {
        if (!words.has(alias) && alias !== 'const') more.add(alias);
      }
    }
    for (const word of more) words.add(word);
  }
  return [...found];
}

function fixedParts(renamings: readonly Renaming[]): readonly string[] {
  const parts = renamings.flatMap(({ from }) => {
    const longest = from.split(/\{[^{}]*\}/).sort((a, b) => b.length - a.length)[0] ?? '';
    return longest.trim().length < SHORTEST ? [] : [longest];
  });
  return [...new Set(parts)];
}

/** What constants of a file go by in others that are one of the texts: their name, or that of the file. */
function wordsIn({ file, text }: ReadFile, texts: readonly string[]): readonly string[] {
  const scripts = scriptsOf(file, text);
  if ('skipped' in scripts) return [];
  return scripts.programs.flatMap((program) => {
    const parsed = parseSource(program.text, program.path);
    if ('fault' in parsed) return [];
    const tree = treeOf(parsed.source);
    const literals = tree.all('Literal').filter(({ value }) => texts.includes(String(value)));
    const keys = tree
      .all('Property')
      .flatMap(({ key }) => (key.type === 'Identifier' && isKey(key.name) && texts.includes(key.name) ? [key] : []));
    return [...literals, ...keys].flatMap((node: Node) => {
      const held = heldText(tree, node);
      if (!held) return [];
      const { name, dir } = path.parse(file);
      const module = name === 'index' ? path.basename(dir) : name;
      return held.declaration.type === 'ExportDefaultDeclaration' ? [module] : held.words.slice(-1);
    });
  });
}

/** Whether a name may be a key of a table without quotes; one that is a plain word is one of too many tables. */
function isKey(name: string): boolean {
  return /^[A-Za-z]\w*$/.test(name) && /[^a-z]/.test(name);
}
