import type { Variable } from '@typescript-eslint/scope-manager';
import type { FileReading } from '../reading.ts';
import { annotationOf } from '../syntax/sources.ts';
import { isInside, unwrap, type Node } from '../syntax/tree.ts';
import { objectOfAttribute } from './attribute-object.ts';
import type { AttributeSite } from './attribute-sites.ts';
import { hasKey } from './recorded-beside.ts';

/**
 * Whether the object that an attribute is written into is read for something else than spans, is exported, or is typed by the key that
 * it was made with: with another key, or a number in place of the text, that other code would break.
 */
export function isSharedObject(reading: FileReading, site: AttributeSite): boolean {
  const { tree, origins } = reading;
  if (isInside(site.node, site.recording)) return false;
  const variable = holderOf(reading, site);
  const [definition] = variable?.defs ?? [];
  const declaration = definition && tree.parentOf(definition.node);
  if (!variable || (declaration && tree.parentOf(declaration)?.type === 'ExportNamedDeclaration')) return true;
  const made = definition?.node.type === 'VariableDeclarator' ? (definition.node as { init: Node | null }).init : null;
  // `{ 'gen_ai.prompt': '' }` is typed by what stands in it, and keeps its key
  const isTypedByValue = made && !annotationOf(tree, variable) && site.node.type === 'AssignmentExpression';
  if (isTypedByValue && holdsKey(unwrap(made), site)) return true;
  return variable.references.some((reference) => {
    const { identifier } = reference;
    if (reference.isWrite()) return !reference.init;
    const parent = tree.parentOf(identifier);
    if (parent?.type === 'MemberExpression' && parent.object === identifier) {
      const assignment = tree.parentOf(parent);
      return !(assignment?.type === 'AssignmentExpression' && assignment.left === parent);
    }
    return !isRecorded(identifier);
  });

  function holdsKey(object: Node, { key }: AttributeSite): boolean {
    if (object.type !== 'ObjectExpression' || key.kind !== 'exact') return false;
    const names = reading.attributeSites.filter((other) => object.properties.some((one) => one === other.node));
    return names.some((other) => key.texts.some(({ text }) => hasKey(other, (one) => one === text)));
  }

  /** Whether an expression, or an object that it is spread into, is an argument of a call that records on a span. */
  function isRecorded(expression: Node): boolean {
    for (let up = tree.parentOf(expression); up; up = tree.parentOf(up)) {
      if (up.type === 'CallExpression') {
        const callee = unwrap(up.callee);
        const role = callee.type === 'MemberExpression' ? origins.roleOf(callee.object) : undefined;
        return role === 'span' || role === 'tracer' || role === 'sugaredTracer';
      }
      if (!/^(?:SpreadElement|ObjectExpression|Property)$/.test(up.type)) return false;
    }
    return false;
  }
}

/** Whether the file adds to the same attribute of the object that this one stands in: `attributes['gen_ai.prompt'] += …`. */
export function isAddedTo(reading: FileReading, site: AttributeSite): boolean {
  const { tree, attributeSites } = reading;
  const variable = holderOf(reading, site);
  const isSame = (other: AttributeSite) =>
    site.key.kind !== 'exact' ||
    other.key.kind !== 'exact' ||
    site.key.texts.some(({ text }) => hasKey(other, (one) => one === text));
  return (variable?.references ?? []).some(({ identifier }) => {
    const member = tree.parentOf(identifier);
    const assignment = member && tree.parentOf(member);
    if (assignment?.type !== 'AssignmentExpression' || assignment.left !== member || assignment === site.node)
      return false;
    const other = attributeSites.find(({ node }) => node === assignment);
    return assignment.operator !== '=' && (!other || isSame(other));
  });
}

/** The variable that holds the object which an attribute is written into. */
function holderOf({ tree }: FileReading, site: AttributeSite): Variable | undefined {
  const holder = objectOfAttribute(tree, site);
  return holder?.type === 'Identifier' ? tree.variableOf(holder) : undefined;
}
