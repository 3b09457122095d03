// Writes what is generated in the docs (headers and option lists of rule pages, the rule table of the README, the list of libraries);
// `--check` only compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generate } from 'eslint-doc-generator/dist/lib/generator.js';
import * as prettier from 'prettier';
import { LIBRARIES } from '../dist/src/analysis/catalogue/libraries/index.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const options = JSON.parse(readFileSync(new URL('../.prettierrc.json', import.meta.url), 'utf8'));

await generate(root, {
  check: process.argv.includes('--check'),
  ruleDocTitleFormat: 'name',
  configEmoji: [
    ['recommended', '✅'],
    ['strict', '🔒'],
  ],
  ruleDocSectionInclude: ['Why', 'Wrong', 'Right', 'Contract fields', 'Codemod', 'When not to use it'],
  // Generated tables as the formatter wants them, so that the two never argue.
  postprocess: (text, filepath) => prettier.format(text, { ...options, filepath }),
});

const SEEING = new URL('../docs/seeing.md', import.meta.url);
const seeing = readFileSync(SEEING, 'utf8');
const listed = await prettier.format(
  seeing.replace(/(<!-- begin libraries -->)[^]*(<!-- end libraries -->)/, `$1\n\n${libraryTables()}\n\n$2`),
  { ...options, filepath: 'docs/seeing.md' },
);
if (listed !== seeing && process.argv.includes('--check')) {
  console.error('The list of libraries in docs/seeing.md is not what the catalogue gives. Run `npm run docs`.');
  process.exitCode = 1;
} else if (listed !== seeing) writeFileSync(SEEING, listed);

/** The libraries of the catalogue, those that are silent by default apart. */
function libraryTables() {
  return [true, false]
    .map((openTelemetry) => {
      const rows = LIBRARIES.filter((library) => library.openTelemetry === openTelemetry).map((library) => {
        const all = library.calls.filter(({ makes }) => makes !== 'nothing').map(shown);
        // what is a function of its own and a method of something as well stands there once
        const calls = new Set(
          all.filter((call) => !all.includes(call.replace(/^`.*\.(?=\w+`$)/, '`')) || !call.includes('.')),
        );
        const name = openTelemetry ? library.title : `${library.title} (\`${library.name}\`)`;
        return `| ${name} | ${[...calls].join(', ')} | ${library.versions} |`;
      });
      const title = openTelemetry ? 'library' : 'library (its name for `apis`)';
      return [`| ${title} | calls | read in |`, '| --- | --- | --- |', ...rows].join('\n');
    })
    .join('\n\nSilent unless the contract says otherwise:\n\n');
}

/** A call as people write it. */
function shown({ call, on, method, form }) {
  const receivers = { traceApi: 'trace', observation: 'observation', traceContext: 'ctx', effectSpan: 'span' };
  const text = call ?? [receivers[on] ?? 'tracer', method].filter(Boolean).join('.');
  return `\`${form === 'decorator' ? '@' : ''}${text.replace('#', '.')}\``;
}
