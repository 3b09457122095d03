import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import type { NameValue } from '../names/name-value.ts';
import type { Origins } from '../origins/origin.ts';
import { sourcesOf } from '../syntax/sources.ts';
import { argumentAt } from '../syntax/call-arguments.ts';
import { entriesOf } from '../syntax/object-entries.ts';
import type { FunctionNode, Node, Tree } from '../syntax/tree.ts';
import { NOTHING_BOUND, type Given } from '../texts/text-reader.ts';
import type { Texts } from '../texts/texts.ts';
import { callsOf } from '../wrappers/wrapper-calls.ts';
import { positionOf } from '../wrappers/wrapper-names.ts';
import { helperOfAttribute, helperOfObject, type AttributeHelper, type RecordedObject } from './attribute-helpers.ts';
import type { AttributeSite } from './attribute-sites.ts';
import { isReplaced, keyOfEntry } from './entry-key.ts';
import { attributesGivenToOthers, type GivenToOthers } from './imported-attributes.ts';

/** What the search asks of the reading of one file. */
interface PassedSource {
  readonly tree: Tree;
  readonly origins: Origins;
  readonly texts: Texts;
  /** The functions to look into; left out: the whole file. */
  readonly within?: ReadonlySet<FunctionNode>;
}

/** Helpers of helpers of helpers are followed, no further. */
const MOST_ROUNDS = 3;

/**
 * The attributes that calls give to functions which put them on spans: `setAttr(span, 'gen_ai.prompt', prompt)`; and to those of other
 * files that make attributes out of them.
 * @param attributes what is recorded in place
 * @param objects the objects that are recorded in place
 */
export function findPassedAttributes(
  source: PassedSource,
  attributes: readonly AttributeSite[],
  objects: readonly RecordedObject[],
): readonly AttributeSite[] {
  return followed(source, attributes, objects).passed;
}

/** The functions of the file that put on a span what they are given, by themselves or by others of them. */
export function findAttributeHelpers(
  source: PassedSource,
  attributes: readonly AttributeSite[],
  objects: readonly RecordedObject[],
): readonly AttributeHelper[] {
  return followed(source, attributes, objects).helpers;
}

function followed(
  source: PassedSource,
  attributes: readonly AttributeSite[],
  objects: readonly RecordedObject[],
): { readonly passed: readonly AttributeSite[]; readonly helpers: readonly AttributeHelper[] } {
  const all: AttributeHelper[] = [];
  const { tree } = source;
  const others = attributesGivenToOthers(source, objects);
  const seen = new Set(attributes.map(({ node }) => node));
  const passed: AttributeSite[] = others.attributes.filter(({ node }) => !seen.has(node));
  for (const { node } of passed) seen.add(node);
  let fresh: GivenToOthers = {
    attributes: [...attributes, ...passed],
    objects: [...objects, ...others.objects],
  };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const helpers = [
      ...fresh.attributes.flatMap((one) => helperOfAttribute(tree, one) ?? []),
      ...fresh.objects.flatMap((one) => helperOfObject(tree, one) ?? []),
    ];
    if (helpers.length === 0) break;
    all.push(...helpers);
    const given = helpers.flatMap((helper) =>
      callsOf(tree, source.origins, helper).map((call) => givenTo(source, helper, call)),
    );
    const added = given
      .flatMap((one) => one.attributes)
      .filter(({ node }) => !seen.has(node) && seen.add(node).size > 0);
    passed.push(...added);
    fresh = { attributes: added, objects: given.flatMap((one) => one.objects) };
  }
  return { passed, helpers: all };
}

function givenTo(
  { tree, origins, texts }: PassedSource,
  helper: AttributeHelper,
  call: TSESTree.CallExpression,
): { readonly attributes: readonly AttributeSite[]; readonly objects: readonly RecordedObject[] } {
  const { key, given, step, recorded, replaced } = helper;
  const { via, certainty, event } = recorded;
  const value = argumentAt(tree, origins, call, positionOf(given));
  const passedOn = {
    name: tree.quote(call.callee, 40),
    steps: [...(recorded.helper?.steps ?? []), step],
  };
  const common = { via, certainty, recording: call, ...(event ? { event } : {}), helper: passedOn };
  if (!key) {
    const [options, under] = value ? [value] : optionsAt(tree, origins, call, helper);
    const attributes = entriesOf(tree, origins, value).map((entry): AttributeSite => {
      const { keyNode, value: recordedValue, node } = entry;
      return { ...common, keyNode, key: keyOfEntry(texts, entry), value: recordedValue, node };
    });
    const more = { ...(under ? { under } : {}), ...(replaced ? { replaced } : {}) };
    return {
      attributes: attributes.filter((one) => !isReplaced(one.key, replaced)),
      objects: options ? [{ ...common, object: options, ...more }] : [],
    };
  }
  const found = keyAt({ tree, origins, texts }, helper, call);
  const isPair = value && found;
  return {
    attributes: isPair ? [{ ...common, keyNode: found.node, key: found.key, value, node: call }] : [],
    objects: [],
  };
}

/** Options that a call hands on as they are, where their attributes are not in sight: `(name, options) => start(name, options)`. */
function optionsAt(
  tree: Tree,
  origins: Origins,
  call: TSESTree.CallExpression,
  { given }: AttributeHelper,
): readonly [] | readonly [Node, 'attributes'] {
  if (given.path.at(-1) !== 'attributes') return [];
  const options = argumentAt(tree, origins, call, positionOf({ ...given, path: given.path.slice(0, -1) }));
  return options ? [options, 'attributes'] : [];
}

/** The key that a call gives, with what the helper puts around it, and the argument that it is written in. */
function keyAt(
  { tree, origins, texts }: PassedSource,
  { key, fn }: AttributeHelper,
  call: TSESTree.CallExpression,
): { readonly node: Node; readonly key: NameValue } | undefined {
  if (!key) return undefined;
  if (key.whole) {
    const node = argumentAt(tree, origins, call, positionOf(key.whole));
    return node && { node, key: texts.valueOf(node) };
  }
  const bound = new Map<Variable, Given>();
  for (const variable of key.variables) {
    const [parameter] = sourcesOf(tree, variable);
    if (parameter?.kind !== 'parameter' || parameter.fn !== fn || parameter.path.length > 0) return undefined;
    const argument = argumentAt(tree, origins, call, String(parameter.index));
    if (!argument) return undefined;
    bound.set(variable, { node: argument, path: [], bound: NOTHING_BOUND });
  }
  const [given] = bound.values();
  return given && { node: given.node, key: texts.valueOf(key.node, bound) };
}
