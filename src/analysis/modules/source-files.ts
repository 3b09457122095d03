/** Extensions of source files, in the order in which they are looked for where none is written. */
export const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

/** Conditions of `exports` that hold where sources are read. */
export const CONDITIONS = ['source', 'development', 'import', 'module', 'require', 'node', 'default'];
