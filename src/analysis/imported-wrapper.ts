import type { TSESTree } from '@typescript-eslint/types';
import { argumentAt } from './call-arguments.ts';
import type { Origins } from './origin.ts';
import { withSuffix, type SpanSite } from './span-site.ts';
import type { Texts } from './texts.ts';
import { keyOf, unwrap, type Tree } from './tree.ts';

/** A call of a wrapper of another file: one that the contract declares, or that is found there. */
export function readImportedWrapper(
  tree: Tree,
  origins: Origins,
  texts: Texts,
  call: TSESTree.CallExpression,
): SpanSite | undefined {
  const shape = origins.wrapperAt(call.callee);
  const nameNode = shape && argumentAt(tree, origins, call, shape.name);
  if (!nameNode) return undefined;
  const { suffix, ownNotation, ends, records } = shape;
  const callee = unwrap(call.callee);
  const callback = shape.callback === undefined ? undefined : argumentAt(tree, origins, call, shape.callback);
  const given =
    shape.attributes === undefined
      ? undefined
      : argumentAt(tree, origins, call, shape.attributes.replace(/\.attributes$/, ''));
  const isOptions = shape.attributes?.endsWith('.attributes') === true;
  const name = texts.valueBetween(shape.before, nameNode, shape.after, shape.place);
  return {
    kind: 'create',
    api: callee.type === 'MemberExpression' ? (keyOf(callee) ?? 'wrapper') : tree.quote(callee),
    wrapper: true,
    certainty: shape.certainty,
    call,
    nameNode,
    name: withSuffix(name, suffix, nameNode),
    ...(suffix === undefined ? {} : { suffix }),
    ...(ownNotation ? { ownNotation } : {}),
    options: isOptions ? given : undefined,
    ...(given && !isOptions ? { attributes: given } : {}),
    callback: callback && origins.functionOf(callback),
    ...(ends === undefined ? {} : { ends: ends ? ('callee' as const) : ('caller' as const) }),
    ...(records === undefined ? {} : { records: records ? ('exception and status' as const) : ('nothing' as const) }),
  };
}
