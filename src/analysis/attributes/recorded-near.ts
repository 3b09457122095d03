import type { FileReading } from '../reading.ts';
import type { SpanSite } from '../spans/span-site.ts';
import type { FunctionNode, Node } from '../syntax/tree.ts';
import type { AttributeSite } from './attribute-sites.ts';

/** The recordings of one file by where they stand, so that a span need not ask all of them. */
interface Places {
  readonly byCall: ReadonlyMap<Node, readonly AttributeSite[]>;
  /** What is recorded in a function, or in one inside it; without a function, in the file. */
  readonly byFunction: ReadonlyMap<FunctionNode | undefined, readonly AttributeSite[]>;
}

const known = new WeakMap<FileReading, Places>();

/** What is recorded by the call of a span itself, or in the function that makes the span; one that is made later is at home in its callback. */
export function recordedNear(reading: FileReading, site: SpanSite): readonly AttributeSite[] {
  const places = known.get(reading) ?? placesOf(reading);
  known.set(reading, places);
  const around = reading.tree.functionAround(site.call);
  const home = (site.deferred === undefined ? undefined : site.callback) ?? around;
  const near = places.byFunction.get(home) ?? [];
  return home === around ? near : [...(places.byCall.get(site.call) ?? []), ...near];
}

function placesOf({ tree, attributeSites }: FileReading): Places {
  const byCall = new Map<Node, AttributeSite[]>();
  const byFunction = new Map<FunctionNode | undefined, AttributeSite[]>();
  for (const attribute of attributeSites) {
    addTo(byCall, attribute.recording, attribute);
    let fn = tree.functionAround(attribute.recording);
    addTo(byFunction, fn, attribute);
    for (; fn; fn = tree.functionAround(fn)) addTo(byFunction, tree.functionAround(fn), attribute);
  }
  return { byCall, byFunction };
}

function addTo<Key>(places: Map<Key, AttributeSite[]>, key: Key, attribute: AttributeSite): void {
  const there = places.get(key);
  if (there) there.push(attribute);
  else places.set(key, [attribute]);
}
