import { fixedName } from './fixed-name.ts';
import type { Contract } from './contract.ts';
import { segmentsOf } from './name-words.ts';
import { HTTP_METHODS } from './semconv-operations.ts';

/**
 * Attributes of things that span names vary with, by the last words of the code that gives them.
 * Source: OpenTelemetry semantic conventions 1.44.0, and the preset `agent` for what they have no key for.
 */
const KEYS: Readonly<Record<string, string>> = {
  tool: 'agent.tool.name',
  'tool name': 'agent.tool.name',
  model: 'gen_ai.request.model',
  'model name': 'gen_ai.request.model',
  'model id': 'gen_ai.request.model',
  agent: 'agent.name',
  'agent name': 'agent.name',
  step: 'agent.step.number',
  'step number': 'agent.step.number',
  queue: 'messaging.destination.name',
  'queue name': 'messaging.destination.name',
  topic: 'messaging.destination.name',
  'topic name': 'messaging.destination.name',
  table: 'db.collection.name',
  'table name': 'db.collection.name',
  collection: 'db.collection.name',
  'collection name': 'db.collection.name',
  route: 'http.route',
  'user id': 'user.id',
  'session id': 'session.id',
  workflow: 'workflow.name',
  'workflow name': 'workflow.name',
};

/**
 * Namespaces of attributes in which only OpenTelemetry names keys. Everyday words that are namespaces there as well (`user`, `file`,
 * `session`) are left out: teams have keys of their own in them.
 * Source: attribute registry of the semantic conventions 1.44.0.
 */
const RESERVED = new Set(
  'aws azure browser cassandra cicd client cloud cloudevents code container cpu db deployment dns elasticsearch error exception faas feature_flag gcp gen_ai graphql host http k8s mcp messaging network openai otel peer process rpc server service telemetry tls url user_agent vcs'.split(
    ' ',
  ),
);

const METHOD = new RegExp(`^(?:HTTP )?(?:${HTTP_METHODS})$`);
const PATHS = /^(?:path|pathname)$/;

/**
 * The attribute that a part of an old name becomes.
 * @param names what the value is called, from the outside in: `plan`, `tool`
 * @param entry the name that replaces the old one
 * @returns nothing for a value without a name
 */
export function keyForHole(names: readonly string[], entry: string, contract: Contract): string | undefined {
  const words = names.slice(-2).map((name) => segmentsOf(name).flat());
  const last = words.at(-1);
  const all = words.flat();
  if (!last || last.length === 0) return undefined;
  const listed = keyOfEntry(all, last, Object.keys(contract.spans.get(entry)?.attributes ?? {}));
  const known = listed ?? KEYS[all.slice(-2).join(' ')] ?? KEYS[last.join(' ')] ?? KEYS[last.slice(-2).join(' ')];
  if (known !== undefined) return known;
  if (isCounter(last)) return undefined;
  const [space = ''] = entry.split('.').filter((segment) => !segment.includes('{'));
  // a name in OpenTelemetry's own style has no namespace
  if (!/^[a-z]\w*$/.test(space)) return METHOD.test(entry) && PATHS.test(last.join('')) ? 'url.path' : undefined;
  // nobody but OpenTelemetry adds to its namespaces: the team's own first word begins the key
  if (RESERVED.has(space)) return all.length > 1 ? keyOfWords(all) : undefined;
  const named = [...ownerOf(words), ...last];
  const own = named.length > 1 && named[0] === space ? named.slice(1) : named;
  return `${space}.${own.join('_')}`;
}

/** Last words that say nothing of what they belong to. */
const LABELS = /^(?:code|id|key|kind|label|name|number|slug|status|title|type|uuid|version)$/;

/** Things that only hold what a function is given or finds. Source: names of parameters in public repositories, 2026. */
const HOLDERS = new Set(
  'arg args body cfg config context ctx data info input inputs item it meta metadata obj object opts options param params payload props record req request res response result results row self settings state value'.split(
    ' ',
  ),
);

/** Whose label a value is: the words of `job` for `job.id`, so that a key does not tell the id of something else. */
function ownerOf(words: readonly (readonly string[])[]): readonly string[] {
  const [owner, label] = words;
  if (!owner || label?.length !== 1 || !LABELS.test(label[0] ?? '')) return [];
  const last = owner.at(-1) ?? '';
  return last.length === 1 || HOLDERS.has(last) ? [] : [last];
}

/** `llm.name` of `llm.name` and of `llmName`; nothing in a namespace of OpenTelemetry. */
function keyOfWords([first = '', ...rest]: readonly string[]): string | undefined {
  return RESERVED.has(first) ? undefined : `${first}.${rest.join('_')}`;
}

/** Whether a value counts rounds: it says which, and not of what. */
function isCounter([word = '', ...more]: readonly string[]): boolean {
  return more.length === 0 && /^(?:\p{L}|idx|index|iteration)$/u.test(word);
}

/**
 * An entry that a name with one word of text before what varies may be about: `tool.{…}` is about `agent.tool.call`.
 * @param space the text without its separators
 * @returns a name without holes; nothing where the contract has none for it
 */
export function entryInSpace(space: string, contract: Contract): string | undefined {
  const wanted = segmentsOf(space).flat().join('_');
  if (wanted === '') return undefined;
  const names = [...contract.spans.keys()].filter((name) => !name.includes('{'));
  // the last segment is what is done: `query` is no namespace of `retrieval.query`
  const isSpaceOf = (name: string) => name.split('.').slice(0, -1).includes(wanted);
  const begins = (old: string) => `${segmentsOf(old).flat().join('_')}_`.startsWith(`${wanted}_`);
  return names.find(isSpaceOf) ?? names.find((name) => contract.spans.get(name)?.replaces.some(begins));
}

/**
 * The attribute that a name with one hole is advised to become, where the contract lists it for the entry that the name is about.
 * @param names what the value is called, from the outside in
 */
export function listedKeyForHole(
  shape: readonly (string | null)[],
  names: readonly string[],
  contract: Contract,
): string | undefined {
  const entry =
    typeof shape[0] === 'string' ? entryInSpace(fixedName(shape.map((part) => part ?? [])), contract) : undefined;
  const key = entry === undefined ? undefined : keyForHole(names, entry, contract);
  return key !== undefined && contract.spans.get(entry ?? '')?.attributes[key] !== undefined ? key : undefined;
}

/** The one attribute of an entry that the words name: all of them are in its key, or its last word is theirs alone. */
function keyOfEntry(all: readonly string[], last: readonly string[], keys: readonly string[]): string | undefined {
  const wordsIn = (key: string) => segmentsOf(key).flat();
  for (const words of [all, last]) {
    const found = keys.filter((key) => words.every((word) => wordsIn(key).includes(word)) && isLabel(key, words));
    if (found.length === 1) return found[0];
  }
  return undefined;
}

/** Whether a key says what a value is, and not how much of it there is. */
function isLabel(key: string, words: readonly string[]): boolean {
  const last = segmentsOf(key).flat().at(-1) ?? '';
  return words.includes(last) || /^(?:name|id|number|type)$/.test(last);
}
