import knownSpanName, { type KnownName } from '../rules/known-span-name.ts';
import spanNameFormat from '../rules/span-name-format.ts';
import { nameCarriers } from '../src/analysis/name-carriers.ts';
import type { FileReading } from '../src/analysis/reading.ts';
import type { SpanSite } from '../src/analysis/span-sites.ts';
import type { Node, Range } from '../src/analysis/tree.ts';
import { unwrap } from '../src/analysis/tree.ts';
import { isTypedByWrapper } from '../src/analysis/wrapper-signatures.ts';
import { done, left, type Codemod, type CodemodInput, type SitePlan } from '../src/codemod.ts';
import { replacedBy } from '../src/contract/match-span.ts';
import { stringLiteral } from '../src/edits/string-literal.ts';
import { createTransform } from '../src/jscodeshift.ts';
import { mention, mentionAll } from '../src/mention.ts';

interface Options {
  readonly normalise: boolean;
}

/** Writes the contract's names in place of those that it replaces: at the literal, or where the constant is defined. */
export const renameSpans: Codemod<Options> = {
  name: 'rename-spans',
  description: 'Renames spans and events to the names of the contract.',
  rule: knownSpanName,
  optionTexts: { normalise: 'Also write other names in the notation of the contract.' },
  defaults: { normalise: false },
  tidies: true,
  looksFor(contract) {
    const old = [...contract.spans.values(), ...contract.events.values()].flatMap((entry) => entry.replaces);
    return old.length === 0
      ? 'name to rename: the contract says of no name that it `replaces` others'
      : `span or event with an old name: ${mentionAll(old)}`;
  },
  *plan(input) {
    const { reading, contract, options } = input;
    const renames: Rename[] = [];
    for (const { range, subject } of knownSpanName.check({ reading, contract, options: knownSpanName.defaults }))
      if (subject?.better) renames.push({ range, subject, better: subject.better, covers: 1 });
    const renamed = new Set(renames.map(({ subject }) => subject.nameNode));
    const misformed = options.normalise
      ? spanNameFormat.check({ reading, contract, options: spanNameFormat.defaults })
      : [];
    for (const { range, subject } of misformed) {
      for (const { site, old, better } of subject ?? []) {
        if (better === undefined || renamed.has(site.nameNode)) continue;
        renames.push({ range, subject: { site, nameNode: site.nameNode, old }, better, covers: 0 });
      }
    }
    for (const rename of renames) yield planRename(input, rename, renames);
  },
};

export default createTransform(renameSpans);

/** One old name at one site. */
interface Rename {
  readonly range: Range;
  readonly subject: KnownName;
  readonly better: string;
  /** How many findings of the rule it takes away. */
  readonly covers: number;
}

function planRename(
  { reading, contract, style, hasContractFile }: CodemodInput<Options>,
  { range, subject: { site, nameNode, old, place }, better, covers }: Rename,
  all: readonly Rename[],
): SitePlan {
  const { tree } = reading;
  const names = { old: mention(old), better: mention(better) };
  if (!hasContractFile)
    return left(
      range,
      'noContract',
      `${names.old} could be ${names.better}, but no contract file says so: write a span-contract.yaml with \`extends: [agent]\` first.`,
    );
  if (site.certainty !== 'certain')
    return left(
      range,
      'likely',
      `${names.old} should be ${names.better}, but nothing proves that this is an OpenTelemetry span. Rename it by hand.`,
    );
  const [key] = (isSpan(site) ? replacedBy([old], contract)?.holes : undefined) ?? [];
  if (key !== undefined)
    return left(
      range,
      'holeInName',
      `${names.old} should be ${names.better} with the part that varies as the attribute ${mention(key)}. Rewrite it by hand.`,
    );
  if (isSpan(site) && readsNameOtherwise(reading, site as SpanSite))
    return left(
      range,
      'composed',
      `${names.old} should be ${names.better}, but the wrapper that it is given to reads it for something else as well. Rename it by hand.`,
    );
  if (place !== undefined)
    return left(
      range,
      'otherFile',
      `${names.old} should be ${names.better}. It is defined in ${place}: rename it there, for other files may use it too.`,
    );
  const typed = left(
    range,
    'typed',
    `${names.old} should be ${names.better}, but a type of this file says which texts the name may be. Rename it in the type and wherever the type is used.`,
  );
  if (isSpan(site) && isTypedByWrapper(reading, site as SpanSite)) return typed;
  const isName = (expression: Node) => isNameOf(reading, expression, isSpan(site));
  const newName = (text: string) =>
    all.find(({ subject }) => subject.nameNode === nameNode && subject.old === text)?.better ?? text;
  const found = nameCarriers(reading, nameNode, isName, newName);
  if (found === 'typed') return typed;
  const carriers = found === 'composed' ? [] : found.filter((carrier) => carrier.text === old);
  if (carriers.length === 0)
    return left(
      range,
      'composed',
      `${names.old} should be ${names.better}, but the name is put together elsewhere. Rename it by hand.`,
    );
  const edits = carriers.map(({ node }) => {
    const first = tree.text[node.range[0]] ?? '';
    const parent = tree.parentOf(node);
    const key = parent?.type === 'Property' && parent.shorthand ? `${tree.text.slice(...node.range)}: ` : '';
    const isPlain = node.type === 'Literal' || (node.type === 'TemplateLiteral' && node.expressions.length === 0);
    return { range: node.range, text: key + stringLiteral(better, isPlain ? first : style.quote) };
  });
  const renaming = { kind: isSpan(site) ? 'span' : 'event', from: old, to: better } as const;
  return done(range, 'renamed', `Renamed ${names.old} to ${names.better}.`, edits, { covers, renaming });
}

/** Whether the wrapper of this file that a name is given to does more with it than name the span. */
function readsNameOtherwise({ tree, wrappers, spanSites, origins }: FileReading, site: SpanSite): boolean {
  if (!site.wrapper) return false;
  const fn = origins.functionOf(site.call.callee);
  const wrapper = wrappers.find((one) => one.fn === fn);
  const parameter = wrapper?.path.length === 0 ? wrapper.fn.params[wrapper.index] : undefined;
  const variable = parameter?.type === 'Identifier' ? tree.variableOf(parameter) : undefined;
  if (!variable) return false;
  return variable.references.some(
    ({ identifier }) =>
      !spanSites.some(
        ({ nameNode }) => nameNode.range[0] <= identifier.range[0] && identifier.range[1] <= nameNode.range[1],
      ),
  );
}

function isSpan(site: KnownName['site']): boolean {
  return 'kind' in site;
}

/** Whether an expression is the name of a span (or of an event) that is certain to be one. */
function isNameOf({ spanSites, eventSites }: FileReading, expression: Node, spans: boolean): boolean {
  const sites = spans ? spanSites : eventSites;
  return sites.some(
    (site) => site.certainty === 'certain' && (site.nameNode === expression || unwrap(site.nameNode) === expression),
  );
}
