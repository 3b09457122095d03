import { entryOf } from '../syntax/object-entries.ts';
import type { FileReading } from '../reading.ts';
import type { SpanSite } from './span-sites.ts';
import { keyOf, unwrap } from '../syntax/tree.ts';

const KINDS = ['INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'] as const;

/** The kind that a span is created with, where it is written: `SpanKind.CONSUMER`, its number, or `'consumer'` as libraries take it. */
export function spanKindOf(reading: FileReading, site: SpanSite): (typeof KINDS)[number] | undefined {
  const value = site.kindNode ?? entryOf(reading.tree, reading.origins, site.options, 'kind');
  const node = value && unwrap(value);
  if (node?.type === 'Literal')
    return typeof node.value === 'string'
      ? KINDS.find((kind) => kind.toLowerCase() === node.value)
      : KINDS[Number(node.value)];
  const name = node?.type === 'MemberExpression' ? keyOf(node) : undefined;
  return KINDS.find((kind) => kind === name);
}
