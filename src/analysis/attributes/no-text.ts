import type { ExportedType } from '../types/exported-type.ts';
import type { FileReading } from '../reading.ts';
import { annotationOf, sourcesOf, type Path } from '../syntax/sources.ts';
import { keyOf, unwrap, type Node } from '../syntax/tree.ts';
import { declaredType, writtenOrMissing } from '../types/written-types.ts';
import { resultKinds } from './result-kinds.ts';
import { isNoText, valueKindsOf } from './value-kinds.ts';

const DEEPEST = 8;

/**
 * Whether a value is a number or a boolean, in one case at least: by what it is written as, by its type, or by what another file says of
 * an imported type. What is added to a number is taken for one, unless it is a text.
 */
export function mayBeNoText(reading: FileReading, value: Node, depth = 0): boolean {
  const kinds = valueKindsOf(reading, value);
  if (isNoText(kinds)) return true;
  // what is asserted to be something is that
  if (depth > DEEPEST || value.type === 'TSAsExpression' || value.type === 'TSTypeAssertion') return false;
  const inner = (one: Node) => mayBeNoText(reading, one, depth + 1);
  const node = unwrap(value);
  switch (node.type) {
    case 'LogicalExpression':
      return inner(node.left) || inner(node.right);
    case 'ConditionalExpression':
      return inner(node.consequent) || inner(node.alternate);
    case 'BinaryExpression':
      if (/^(?:-|\*|\/|%|\*\*|<<|>>>?|&|\||\^)$/.test(node.operator)) return true;
      return node.operator === '+' && !kinds.has('string') && (inner(node.left) || inner(node.right));
    case 'MemberExpression': {
      const key = keyOf(node);
      return key !== undefined && isNoTextAt(reading, writtenOrMissing(reading, node.object)?.type, [key]);
    }
    case 'CallExpression':
    case 'AwaitExpression':
      return isNoText(new Set(resultKinds(reading, node)));
    case 'Identifier':
      return ofVariable(reading, node, inner);
    default:
      return false;
  }
}

function ofVariable(reading: FileReading, identifier: Node, inner: (one: Node) => boolean): boolean {
  const variable = reading.tree.variableOf(identifier);
  if (!variable) return false;
  const annotation = annotationOf(reading.tree, variable);
  if (annotation) return isNoTextAt(reading, annotation.type, annotation.path);
  const [source, ...more] = sourcesOf(reading.tree, variable);
  if (source?.kind !== 'value' || source.operator !== '=' || more.length > 0) return false;
  if (source.path.length === 0) return inner(source.node);
  return isNoTextAt(reading, writtenOrMissing(reading, source.node)?.type, source.path);
}

/** Whether another file says that what stands at a path of a value of an imported type may be a number or a boolean. */
function isNoTextAt(reading: FileReading, type: Node | undefined, [key, ...deeper]: Path): boolean {
  if (!type || deeper.length > 0) return false;
  const isIt = (imported: ExportedType | undefined) =>
    key === undefined ? imported?.isNoText === true : imported?.noTexts.includes(String(key)) === true;
  const declared = declaredType(reading, type);
  const types = declared.type === 'TSUnionType' ? declared.types : [declared];
  return types.some((one) => one.type === 'TSTypeReference' && isIt(reading.origins.importedType(one.typeName)));
}
