/** What is known of a span beside its name. */
export interface OperationEvidence {
  readonly attributes: ReadonlySet<string>;
  readonly models: ReadonlySet<'chat' | 'embedding'>;
}

interface Operation {
  /** The entry of the preset `agent`. */
  readonly entry: string;
  /** A name of such words alone, one of them at least, is the operation. */
  readonly own: ReadonlySet<string>;
  /** A name with one of them is the operation where attributes or the calls inside say so too. */
  readonly shared: ReadonlySet<string>;
  /** Words that may stand beside. */
  readonly beside: ReadonlySet<string>;
  readonly shows: (evidence: OperationEvidence) => boolean;
  readonly denies: (evidence: OperationEvidence) => boolean;
}

const has = ({ attributes }: OperationEvidence, key: RegExp) => [...attributes].some((one) => key.test(one));
const set = (words: string) => new Set(words.split(' ').filter(Boolean));

/**
 * Operations of agents by the words that teams give them.
 * Source: span names of public repositories, 2026; attribute keys of the GenAI conventions 1.41.0 and of their forerunners.
 */
const OPERATIONS: readonly Operation[] = [
  {
    entry: 'gen_ai.completion',
    own: set('llm completion completions'),
    shared: set('model openai gpt claude anthropic gemini mistral cohere bedrock azure ollama groq chat ai genai'),
    beside: set(
      'call calls request invoke invocation generate generation complete run execute create ask api chat to of with for',
    ),
    shows: (evidence) =>
      evidence.models.has('chat') || has(evidence, /^(?:gen_ai|llm)\.(?:request\.model|model|model_name|usage\..*)$/),
    denies: (evidence) =>
      (evidence.models.has('embedding') && !evidence.models.has('chat')) || has(evidence, /tool\.name$|embedding/),
  },
  {
    entry: 'agent.tool.call',
    own: set(''),
    shared: set('tool tools'),
    beside: set('agent call calls execute run invoke invocation use exec dispatch of'),
    shows: (evidence) => has(evidence, /(?:^|\.)tool[._]name$/),
    denies: ({ models }) => models.size > 0,
  },
  {
    entry: 'retrieval.query',
    own: set(''),
    shared: set('retrieve retrieval retriever rag'),
    beside: set('run execute query search document documents docs doc context chunks vector vectors store of for from'),
    shows: (evidence) => has(evidence, /(?:^|[._])(?:top_?k|k|result_count|results\.count|documents?\.count)$/i),
    denies: ({ models }) => models.has('chat'),
  },
];

/** How a name and what is known of its spans speak of an operation of the preset `agent`. */
export interface KnownOperation {
  readonly entry: string;
  /** `words`: they alone are plain. `both`: words and evidence agree. `evidence`, `maybe`: one without the other. */
  readonly by: 'words' | 'both' | 'evidence' | 'maybe';
}

/**
 * The operation that a span most likely is.
 * @param words of its name
 * @returns nothing where neither words nor evidence point to one
 */
export function knownOperation(words: readonly string[], evidence: OperationEvidence): KnownOperation | undefined {
  const found = OPERATIONS.flatMap((operation): KnownOperation[] => {
    const { entry, own, shared, beside } = operation;
    const shows = operation.shows(evidence);
    if (operation.denies(evidence)) return [];
    const isOfIt = words.length > 0 && words.every((word) => own.has(word) || shared.has(word) || beside.has(word));
    if (isOfIt && words.some((word) => own.has(word))) return [{ entry, by: 'words' }];
    if (isOfIt && words.some((word) => shared.has(word))) return [{ entry, by: shows ? 'both' : 'maybe' }];
    return shows ? [{ entry, by: 'evidence' }] : [];
  });
  const [first, second] = found.filter(({ by }) => by === 'words' || by === 'both');
  if (first) return second ? undefined : first;
  return found[0];
}
