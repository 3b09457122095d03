// Writes what is generated in the docs (headers and option lists of rule pages, the rule table of the README); `--check` only compares.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generate } from 'eslint-doc-generator/dist/lib/generator.js';
import * as prettier from 'prettier';

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
