import { mention } from '../../mention.ts';
import { definedParts } from './defined-name.ts';
import { originSteps, type KnownStep } from './explain-origin.ts';
import type { Hole, HoleKind } from '../names/name-value.ts';
import type { FileReading } from '../reading.ts';
import type { SpanSite } from '../spans/span-sites.ts';
import { unwrap, type Node } from '../syntax/tree.ts';

const HOLES: Readonly<Record<HoleKind, string>> = {
  variable: 'data of the running program: each value is a name of its own',
  bounded: 'one of few values, so it may stand in a name',
  forwarded: 'a parameter, so the callers name the span',
  unknown: 'not known from this file, so no rule judges it',
};

/** Says step by step how it is known what a name can be. */
export function nameSteps(
  reading: FileReading,
  { name, nameNode }: Pick<SpanSite, 'name' | 'nameNode'>,
): readonly KnownStep[] {
  const { tree } = reading;
  const written = unwrap(nameNode);
  const origin = /^(?:Identifier|MemberExpression|CallExpression)$/.test(written.type)
    ? originSteps(reading, nameNode)
    : [];
  switch (name.kind) {
    case 'exact':
      return [
        ...origin,
        ...name.texts.flatMap((exact): KnownStep[] => {
          const { text, nodes, place } = exact;
          const [node] = nodes;
          if (place !== undefined)
            return definedParts(tree, exact).map(({ code, place: where }) => ({
              sentence: `${mention(code)} is defined in ${where}`,
              node: nameNode,
            }));
          return node && node !== nameNode && origin.length > 0
            ? [{ sentence: `${mention(text)} is written there`, node }]
            : [];
        }),
      ];
    case 'pattern':
      return [...origin, ...name.holes.map((hole) => holeStep(tree.quote(hole.node), hole, nameNode))];
    case 'forwarded':
      return [
        {
          sentence: `the name is parameter ${name.index + 1} of this function, so each caller is judged by what it gives`,
          node: name.fn,
        },
      ];
    case 'unknown':
      return origin.length > 0 ? origin : [{ sentence: 'the expression is none that can be followed', node: nameNode }];
  }
}

function holeStep(code: string, hole: Hole, nameNode: Node): KnownStep {
  if (hole.ofWrapper)
    return { sentence: 'the wrapper completes it with what differs from run to run or is not known', node: nameNode };
  return { sentence: `${mention(code)} is ${HOLES[hole.kind]}`, node: hole.node };
}
