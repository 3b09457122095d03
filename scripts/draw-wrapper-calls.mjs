// Finds functions that pass a parameter of theirs on as a span name, and their calls, by text alone; draws calls at random and says
// which of them the reading takes for a span.
//   npm run draw-wrapper-calls -- FOLDER [--only TEXT] [--count 200] [--seed 1] [--mode lint|listed|command] [--wrappers]
// FOLDER is as for `npm run ecosystem`. Whether a drawn call is a call of that very function is for a person to read. `--wrappers` lists
// the functions. Modes are those of `npm run known-names`, and `command`, which follows wrappers from file to file as `check` does. A mode
// with `(names)` sees no span at the call, and knows the name in the wrapper as one of those that all its callers give.
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { contractFor } from '../dist/src/contract/find-contract.js';
import { contractOf, followedSitesOf, sitesOf } from './read-sites.mjs';
import { drawn } from './seeded-draw.mjs';
import { sourceFiles } from './source-files.mjs';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: '' },
    count: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    mode: { type: 'string' },
    wrappers: { type: 'boolean', default: false },
  },
});
const [folder] = positionals;
if (!folder || !existsSync(join(folder, 'index.json'))) {
  console.error('usage: npm run draw-wrapper-calls -- FOLDER [--only TEXT] [--count N] [--seed N] [--wrappers]');
  process.exit(2);
}

