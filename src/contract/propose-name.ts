import type { Contract } from './contract.ts';
import { judgeName } from './name-grammar.ts';
import { segmentsOf } from './name-words.ts';

/**
 * Verbs that begin names of operations. A name puts what is acted on first: `fetch_user` is `user.fetch`.
 * Source: first words of span names of public repositories, 2026; words that are as often nouns (`plan`, `request`, `query`) are left out.
 */
const VERBS = new Set(
  'accept acknowledge activate add analyze append apply approve assign attach authenticate authorize await bisect broadcast build calculate call cancel catch check claim classify clean cleanup clone close collect complete compress compute configure connect construct convert copy crawl create deactivate decide decline decode decompose decrypt delete deliver deny deploy dequeue derive describe destroy detach detect disable disconnect discover dispatch download drain drop embed emit enable encode encrypt enqueue enrich ensure evaluate evict exec execute expand export extract fetch filter find finish flush format forward gather generate get grant guard handle hydrate import increment index ingest init initialize inject insert inspect invalidate invoke judge list load lookup make map merge migrate moderate move mutate normalize notify obtain open parse pause perform persist poll prefetch preload prepare process propagate provision prune publish pull purge push put read receive reconcile recover redirect refine refresh refund register reject remove rename render rerank resend reserve resolve restart restore resume retrieve retry revise revoke rewrite rotate run sanitize save scan score scrape select send serialize set ship sign simulate sort spawn start stop store stream submit subscribe summarize suspend sync terminate tokenize trace train transcribe transform translate truncate unlock unpack unsubscribe update upload upsert validate verify wait warm write'.split(
    ' ',
  ),
);

/** Words that name an operation where they stand last, and are as often nouns. */
const OPERATIONS = new Set('lookup plan query request search'.split(' '));

/** Words that say nothing of the operation. Directions do: `copy_to_disk` is not `copy_from_disk`. */
const ARTICLES = new Set(['a', 'an', 'the']);

/** Words before which the thing that is acted on ends. */
const RELATIONS = new Set('to of for from with in on by into onto and after before at as until via'.split(' '));

/** Words between two things that are done, or before when it is done. */
const JOINING = new Set(['and', 'if', 'or', 'unless', 'when', 'while']);

/** Words that begin no namespace: when or whether something is done, and what only stands before it. Source: first words of span names of public repositories, 2026. */
const NO_NAMESPACES = new Set('after before did do does has is not on pre post should'.split(' '));

/** A name of more words is a sentence, and only its writer knows the short form. */
const MOST_WORDS = 5;

/** A name without the brackets that make it look like a call: `batch.trigger()`. */
function withoutCall(name: string): string {
  return name.replace(/\(\)$/, '');
}

/** The words of a name, without its separators and without words that say nothing; the verb that it begins with stands last. */
export function operationWords(name: string): readonly string[] {
  const all = segmentsOf(withoutCall(name)).flat();
  const words = all.filter((word) => !ARTICLES.has(word));
  const [first, ...rest] = words.length > 0 ? words : all;
  if (first === undefined) return [];
  // `index rebuild` is said of an index
  const last = rest.at(-1) ?? '';
  const isSaidLast = last.startsWith('re') && VERBS.has(last.slice(2));
  return VERBS.has(first) && rest.length > 0 && !isSaidLast ? [...rest, first] : [first, ...rest];
}

/** Whether two names end in two verbs: `order.load` is not `order.item.delete`. */
export function hasOtherVerb(name: string, other: string): boolean {
  const [one = '', two = ''] = [name, other].map((each) => operationWords(each).at(-1));
  return one !== two && VERBS.has(one) && VERBS.has(two);
}

/** What a name is made with beside its own words. */
interface Surroundings {
  /** A word for where the code stands, for names of a single word. */
  readonly home: string | undefined;
  /** First segments that names have already: what they begin is a namespace, and no part of a longer word. */
  readonly spaces: ReadonlySet<string>;
}

/**
 * The right name that a wrong one plainly means: its own segments, or what is acted on and what is done. Nothing where it takes more than
 * the name to know, such as the namespace of a single word, or where in `fetch user profile` one ends.
 */
export function plainName(name: string, contract: Contract): string | undefined {
  const kept = keptOrder(name, contract);
  if (kept.isSettled) return kept.name;
  const spaces = spacesOf(contract);
  const words = /\s/.test(name.trim()) ? operationWords(name) : [];
  const isPlain = words.length === 2 || !VERBS.has(words.at(-1) ?? '') || spaceBefore(words, spaces) > 0;
  return words.length > 1 && words.length <= MOST_WORDS && isPlain
    ? rightName(nameOfWords(words, { home: undefined, spaces }), contract)
    : undefined;
}

