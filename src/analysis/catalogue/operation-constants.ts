/**
 * The text of a constant for an operation name: `GEN_AI_OPERATION_NAME_VALUE_CHAT` is `chat`.
 * Source: `@opentelemetry/semantic-conventions` 1.45.0, whose value constants are the values in upper case.
 */
export function operationText(module: string, path: readonly (string | number | undefined)[]): string | undefined {
  const name = path.at(-1);
  if (!module.startsWith('@opentelemetry/semantic-conventions') || typeof name !== 'string') return undefined;
  return /^GEN_AI_OPERATION_NAME_VALUE_([A-Z_]+)$/.exec(name)?.[1]?.toLowerCase();
}
