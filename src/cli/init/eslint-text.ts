import { printable, shownPath } from '../files/shown-path.ts';
import { configCode } from './config-code.ts';
import type { Proposal } from './init-proposal.ts';

/**
 * How the findings come into ESLint: the entry for the configuration that is there, else what to install and a whole file.
 * @param config the configuration that was found
 */
export function eslintText({ survey }: Proposal, config: string | undefined, cwd: string): string {
  if (config !== undefined) {
    const shown = printable(shownPath(config, cwd));
    if (hasPlugin(config)) return `${shown} has the plugin already.\n`;
    const isCommonJs = /\.c[jt]s$/.test(config);
    return `Add to ${shown}:

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
  const code = configCode(file);
  return (
    /['"`]eslint-plugin-span-contract['"`]/.test(code) &&
    /\.configs\b|\[['"]configs['"]\]|['"`]span-contract\/[\w-]+['"`]/.test(code)
  );
}
