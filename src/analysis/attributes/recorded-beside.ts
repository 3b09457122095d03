import { isAlwaysPassed, isAlwaysReached } from '../syntax/always-reached.ts';
import type { AttributeSite } from './attribute-sites.ts';
import { identifiersIn } from '../syntax/effects.ts';
import type { FileReading } from '../reading.ts';
import { recordedSpan } from './recorded-span.ts';
import { sourcesOf } from '../syntax/sources.ts';
import type { Node } from '../syntax/tree.ts';

/** The attributes of one file by what stands for their span. */
type BySpan = ReadonlyMap<Node | string, readonly AttributeSite[]>;

const known = new WeakMap<FileReading, BySpan>();

function groupBySpan(reading: FileReading): BySpan {
  const bySpan = new Map<Node | string, AttributeSite[]>();
  for (const site of reading.attributeSites) {
    const span = recordedSpan(reading, site);
    const others = bySpan.get(span);
    if (others) others.push(site);
    else bySpan.set(span, [site]);
  }
  return bySpan;
}

/** The other attributes of the same span, as far as they are recorded wherever this one is. */
export function recordedBeside(reading: FileReading, site: AttributeSite): AttributeSite[] {
  const bySpan = known.get(reading) ?? groupBySpan(reading);
  known.set(reading, bySpan);
  return (bySpan.get(recordedSpan(reading, site)) ?? []).filter(
    (other) =>
      other.node !== site.node &&
      (other.recording === site.recording ||
        isAlwaysPassed(reading, other.recording, site.recording) ||
        isAlwaysReached(reading, site.recording, other.recording)),
  );
}

/** Whether two values are made of the same variables, in part; a value of no variable says nothing. */
export function speaksOfSame({ tree }: FileReading, one: Node, other: Node): boolean {
  const variablesOf = (value: Node, depth = 0): Set<unknown> =>
    new Set(
      identifiersIn(tree, value).flatMap((identifier) => {
        const variable = tree.variableOf(identifier);
        if (!variable) return [];
        const behind = depth > 4 ? [] : sourcesOf(tree, variable);
        return [
          variable,
          ...behind.flatMap((source) => (source.kind === 'value' ? [...variablesOf(source.node, depth + 1)] : [])),
        ];
      }),
    );
  const wanted = variablesOf(other);
  const has = variablesOf(one);
  return has.size === 0 || wanted.size === 0 || [...has].some((variable) => wanted.has(variable));
}

/** Whether an attribute may have a key that somebody asks for. */
export function hasKey({ key }: AttributeSite, isIt: (text: string) => boolean): boolean {
  return key.kind === 'exact' && key.texts.some(({ text }) => isIt(text));
}
