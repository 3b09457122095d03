import type { Contract } from './contract.ts';
import { hasVaryingTarget } from './semconv-operations.ts';

/**
 * Whether a name with holes is one of OpenTelemetry's own (`chat {model}`), and the contract accepts that style.
 * @param shape texts and holes (`null`) of the name
 */
export function isSemconvPattern(shape: readonly (string | null)[], contract: Contract): boolean {
  return contract.naming.accept.includes('semconv') && hasVaryingTarget(shape);
}
