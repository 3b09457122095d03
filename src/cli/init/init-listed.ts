import type { Contract } from '../../contract/contract.ts';
import { keyForHole } from '../../contract/hole-keys.ts';
import { holesOf } from '../../contract/match-span.ts';
import { operationWords } from '../../contract/propose-name.ts';
import { homeOf } from './init-evidence.ts';
import { holesOfName, type NameRecord } from './init-names.ts';

/**
 * The entry of the contract that the words of a name speak of: it ends in the same word and has no other words than the name,
 * `agent.plan` for `PlannerAgent.plan`. Of a name of one word something beside it has to speak of the entry as well, a file
 * `agent.ts` or a value that is an attribute of it: `step_${step}` is `agent.step`.
 * @returns nothing where none or several are meant
 */
export function listedByWords(
  group: readonly NameRecord[],
  words: readonly string[],
  base: Contract,
): string | undefined {
  const known = new Set([...words, ...(words.length === 1 ? homesOf(group) : [])]);
  const found = [...base.spans.keys()].filter((name) => {
    const own = operationWords(name);
    return (
      holesOf(name).length === 0 &&
      own.at(-1) === words.at(-1) &&
      (own.every((word) => known.has(word)) || (words.length === 1 && variesWithAttributeOf(name, group, base)))
    );
  });
  return found.length === 1 ? found[0] : undefined;
}

/** Words for the files that names stand in. */
function homesOf(group: readonly NameRecord[]): ReadonlySet<string> {
  return new Set(group.flatMap(({ sites }) => sites.flatMap(({ file }) => homeOf(file) ?? [])));
}

function variesWithAttributeOf(entry: string, group: readonly NameRecord[], base: Contract): boolean {
  const attributes = base.spans.get(entry)?.attributes ?? {};
  return group.some(({ name }) =>
    holesOfName(name).some(({ names }) => (keyForHole(names, entry, base) ?? '') in attributes),
  );
}
