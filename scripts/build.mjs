// Builds dist/: JavaScript by tsc, then the entry and its types, which tsc cannot write, and the command in few files.
import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
// Built aside and moved at the end, so that a failed build leaves the last good one.
const next = join(root, `dist.${process.pid}`);
process.on('exit', () => rmSync(next, { recursive: true, force: true }));

const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
const args = [tsc, '-p', 'tsconfig.build.json', '--outDir', next];
const compiled = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
if (compiled.status !== 0) process.exit(compiled.status ?? 1);

// The string-named export makes `require()` give the plugin itself.
writeFileSync(
  join(next, 'index.js'),
  `import plugin from './src/plugin.js';
export default plugin;
export { plugin as 'module.exports' };
`,
);

await bundleCommand(join(next, 'src', 'cli'), join(next, 'command'));
// npm does it for whoever installs the package; a clone has the command at once.
chmodSync(join(next, 'command', 'main.js'), 0o755);

const { default: plugin } = await import(pathToFileURL(join(next, 'index.js')).href);
const names = Object.keys(plugin.rules);

// Without the string-named export: TypeScript below 5.6 cannot parse it.
writeFileSync(
  join(next, 'index.d.ts'),
  `import type { ESLint, Linter, Rule } from 'eslint';

type RuleName =
${names.map((name) => `  | '${name}'`).join('\n')};

interface SpanContractPlugin extends ESLint.Plugin {
  meta: { name: string; version: string; namespace: string };
  rules: Record<RuleName, Rule.RuleModule>;
  configs: { recommended: Linter.Config; strict: Linter.Config };
}

declare const plugin: SpanContractPlugin;

export default plugin;
`,
);

rmSync(dist, { recursive: true, force: true });
renameSync(next, dist);

/** The command starts in half the time where it is loaded from few files; what is native code stays outside. */
async function bundleCommand(from, to) {
  const bundle = await rolldown({
    input: ['main.js', 'check/check-worker.js'].map((name) => join(from, name)),
    platform: 'node',
    external: [/^oxc-/, 'eslint', 'typescript'],
    onLog: (level, log) => {
      throw new Error(`${level}: ${log.message}`);
    },
  });
  const { output } = await bundle.write({ dir: to, chunkFileNames: '[name].js' });
  await bundle.close();
  const packages = new Set(output.flatMap(({ modules = {} }) => Object.keys(modules).flatMap(packageOf)));
  writeFileSync(join(to, 'third-party-licenses.txt'), [...packages].sort().map(licenseOf).join('\n'));
}

/** The folder of the package that a bundled file comes from; none for our own. */
function packageOf(file) {
  const match = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file.replaceAll('\\', '/'));
  return match ? [match[0]] : [];
}

function licenseOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  if (file === undefined) throw new Error(`${name} has no file with its licence.`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}
