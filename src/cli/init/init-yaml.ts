import { Document, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { UNAGREED_IGNORE } from '../../contract/load-contract.ts';
import { mention } from '../../mention.ts';
import type { OpenName } from './init-groups.ts';
import type { NameRecord, SeenSite } from './init-names.ts';
import type { Proposal, RawProposal, SpanProposal } from './init-proposal.ts';
import type { SeenPlace, SeenWrapper } from './init-survey.ts';
import { listedShape } from './listed-wrapper.ts';
import { printable } from '../files/shown-path.ts';
import { counted } from '../summary.ts';

const SCHEMA = 'yaml-language-server: $schema=./node_modules/eslint-plugin-span-contract/span-contract.schema.json';

/**
 * Writes a proposal as YAML, its evidence as comments. The same proposal gives the same text.
 * @param isFresh whether it is a whole contract, and not what one lacks
 */
export function proposalYaml(proposal: Proposal, isFresh: boolean): string {
  const root = new YAMLMap();
  if (isFresh) {
    root.set('version', 1);
    root.set('extends', flowSeq(['agent']));
    root.add(pair('naming', namingMap(proposal), { comment: styleLines(proposal), space: root.items.length > 0 }));
  }
  const spans = new YAMLMap();
  for (const [i, span] of proposal.spans.entries()) spans.add(spanPair(span, i > 0, isFresh));
  const tail = [
    ...openLines(proposal.open),
    ...(isFresh && !proposal.isClosed && proposal.namespaces.length > 0
      ? [`\`naming.namespaces\`, once these names are decided: [${proposal.namespaces.join(', ')}] and theirs`]
      : []),
    ...proposal.openEvents.map(
      ([name, places]) => `Event not in the notation: ${mention(name)} (${placesText(places)})`,
    ),
    ...proposal.openRaw.map(
      (one) =>
        `Content in some places, under a key that holds other things as well: ${mention(one.key)} (${placesText(one.places)})`,
    ),
    // a contract that is there would be told so for ever
    ...(isFresh ? proposal.doubtful : []).map(
      ([key, places]) =>
        `Attribute not listed: ${mention(key)} (${placesText(places)}): it may hold what people or models wrote; if so, record its length`,
    ),
    ...proposal.openWrappers.map(({ wrapper, why }) => `Wrapper not listed: ${wrapperText(wrapper)}: ${why}`),
    ...(proposal.followed.length > 0
      ? [`Wrappers that are followed without an entry: ${proposal.followed.map(wrapperText).join(', ')}`]
      : []),
  ];
  if (spans.items.length > 0) root.add(pair('spans', spans, { space: root.items.length > 0 }));
  if (proposal.allowed.length > 0) {
    const allow = new YAMLSeq();
    for (const { id, sites } of proposal.allowed) {
      const item = new Scalar(id);
      item.comment = lines([sitesText(sites)]);
      allow.add(item);
    }
    const comment = ["Names of OpenTelemetry's conventions that the preset would replace."];
    root.add(pair('allow', allow, { comment, space: root.items.length > 0 }));
  }
  if (proposal.events.length > 0) {
    const events = new YAMLMap();
    for (const [name, places] of proposal.events) events.add(pair(name, emptyMap(), { behind: placesText(places) }));
    root.add(pair('events', events, { space: root.items.length > 0 }));
  }
  if (proposal.raw.length > 0) {
    const attributes = new YAMLMap();
    const raw = new YAMLMap();
    for (const one of proposal.raw) raw.add(rawPair(one));
    attributes.add(pair('raw', raw, { comment: ['Content that must not be recorded, and what to record instead.'] }));
    root.add(pair('attributes', attributes, { space: root.items.length > 0 }));
  }
  if (proposal.wrappers.length > 0) {
    const wrappers = new YAMLSeq();
    for (const wrapper of proposal.wrappers) wrappers.add(wrapperMap(wrapper));
    root.add(pair('wrappers', wrappers, { space: root.items.length > 0 }));
  }
  if (isFresh) {
    const ignore = new YAMLSeq();
    for (const glob of UNAGREED_IGNORE) ignore.add(glob);
    root.add(pair('ignore', ignore, { comment: ['Spans of tests reach no backend.'], space: root.items.length > 0 }));
  }
  const document = new Document(root.items.length > 0 ? root : null);
  if (isFresh) {
    const { files, tracing } = proposal.survey;
    document.commentBefore = lines([
      SCHEMA,
      `Proposed by \`span-contract init\` from ${counted(tracing, 'file')} with spans, of ${files}.`,
    ]);
  }
  if (tail.length > 0)
    document.comment = lines([
      isFresh ? 'Left for you to decide:' : 'Left to decide:',
      ...tail.map((line) => `- ${line}`),
    ]);
  if (root.items.length === 0 && tail.length === 0) return '';
  const text =
    root.items.length === 0 ? `${document.comment?.replace(/^/gm, '#') ?? ''}\n` : document.toString({ lineWidth: 0 });
  // as Prettier would write it
  return `${text.replace(/^(\s*(?:extends|accept|namespaces|kind): )\[ (.*) \]$/gm, '$1[$2]').trimEnd()}\n`;
}

function namingMap({ accept, namespaces, isClosed }: Proposal): YAMLMap {
  const naming = new YAMLMap();
  naming.set('accept', flowSeq(accept));
  if (isClosed && namespaces.length > 0) naming.set('namespaces', flowSeq(namespaces));
  return naming;
}

/** What names are in another notation than the contract's. */
function styleLines({ semconv, ownNotation }: Proposal): readonly string[] {
  return [
    ...someNames('Names in the style of the semantic conventions', semconv),
    ...someNames('Names in the notation of the library that makes their spans, left as they are', ownNotation),
  ];
}

function someNames(what: string, records: readonly NameRecord[]): readonly string[] {
  if (records.length === 0) return [];
  const shown = records.slice(0, 5).map(({ shown: name, sites }) => `${mention(name)} (${sitesText(sites)})`);
  return [`${what}: ${shown.join(', ')}${records.length > 5 ? ', …' : ''}`];
}

function spanPair(span: SpanProposal, space: boolean, isFresh: boolean): Pair {
  const entry = new YAMLMap();
  if (span.kinds.length > 0) entry.set('kind', span.kinds.length === 1 ? span.kinds[0] : flowSeq(span.kinds));
  if (span.attributes.length > 0) {
    const attributes = new YAMLMap();
    for (const [key, type] of span.attributes) attributes.set(key, flowMap(type === undefined ? {} : { type }));
    entry.set('attributes', attributes);
  }
  const comment = entryLines(span, isFresh ? 'the preset' : 'the contract');
  if (span.replaces.length > 0) {
    const replaces = new YAMLSeq();
    for (const { old, record, why } of span.replaces) {
      const item = new Scalar(old);
      item.comment = lines([`${sitesText(record.sites)}; ${why}`]);
      replaces.add(item);
    }
    entry.set('replaces', replaces);
  }
  return pair(span.name, entry.items.length > 0 ? entry : emptyMap(), { comment, space });
}

function entryLines({ sites, inherited, near, maybe }: SpanProposal, base: string): readonly string[] {
  const seen = sites.length === 0 ? [] : [`${counted(sites.length, 'site')}: ${sitesText(sites)}`];
  return [
    ...seen.map((line) => (inherited ? `${line}; listed by ${base}` : line)),
    ...near.map((why) => `near: ${why} — same operation? then move its names under one \`replaces\``),
    ...maybe.map(
      ({ record, why }) =>
        `also seen: ${mention(record.shown)} (${sitesText(record.sites)}; ${why}) — same operation? then move it under \`replaces\``,
    ),
  ];
}

function openLines(open: readonly OpenName[]): readonly string[] {
  return open.map(({ record, why, near }) => {
    const other = near === undefined ? '' : `; perhaps ${mention(near)}`;
    return `Span name ${mention(record.shown)} (${sitesText(record.sites)}): ${why}${other}`;
  });
}

function rawPair({ key, places, gates }: RawProposal): Pair {
  const gate =
    gates.length === 0
      ? ''
      : `; behind ${gates.map((one) => mention(one)).join(', ')}: if that is agreed, list it under \`captureGates\``;
  return pair(key, flowMap({ record: 'length' }), { behind: `${placesText(places)}${gate}` });
}

function wrapperMap({ module, export: name, shape, place, calls }: SeenWrapper): YAMLMap {
  const map = flowMap({
    module,
    export: name,
    ...listedShape(shape),
    ...(shape.ends ? { ends: true } : {}),
    ...(shape.records ? { records: true } : {}),
  });
  const defined = place ? `${placesText([place])}; ` : '';
  map.comment = lines([`${defined}${counted(calls, 'call')} in other files`]);
  return map;
}

function wrapperText({ module, export: name, place }: SeenWrapper): string {
  return `${mention(name)} (${place ? placesText([place]) : module})`;
}

function sitesText(sites: readonly SeenSite[]): string {
  return placesText(sites);
}

/** The first places of a thing. */
function placesText(places: readonly SeenPlace[]): string {
  const all = [...new Set(places.map(({ file, line }) => `${printable(file)}:${line}`))];
  return `${all.slice(0, 3).join(', ')}${all.length > 3 ? `, and ${all.length - 3} more` : ''}`;
}

interface PairLook {
  readonly comment?: readonly string[];
  readonly behind?: string;
  readonly space?: boolean;
}

function pair(key: string, value: YAMLMap | YAMLSeq, { comment = [], behind, space = false }: PairLook): Pair {
  const scalar = new Scalar(key);
  if (comment.length > 0) scalar.commentBefore = lines(comment);
  if (space) scalar.spaceBefore = true;
  if (behind !== undefined) value.comment = lines([behind]);
  return new Pair(scalar, value);
}

function emptyMap(): YAMLMap {
  return flowMap({});
}

function flowMap(data: object): YAMLMap {
  const map = new YAMLMap();
  for (const [key, value] of Object.entries(data)) map.set(key, value);
  map.flow = true;
  return map;
}

function flowSeq(items: readonly string[]): YAMLSeq {
  const seq = new YAMLSeq();
  for (const item of items) seq.add(item);
  seq.flow = true;
  return seq;
}

/** Comment lines as the library wants them: each begins behind its `#`, and a line break in a name stays in its line. */
function lines(texts: readonly string[]): string {
  return texts.map((text) => ` ${printable(text)}`).join('\n');
}
