import type { Contract } from './contract.ts';
import { judgeName } from './name-grammar.ts';
import { segmentsOf } from './suggest-name.ts';

/**
 * Verbs that begin names of operations. A name puts what is acted on first: `fetch_user` is `user.fetch`.
 * Source: first words of span names of public repositories, 2026; words that are as often nouns (`plan`, `request`, `query`) are left out.
 */
const VERBS = new Set(
  'acknowledge add analyze apply approve authenticate authorize bisect build calculate call cancel catch check classify clean close collect compress compute connect convert copy create decide decode decrypt delete deliver deploy dequeue detect dispatch download embed emit encode encrypt enqueue evaluate execute expand export extract fetch filter find finish flush format generate get handle import index init insert invoke list load lookup make map merge migrate move mutate normalize notify open parse perform persist poll prepare process publish pull push put read receive reconcile refresh refund register reject remove render reserve resolve retrieve retry rewrite run save score select send serialize set ship sign sort start stop store stream submit summarize sync tokenize trace train transform translate update upload upsert validate verify wait warm write'.split(
    ' ',
  ),
);

/** Words that say nothing of the operation. Directions do: `copy_to_disk` is not `copy_from_disk`. */
const ARTICLES = new Set(['a', 'an', 'the']);

/** Words before which the thing that is acted on ends. */
const RELATIONS = new Set('to of for from with in on by into onto and after before at as until via'.split(' '));

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
  return VERBS.has(first) && rest.length > 0 ? [...rest, first] : [first, ...rest];
}

/**
 * A dot-separated name made of the words of another one; nothing where only a person knows.
 * @param written the old name, with blanks for what varies
 * @param home words for where the code stands, for names of a single word
 */
export function proposeName(written: string, home: string | undefined, contract: Contract): string | undefined {
  const name = withoutCall(written);
  const isRight = (candidate: string) => judgeName(candidate, contract) === undefined;
  if (/\(|["'`]/.test(name)) return undefined;
  // what is separated already keeps its order: `order:create`, `UserService.getUser`
  if (!/\s/.test(name.trim())) {
    const segments = segmentsOf(name).filter((words) => words.length > 0);
    const styled = segments.map((words) => words.join('_')).join('.');
    if (segments.length > 1) return isRight(styled) ? styled : undefined;
  }
  const words = operationWords(name);
  const [first, ...rest] = words;
  if (first === undefined || words.length > MOST_WORDS) return undefined;
  const candidate = rest.length === 0 ? inSpace(home, first) : nameOfWords(words, home);
  return candidate !== undefined && isRight(candidate) ? candidate : undefined;
}

/** What is acted on, then what is done. */
function nameOfWords(words: readonly string[], home: string | undefined): string | undefined {
  const [first = '', ...rest] = words;
  const last = words.at(-1) ?? '';
  const things = words.slice(0, -1);
  if (!VERBS.has(last)) return `${first}.${rest.join('_')}`;
  const relation = things.findIndex((word) => RELATIONS.has(word));
  if (relation === 0) return inSpace(home, [last, ...things].join('_'));
  if (relation > 0) return `${things.slice(0, relation).join('_')}.${[last, ...things.slice(relation)].join('_')}`;
  return `${things.join('_')}.${last}`;
}

function inSpace(home: string | undefined, word: string): string | undefined {
  return home === undefined || home === word ? undefined : `${home}.${word}`;
}
