import type { Variable } from '@typescript-eslint/scope-manager';
import { isPureCall } from '../analysis/syntax/effects.ts';
import type { FileReading } from '../analysis/reading.ts';
import { annotationOf } from '../analysis/syntax/sources.ts';
import { keyOf, unwrap, type Node } from '../analysis/syntax/tree.ts';

/**
 * The attributes of options that are kept in a variable, as they are spread into new ones; with `?.` where the variable may hold nothing.
 * @param options what is read: a variable, or a property
 * @returns an empty text where there can be none; nothing where other code may add some that the type does not show
 */
export function spreadAttributes(reading: FileReading, options: Node): string | undefined {
  const { tree } = reading;
  const text = tree.text.slice(...options.range);
  const variable = options.type === 'Identifier' ? tree.variableOf(options) : undefined;
  const declarator = variable?.defs[0]?.node as Node | undefined;
  const made = declarator?.type === 'VariableDeclarator' && declarator.init ? unwrap(declarator.init) : undefined;
  const isReplaced = variable?.references.some((reference) => reference.isWrite() && !reference.init);
  if (!variable || isReplaced || made?.type !== 'ObjectExpression') return `...${text}?.attributes, `;
  const spread = `...${text}.attributes, `;
  if (made.properties.some((property) => property.type === 'SpreadElement' || keyOf(property) === 'attributes'))
    return spread;
  const changes = new Set(variable.references.map(({ identifier }) => changeBy(reading, identifier)));
  const isTyped = annotationOf(tree, variable) !== undefined;
  if (changes.has('given')) return isTyped ? spread : undefined;
  return changes.has('written') || (isTyped && isHeldElsewhere(reading, variable)) ? spread : '';
}

/** What the use of a variable may do to the object in it: write a property, or give it to code that may. */
function changeBy({ tree, origins, spanSites }: FileReading, identifier: Node): 'written' | 'given' | undefined {
  const parent = tree.parentOf(identifier);
  if (!parent) return undefined;
  switch (parent.type) {
    case 'VariableDeclarator':
      return parent.init === identifier && parent.id.type === 'Identifier' ? 'given' : undefined;
    case 'SpreadElement':
      return tree.parentOf(parent)?.type === 'ObjectExpression' ? undefined : 'given';
    case 'MemberExpression': {
      if (parent.object !== identifier) return undefined;
      const holder = tree.parentOf(parent);
      const isWritten =
        (holder?.type === 'AssignmentExpression' && holder.left === parent) ||
        (holder?.type === 'UnaryExpression' && holder.operator === 'delete');
      return isWritten && (parent.computed || keyOf(parent) === 'attributes') ? 'written' : undefined;
    }
    case 'CallExpression': {
      if (parent.callee === identifier || isPureCall(parent) || spanSites.some(({ call }) => call === parent))
        return undefined;
      const callee = unwrap(parent.callee);
      const receiver = callee.type === 'MemberExpression' ? callee.object : undefined;
      const role = receiver && origins.roleOf(receiver);
      const isLog = receiver?.type === 'Identifier' && receiver.name === 'console';
      return role === 'tracer' || role === 'sugaredTracer' || isLog ? undefined : 'given';
    }
    case 'ReturnStatement':
    case 'ExportSpecifier':
    case 'ExportDefaultDeclaration':
    case 'IfStatement':
    case 'BinaryExpression':
    case 'UnaryExpression':
    case 'TSTypeQuery':
      return undefined;
    default:
      return 'given';
  }
}

/** Whether an object leaves its function or file, so that others may write to it. */
function isHeldElsewhere({ tree }: FileReading, variable: Variable): boolean {
  const declaration = tree.parentOf(variable.defs[0]?.node as Node);
  const holder = declaration && tree.parentOf(declaration);
  return (
    holder?.type === 'ExportNamedDeclaration' ||
    variable.references.some(({ identifier }) =>
      /^(?:ReturnStatement|Export\w+)$/.test(tree.parentOf(identifier)?.type ?? ''),
    )
  );
}
