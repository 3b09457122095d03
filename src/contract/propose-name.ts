import type { Contract } from './contract.ts';
import { judgeName } from './name-grammar.ts';
import { segmentsOf } from './suggest-name.ts';

/**
 * Verbs that begin names of operations. A name puts what is acted on first: `fetch_user` is `user.fetch`.
 * Source: first words of span names of public repositories, 2026; words that are as often nouns (`plan`, `request`, `query`) are left out.
 */
const VERBS = new Set(
  'add analyze apply approve authenticate authorize build calculate call cancel check classify clean close collect compress compute connect convert create decide decode decrypt delete deliver deploy detect dispatch download embed emit encode encrypt enqueue evaluate execute expand export extract fetch filter find finish format generate get handle import index init insert invoke list load lookup make map merge migrate move normalize notify open parse perform persist poll prepare process publish pull push put read receive reconcile refresh refund register reject remove render reserve resolve retrieve retry rewrite run save score select send serialize set ship sign sort start stop store stream submit summarize sync tokenize trace train transform translate update upload upsert validate verify wait warm write'.split(
    ' ',
  ),
);

/** Words that say nothing of the operation. */
const FILLERS = new Set('a an the to of for from with in on by into and span'.split(' '));

/** A name of more words is a sentence, and only its writer knows the short form. */
const MOST_WORDS = 5;

/** The words of a name, without its separators and without words that say nothing; the verb that it begins with stands last. */
export function operationWords(name: string): readonly string[] {
  const all = segmentsOf(name).flat();
  const words = all.filter((word) => !FILLERS.has(word));
  const [first, ...rest] = words.length > 0 ? words : all;
  if (first === undefined) return [];
  return VERBS.has(first) && rest.length > 0 ? [...rest, first] : [first, ...rest];
}

/**
 * A dot-separated name made of the words of another one; nothing where only a person knows.
 * @param name the old name, with blanks for what varies
 * @param home words for where the code stands, for names of a single word
 */
export function proposeName(name: string, home: string | undefined, contract: Contract): string | undefined {
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
  if (rest.length === 0) {
    const candidate = home === undefined || home === first ? undefined : `${home}.${first}`;
    return candidate !== undefined && isRight(candidate) ? candidate : undefined;
  }
  const last = words.at(-1) ?? '';
  const candidate = VERBS.has(last) ? `${words.slice(0, -1).join('_')}.${last}` : `${first}.${rest.join('_')}`;
  return isRight(candidate) ? candidate : undefined;
}
