import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Proposal } from './init-proposal.ts';

/** The names that ESLint looks for, in its order. Source: ESLint 10, flat config. */
const CONFIGS = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((extension) => `eslint.config.${extension}`);

/**
 * How the findings come into ESLint: the entry for the configuration that is there, else what to install and a whole file.
 * @param cwd where the configuration is looked for
 */
export function eslintText({ survey }: Proposal, cwd: string): string {
  const config = CONFIGS.find((name) => existsSync(path.join(cwd, name)));
  if (config !== undefined) {
    if (hasPlugin(path.join(cwd, config))) return `${config} has the plugin already.\n`;
    const isCommonJs = /\.c[jt]s$/.test(config);
    return `Add to ${config}:

  ${isCommonJs ? `const spanContract = require('eslint-plugin-span-contract');` : `import spanContract from 'eslint-plugin-span-contract';`}

  ${isCommonJs ? 'module.exports =' : 'export default'} [
    // …
    spanContract.configs.recommended,
  ];
`;
  }
  const isTyped = survey.sites.some(({ file }) => /\.(?:[cm]?tsx?|vue|svelte|astro)$/.test(file));
  const parser = `{ files: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}'], languageOptions: { parser: tseslint.parser } },`;
  return `For findings in the editor:

  npm install --save-dev eslint ${isTyped ? 'typescript-eslint ' : ''}eslint-plugin-span-contract

and as eslint.config.mjs:

  import spanContract from 'eslint-plugin-span-contract';
${isTyped ? `  import tseslint from 'typescript-eslint';\n` : ''}
  export default [
${isTyped ? `    ${parser}\n` : ''}    spanContract.configs.recommended,
  ];
`;
}

/** Whether a configuration takes the plugin and uses a configuration or rules of it, outside of comments. */
function hasPlugin(file: string): boolean {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return false;
  }
  const code = text.replace(/^\s*\/\/.*$|\/\*[\s\S]*?\*\//gm, '');
  return (
    /['"`]eslint-plugin-span-contract['"`]/.test(code) &&
    /\.configs\b|\[['"]configs['"]\]|['"`]span-contract\/[\w-]+['"`]/.test(code)
  );
}
