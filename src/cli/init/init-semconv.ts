import type { Contract } from '../../contract/contract.ts';
import { fixedName } from '../../contract/fixed-name.ts';
import { replacedBy } from '../../contract/match-span.ts';
import { judgeName } from '../../contract/name-grammar.ts';
import { isPlainlySemconv, isSemconvName } from '../../contract/semconv-operations.ts';
import { isSemconvPattern } from '../../contract/semconv-pattern.ts';
import { suggestName } from '../../contract/suggest-name.ts';
import type { SeenName } from '../../analysis/spans/seen-spans.ts';
import { exactText, holesOfName, isOwnNotation, shapeOfName, type NameRecord } from './init-names.ts';

/** Whether names in the style of the semantic conventions are among the seen ones beyond doubt. */
export function hasPlainSemconv(records: readonly NameRecord[], base: Contract): boolean {
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
