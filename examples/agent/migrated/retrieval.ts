import { SpanKind, trace } from '@opentelemetry/api';
import { messagesFor, model, type ChatClient } from './model.ts';

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
const tracer = trace.getTracer('support-agent.retrieval');

/** Indexes the documents; a search answers the sentences that are closest to the question. */
export function createSearch(client: ChatClient, documents: readonly SourceDocument[]): Search {
  const chunks: { text: string; terms: Set<string> }[] = [];
  const span = tracer.startSpan('retrieval.embed_document');
  let count = 0;
  try {
    for (const document of documents) {
      count += 1; // breaks the contract: hot loop (a span per document)
      for (const text of document.text.split(/(?<=\.) /)) chunks.push({ text, terms: embed(text) });
    }
  } finally {
    span.setAttribute('retrieval.embed_document.count', count);
    span.end();
  }

  return (question) =>
    tracer.startActiveSpan('retrieval.query', { kind: SpanKind.CLIENT }, async (span) => {
      try {
        span.setAttribute('retrieval.top_k', topK);
        const terms = embed(await rewrite(client, question));
        const scored = chunks.map((chunk) =>
          // breaks the contract: hot loop (a span per chunk)
          tracer.startActiveSpan('retrieval.score_chunk', (scoring) => {
            const score = closeness(terms, chunk.terms);
            // breaks the contract: content (the text of a document)
            scoring.setAttributes({ 'retrieval.score': score, 'retrieval.document.length': chunk.text.length });
            scoring.end();
            return { text: chunk.text, score };
          }),
        );
        const results = scored.sort((a, b) => b.score - a.score).slice(0, topK);
        span.setAttribute('retrieval.result_count', results.length);
        return results.map((chunk) => chunk.text);
      } finally {
        span.end();
      }
    });
}

function rewrite(client: ChatClient, question: string): Promise<string> {
  // breaks the contract: naming (not dot-notation; elsewhere the same operation is llm_call and call-to-openai)
  return tracer.startActiveSpan('gen_ai.completion', { kind: SpanKind.CLIENT }, async (span) => {
    try {
      const completion = await client.chat.completions.create({
        model,
        messages: messagesFor('Rewrite the question as search terms.', question),
      });
      const terms = completion.choices[0].message.content;
      // breaks the contract: content (the prompt and the completion)
      span.setAttributes({
        'gen_ai.request.model': model,
        'gen_ai.prompt.length': question.length,
        'gen_ai.completion.length': terms?.length,
      });
      return terms;
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
