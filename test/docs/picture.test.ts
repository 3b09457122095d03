import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root, run, spanContract } from '../cli/command.ts';

const picture = readFileSync(path.join(root, 'docs', 'images', 'check.svg'), 'utf8');

test('the picture is what the script draws now', () => {
  expect(run(process.execPath, ['scripts/terminal-picture.mjs', '--check'], root)).toEqual({
    status: 0,
    stdout: '',
    stderr: '',
  });
});

test('its text is what the command prints, but for the line breaks of a narrow terminal', () => {
  const texts = [...picture.matchAll(/<text [^>]*>(.*)<\/text>/g)].map(([, text = '']) => text);
  const [typed = '', ...shown] = texts.map((text) =>
    text
      .replace(/<[^>]+>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&'),
  );
  const [, args = ''] = /^\$ npx span-contract (.*)$/.exec(typed) ?? [];
  const { stdout } = spanContract(args.split(' '), path.join(root, 'examples', 'agent'));
  const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');
  expect(words(shown.join('\n'))).toEqual(words(stdout));
});

test('it holds nothing that a page would load or run', () => {
  expect(picture).not.toMatch(/href|url\(|@import|<script|<image|<foreignObject/i);
});
