import { entryOf } from '../syntax/object-entries.ts';
import type { FileReading } from '../reading.ts';
import type { SpanSite } from './span-sites.ts';
import { keyOf, unwrap, type Node } from '../syntax/tree.ts';

const KINDS = ['INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'] as const;

export type SpanKindName = (typeof KINDS)[number];

/** The parts of a reading that tell of one span. */
export type SpanSource = Pick<FileReading, 'tree' | 'origins'>;

/** The kind that a span is created with, where it is written: `SpanKind.CONSUMER`, its number, or `'consumer'` as libraries take it. */
export function spanKindOf({ tree, origins }: SpanSource, site: SpanSite): SpanKindName | undefined {
  return kindOf(site.kindNode ?? entryOf(tree, origins, site.options, 'kind'));
}

/** The kind that an expression is, where it is written. */
export function kindOf(value: Node | undefined): SpanKindName | undefined {
  const node = value && unwrap(value);
  if (node?.type === 'Literal')
    return typeof node.value === 'string'
      ? KINDS.find((kind) => kind.toLowerCase() === node.value)
      : KINDS[Number(node.value)];
  const name = node?.type === 'MemberExpression' ? keyOf(node) : undefined;
  return KINDS.find((kind) => kind === name);
}
