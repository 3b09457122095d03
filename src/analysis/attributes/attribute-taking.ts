import { captureGatesOf } from '../content/content-gate.ts';
import type { Contract } from '../../contract/contract.ts';
import type { NameParameter, NameValue } from '../names/name-value.ts';
import type { FileReading } from '../reading.ts';
import type { SpanSite } from '../spans/span-site.ts';
import { entriesOf, entryOf, type ObjectEntry } from '../syntax/object-entries.ts';
import { returnedExpressions } from '../syntax/returned-expressions.ts';
import type { FunctionNode, Node, Tree } from '../syntax/tree.ts';
import type { AttributeHelper } from './attribute-helpers.ts';
import { findAttributeSites, type AttributeSite } from './attribute-sites.ts';
import { carriedParameter } from './carried-parameter.ts';
import { keyOfEntry } from './entry-key.ts';
import { findAttributeHelpers } from './passed-attributes.ts';
import { functionsBehind } from '../modules/functions-behind.ts';

/** Where a call gives something: the argument, and the properties below it. */
export interface TakenPlace {
  readonly index: number;
  readonly path: readonly string[];
}

/** What a function does with something that its callers give it, with no node of its file. */
export interface TakenAttribute {
  readonly value: TakenPlace;
  /** The key: a text of the function, or a place where the call gives it; nothing where the value is an object of attributes. */
  readonly key?: { readonly text: string } | { readonly at: TakenPlace };
  readonly via: AttributeSite['via'];
  readonly certainty: AttributeSite['certainty'];
  /** The name of the event that it is an attribute of. */
  readonly event?: string;
  /** Keys that the function sets itself, in place of those of the object. */
  readonly replaced?: readonly string[];
  /** Where the function is defined, as a reader of the importing file would look for it. */
  readonly place?: string;
}

/** The ways of a function with what it is given: it puts it on a span, or into an object of attributes, or of options with attributes. */
export type TakingWay = 'recorded' | 'attributes' | 'options';

type Around = Pick<FileReading, 'tree' | 'origins' | 'texts'>;

/** A condition on where the program runs. */
const DEVELOPING = /NODE_ENV|\benv\.(?:DEV|PROD)\b|\b(?:is|in)?(?:dev|debug)/i;

/** The helpers of one file, by the functions that were asked for. */
export type KnownHelpers = Map<FunctionNode, readonly AttributeHelper[]>;

/**
 * What a function takes of its callers, for the files that import it. What stands behind a flag is left out: only its own file tells which
 * calls it lets through.
 * @param sites the spans that the function makes, by itself or by others of its file
 * @param known what was found in this file before, which is added to; it holds as long as the files that it imports stay the same
 */
export function takenAttributes(
  reading: Around,
  fn: FunctionNode,
  way: TakingWay,
  contract: Contract,
  { sites, known }: { readonly sites: () => readonly SpanSite[]; readonly known: KnownHelpers },
): readonly TakenAttribute[] {
  const isOpen = (recording: Node, value: Node) => {
    const isGate = (name: string) => contract.captureGates.includes(name);
    const gates = captureGatesOf(reading, recording, value, isGate, () => false);
    return gates.length === 0 && !isOnlyForDevelopers(reading.tree, recording, fn);
  };
  if (way === 'recorded')
    return helpersOf(reading, fn, sites, known)
      .filter((helper) => isOpen(helper.step.recording, helper.step.value))
      .flatMap(takenBy);
  const entries = returnedExpressions(reading.tree, fn).flatMap((returned) => {
    const { tree, origins } = reading;
    return entriesOf(tree, origins, way === 'options' ? entryOf(tree, origins, returned, 'attributes') : returned);
  });
  return entries.flatMap((entry) => (isOpen(entry.node, entry.value) ? putInto(reading, fn, entry) : []));
}

/** Whether something stands behind a condition that asks where the program runs. */
function isOnlyForDevelopers(tree: Tree, recording: Node, fn: FunctionNode): boolean {
  for (let up = tree.parentOf(recording); up && up !== fn; up = tree.parentOf(up)) {
    if ((up.type === 'IfStatement' || up.type === 'ConditionalExpression') && DEVELOPING.test(tree.quote(up.test, 200)))
      return true;
    if (up.type === 'LogicalExpression' && DEVELOPING.test(tree.quote(up.left, 200))) return true;
    // an early return
    if (
      up.type === 'BlockStatement' &&
      up.body.some((one) => one.type === 'IfStatement' && DEVELOPING.test(tree.quote(one.test, 200)))
    )
      return true;
  }
  return false;
}

function helpersOf(
  { tree, origins, texts }: Around,
  fn: FunctionNode,
  sites: () => readonly SpanSite[],
  known: KnownHelpers,
): readonly AttributeHelper[] {
  let helpers = known.get(fn);
  if (!helpers) {
    // files may give each other what they are given
    known.set(fn, []);
    const within = functionsBehind(tree, fn);
    const { attributes, objects } = findAttributeSites(tree, origins, texts, sites(), within);
    helpers = findAttributeHelpers({ tree, origins, texts, within }, attributes, objects).filter(
      (one) => one.fn === fn,
    );
    known.set(fn, helpers);
  }
  return helpers;
}

function takenBy({ key, given, recorded, replaced }: AttributeHelper): readonly TakenAttribute[] {
  // what it puts around a key stands in its own file
  if (key && !key.whole) return [];
  const { via, certainty } = recorded;
  const event = recorded.event && onlyText(recorded.event);
  return [
    {
      value: placeOf(given),
      ...(key?.whole ? { key: { at: placeOf(key.whole) } } : {}),
      via,
      certainty,
      ...(event === undefined ? {} : { event }),
      ...(replaced ? { replaced } : {}),
    },
  ];
}

/** An entry of the object that a function gives back, where it holds what the caller gives, whole or cut. */
function putInto({ tree, texts }: Around, fn: FunctionNode, entry: ObjectEntry): readonly TakenAttribute[] {
  // what a function that is called in it is given stands for other parameters
  const given = entry.bound ? undefined : carriedParameter(tree, entry.value);
  const key = onlyText(keyOfEntry(texts, entry));
  return given?.fn === fn && key !== undefined
    ? [{ value: placeOf(given), key: { text: key }, via: 'creation', certainty: 'certain' }]
    : [];
}

function placeOf({ index, path }: NameParameter): TakenPlace {
  return { index, path };
}

function onlyText(value: NameValue): string | undefined {
  return value.kind === 'exact' && value.texts.length === 1 ? value.texts[0]?.text : undefined;
}
