import type { Variable } from '@typescript-eslint/scope-manager';
import { changesOf } from '../analysis/syntax/value-changes.ts';
import { keyOf, unwrap, type Node, type Tree } from '../analysis/syntax/tree.ts';
import { commentIn } from './comments.ts';
import { clash, type Edit } from './edit.ts';
import { removeObject } from './recording-removal.ts';
import { bySameName } from './same-names.ts';

/**
 * Edits that take out what a change left of objects of attributes: a call, an argument or a property with an object that holds nothing any
 * more, also by the name of a variable. What was empty before stays, and so does an object with a comment in it.
 * @param before the tree of the text before the change
 * @param after the tree of the text that is to be edited
 */
export function emptiedObjectEdits(before: Tree, after: Tree): Edit[] {
  const edits: Edit[] = [];
  const take = (found: readonly Edit[]) => {
    if (!found.some((one) => edits.some((other) => clash(one, other)))) edits.push(...found);
  };
  const was = bySameName(before);
  const held = new Set<Node>();
  for (const [name, variables] of bySameName(after)) {
    for (const [i, variable] of variables.entries()) {
      const object = emptyObjectOf(after, variable);
      if (!object) continue;
      held.add(object);
      const earlier = was.get(name)?.[i];
      if (earlier && holdsSomething(before, earlier)) take(removedUses(after, variable) ?? []);
    }
  }
  const old = new Set(emptyObjects(before).map((object) => placeOf(before, object)));
  for (const object of emptyObjects(after)) {
    // `{}` was written by somebody, a removal leaves a blank
    if (held.has(object) || after.text.slice(...object.range) === '{}' || old.has(placeOf(after, object))) continue;
    const found = removeObject(after, object);
    if (Array.isArray(found)) take(found);
  }
  return edits;
}

function emptyObjects(tree: Tree): Node[] {
  return tree.all('ObjectExpression').filter((object) => isEmpty(tree, object));
}

function isEmpty(tree: Tree, object: Node): boolean {
  return object.type === 'ObjectExpression' && object.properties.length === 0 && commentIn(tree, object) === undefined;
}

/** What stands around an object, to find it again. */
function placeOf(tree: Tree, object: Node): string {
  let at = tree.parentOf(object);
  while (at && !/Statement$|Declaration$/.test(at.type)) at = tree.parentOf(at);
  return at ? tree.quote(at, 500) : '';
}

function objectOf(variable: Variable): Node | undefined {
  const definition = variable.defs[0]?.node as Node | undefined;
  const isWritten = variable.references.some((reference) => reference.isWrite() && !reference.init);
  return definition?.type === 'VariableDeclarator' && definition.init && !isWritten
    ? unwrap(definition.init)
    : undefined;
}

function emptyObjectOf(tree: Tree, variable: Variable): Node | undefined {
  const object = objectOf(variable);
  return object && isEmpty(tree, object) && changesOf(tree, variable).size === 0 ? object : undefined;
}

function holdsSomething(tree: Tree, variable: Variable): boolean {
  const object = objectOf(variable);
  if (object?.type !== 'ObjectExpression') return false;
  return object.properties.length > 0 || changesOf(tree, variable).size > 0;
}

/** Takes out all uses of a variable; nothing where one of them is needed. */
function removedUses(tree: Tree, variable: Variable): readonly Edit[] | undefined {
  const edits: Edit[] = [];
  for (const reference of variable.references) {
    if (reference.init) continue;
    const found = isGivenToSpan(tree, reference.identifier) ? removeObject(tree, reference.identifier) : undefined;
    if (!Array.isArray(found) || found.some((one) => edits.some((other) => clash(one, other)))) return undefined;
    edits.push(...found);
  }
  return edits;
}

/** Whether an object, or one that it is put into, is an argument of a call of OpenTelemetry, by the name of its method. */
function isGivenToSpan(tree: Tree, object: Node): boolean {
  let up = tree.parentOf(object);
  while (up && /^(?:Property|ObjectExpression|SpreadElement)$/.test(up.type)) up = tree.parentOf(up);
  const callee = up?.type === 'CallExpression' ? unwrap(up.callee) : undefined;
  const method = callee?.type === 'MemberExpression' ? keyOf(callee) : undefined;
  return /^(?:setAttributes|addEvent|startSpan|startActiveSpan)$/.test(method ?? '');
}