/** A span call whose name is an identifier, or a property of one. */
const SPAN_CALL =
  /\bstart(?:Active)?Span(?:<[^()]*>)?\(\s*(?:`[^`]*\$\{)?([A-Za-z_$][\w$]*)(?:\??\.(?:name|spanName|operation\w*))?\s*[,)`}?|]/g;
/** The head of a function: its name, if it has one here, and where its parameters begin. */
const HEADS = [
  /\bfunction\s*\*?\s*([\w$]+)\s*(?:<[^(){}]*>)?\s*\(/g,
  /\b(?:const|let|var)\s+([\w$]+)\s*(?::[^=;]*?)?=\s*(?:async\s+)?(?:function\s*[\w$]*\s*)?(?:<[^(){}]*>)?\s*\(/g,
  /(?:^|\n)[ \t]*(?:(?:public|private|protected|static|override|async|export)\s+)*(?!if\b|for\b|while\b|switch\b|return\b|catch\b|function\b)([\w$]+)\s*(?:<[^(){}]*>)?\s*\(/g,
  /(?:^|\n)[ \t]*(?:(?:public|private|protected|static|readonly)\s+)*([\w$]+)\s*[:=]\s*(?:async\s+)?(?:function\s*)?(?:<[^(){}]*>)?\s*\(/g,
];

/** Where the bracket that opens at an offset closes. */
function closing(text, open) {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if ('([{'.includes(text[at])) depth += 1;
    if (')]}'.includes(text[at])) depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}

/** The functions of a text with their parameters' text and the range of the body. */
function functionsOf(text) {
  const found = new Map();
  for (const head of HEADS) {
    for (const match of text.matchAll(head)) {
      const open = match.index + match[0].length - 1;
      const close = closing(text, open);
      const tail = /^\)\s*(?::[^;=]*?)?(?:=>)?\s*\{/.exec(text.slice(close, close + 300));
      if (!tail) continue;
      const start = close + tail[0].length - 1;
      found.set(open, { name: match[1], parameters: text.slice(open + 1, close), start, end: closing(text, start) });
    }
  }
  return [...found.values()];
}

/** The functions that make a span under a name that they are given. */
function wrappersOf(text) {
  const functions = functionsOf(text);
  const wrappers = new Set();
  for (const { index, 1: name } of text.matchAll(SPAN_CALL)) {
    const around = functions
      .filter(({ start, end, parameters }) => start < index && index < end && hasParameter(parameters, name))
      .sort((a, b) => b.start - a.start);
    if (around[0]) wrappers.add(around[0].name);
  }
  return [...wrappers];
}

function hasParameter(parameters, name) {
  return new RegExp(`(?:^|[\\s,{(])${name.replaceAll('$', '\\$')}\\b\\s*[?:,=})]|(?:^|[\\s,{(])${name}$`).test(
    parameters.trim(),
  );
}

function filesOf(root) {
  return [...sourceFiles(root)].filter((file) => contractFor(file, { cwd: root }).ignored !== true);
}

const calls = [];
for (const { repo, dir } of JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'))) {
  if (!repo.includes(flags.only)) continue;
  const root = resolve(folder, dir);
  const files = filesOf(root);
  const texts = new Map(files.map((file) => [file, readFileSync(file, 'utf8').replace(/^\uFEFF/, '')]));
  const homes = new Map();
  for (const [file, text] of texts) {
    if (!/startSpan|startActiveSpan/.test(text) || !/opentelemetry/i.test(text)) continue;
    for (const name of wrappersOf(text)) {
      homes.set(name, [...(homes.get(name) ?? []), file]);
      if (flags.wrappers) console.log(`wrapper\t${repo}\t${relative(root, file)}\t${name}`);
    }
  }
  for (const [name, places] of homes) {
    const call = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?:<[^()]*>)?\\(`, 'g');
    for (const [file, text] of texts) {
      const isHome = places.includes(file);
      // another file calls it by an import, or as a method that sounds like one of spans
      const isImported = new RegExp(`import[^;'"]*\\b${name.replaceAll('$', '\\$')}\\b[^;'"]*from`).test(text);
      const isMethod = /span|trace/i.test(name);
      if (!isHome && !isImported && !isMethod) continue;
      for (const { index, 0: match } of text.matchAll(call)) {
        const before = text.slice(text.lastIndexOf('\n', index) + 1, index);
        const open = index + match.length - 1;
        const after = text.slice(closing(text, open) + 1).trimStart();
        const isDeclaration =
          /\b(?:function|async|public|private|protected|static)\s+\*?$|^\s*$/.test(before) && /^(?::|\{)/.test(after);
        const isOther = !isHome && !isImported && !/\.\s*$/.test(before);
        if (isDeclaration || isOther || /^\s*(?:\*|\/\/|\/\*)|\/\/|["'`][^"'`]*$|\bfunction\s*\*?\s*$/.test(before))
          continue;
        calls.push({ repo, root, file, text, index, end: open, name });
      }
    }
  }
}
console.log(`${String(calls.length)} calls`);

const readers = new Map();
/** What gives the span sites of a file of a repository, as a mode sees them. */
function readerOf(root, mode) {
  const key = `${mode} ${root}`;
  if (!readers.has(key)) {
    const files = filesOf(root);
    const contract = contractOf(root, files, mode);
    readers.set(
      key,
      mode === 'command' ? followedSitesOf(root, files, contract) : (file, text) => sitesOf(file, text, contract, mode),
    );
  }
  return readers.get(key);
}

/** How a mode sees a call: as a span, by its name alone, or not at all. */
function seenBy(mode, { root, file, text, index, end }) {
  const sites = readerOf(root, mode)(file, text).map(({ site }) => site);
  const isSpan = sites.some(
    ({ call }) => call.range[0] <= index && call.callee.range[1] >= index && call.callee.range[1] <= end + 1,
  );
  if (isSpan) return mode;
  const last = closing(text, end);
  const texts = sites.flatMap(({ name }) => (name.kind === 'exact' ? name.texts : []));
  const isName = texts.some(({ nodes }) => nodes.some(({ range }) => end < range[0] && range[1] <= last));
  return isName ? `${mode} (names)` : undefined;
}

for (const call of drawn(calls, Number(flags.count), Number(flags.seed))) {
  const { repo, root, file, text, index, name } = call;
  const modes = flags.mode === undefined ? ['lint', 'listed', 'command'] : [flags.mode];
  const seen = modes.flatMap((mode) => seenBy(mode, call) ?? []);
  const line = text.slice(0, index).split('\n').length;
  const source = text.slice(index, index + 110).replace(/\s+/g, ' ');
  console.log([seen.join('+') || 'UNSEEN', repo, `${relative(root, file)}:${String(line)}`, name, source].join('\t'));
}
