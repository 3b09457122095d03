import type { Contract } from './contract.ts';
import { holesOf } from './match-span.ts';
import { judgeName } from './name-grammar.ts';
import { segmentsOf } from './name-words.ts';

/** Fixed texts before and behind a name. */
export interface Around {
  readonly before: string;
  readonly after: string;
}

/** What a caller may write between them: a word, segments, a path. */
const GIVEN = ['x', 'x.y', 'x.y.z', 'x.y.z.w', '/x'];

/** Whether some text between two fixed ones makes a right name, as far as can be told: in doubt it does. */
export function canComplete({ before, after }: Around, contract: Contract): boolean {
  const { accept, namespaces } = contract.naming;
  // a convention of OpenTelemetry puts blanks and slashes where the notation has none
  if (accept.includes('semconv') && /[\s/]/.test(before + after)) return true;
  const listed = [...contract.spans.keys()].map((key) =>
    holesOf(key).length > 0 ? key.replace(/\{[^{}]+\}/g, '*') : key,
  );
  if ([...contract.allow, ...listed].some((glob) => mayBe(glob, { before, after }))) return true;
  const given = before === '' ? GIVEN.flatMap((one) => [one, ...namespaces.map((space) => `${space}.${one}`)]) : GIVEN;
  return given.some((one) => judgeName(before + one + after, contract) === undefined);
}

/** The two texts in the notation; nothing where no name between them would be right. */
export function betterAround({ before, after }: Around, contract: Contract): Around | undefined {
  const styled = (text: string) =>
    segmentsOf(text)
      .map((words) => words.join('_'))
      .filter((segment) => segment !== '')
      .join('.');
  const [start, end] = [styled(before), styled(after)];
  const better = { before: start === '' ? '' : `${start}.`, after: end === '' ? '' : `.${end}` };
  return canComplete(better, contract) ? better : undefined;
}

/** Whether a name that a glob takes can begin and end with the two texts. */
function mayBe(glob: string, { before, after }: Around): boolean {
  const pieces = glob.split('*');
  const [first = '', last = ''] = [pieces[0], pieces.at(-1)];
  if (pieces.length === 1)
    return glob.length > before.length + after.length && glob.startsWith(before) && glob.endsWith(after);
  const fits = (a: string, b: string, test: (text: string, part: string) => boolean) => test(a, b) || test(b, a);
  return (
    fits(first, before, (text, part) => text.startsWith(part)) && fits(last, after, (text, part) => text.endsWith(part))
  );
}
