import { apartAtHumps } from '../../contract/camel-humps.ts';

/**
 * Words of home-made keys and of values that say whether they hold content.
 * Source: labelled attribute calls of public repositories, 2026; half of the keys that look like content are not.
 */

/** Content wherever they stand last. */
const CONTENT = words(
  'prompt prompts completion completions thought thoughts reasoning instructions transcript utterance',
);

/** Content only under a word of AI before them. */
const UNDER_AI = words(
  'input inputs output outputs result results response responses args arguments parameters query question answer reply content contents text body payload document documents chunk chunks observation observations history message messages summary preview snippet variables',
);

/** Such of `CONTENT` as code that has nothing of AI says too: the completion of a task, the transcript of a student. */
const OF_MANY = words('completion completions thought thoughts reasoning instructions transcript');

/** Words of what was looked up for a model: a context of these is content, that of a run or a user is what the program keeps. */
const RETRIEVED = words(
  'rag retrieval retriever retrieved prompt document documents docs chunk chunks passage passages snippet snippets grounding knowledge',
);
const CONTEXT = words('context contexts');

const AI = words(
  'agent agents tool tools llm gen genai ai model chat prompt completion retrieval rag memory user assistant system conversation workflow embedding thought openai anthropic claude gemini bedrock vertexai ollama mistral langchain langgraph llamaindex',
);

/** What a message says, in code that has to do with AI: `message.content`. The body of one is as often that of a queue. */
const MESSAGE = words('message messages');
const OF_MESSAGE = words('content contents text parts');

/** Such of them as any code says: the input of a user, the result of a workflow. */
const AI_OR_OTHER = words('model memory user system conversation workflow completion thought');

/** Last words of keys and names that hold a measure, a label or a reference. */
const INNOCENT = words(
  'length len size bytes chars count counts num tokens total words hash sha256 sha1 md5 fingerprint checksum digest id ids uid uuid userid identity identities ref reference uri url path paths filename filenames directory key keys name names version type types kind format encoding language role roles reason reasons status code state score rank index position number model provider template duration ms latency time timestamp cost ratio rate percent enabled present truncated redacted valid dimensions level tier limit max min source at cached usage error mode channel sender author agent agents category categories class label labels ok success failed signature priority confidence sentiment currency severity urgency rating probability temperature effort',
);

/** Words anywhere in a key that turn it innocent: `llm.token_count.prompt`. */
const MEASURES = words('count token tokens length hash cost usage size time ms seconds duration latency per');

/** Last words of names that hold a number or a hash, beside those. */
const SIZES = words('len bytes chars counts num total sha256 sha1 md5 fingerprint checksum digest');

/** Words of what went wrong: a message behind one is the program's, `agent.tool.error.message`. */
const FAULTS = words('error errors err exception failure warning warnings');
const TOLD = words('message messages text details detail summary description');

/**
 * Words before one of `CONTENT` that give it another sense: the `prompt` of a login, the `completion` of a profile.
 * Source: parameters of OpenID Connect Core 1.0 and of Web App Manifests; product events of public repositories, 2026.
 */
const OTHER_SENSE: Readonly<Record<string, ReadonlySet<string>>> = {
  prompt: words('oidc oauth oauth2 openid sso saml auth login signin authorize consent install pwa a2hs permission'),
  completion: words(
    'profile onboarding task tasks course lesson quest goal checkout form survey order job progress signup setup upload download shell command element page browser registration enrollment',
  ),
  instructions: words('cpu perf delivery shipping'),
};

/** First words of names that hold names of things: `missingInputs`. */
const LISTING = words('missing unbound unused unknown known supported available allowed required selected');

/** First words of names that hold a number: `totalMessages`, `maxContext`. */
const COUNTING = words('num total max min avg mean average sum count counts time ms');

/** First words of names that hold a yes or no: `wantsOutput`. */
const ASKING = words('is has should can was did will wants needs supports requires includes');

/**
 * First words of names of switches, before a word of content: `showThoughts`, `include_prompt`.
 * Source: options of OpenTelemetry, Vercel AI SDK, OpenAI, Anthropic and Google clients, and of public repositories, 2026.
 */
const SWITCHING = words('show include hide enable disable allow skip omit exclude suppress expose');

/** The same in names of values; a key tells with them what was done: `agent.send_message`. */
const DOING = words('capture send use with without emit force require prefer');

/** Such as are nouns too: a switch before one of `CONTENT`, and the message of a log or the text of a stream elsewhere. */
const DOING_OR_THING = words('log record stream store trace return print');

/** Words of names that tell what was done to the content. */
const REDACTED = words(
  'redacted masked anonymized anonymised pseudonymized pseudonymised sanitized sanitised scrubbed',
);
const HASHED = words('hashed digested');

/** Names of values that hold what people or models wrote. */
const SPEECH = words(
  'prompt prompts completion completions messages message history answer answers thought thoughts reasoning instructions transcript observation observations question query input inputs output outputs args arguments result results response responses text content contents context document documents chunk chunks payload reply utterance summary body',
);

/** Namespaces whose conventions are other rules' business. */
const ELSEWHERE = /^(?:http|db|url|messaging|rpc|exception|error|server|client|network|process|faas|code|graphql)\./;

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/** The words of a key or name: at dots, underscores, dashes, colons and camel humps, in lower case, indexes left out. */
export function wordsOf(name: string): string[] {
  return apartAtHumps(name, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && word !== 'N' && !/^\d+$/.test(word))
    .map((word) => word.toLowerCase());
}

