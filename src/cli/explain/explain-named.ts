import { nameSentence } from '../../analysis/explaining/explain.ts';
import { originSteps, type KnownStep } from '../../analysis/explaining/explain-origin.ts';
import type { ExactText } from '../../analysis/names/name-value.ts';
import type { FileReading } from '../../analysis/reading.ts';
import type { SpanSite } from '../../analysis/spans/span-sites.ts';
import { callerNames } from '../../analysis/wrappers/caller-names.ts';
import { isInside, unwrap, type FunctionNode, type Node } from '../../analysis/syntax/tree.ts';
import { clausesOfName } from '../../contract/clauses.ts';
import { mention } from '../../mention.ts';
import type { Draft } from './explain-drafts.ts';
import type { ExplainedFile } from './explain-items.ts';

/** A text that a caller gives to a function of the file, which completes it to the name of its span. */
interface CalledName {
  readonly site: SpanSite;
  readonly exact: ExactText;
  readonly argument: Node;
  /** What is given first where several calls give the same: rules report it there. */
  readonly first: Node;
}

function calledNames(reading: FileReading): readonly CalledName[] {
  return reading.spanSites.flatMap((site) => {
    if (site.name.kind !== 'exact') return [];
    return site.name.texts.flatMap((exact): CalledName[] => {
      const { argument: first, before = '', after = '' } = exact.added ?? {};
      if (!first) return [];
      const given = callerNames(reading, first)?.given ?? [first];
      const gives = (one: Node) => `${before}${reading.texts.textOf(one) ?? ''}${after}` === exact.text;
      return given.filter((one) => one === first || gives(one)).map((argument) => ({ site, exact, argument, first }));
    });
  });
}

/** The calls of functions of the file that put text around the name that they are given. */
export function callerDrafts({ reading, contract }: ExplainedFile): readonly Draft[] {
  const { tree } = reading;
  return calledNames(reading).flatMap(({ site, exact, argument, first }): Draft[] => {
    const call = tree.parentOf(argument);
    if (call?.type !== 'CallExpression') return [];
    const name = { kind: 'exact', texts: [exact] } as const;
    const { before = '', after = '', nodes: [piece] = [] } = exact.added ?? {};
    const nameKnown: KnownStep[] = [
      { sentence: `${addedText(before, after)} what is given here`, node: piece ?? site.nameNode },
      ...(argument === first
        ? []
        : [{ sentence: 'the same name is given there as well, and reported once', node: first }]),
    ];
    return [
      {
        site: { ...site, name },
        ...(argument === first ? {} : { toldAt: first }),
        range: [call.range[0], Math.max(argument.range[1], call.callee.range[1])],
        item: {
          kind: 'span',
          code: tree.text.slice(...call.range),
          seen: `a call of the wrapper ${mention(tree.quote(call.callee, 40))}`,
          certainty: site.certainty,
          known: originSteps(reading, unwrap(call.callee)),
          name: nameSentence({ name }, tree),
          nameKnown,
          clauses: clausesOfName(exact.text, contract),
        },
      },
    ];
  });
}

function addedText(before: string, after: string): string {
  const parts = [before === '' ? '' : `${mention(before)} before`, after === '' ? '' : `${mention(after)} behind`];
  return `the wrapper puts ${parts.filter(Boolean).join(' and ')}`;
}

/** The heads of functions of the file that make a span for their callers. */
export function wrapperHeadDrafts({ reading }: ExplainedFile): readonly Draft[] {
  const { tree, origins } = reading;
  const heads = new Map<FunctionNode, { readonly index: number; readonly inner: Node | undefined }>();
  for (const { fn, index } of reading.wrappers)
    heads.set(fn, { index, inner: reading.spanSites.find(({ call }) => isInside(call, fn))?.call });
  for (const { site, argument } of calledNames(reading)) {
    const call = tree.parentOf(argument);
    const fn = call?.type === 'CallExpression' ? origins.functionOf(call.callee) : undefined;
    if (fn && call?.type === 'CallExpression' && !heads.has(fn))
      heads.set(fn, { index: call.arguments.findIndex((one) => one === argument), inner: site.call });
  }
  return [...heads].map(([fn, { index, inner }]): Draft => {
    const holder = tree.parentOf(fn);
    const start = holder?.type === 'VariableDeclarator' || holder?.type === 'MethodDefinition' ? holder : fn;
    return {
      range: [start.range[0], tree.text.slice(0, fn.body.range[0]).trimEnd().length],
      item: {
        kind: 'wrapper',
        code: tree.text.slice(start.range[0], fn.range[1]),
        seen: `a function that makes a span and takes its name from parameter ${String(index + 1)}, so its callers are judged`,
        known: inner ? [{ sentence: 'it makes the span', node: inner }] : [],
        nameKnown: [],
        clauses: [],
      },
    };
  });
}

/** The definitions of names: constants and tables that a span of the file takes its name from. */
export function nameDrafts({ reading, contract }: ExplainedFile): readonly Draft[] {
  const { tree } = reading;
  const told = new Set<Node>();
  return reading.spanSites.flatMap((site) => {
    if (site.name.kind !== 'exact') return [];
    return site.name.texts.flatMap(({ text, nodes, place, added }): Draft[] => {
      const [node] = nodes;
      const isApart = node && !isInside(node, site.call) && !(added?.argument && isInside(node, added.argument));
      if (!isApart || place !== undefined || told.has(node)) return [];
      told.add(node);
      return [
        {
          range: node.range,
          item: {
            kind: 'name',
            code: tree.text.slice(...node.range),
            seen: 'a text that a span of this file is called by',
            known: [{ sentence: 'the span is made there, and judged there', node: site.call }],
            name: `The span is called ${mention(text)}.`,
            nameKnown: [],
            clauses: clausesOfName(text, contract),
          },
        },
      ];
    });
  });
}
