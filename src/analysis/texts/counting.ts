import type { ValueSource } from '../syntax/sources.ts';

/** Whether a variable or a field is given a number that grows, which is data in a name: `i++`, `i += 1`. */
export function isCounting(source: ValueSource): boolean {
  if (source.kind !== 'value') return false;
  if (source.node.type === 'UpdateExpression') return true;
  const number = source.node.type === 'Literal' && typeof source.node.value === 'number';
  return number && /^[+*-]=$/.test(source.operator);
}
