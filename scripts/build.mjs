// Builds dist/: JavaScript by tsc, then the entry and its types, which tsc cannot write.
import { spawnSync } from 'node:child_process';
import { chmodSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

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

// npm does it for whoever installs the package; a clone has the command at once.
chmodSync(join(next, 'src', 'cli', 'main.js'), 0o755);

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
