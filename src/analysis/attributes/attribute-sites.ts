import type { TSESTree } from '@typescript-eslint/types';
import type { BoundParameters } from '../syntax/bound-parameters.ts';
import { entriesOf, entryOf } from '../syntax/object-entries.ts';
import type { NameValue } from '../names/name-value.ts';
import type { Origins } from '../origins/origin.ts';
import { argumentAt } from '../syntax/call-arguments.ts';
import type { Position } from '../catalogue/span-library.ts';
import { fixedAttributes } from '../spans/library-sites.ts';
import { attributesOfLink, attributesOfLinks } from './link-attributes.ts';
import type { HelperStep, RecordedObject } from './attribute-helpers.ts';
import { isReplaced, keyOfEntry } from './entry-key.ts';
import type { Certainty, FixedAttribute, SpanSite } from '../spans/span-site.ts';
import { returnedExpressions } from '../syntax/returned-expressions.ts';
import type { Texts } from '../texts/texts.ts';
import type { ValueKind } from './value-kinds.ts';
import { callsWithin, isFunction, keyOf, unwrap, type FunctionNode, type Node, type Tree } from '../syntax/tree.ts';

/** One attribute that the code puts on a span, or on an event or a link of a span. */
export interface AttributeSite {
  readonly via: 'creation' | 'setAttribute' | 'setAttributes' | 'event' | 'link' | 'assignment';
  readonly certainty: Certainty;
  /** The key as written; for a plain property name its text is the whole value. */
  readonly keyNode: Node;
  readonly key: NameValue;
  readonly value: Node;
  /** What a finding points at: the call of `setAttribute`, or the entry of an object. */
  readonly node: Node;
  /** The call that records it; for an assignment the assignment. */
  readonly recording: Node;
  /** The name of the event that it is an attribute of. */
  readonly event?: NameValue;
  /** A function of a library records it, rather than the span or a call of OpenTelemetry. */
  readonly library?: true;
  /** What kinds of values that function lets it be; nothing where all are fine. */
  readonly takes?: readonly ValueKind[];
  /** A parameter of a library, which is recorded under this key whatever it holds. */
  readonly isFixed?: true;
  /** The wrapper that is called records by itself what its call gives it, or another one does that it calls. */
  readonly ofWrapper?: 'own' | 'another';
  /** The function that is called here and puts it on the span. */
  readonly helper?: PassedOn;
  /** What stands for the parameters in the value, where a function of the file makes the object. */
  readonly bound?: BoundParameters;
}

/** How an attribute gets onto a span that a call gives to a function of the file. */
export interface PassedOn {
  /** The function as it is called: `setAttr`, `this.record`. */
  readonly name: string;
  /** Where another file defines it: `./attributes.ts:3`. */
  readonly place?: string;
  /** The places in that function, and those that it calls, that record it, the innermost first. */
  readonly steps: readonly HelperStep[];
}

/** One event that the code adds to a span. */
export interface EventSite {
  readonly call: TSESTree.CallExpression;
  readonly certainty: Certainty;
  readonly nameNode: Node;
  readonly name: NameValue;
}

/** What a file records on spans. */
export interface AttributeSites {
  /** One for each recording: what a function of the file puts together stands here as often as it is put on a span. */
  readonly attributes: readonly AttributeSite[];
  readonly events: readonly EventSite[];
  /** The objects of attributes that are recorded, and those of options that may hold some. */
  readonly objects: readonly RecordedObject[];
}

/**
 * Finds all attributes and events that a file records on spans.
 * @param within the functions to look into, beside the spans; left out: the whole file
 */
