import { expect, test } from 'vitest';
import { mention } from '../../../src/mention.ts';
import { readText } from '../../read-text.ts';

/** How the argument of `use` is quoted, and how a message mentions that. */
function quoted(argument: string, max?: number): readonly string[] {
  const { tree } = readText(`import '@opentelemetry/api';\nuse(${argument});`);
  const [node] = tree.all('CallExpression')[0]?.arguments ?? [];
  if (!node) throw new Error('no argument');
  const text = tree.quote(node, max);
  return [text, mention(text)];
}

const LONG = 'CVRQueryDrivenUpdater.#deleteUnreferencedRows-and-what-belongs-to-them-in-the-end'.slice(0, 80);

test('a name of up to eighty characters is whole', () => {
  expect(quoted(`'${LONG}'`)).toEqual([`'${LONG}'`, `\`'${LONG}'\``]);
  expect(quoted(`\`${LONG}\``)).toEqual([`\`${LONG}\``, `\`${LONG}\``]);
});

test.each([
  ["'agent.tool.call'", 10, "'agent.t…'"],
  ['"agent.tool.call"', 10, '"agent.t…"'],
  ['`agent.${tool}.call`', 10, '`agent.$…`'],
  ["prefix + 'agent.tool'", 16, "prefix + 'agen…'"],
  ["'a' + agent.tool.call", 12, "'a' + agent…"],
  ["'it\\'s.done.now'", 12, "'it\\'s.don…'"],
])('a literal that is cut is closed again: %s', (argument, max, text) => {
  expect(quoted(argument, max)[0]).toBe(text);
});

test.each([
  ['`do.${t}` as string', '`do.${t}`'],
  ['(`do.${t}`)!', '`do.${t}`'],
  ['(name satisfies string) as any', 'name'],
  ['fill(name as string)', 'fill(name as string)'],
])('a cast of the whole is left out: %s', (argument, text) => {
  expect(quoted(argument)[0]).toBe(text);
});
