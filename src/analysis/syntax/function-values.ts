import { annotationOf, sourcesOf } from './sources.ts';
import { keyOf, type Node, type Tree } from './tree.ts';

/** Whether a name stands for a function or a class: by its type, or because the file calls it. */
export function isFunctionValue(tree: Tree, identifier: Node): boolean {
  const variable = identifier.type === 'Identifier' ? tree.variableOf(identifier) : undefined;
  if (!variable) return false;
  const annotation = annotationOf(tree, variable);
  if (annotation?.path.length === 0 && /^TS(?:Function|Constructor)Type$/.test(annotation.type.type)) return true;
  if (sourcesOf(tree, variable).some(({ kind }) => kind === 'function' || kind === 'class')) return true;
  return variable.references.some(({ identifier: use }) => {
    const parent = tree.parentOf(use);
    if (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') return parent.callee === use;
    if (parent?.type !== 'MemberExpression' || parent.object !== use) return false;
    const holder = tree.parentOf(parent);
    return (
      /^(?:apply|call|bind)$/.test(keyOf(parent) ?? '') && holder?.type === 'CallExpression' && holder.callee === parent
    );
  });
}