/**
 * What the words of a home-made key say: it names content, it names something innocent, or nothing. `context`: content where the value is
 * what was looked up.
 */
export function keyMeaning(key: string): 'content' | 'innocent' | 'context' | 'silent' {
  if (ELSEWHERE.test(key)) return 'innocent';
  const all = wordsOf(key);
  const last = all.at(-1);
  if (last === undefined) return 'silent';
  const segment = wordsOf(key.split('.').at(-1) ?? '');
  const first = segment[0] ?? '';
  const before = all.slice(0, -1);
  if (INNOCENT.has(last) || ASKING.has(first) || all.some((word) => MEASURES.has(word))) return 'innocent';
  if (segment.length > 1 && SWITCHING.has(first)) return 'innocent';
  // `log_prompts` is a switch or a log: what comes from a model tells
  if (CONTENT.has(last) && isSwitch(segment)) return 'silent';
  if (segment.length > 1 && COUNTING.has(first)) return 'innocent';
  if (TOLD.has(last) && before.some((word) => FAULTS.has(word))) return 'innocent';
  if (CONTENT.has(last)) return before.some((word) => OTHER_SENSE[last]?.has(word)) ? 'innocent' : 'content';
  if (OF_MESSAGE.has(last) && MESSAGE.has(before.at(-1) ?? '') && !before.some((word) => FAULTS.has(word)))
    return 'content';
  if (!before.some((word) => AI.has(word))) return 'silent';
  if (CONTEXT.has(last)) return before.some((word) => RETRIEVED.has(word)) ? 'content' : 'context';
  return UNDER_AI.has(last) ? 'content' : 'silent';
}

/** Whether the words of a key say content only in code that has to do with AI: `element.completion`, `user.message`, `workflow.input`. */
export function isOfManySenses(key: string): boolean {
  const all = wordsOf(key);
  const last = all.at(-1) ?? '';
  if (CONTENT.has(last) && !OF_MANY.has(last)) return false;
  return !all.slice(0, -1).some((word) => AI.has(word) && !AI_OR_OTHER.has(word));
}

/** Whether a piece of code speaks of what was looked up for a model: `chunks.join('')`. */
export function saysRetrieved(code: string): boolean {
  return wordsOf(code).some((word) => RETRIEVED.has(word));
}

/** Whether the words of a name of content begin like those of a switch. */
function isSwitch(all: readonly string[]): boolean {
  const [first = '', second = ''] = all;
  if (all.length < 2 || (first === 'use' && second === 'case')) return false;
  return SWITCHING.has(first) || DOING.has(first) || (DOING_OR_THING.has(first) && CONTENT.has(all.at(-1) ?? ''));
}

/**
 * Last words of keys that only say in which form the content before them is, or whose it is: `gen_ai.prompt.raw`, `gen_ai.completion.delta`.
 * Source: labelled attribute calls of public repositories, 2026.
 */
const FORM =
  /[._](?:raw|full|all|complete|original|initial|final|verbatim|plain|value|string|str|json|markdown|rendered|formatted|delta|chunk|ui|user|system|assistant)$/;

/** The key before a word that only says in which form its content is; nothing where it ends in none. */
export function keyBeforeForm(key: string): string | undefined {
  return FORM.test(key) ? key.replace(FORM, '') : undefined;
}

/** What the name of a variable or property says about its value. `switch`: a yes or no, unless something shows it to be a text. */
export function valueMeaning(name: string): 'content' | 'innocent' | 'switch' | 'silent' {
  const all = wordsOf(name);
  const last = all.at(-1) ?? '';
  const first = all[0] ?? '';
  if (all.includes('per')) return 'innocent';
  if (INNOCENT.has(last) || LISTING.has(first) || ASKING.has(first)) return 'innocent';
  if (all.length > 1 && COUNTING.has(first)) return 'innocent';
  if (TOLD.has(last) && all.slice(0, -1).some((word) => FAULTS.has(word))) return 'innocent';
  if (!SPEECH.has(last)) return 'silent';
  return isSwitch(all) ? 'switch' : 'content';
}

/** Whether the name of a variable or property says a number, a hash, or a yes or no: what nothing can be read out of. */
export function isMeasureName(name: string): boolean {
  const all = wordsOf(name);
  const [first = ''] = all;
  return (
    MEASURES.has(all.at(-1) ?? '') ||
    SIZES.has(all.at(-1) ?? '') ||
    ASKING.has(first) ||
    (all.length > 1 && COUNTING.has(first))
  );
}

/** What the name of a variable or property says was done to its value: `redactedPrompt`, `promptMasked`. */
export function treatmentOf(name: string): 'redacted' | 'hashed' | undefined {
  const all = wordsOf(name);
  if (all.some((word) => HASHED.has(word))) return 'hashed';
  return all.some((word) => REDACTED.has(word)) ? 'redacted' : undefined;
}

/** Whether the name of an object says that all in it are measures: `usage.prompt`, `tokens.completion`. */
export function holdsMeasures(name: string): boolean {
  return MEASURES.has(wordsOf(name).at(-1) ?? '') || /^(?:counts|costs|sizes|lengths|timings|metrics)$/i.test(name);
}
