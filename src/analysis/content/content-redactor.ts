import type { Contract } from '../../contract/contract.ts';
import { isExportAt } from '../modules/listed-exports.ts';
import type { FileReading } from '../reading.ts';
import { unwrap, type Node } from '../syntax/tree.ts';

const REDACTING = /(?:redact|anonymi[sz]e|mask|saniti[sz]e|scrub|pseudonymi[sz]e)/i;

/** Whether a function is named like one after which a value is no content any more. */
export function isNamedRedactor({ tree }: FileReading, callee: Node): boolean {
  return REDACTING.test(tree.quote(callee, 200).replace(/\(.*?\)/g, ''));
}

/**
 * Whether an expression is a function after which a value is no content any more: one that the contract lists, or one that is named so.
 * @param onlyListed whether names do not count
 */
export function isRedactor(reading: FileReading, contract: Contract, callee: Node, onlyListed: boolean): boolean {
  if (!onlyListed && isNamedRedactor(reading, callee)) return true;
  if (contract.redactors.length === 0) return false;
  const node = unwrap(callee);
  const origin = reading.origins.of(node);
  // an instance of an imported class is told by this file alone, what another file hands on by that file
  const functions = [
    reading.origins.importedFunction(node),
    origin?.kind === 'module' && !origin.called ? origin : undefined,
  ];
  return functions.some(
    (fn) => fn !== undefined && contract.redactors.some((listed) => isExportAt(listed, fn.module, fn.path)),
  );
}
