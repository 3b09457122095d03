// Draws docs/images/check.svg, what `span-contract check` prints on the example in a terminal, from the built command;
// `--check` only compares.
import Anser from 'anser';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('..', import.meta.url);
const PICTURE = new URL('docs/images/check.svg', root);
const ARGS = ['check', 'before/tools.ts'];
const TITLE = `$ npx span-contract ${ARGS.join(' ')}`;

/** Size of a letter and of what is around the text, in pixels. */
const LETTER = { width: 7.8, height: 19, size: 13 };
const EDGE = { x: 18, top: 44, bottom: 14 };
const COLUMNS = 120;

// A terminal is dark on pages of any theme; the colours keep a contrast of 4.5 to 1 or more on its ground.
const GROUND = '#161b22';
const STYLE = [
  'text{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono","DejaVu Sans Mono",monospace;',
  `font-size:${LETTER.size}px;fill:#d1d7e0;white-space:pre}`,
  '.red{fill:#ff7b72}.green{fill:#56d364}.yellow{fill:#e3b341}.cyan{fill:#76e3ea}.blue{fill:#79c0ff}.magenta{fill:#d2a8ff}',
  '.dim,.bright-black{fill:#9198a1}.bold{font-weight:bold}.underline{text-decoration:underline}',
].join('');

const { stdout, status } = spawnSync(
  process.execPath,
  [fileURLToPath(new URL('dist/command/main.js', root)), ...ARGS],
  {
    cwd: fileURLToPath(new URL('examples/agent', root)),
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '1' },
  },
);
if (status !== 1) throw new Error(`The example should have findings, and check ended with ${status}.`);

const picture = draw(stdout);
const known = existsSync(PICTURE) ? readFileSync(PICTURE, 'utf8') : '';
if (process.argv.includes('--check')) {
  if (picture !== known) {
    console.error('docs/images/check.svg is not what the command prints. Run `npm run picture`.');
    process.exitCode = 1;
  }
} else {
  mkdirSync(new URL('.', PICTURE), { recursive: true });
  writeFileSync(PICTURE, picture);
}

/** A picture of a terminal with a text in it, one element a line, so that it can be selected and searched. */
function draw(printed) {
  const lines = [[{ text: TITLE, classes: ['bold'] }], [], ...linesOf(printed.trimEnd()).flatMap(wrapped)];
  const width = Math.ceil(COLUMNS * LETTER.width + 2 * EDGE.x);
  const height = EDGE.top + lines.length * LETTER.height + EDGE.bottom;
  const rows = lines.map((line, index) => drawLine(line, EDGE.top + (index + 0.75) * LETTER.height));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="Findings of span-contract check in a terminal">`,
    `<style>${STYLE}</style>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="${GROUND}" stroke="#3d444d"/>`,
    ...['#ff5f57', '#febc2e', '#28c840'].map(
      (fill, index) => `<circle cx="${20 + index * 18}" cy="20" r="5.5" fill="${fill}"/>`,
    ),
    ...rows.filter((row) => row !== ''),
    '</svg>',
    '',
  ].join('\n');
}

/** Lines of pieces of text, each with its classes. */
function linesOf(printed) {
  const lines = [[]];
  for (const { content, fg, decorations } of Anser.ansiToJson(printed, { use_classes: true, remove_empty: true })) {
    const classes = [...(fg ? [fg.replace('ansi-', '')] : []), ...decorations];
    for (const [index, text] of content.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (text !== '') lines.at(-1).push({ text, classes });
    }
  }
  return lines;
}

/** A line as several that fit, broken at spaces, the rest below its own third word. */
function wrapped(line) {
  const whole = line.map(({ text }) => text).join('');
  if (whole.length <= COLUMNS) return [line];
  const [{ length: indent }] = /^\s*(?:\S+\s+){2}/.exec(whole) ?? [''];
  const rows = [];
  for (let start = 0; start < whole.length;) {
    const room = start === 0 ? COLUMNS : COLUMNS - indent;
    const space = whole.lastIndexOf(' ', start + room);
    const end = whole.length - start <= room || space <= start ? Math.min(whole.length, start + room) : space;
    const row = cut(line, start, end);
    rows.push(start === 0 ? row : [{ text: ' '.repeat(indent), classes: [] }, ...row]);
    start = whole[end] === ' ' ? end + 1 : end;
  }
  return rows;
}

function cut(line, from, to) {
  let at = 0;
  return line.flatMap(({ text, classes }) => {
    const part = text.slice(Math.max(0, from - at), Math.max(0, to - at));
    at += text.length;
    return part === '' ? [] : [{ text: part, classes }];
  });
}

/** The length is said as well, so that carets stand below their code in any font. */
function drawLine(line, y) {
  const length = line.reduce((sum, { text }) => sum + text.length, 0);
  if (length === 0) return '';
  const pieces = line.map(({ text, classes }) =>
    classes.length === 0 ? escaped(text) : `<tspan class="${classes.join(' ')}">${escaped(text)}</tspan>`,
  );
  return `<text x="${EDGE.x}" y="${y}" textLength="${(length * LETTER.width).toFixed(1)}" xml:space="preserve">${pieces.join('')}</text>`;
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
