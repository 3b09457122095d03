/** What a specifier says that leads to a package. */
export interface PackageSpecifier {
  /** With its scope: `@acme/names`. */
  readonly name: string;
  /** What follows: `deep/names.js` of `acme/deep/names.js`. */
  readonly subpath: string | undefined;
}

/** Takes apart a specifier that leads to a package; nothing for relative ones, `imports` of a package, and common aliases (`@/x`, `~/x`). */
export function packageIn(specifier: string): PackageSpecifier | undefined {
  const [, name, subpath] = /^((?:@[^/]+\/)?[^/]+)(?:\/(.+))?$/.exec(specifier) ?? [];
  return name === undefined || /^[.~#]|^@\//.test(specifier) ? undefined : { name, subpath };
}
