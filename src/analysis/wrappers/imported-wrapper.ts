import type { TSESTree } from '@typescript-eslint/types';
import type { Alternatives } from '../texts/alternatives.ts';
import { argumentAt } from '../syntax/call-arguments.ts';
import { isMadeLater } from './deferred-spans.ts';
import { givenName } from './given-name.ts';
import type { Origins } from '../origins/origin.ts';
import { withSuffix, type SpanSite } from '../spans/span-site.ts';
import type { Texts } from '../texts/texts.ts';
import { keyOf, unwrap, type Tree } from '../syntax/tree.ts';
import { completedName } from './wrapper-names.ts';

/** A call of a wrapper of another file: one that the contract declares, or that is found there. */
export function readImportedWrapper(
  tree: Tree,
  origins: Origins,
  texts: Texts,
  call: TSESTree.CallExpression,
): SpanSite | undefined {
  const shape = origins.wrapperAt(call.callee);
  const given = shape && givenName(tree, origins, call, [shape.name, ...(shape.otherNames ?? [])]);
  if (!given) return undefined;
  const { suffix, ownNotation, ends, records } = shape;
  const { node: nameNode } = given;
  const callee = unwrap(call.callee);
  const callback = shape.callback === undefined ? undefined : argumentAt(tree, origins, call, shape.callback);
  const attributes =
    shape.attributes === undefined
      ? undefined
      : argumentAt(tree, origins, call, shape.attributes.replace(/\.attributes$/, ''));
  const isOptions = shape.attributes?.endsWith('.attributes') === true;
  const argumentTexts = (position: string) => textsAtArgument(tree, origins, texts, call, position);
  const name = given.open ? { kind: 'unknown' as const } : completedName(texts, shape, nameNode, argumentTexts);
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
    options: isOptions ? attributes : undefined,
    ...(attributes && !isOptions ? { attributes } : {}),
    ...(attributes && shape.replaced ? { replaced: shape.replaced } : {}),
    // the file of a declared wrapper is only read where somebody asks
    get takes() {
      return shape.takes;
    },
    callback: callback && origins.functionOf(callback),
    // of a declared one its file is read only where a finding hangs on it
    ...(!shape.declared && isMadeLater(tree, call, shape.callsUntil ?? 0) ? { deferred: true as const } : {}),
    ...(ends === undefined ? {} : { ends: ends ? ('callee' as const) : ('caller' as const) }),
    ...(records === undefined ? {} : { records: records ? ('exception and status' as const) : ('nothing' as const) }),
  };
}

/** The texts that a call can give at a place such as `1.module.name`; nothing where one of them is not known. */
function textsAtArgument(
  tree: Tree,
  origins: Origins,
  texts: Texts,
  call: TSESTree.CallExpression,
  position: string,
): Alternatives | undefined {
  const keys = position.split('.');
  for (let length = keys.length; length > 0; length--) {
    const node = argumentAt(tree, origins, call, keys.slice(0, length).join('.'));
    const found = node && texts.alternativesBelow(node, keys.slice(length));
    if (found?.every((parts) => parts.every(({ kind }) => kind === 'text'))) return found;
  }
  return undefined;
}