export function findAttributeSites(
  tree: Tree,
  origins: Origins,
  texts: Texts,
  spanSites: readonly SpanSite[],
  within?: ReadonlySet<FunctionNode>,
): AttributeSites {
  const attributes: AttributeSite[] = [];
  const events: EventSite[] = [];
  const objects: RecordedObject[] = [];
  const keys = new Map<Node, NameValue>();
  const addEntries = (
    object: Node | undefined,
    via: AttributeSite['via'],
    certainty: Certainty,
    recording: Node,
    more: Pick<AttributeSite, 'library' | 'event' | 'takes'> = {},
    replaced?: readonly string[],
  ) => {
    if (object) objects.push({ object, via, certainty, recording, ...more, ...(replaced ? { replaced } : {}) });
    // once in a recording, with all that calls give to the function that makes it; again in the next recording of the same object
    const seen = new Set<Node>();
    for (const entry of entriesOf(tree, origins, object)) {
      if (!entry.bound && seen.has(entry.node)) continue;
      seen.add(entry.node);
      const key = keys.get(entry.node) ?? keyOfEntry(texts, entry);
      keys.set(entry.node, key);
      if (isReplaced(key, replaced)) continue;
      attributes.push({
        via,
        certainty,
        keyNode: entry.keyNode,
        key,
        value: entry.value,
        node: entry.node,
        recording,
        ...(entry.bound ? { bound: entry.bound } : {}),
        ...more,
      });
    }
  };
  const addFixed = (content: readonly FixedAttribute[], via: AttributeSite['via'], recording: Node) => {
    for (const { key, value, entry } of content) {
      const keyNode = entry?.keyNode ?? value;
      attributes.push({
        via,
        certainty: 'certain',
        keyNode,
        key: { kind: 'exact', texts: [{ text: key, nodes: [keyNode] }] },
        value,
        node: entry?.node ?? value,
        recording,
        library: true,
        isFixed: true,
      });
    }
  };
  for (const site of spanSites) {
    if (site.attributes) addEntries(site.attributes, 'creation', site.certainty, site.call, {}, site.replaced);
    if (site.options) {
      const given = entryOf(tree, origins, site.options, 'attributes');
      if (given) addEntries(given, 'creation', site.certainty, site.call, {}, site.replaced);
      else
        objects.push({
          object: site.options,
          under: 'attributes',
          via: 'creation',
          certainty: site.certainty,
          recording: site.call,
          ...(site.replaced ? { replaced: site.replaced } : {}),
        });
    }
    for (const link of attributesOfLinks(tree, origins, site.options && entryOf(tree, origins, site.options, 'links')))
      addEntries(link, 'link', site.certainty, site.call);
    if (site.content) addFixed(site.content, 'creation', site.call);
    for (const maker of site.makers ?? [])
      for (const made of returnedExpressions(tree, maker))
        addEntries(made, 'setAttributes', site.certainty, site.call, { library: true });
  }
  for (const call of callsWithin(tree, within)) {
    const { entry, counts } = origins.libraryCall(call) ?? {};
    if (entry?.makes === 'attributes') {
      if (!counts) continue;
      const at = (position: Position | undefined) => position && argumentAt(tree, origins, call, position);
      const [keyNode, value] = [at(entry.key), at(entry.value)];
      const ofLibrary = {
        // a method is called on the span
        ...(entry.on === undefined ? { library: true as const } : {}),
        ...(entry.takes ? { takes: entry.takes } : {}),
      };
      if (keyNode && value)
        attributes.push({
          via: 'setAttribute',
          certainty: 'certain',
          keyNode,
          key: texts.valueOf(keyNode),
          value,
          node: call,
          recording: call,
          ...ofLibrary,
        });
      const nameNode = at(entry.event);
      const event = nameNode && texts.valueOf(nameNode);
      if (nameNode && event) events.push({ call, certainty: 'certain', nameNode, name: event });
      const more = event ? { ...ofLibrary, event } : ofLibrary;
      addEntries(at(entry.attributes), event ? 'event' : 'setAttributes', 'certain', call, more);
      addFixed(fixedAttributes(tree, origins, call, entry.content), 'setAttributes', call);
      continue;
    }
    const callee = unwrap(call.callee);
    const method = callee.type === 'MemberExpression' ? keyOf(callee) : undefined;
    if (callee.type !== 'MemberExpression' || !method || !/^(?:setAttributes?|addEvent|addLinks?)$/.test(method))
      continue;
    if (origins.roleOf(callee.object) !== 'span') continue;
    const certainty: Certainty = origins.isCertain(callee.object) ? 'certain' : 'likely';
    const [first, second] = call.arguments;
    if (!first || first.type === 'SpreadElement') continue;
    if (method === 'setAttribute') {
      if (second && second.type !== 'SpreadElement') {
        attributes.push({
          via: 'setAttribute',
          certainty,
          keyNode: first,
          key: texts.valueOf(first),
          value: second,
          node: call,
          recording: call,
        });
      }
    } else if (method === 'setAttributes') addEntries(first, 'setAttributes', certainty, call);
    else if (method === 'addEvent') {
      const name = texts.valueOf(first);
      events.push({ call, certainty, nameNode: first, name });
      if (second && second.type !== 'SpreadElement' && !isFunction(unwrap(second)))
        addEntries(second, 'event', certainty, call, { event: name });
    } else {
      const links = method === 'addLink' ? attributesOfLink : attributesOfLinks;
      for (const link of links(tree, origins, first)) addEntries(link, 'link', certainty, call);
    }
  }
  for (const assignment of tree.all('AssignmentExpression')) {
    const left = unwrap(assignment.left);
    if (left.type === 'MemberExpression' && keyOf(left) === 'attributes' && origins.roleOf(left.object) === 'span') {
      addEntries(assignment.right, 'assignment', origins.isCertain(left.object) ? 'certain' : 'likely', assignment);
    }
  }
  return { attributes, events, objects };
}
