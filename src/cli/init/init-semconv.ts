import type { Contract } from '../../contract/contract.ts';
import { fixedName } from '../../contract/fixed-name.ts';
import { replacedBy } from '../../contract/match-span.ts';
import { judgeName } from '../../contract/name-grammar.ts';
import { isGenAiOperation, isPlainlySemconv, isSemconvName } from '../../contract/semconv-operations.ts';
import { isSemconvPattern } from '../../contract/semconv-pattern.ts';
import { suggestName } from '../../contract/suggest-name.ts';
import type { SeenName } from '../../analysis/spans/seen-spans.ts';
import { exactText, holesOfName, isOwnNotation, shapeOfName, type NameRecord } from './init-names.ts';

/** Whether names in the style of the semantic conventions are among the seen ones beyond doubt. */
export function hasPlainSemconv(records: readonly NameRecord[], base: Contract): boolean {
  if (hasGenAiOperations(records)) return true;
  const accepting = { ...base, naming: { ...base.naming, accept: ['dot', 'semconv'] as const } };
  return records.some(({ name, sites }) => {
    if (isOwnNotation(sites)) return false;
    const shape = shapeOfName(name);
    if (replacedBy(shape, base)) return false;
    const text = exactText(name);
    if (text !== undefined && isPlainlySemconv(text)) return true;
    if (holesOfName(name).some(({ isRecordedTarget }) => isRecordedTarget)) return true;
    const [first] = shape;
    if (typeof first === 'string' && hasTarget(name, accepting)) return isPlainlySemconv(`${first}x`);
    return isPlainlySemconv(semconvWithin(name, accepting) ?? '');
  });
}

/** Whether names are operations of GenAI agents beyond doubt: their spans say so by the attribute for it, or several names are some. */
function hasGenAiOperations(records: readonly NameRecord[]): boolean {
  const named = records.filter(({ name }) => isGenAiOperation(exactText(name) ?? ''));
  const isSaid = named.some(({ sites }) => sites.some(({ span }) => span.attributes.has('gen_ai.operation.name')));
  return isSaid || named.length > 1;
}

/**
 * Names as OpenTelemetry's conventions list them that the contract replaces though it accepts that style: the preset prefers its own.
 * A team that follows the conventions would be told to leave them.
 */
export function conventionNames(records: readonly NameRecord[], contract: Contract): readonly NameRecord[] {
  if (!contract.naming.accept.includes('semconv')) return [];
  return records.filter(({ name }) => {
    const text = exactText(name);
    return text !== undefined && isSemconvName(text) && replacedBy([text], contract) !== undefined;
  });
}

/**
 * The name of OpenTelemetry's own style that a name is without its data or its decoration: `GET /orders` for `GET /orders ${id}` and for
 * `[GET] /orders`. It is what `check` tells to write.
 * @returns nothing where the contract does not accept that style, or where the name is of another one
 */
export function semconvWithin(name: SeenName, contract: Contract): string | undefined {
  if (!contract.naming.accept.includes('semconv')) return undefined;
  const text = exactText(name);
  const fixed =
    text === undefined
      ? fixedName(name.map((part) => (typeof part === 'string' ? part : part.names)))
      : suggestName(text, contract)?.name;
  return fixed !== undefined && fixed !== text && isSemconvName(fixed) && judgeName(fixed, contract) === undefined
    ? fixed
    : undefined;
}

/** Whether a name is an operation of OpenTelemetry with a target that varies by design, `chat ${model}`, or that its spans carry. */
export function hasTarget(name: SeenName, contract: Contract): boolean {
  const isRecorded = holesOfName(name).some(({ isRecordedTarget }) => isRecordedTarget);
  if (isRecorded && contract.naming.accept.includes('semconv')) return true;
  return isSemconvPattern(shapeOfName(name), contract) && !holesOfName(name).some(({ isNoTarget }) => isNoTarget);
}
