import type { Hole } from '../names/name-value.ts';
import type { FileReading } from '../reading.ts';
import { sourcesOf } from '../syntax/sources.ts';
import { unwrap, type Node } from '../syntax/tree.ts';
import { valueKindsOf, type ValueKind } from '../attributes/value-kinds.ts';
import { writtenTypeOf } from '../types/written-types.ts';
import { isFixedParameter } from './fixed-parameter.ts';
import { holdsFixedParts } from './fixed-type.ts';

const DEEPEST = 3;

const NO_TEXT: ReadonlySet<ValueKind> = new Set<ValueKind>(['number', 'boolean', 'missing', 'null']);

/**
 * Whether written types say that an expression holds no text, or one of a few that the code fixes: a number, a boolean, a union of
 * literals, an enum; or that all calls of a function of the file give it such a value.
 */
export function holdsNoText(reading: FileReading, expression: Node): boolean {
  const node = unwrap(expression, true);
  return /^(?:Identifier|MemberExpression|CallExpression)$/.test(node.type) && isFixed(reading, expression, 0);
}

function isFixed(reading: FileReading, expression: Node, depth: number): boolean {
  if ([...valueKindsOf(reading, expression)].every((kind) => NO_TEXT.has(kind))) return true;
  const written = writtenTypeOf(reading, expression);
  if (written && holdsFixedParts(reading, written)) return true;
  const value = reading.texts.valueOf(expression);
  // the arguments of a process are fixed too, but hold any text
  const isTyped = (hole: Hole) => hole.kind === 'bounded' && hole.node.type.startsWith('TS');
  if (value.kind === 'exact' || (value.kind === 'pattern' && value.holes.every(isTyped))) return true;
  const node = unwrap(expression, true);
  const variable = node.type === 'Identifier' && depth < DEEPEST ? reading.tree.variableOf(node) : undefined;
  return (
    variable !== undefined && isFixedParameter(reading, variable, (one) => isFixedArgument(reading, one, depth + 1))
  );
}

/** The same of what a call gives. A property of an object may be another by then, whatever it was made with, but for that of an enum. */
function isFixedArgument(reading: FileReading, argument: Node, depth: number): boolean {
  const node = unwrap(argument, true);
  if (node.type === 'ConditionalExpression')
    return [node.consequent, node.alternate].every((one) => isFixedArgument(reading, one, depth));
  if (node.type !== 'MemberExpression') return isFixed(reading, argument, depth);
  if ([...valueKindsOf(reading, argument)].every((kind) => NO_TEXT.has(kind))) return true;
  const variable = node.object.type === 'Identifier' ? reading.tree.variableOf(node.object) : undefined;
  return variable !== undefined && sourcesOf(reading.tree, variable).some(({ kind }) => kind === 'enum');
}

/** Whether written types or values say that an expression is a text or a list. */
export function holdsText(reading: FileReading, expression: Node): boolean {
  return [...valueKindsOf(reading, expression)].some((kind) => kind === 'string' || kind === 'list');
}
