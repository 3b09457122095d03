import type { Contract } from './contract.ts';
import { nearest } from './did-you-mean.ts';
import { holesOf } from './match-span.ts';
import { judgeName } from './name-grammar.ts';
import { nameOfSameWords, proposeName } from './propose-name.ts';
import { mention, mentionAll } from '../mention.ts';

const SHORT = 'agent.step';
const USUAL = 'agent.tool.call';
const NO_SPACES: ReadonlySet<string> = new Set();
const MOST_SHOWN = 3;

/**
 * A name that shows the notation and that the contract itself would not blame: of the words of the wrong one, and where there is only one
 * of them, or only a person knows how they belong together, any. A name that the team has agreed on is the last choice: it is that of another span.
 */
export function exampleName(name: string, contract: Contract): string {
  const own = nameOfSameWords(name, contract) ?? proposeName(name, { home: undefined, spaces: NO_SPACES }, contract);
  if (own !== undefined && own !== name) return own;
  const listed = [...contract.spans.keys()].filter((one) => one.includes('.') && holesOf(one).length === 0);
  const ofSpaces = contract.naming.namespaces.map((space) => `${space}.order.create`);
  return [USUAL, ...ofSpaces, ...listed].find((one) => judgeName(one, contract) === undefined) ?? USUAL;
}

/** A name that the contract would not blame, for the sentence that tells to write one; quoted. */
export function anyName(contract: Contract): string {
  return mention(judgeName(SHORT, contract) === undefined ? SHORT : exampleName('', contract));
}

/**
 * What to do about a name outside of the namespaces, as a sentence.
 * @param first its first segment
 */
export function namespaceRemedy(first: string, { naming: { namespaces } }: Contract): string {
  const meant = nearest(first, namespaces);
  const shown = namespaces.slice(0, MOST_SHOWN);
  const spaces =
    meant !== undefined ? mention(meant) : shown.length === 1 ? mentionAll(shown) : `one of ${mentionAll(shown)}`;
  const more = meant === undefined && namespaces.length > shown.length ? ' and others' : '';
  return `Begin it with ${spaces}${more}, or list ${mention(first)} under \`naming.namespaces\`.`;
}
