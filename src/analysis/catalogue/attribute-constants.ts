/**
 * Attribute keys behind constants of published packages.
 * Source: `@opentelemetry/semantic-conventions` 1.45.0.
 */

/**
 * The text of a constant that a package exports.
 * @param module the specifier as written
 * @param path the export and the properties below it
 * @returns nothing for constants that are not in the table
 */
export function constantText(module: string, path: readonly (string | number | undefined)[]): string | undefined {
  void module;
  void path;
  return undefined;
}
