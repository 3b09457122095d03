import type { TSESTree } from '@typescript-eslint/types';
import { entriesOf, entryOf, plainKey, type ObjectEntry } from './object-entries.ts';
import type { NameValue } from './name-value.ts';
import type { Origins } from './origin.ts';
import type { Certainty, SpanSite } from './span-sites.ts';
import type { Texts } from './texts.ts';
import { isFunction, keyOf, unwrap, type Node, type Tree } from './tree.ts';

/** One attribute that the code puts on a span or on an event of a span. */
export interface AttributeSite {
  readonly via: 'creation' | 'setAttribute' | 'setAttributes' | 'event' | 'assignment';
  readonly certainty: Certainty;
  /** The key as written; for a plain property name its text is the whole value. */
  readonly keyNode: Node;
  readonly key: NameValue;
  readonly value: Node;
  /** What a finding points at: the call of `setAttribute`, or the entry of an object. */
  readonly node: Node;
  /** The call that records it; for an assignment the assignment. */
  readonly recording: Node;
}

/** One event that the code adds to a span. */
export interface EventSite {
  readonly call: TSESTree.CallExpression;
  readonly certainty: Certainty;
  readonly nameNode: Node;
  readonly name: NameValue;
}

/** Finds all attributes and events that a file records on spans. */
export function findAttributeSites(
  tree: Tree,
  origins: Origins,
  texts: Texts,
  spanSites: readonly SpanSite[],
): { readonly attributes: readonly AttributeSite[]; readonly events: readonly EventSite[] } {
  const attributes: AttributeSite[] = [];
  const events: EventSite[] = [];
  const seen = new Set<Node>();
  const keyOfEntry = (entry: ObjectEntry): NameValue => {
    const text = entry.computed ? undefined : plainKey(entry.keyNode);
    return text === undefined
      ? texts.valueOf(entry.keyNode)
      : { kind: 'exact', texts: [{ text, nodes: [entry.keyNode] }] };
  };
  const addEntries = (object: Node | undefined, via: AttributeSite['via'], certainty: Certainty, recording: Node) => {
    for (const entry of entriesOf(tree, origins, object)) {
      if (seen.has(entry.node)) continue;
      seen.add(entry.node);
      attributes.push({
        via,
        certainty,
        keyNode: entry.keyNode,
        key: keyOfEntry(entry),
        value: entry.value,
        node: entry.node,
        recording,
      });
    }
  };
  for (const site of spanSites) {
    if (site.attributes) addEntries(site.attributes, 'creation', site.certainty, site.call);
    if (site.options)
      addEntries(entryOf(tree, origins, site.options, 'attributes'), 'creation', site.certainty, site.call);
  }
  for (const call of tree.all('CallExpression')) {
    const callee = unwrap(call.callee);
    const method = callee.type === 'MemberExpression' ? keyOf(callee) : undefined;
    if (callee.type !== 'MemberExpression' || !method || !/^(?:setAttributes?|addEvent)$/.test(method)) continue;
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
    else {
      events.push({ call, certainty, nameNode: first, name: texts.valueOf(first) });
      if (second && second.type !== 'SpreadElement' && !isFunction(unwrap(second)))
        addEntries(second, 'event', certainty, call);
    }
  }
  for (const assignment of tree.all('AssignmentExpression')) {
    const left = unwrap(assignment.left);
    if (left.type === 'MemberExpression' && keyOf(left) === 'attributes' && origins.roleOf(left.object) === 'span') {
      addEntries(assignment.right, 'assignment', origins.isCertain(left.object) ? 'certain' : 'likely', assignment);
    }
  }
  return { attributes, events };
}
