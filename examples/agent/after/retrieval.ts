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

/** Indexes the documents; a search answers the sentences that are closest to the question. */
export function createSearch(client: ChatClient, documents: readonly SourceDocument[]): Search {
  const chunks = documents
    .flatMap((document) => document.text.split(/(?<=\.) /))
    .map((text) => ({ text, terms: embed(text) }));

  return (question) =>
    trace.getTracer('support-agent').startActiveSpan('retrieval.query', { kind: SpanKind.CLIENT }, async (span) => {
      try {
        const terms = embed(await complete(client, 'Rewrite the question as search terms.', question));
        const ranked = chunks
          .map((chunk) => ({ text: chunk.text, score: closeness(terms, chunk.terms) }))
          .sort((a, b) => b.score - a.score);
        const results = ranked.slice(0, topK).map((chunk) => chunk.text);
        // One span for the whole search: how many chunks went in and came out, whatever the size of the handbook.
        span.setAttributes({
          'retrieval.top_k': topK,
          'retrieval.chunk_count': chunks.length,
          'retrieval.result_count': results.length,
        });
        return results;
      } catch (error) {
        span.recordException(error as Error);
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    });
}

/** What the text is about; a real agent would ask an embedding model. */
function embed(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[a-z]{3,}?(?=s?\b)/g));
}

function closeness(a: Set<string>, b: Set<string>): number {
  return [...a].filter((term) => b.has(term)).length;
}
