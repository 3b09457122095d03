/** The folders into which frameworks write a tsconfig before they run, and the aliases that stand in it by default, from the project on. */
const GENERATED: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  // SvelteKit 2, "Project structure": `$lib` is src/lib
  '.svelte-kit': { $lib: ['src/lib'], '$lib/*': ['src/lib/*'] },
  // Nuxt 4, `alias` of "Nuxt Configuration"; the sources of Nuxt 3 stand in no folder of their own
  '.nuxt': {
    '~/*': ['app/*', '*'],
    '@/*': ['app/*', '*'],
    '~~/*': ['*'],
    '@@/*': ['*'],
    '#shared/*': ['shared/*'],
    '#server/*': ['server/*'],
  },
};

/**
 * The aliases of a tsconfig that a framework has not written yet, as in a fresh clone.
 * @param written the path of the file in `extends` or `references`: `./.svelte-kit/tsconfig.json`
 */
export function generatedAliases(written: string): Readonly<Record<string, readonly string[]>> | undefined {
  const [, folder] = /^\.\/(\.[\w-]+)\/tsconfig\b[^/]*$/.exec(written) ?? [];
  return folder === undefined ? undefined : GENERATED[folder];
}
