// Writes src/analysis/catalogue/convention-keys.ts from the constants of the installed @opentelemetry/semantic-conventions.
//   npm run convention-keys
// A constant is its key in upper case, each sign between as an underscore, so that the keys alone are kept.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const PACKAGE = '@opentelemetry/semantic-conventions';
const WIDTH = 140;
/** They had another key in 1.27 to 1.41: what they are depends on the version that a project has. */
const CHANGED = new Set(['faas.invocation.id', 'feature_flag.provider.name', 'process.context_switch.type']);

const require = createRequire(import.meta.url);
const manifest = new URL(`../node_modules/${PACKAGE}/package.json`, import.meta.url);
const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
const constants = Object.entries({ ...require(PACKAGE), ...require(`${PACKAGE}/incubating`) });

/** The keys of the constants with a prefix. What takes the rest of its key as an argument is a function, and no key. */
function keysOf(prefix) {
  const keys = constants.filter(([name, key]) => prefix.test(name) && typeof key === 'string' && !CHANGED.has(key));
  for (const [name, key] of keys)
    if (name.replace(prefix, '') !== key.toUpperCase().replace(/[^A-Z0-9]/g, '_'))
      throw new Error(`${name} is not made of its key ${key}.`);
  const names = new Set(keys.map(([, key]) => key.toUpperCase().replaceAll('.', '_')));
  const sorted = [...new Set(keys.map(([, key]) => key))].sort();
  if (names.size !== sorted.length) throw new Error(`Two keys have one constant of ${String(prefix)}.`);
  return sorted;
}

function lines(keys) {
  const all = [''];
  for (const key of keys) {
    const last = all.at(-1);
    if (last.length + key.length >= WIDTH) all.push(key);
    else all[all.length - 1] = last === '' ? key : `${last} ${key}`;
  }
  return all.join('\n');
}

writeFileSync(
  new URL('../src/analysis/catalogue/convention-keys.ts', import.meta.url),
  `/**
 * The attribute keys that \`${PACKAGE}\` has constants for.
 * Source: its version ${version}, stable and incubating; written by \`npm run convention-keys\`. Left out are those whose constant had another
 * key in an older version.
 */

/** Behind \`ATTR_*\`. */
export const KEYS = \`
${lines(keysOf(/^ATTR_/))}
\`;

/** Behind \`SEMATTRS_*\`, \`SEMRESATTRS_*\` and the members of \`SemanticAttributes\` and \`SemanticResourceAttributes\`. */
export const OLDER_KEYS = \`
${lines(keysOf(/^SEM(?:RES)?ATTRS_/))}
\`;
`,
);
