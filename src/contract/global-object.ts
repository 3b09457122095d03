/** Names of the global object. Source: ECMAScript (`globalThis`), HTML (`window`, `self`), Node.js (`global`). */
const GLOBAL_OBJECT: ReadonlySet<string> = new Set(['globalThis', 'window', 'self', 'global']);

/** A path from the global scope without the global object: `globalThis.telemetry.withSpan` is `telemetry.withSpan`. */
export function withoutGlobalObject(path: readonly string[]): readonly string[] {
  const at = path.findIndex((step) => !GLOBAL_OBJECT.has(step));
  return at < 0 ? path : path.slice(at);
}
