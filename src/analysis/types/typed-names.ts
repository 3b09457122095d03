import { MOST_ALTERNATIVES, join } from '../texts/alternatives.ts';
import type { HostTypes } from './host-types.ts';
import { summarise, type Hole, type NameText, type NameValue } from '../names/name-value.ts';
import type { SpanSite } from '../spans/span-site.ts';

/**
 * A span site with what the host's types tell of its name. On a site that is seen without types they only take away: data that
 * proves to be one of few values is bounded.
 * @param isByType whether types alone show the span, so that the texts of its name are judged as well
 */
export function withTypedName(site: SpanSite, types: HostTypes, isByType: boolean): SpanSite {
  const { name, nameNode } = site;
  const patterns: readonly NameText[] =
    name.kind === 'pattern' ? name.patterns : name.kind === 'unknown' ? [[{ kind: 'unknown', node: nameNode }]] : [];
  const typed = patterns.flatMap((pattern) =>
    isByType ? textsOf(pattern, types) : [pattern.map((part) => boundedPart(part, types))],
  );
  return typed.length === 0 || typed.flat().every((part) => patterns.some((pattern) => pattern.includes(part)))
    ? site
    : { ...site, name: isByType ? summarise(typed) : asPattern(typed) };
}

function boundedPart(part: NameText[number], types: HostTypes): NameText[number] {
  return part.kind === 'variable' && membersOf(part, types) ? { ...part, kind: 'bounded' } : part;
}

/** A name with each hole as the texts that it can be, or bounded where these are no texts or too many. */
function textsOf(pattern: NameText, types: HostTypes): readonly NameText[] {
  let all: readonly NameText[] = [[]];
  for (const part of pattern) {
    const members = part.kind === 'text' || part.kind === 'forwarded' ? undefined : membersOf(part, types);
    const texts = members?.flatMap((text): NameText[] =>
      text === undefined ? [] : [[{ kind: 'text', text, node: part.node }]],
    );
    const isKnown = texts && texts.length === members?.length && all.length * texts.length <= MOST_ALTERNATIVES;
    all = join(all, isKnown ? texts : [[members ? { ...(part as Hole), kind: 'bounded' } : part]]);
  }
  return all;
}

/** What stands in the name, or what it is made from: of few values few names are made. */
function membersOf({ node, written }: Hole, types: HostTypes): readonly (string | undefined)[] | undefined {
  const members = types.membersOf(written ?? node);
  if (members || written === undefined || written === node) return members;
  return types.membersOf(node)?.map(() => undefined);
}

function asPattern(patterns: readonly NameText[]): NameValue {
  const holes = patterns.flatMap((parts) => parts.filter((part): part is Hole => part.kind !== 'text'));
  return { kind: 'pattern', patterns, holes };
}