/**
 * The right name that the words of a wrong one give, whatever joins them: `save_order` and `SaveOrder` are `order.save`. Nothing where
 * only a person knows: no operation is named, or it is not plain where the thing that is acted on ends.
 */
export function nameOfSameWords(name: string, contract: Contract): string | undefined {
  const kept = keptOrder(name, contract);
  if (kept.isSettled) return kept.name;
  const words = operationWords(name);
  const last = words.at(-1) ?? '';
  const spaces = spacesOf(contract);
  const isPlain = words.length === 2 || (words.length > 2 && spaceBefore(words, spaces) > 0);
  return isPlain && words.length <= MOST_WORDS && (VERBS.has(last) || OPERATIONS.has(last))
    ? rightName(nameOfWords(words, { home: undefined, spaces }), contract)
    : undefined;
}

/**
 * A dot-separated name made of the words of another one, where `plainName` does not know: nothing where only a person does.
 * @param written the old name, with blanks for what varies
 * @param spaces first segments of other names of the code base
 */
export function proposeName(written: string, { home, spaces }: Surroundings, contract: Contract): string | undefined {
  const plain = plainName(written, contract);
  if (plain !== undefined) return plain;
  const kept = keptOrder(written, contract);
  if (kept.isSettled) return kept.name;
  const words = operationWords(written);
  const [first, ...rest] = words;
  if (first === undefined || words.length > MOST_WORDS) return undefined;
  const all = new Set([...spaces, ...spacesOf(contract)]);
  return rightName(rest.length === 0 ? inSpace(home, first) : nameOfWords(words, { home, spaces: all }), contract);
}

/** The first segments of the names of a contract. */
function spacesOf({ naming, spans }: Contract): ReadonlySet<string> {
  const listed = [...spans.keys()].flatMap((name) => /^(\w+)\./.exec(name)?.[1] ?? []);
  return new Set([...naming.namespaces, ...listed]);
}

/** A name whose parts are separated already, or that is right as one word, in the notation: `order:create`, `UserService.getUser`. */
function keptOrder(written: string, contract: Contract): { readonly isSettled: boolean; readonly name?: string } {
  const name = withoutCall(written);
  // a remark in brackets is a sentence, and only its writer knows the short form
  if (/\(|["'`]/.test(name)) return { isSettled: true };
  const segments = segmentsOf(name).filter((words) => words.length > 0);
  const styled = rightName(segments.map((words) => words.join('_')).join('.'), contract);
  const isSeparated = segments.length > 1 && (!/\s/.test(name.trim()) || /[.:/>]|\s[-–—|]\s/.test(name));
  if (isSeparated || (segments.length === 1 && styled !== undefined))
    return { isSettled: true, ...(styled === undefined ? {} : { name: styled }) };
  return { isSettled: false };
}

function rightName(candidate: string | undefined, contract: Contract): string | undefined {
  return candidate !== undefined && candidate !== '' && judgeName(candidate, contract) === undefined
    ? candidate
    : undefined;
}

/** What is acted on, then what is done. */
function nameOfWords(words: readonly string[], { home, spaces }: Surroundings): string | undefined {
  const last = words.at(-1) ?? '';
  const begin = spaceBefore(words, spaces);
  const inOrder = (some: readonly string[]) => {
    const parts = begin === 0 ? [some] : [some.slice(0, begin), some.slice(begin)];
    return parts.filter((part) => part.length > 0).map((part) => part.join('_'));
  };
  // of two things that are done, only a person knows which is the name
  if (begin === 0 && (beginsNoSpace(words) || words.some((word) => JOINING.has(word)))) return undefined;
  if (!VERBS.has(last)) return begin === 0 ? `${words[0] ?? ''}.${words.slice(1).join('_')}` : inOrder(words).join('.');
  const things = words.slice(0, -1);
  const relation = things.findIndex((word) => RELATIONS.has(word));
  if (relation === 0) return inSpace(home, [last, ...things].join('_'));
  if (relation > 0)
    return [...inOrder(things.slice(0, relation)), [last, ...things.slice(relation)].join('_')].join('.');
  return [...inOrder(things), last].join('.');
}

function beginsNoSpace([first = '', ...rest]: readonly string[]): boolean {
  // that of a blog may be created
  const isThing = first === 'post' && rest.length === 1 && VERBS.has(rest[0] ?? '');
  return NO_NAMESPACES.has(first) && !isThing;
}

/** How many words at the beginning are a namespace that others stand in; the last word stands in one. */
function spaceBefore(words: readonly string[], spaces: ReadonlySet<string>): number {
  for (let length = words.length - 1; length > 0; length--)
    if (spaces.has(words.slice(0, length).join('_'))) return length;
  return 0;
}

function inSpace(home: string | undefined, word: string): string | undefined {
  return home === undefined || home === word ? undefined : `${home}.${word}`;
}
