import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A fenced block of a page. */
export interface Block {
  readonly page: string;
  /** Line of the first line of code in the page, 1-based. */
  readonly line: number;
  readonly language: string;
  /** What stands after the language as `key=value`. */
  readonly notes: Readonly<Record<string, string>>;
  readonly code: string;
  /** The headings above, outermost first. */
  readonly headings: readonly string[];
}

/** Puts a heading in its place and forgets what was below it; a level that the page skips stays empty. */
function setHeading(headings: string[], level: number, text: string): void {
  while (headings.length < level - 1) headings.push('');
  headings.splice(level - 1, Infinity, text);
}

/** The `key=value` words after the language. */
function notesOf(words: string): Record<string, string> {
  const notes: Record<string, string> = {};
  for (const [, key = '', value = ''] of words.matchAll(/([\w-]+)=(\S+)/g)) notes[key] = value;
  return notes;
}

/** The fenced blocks of a page, in order. */
export function blocksOf(page: string): readonly Block[] {
  const blocks: Block[] = [];
  const headings: string[] = [];
  const lines = readFileSync(join(root, page), 'utf8').split('\n');
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const heading = /^(#+) (.*)$/.exec(line);
    if (heading) setHeading(headings, (heading[1] ?? '').length, heading[2] ?? '');
    const fence = /^```(\S*)(.*)$/.exec(line);
    if (!fence) continue;
    const start = i + 1;
    while (i + 1 < lines.length && lines[i + 1] !== '```') i++;
    blocks.push({
      page,
      line: start + 1,
      language: fence[1] ?? '',
      notes: notesOf(fence[2] ?? ''),
      code: `${lines.slice(start, i + 1).join('\n')}\n`,
      headings: [...headings],
    });
    i++;
  }
  return blocks;
}

/** All pages whose blocks are tests. */
export const pages: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  ...['docs', 'docs/rules', 'docs/codemods'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`),
  ),
];
