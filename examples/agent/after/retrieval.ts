import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { complete, type ChatClient } from './model.ts';

export interface SourceDocument {
  readonly title: string;
  readonly text: string;
}

export type Search = (question: string) => Promise<string[]>;

export const handbook: readonly SourceDocument[] = [
  {
    title: 'Plans',
    text: 'The Solo plan costs 4 euros per month. The Team plan costs 9 euros per seat and month.',
  },
  { title: 'Retention', text: 'Every plan keeps traces for 30 days. Metrics are kept for 400 days.' },
  { title: 'Support', text: 'The support team answers within one working day.' },
];

const topK = 2;

/** Indexes the documents, and answers a search for the sentences that are closest to a question. */
export function createSearch(client: ChatClient, documents: readonly SourceDocument[]): Search {
  const chunks = documents.flatMap(({ text }) => text.split(/(?<=\.) /)).map((text) => ({ text, terms: embed(text) }));

  return (question) =>
    trace
      .getTracer('support_agent.retrieval')
      .startActiveSpan('retrieval.query', { kind: SpanKind.CLIENT }, async (span) => {
        try {
          const query = embed(await complete(client, 'Rewrite the question as search terms.', question));
          const scored = chunks.map(({ text, terms }) => ({ text, score: query.intersection(terms) }));
          const results = scored.sort((a, b) => b.score - a.score).slice(0, topK);
          // One span for the whole search, with what a reader of traces asks for: how much went in, how much came out.
          span.setAttributes({
            'retrieval.top_k': topK,
            'retrieval.chunk_count': chunks.length,
            'retrieval.result_count': results.length,
          });
          return results.map(({ text }) => text);
        } catch (error) {
          span.recordException(error as Error);
          span.setStatus({ code: SpanStatusCode.ERROR });
          throw error;
        } finally {
          span.end();
        }
      });
}

