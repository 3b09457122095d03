import type { TSESTree } from '@typescript-eslint/types';
import { stringify } from 'yaml';
import { isRawKey } from '../../analysis/catalogue/content-keys.ts';
import { keyMeaning } from '../../analysis/catalogue/content-words.ts';
import { globalPath } from '../../analysis/syntax/global-path.ts';
import { shapeOf } from '../../analysis/names/name-value.ts';
import { namesIn } from '../../analysis/names/value-names.ts';
import type { FileReading } from '../../analysis/reading.ts';
import { keysOfValue } from '../../analysis/attributes/span-attributes.ts';
import type { SpanSite } from '../../analysis/spans/span-sites.ts';
import { isFunction, keyOf, unwrap } from '../../analysis/syntax/tree.ts';
import type { WrapperShape } from '../../analysis/wrappers/wrapper-shape.ts';
import type { Contract } from '../../contract/contract.ts';
import { replacedBy } from '../../contract/match-span.ts';
import { listedKeyForHole } from '../../contract/hole-keys.ts';
import { holdsWord } from '../../contract/name-pattern.ts';
import { mention, mentionAll } from '../../mention.ts';
import type { ExplainedFile, PlacedFinding } from './explain-items.ts';
import { listedShape } from '../init/listed-wrapper.ts';
import { idOf } from '../rule-selection.ts';

/** A way to say otherwise: what it means, and the lines to write. */
export interface Remedy {
  readonly what: string;
  readonly lines: readonly string[];
}

/** The ways to say otherwise to the findings of an item: in the contract, in the code, for this line alone. */
export function remediesOf(
  { contract, reading, lines, line }: ExplainedFile,
  site: SpanSite | undefined,
  key: string | undefined,
  findings: readonly PlacedFinding[],
): readonly Remedy[] {
  const heard = findings.filter(({ quiet }) => quiet === undefined);
  const rules = new Set(heard.map(({ rule }) => rule));
  if (rules.size === 0) return [];
  const remedies: Remedy[] = [];
  const isNames = [...rules].some((rule) => rule.includes('span-name'));
  if (site && isNames) remedies.push(...nameRemedies(reading, contract, site));
  if (site?.name.kind === 'exact' && rules.has('no-span-in-hot-loop')) {
    const [text] = site.name.texts;
    if (text)
      remedies.push(
        inContract('a span for each round is agreed', { spans: { [text.text]: { repeat: 'per-iteration' } } }),
      );
  }
  if (rules.has('no-raw-prompt-attribute') && key !== undefined) {
    const gates = heard.flatMap(({ gate }) => gate ?? []);
    if (gates.length > 0)
      remedies.push(inContract('recording content behind this flag is agreed', { captureGates: gates }));
    // what a convention or its words call content stays so
    if (contract.attributes.raw.has(key) && !isRawKey(key) && keyMeaning(key) !== 'content')
      remedies.push(inContract('the key holds no content', { attributes: { raw: { [key]: null } } }));
    const called = heard.flatMap(({ unlisted }) => (unlisted && reading.origins.importedFunction(unlisted)) ?? []);
    const known = called.map(({ module, path }) => ({
      module,
      export: path.filter((step) => step !== 'prototype').join('.'),
    }));
    remedies.push(
      known.length > 0
        ? inContract('nothing can be read out of what the function gives back', { redactors: known })
        : inContract('a function of yours makes the value safe before it is recorded (give its own module and name)', {
            redactors: [{ module: './src/privacy', export: 'redact' }],
          }),
    );
  }
  if (site?.certainty === 'likely')
    remedies.push({
      what: 'it is no span of OpenTelemetry: let the file say what the receiver is',
      lines: ['// annotate it with its own type'],
    });
  const ids = [...rules].map(idOf).join(', ');
  // the comment counts above the line that is reported
  const reported = Math.min(...heard.map(({ range }) => lines.placeOf(range[0]).line));
  const where = reported === line ? 'for this line alone' : `for this place alone, above line ${String(reported)}`;
  remedies.push({ what: where, lines: [`// eslint-disable-next-line ${ids} -- why`] });
  return remedies;
}

function nameRemedies(reading: FileReading, contract: Contract, site: SpanSite): readonly Remedy[] {
  const { name } = site;
  if (name.kind === 'exact') {
    return name.texts.flatMap(({ text }) => {
      if (text === '' || /[{}]/.test(text)) return [];
      const allowed = inContract(`${mention(text)} is not the team's own name`, { allow: [text] });
      // a name that another one replaces stays an old one, listed or not
      const isOld = replacedBy([text], contract) !== undefined;
      return isOld ? [allowed] : [inContract(`${mention(text)} is a good name`, { spans: { [text]: {} } }), allowed];
    });
  }
  if (name.kind !== 'pattern') return [];
  return name.patterns.slice(0, 1).flatMap((pattern) => {
    const shape = shapeOf(pattern);
    if (pattern.some((part) => part.kind !== 'text' && part.ofWrapper)) return [];
    const isBeside = pattern.some((part, i) => part.kind !== 'text' && i > 0 && pattern[i - 1]?.kind !== 'text');
    if (isBeside || !holdsWord(shape) || shape.some((part) => part !== null && /[{}]/.test(part))) return [];
    const holes = pattern.filter((part) => part.kind !== 'text');
    const listed = replacedBy(shape, contract)?.holes ?? [];
    const carried = holes.map((hole) => keysOfValue(reading, site, hole.node, hole.written ?? hole.node)[0]);
    const advised = ({ node }: (typeof holes)[number]) =>
      holes.length === 1 ? listedKeyForHole(shape, namesIn(node), contract) : undefined;
    const keys = holes.map((hole, i) => listed[i] ?? carried[i] ?? advised(hole) ?? `your.key_${i + 1}`);
    const how = keys.every((key, i) => key === carried[i]) ? 'and the span carries it' : 'once the span carries it';
    let next = 0;
    const entry = shape.map((part) => part ?? `{${keys[next++] ?? ''}}`).join('');
    return [inContract(`what varies is agreed, ${how} as ${mentionAll(keys)}`, { spans: { [entry]: {} } })];
  });
}

/** The entry under `wrappers` for a function that is called; nothing where what is called has no name to list. */
export function wrapperRemedy(
  reading: FileReading,
  call: TSESTree.CallExpression,
  shape?: WrapperShape,
): Remedy | undefined {
  const callee = unwrap(call.callee);
  const imported = reading.origins.importedFunction(callee);
  const own =
    callee.type === 'MemberExpression' ? keyOf(callee) : callee.type === 'Identifier' ? callee.name : undefined;
  const steps = imported?.path.filter((step) => step !== 'prototype').map(String) ?? [];
  const inGlobal = imported ? undefined : globalPath(reading.tree, callee);
  const reference =
    imported && steps.length > 0
      ? { module: imported.module, export: steps.join('.') }
      : inGlobal && { global: inGlobal.join('.') };
  const listing = shape && listedShape(shape);
  if (!reference || own === undefined || (listing && 'why' in listing)) return undefined;
  const callback = call.arguments.findIndex((argument) => isFunction(unwrap(argument)));
  return inContract('the function makes a span for its caller', {
    wrappers: [{ ...reference, ...(listing ?? { name: 0, ...(callback > 0 ? { callback } : {}) }) }],
  });
}

function inContract(what: string, data: object): Remedy {
  return { what: `${what}: in the contract`, lines: stringify(data, { lineWidth: 0 }).trimEnd().split('\n') };
}
