import type { TSESTree } from '@typescript-eslint/types';
import { referencesByName } from './declared-name.ts';
import { iterationOf, type Iteration } from '../loops/iteration-calls.ts';
import { keyOf, unwrap, type FunctionNode, type Node, type Tree } from './tree.ts';

/** A call that runs a function of its file. */
export interface FunctionRun {
  readonly call: TSESTree.CallExpression;
  /** How the call runs the function that it is handed, for each item: `rows.map(one)`, `rows.map(this.one.bind(this))`. */
  readonly iteration: Iteration | undefined;
}

/** The places in its file that call a function, or hand it to what runs it for each item of a collection. */
export function runsOf(tree: Tree, fn: FunctionNode): FunctionRun[] {
  return (referencesByName(tree, fn) ?? methodReferences(tree, fn)).flatMap((reference): FunctionRun[] => {
    const named = asserted(tree, reference);
    const call = tree.parentOf(named);
    if (call?.type === 'CallExpression' && call.callee === named) return [{ call, iteration: undefined }];
    const iteration = iterationOf(tree, boundOf(tree, named));
    return iteration ? [{ call: iteration.call, iteration }] : [];
  });
}

/** `this.one`, also as `this.#one`, in the class that holds the method or the field with the function. */
function methodReferences(tree: Tree, fn: FunctionNode): Node[] {
  const holder = tree.parentOf(fn);
  const owner = tree.classOfThis(fn);
  if ((holder?.type !== 'MethodDefinition' && holder?.type !== 'PropertyDefinition') || !owner) return [];
  const key = keyOf(holder);
  return tree
    .all('MemberExpression')
    .filter(
      (member) =>
        member.object.type === 'ThisExpression' &&
        key !== undefined &&
        keyOf(member) === key &&
        tree.classOfThis(member.object) === owner,
    );
}

/** A name with the type assertions around it. */
function asserted(tree: Tree, reference: Node): Node {
  let at = reference;
  for (let up = tree.parentOf(at); up && up.type !== 'SequenceExpression' && unwrap(up) !== up; up = tree.parentOf(at))
    at = up;
  return at;
}

/** `this.one.bind(this)` of `this.one`; the name itself where it is not bound. */
export function boundOf(tree: Tree, named: Node): Node {
  const member = tree.parentOf(named);
  if (member?.type !== 'MemberExpression' || member.object !== named || keyOf(member) !== 'bind') return named;
  const call = tree.parentOf(member);
  return call?.type === 'CallExpression' && call.callee === member ? call : named;
}
