import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ESLint, type Linter } from 'eslint';

const require = createRequire(import.meta.url);

/** Whether a block is a configuration of ESLint, not code to lint. */
export function isConfig(code: string): boolean {
  return code.includes("from 'eslint-plugin-span-contract'");
}

/** Lets ESLint load a configuration as a user's file, and gives what it says of a source file. */
export async function loadConfig(code: string, sourceFile: string): Promise<Linter.Config> {
  const folder = mkdtempSync(join(tmpdir(), 'span-contract-docs-'));
  try {
    // The file stands outside the project, so packages are named by their place; ours is the built one, by its own exports.
    const text = code.replace(/(?<= from ')(?!node:)[^'.]+(?=')/g, (name) => pathToFileURL(require.resolve(name)).href);
    const file = join(folder, 'eslint.config.mjs');
    writeFileSync(file, text);
    const eslint = new ESLint({ cwd: folder, overrideConfigFile: file });
    const config = (await eslint.calculateConfigForFile(join(folder, sourceFile))) as Linter.Config;
    // Linting shows that the settings and options are accepted, too.
    await eslint.lintText('export const one = 1;\n', { filePath: join(folder, sourceFile) });
    return config;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
