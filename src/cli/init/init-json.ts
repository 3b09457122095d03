import type { NameRecord, SeenSite } from './init-names.ts';
import type { InitOutcome } from './init-run.ts';
import type { SeenPlace, SeenWrapper } from './init-survey.ts';
import { shownPath } from '../files/shown-path.ts';
import { fixedText } from './listed-wrapper.ts';

/** A proposal as one object, for programs. New fields may be added; `version` says when one changes its meaning. */
export function initJson({ proposal, yaml, existing, written }: InitOutcome, cwd: string): string {
  const { survey, spans, open, raw, openRaw, events, openEvents } = proposal;
  const body = {
    version: 1,
    written: written ?? null,
    existing: existing ?? null,
    contract: yaml,
    summary: {
      files: survey.files,
      withSpans: survey.tracing,
      ignored: survey.ignored,
      underAnotherContract: survey.elsewhere,
      notRead: survey.faults.length,
      skipped: survey.skipped.length,
    },
    naming: { accept: proposal.accept, namespaces: proposal.isClosed ? proposal.namespaces : [] },
    spans: spans.map(({ name, inherited, sites, kinds, attributes, replaces, maybe, near }) => ({
      name,
      inherited,
      sites: places(sites),
      kinds,
      attributes: attributes.map(([key, type]) => ({ key, ...(type === undefined ? {} : { type }) })),
      replaces: replaces.map(({ old, record, why }) => ({ old, why, ...seen(record) })),
      perhaps: maybe.map(({ record, why }) => ({ why, ...seen(record) })),
      near,
    })),
    undecided: open.map(({ record, why, near }) => ({ why, ...(near === undefined ? {} : { near }), ...seen(record) })),
    semconv: proposal.semconv.map(seen),
    allowed: proposal.allowed.map(seen),
    ownNotation: proposal.ownNotation.map(seen),
    events: events.map(([name, at]) => ({ name, sites: places(at) })),
    undecidedEvents: openEvents.map(([name, at]) => ({ name, sites: places(at) })),
    raw: raw.map(({ key, places: at, gates }) => ({ key, gates, sites: places(at) })),
    undecidedRaw: openRaw.map(({ key, places: at, gates }) => ({ key, gates, sites: places(at) })),
    undecidedAttributes: proposal.doubtful.map(([key, at]) => ({ key, sites: places(at) })),
    wrappers: proposal.wrappers.map(wrapper),
    undecidedWrappers: proposal.openWrappers.map(({ wrapper: one, why }) => ({ why, ...wrapper(one) })),
    followedWrappers: proposal.followed.map(wrapper),
    notRead: survey.faults.map((fault) => ({ ...fault, file: shownPath(fault.file, cwd) })),
    skipped: survey.skipped.map((one) => ({ ...one, file: shownPath(one.file, cwd) })),
  };
  return `${JSON.stringify(body, undefined, 2)}\n`;
}

function seen({ shown, sites }: NameRecord): object {
  return { name: shown, sites: places(sites) };
}

function places(sites: readonly (SeenSite | SeenPlace)[]): object {
  return sites.map(({ file, line }) => ({ file, line }));
}

function wrapper({ module, export: name, shape, place, calls }: SeenWrapper): object {
  const { name: at, attributes, callback, ends, records } = shape;
  const [before, after] = [fixedText(shape.before), fixedText(shape.after)];
  return {
    module,
    export: name,
    name: at,
    ...(before ? { before } : {}),
    ...(after ? { after } : {}),
    ...(attributes === undefined ? {} : { attributes }),
    ...(callback === undefined ? {} : { callback }),
    ends,
    records,
    calls,
    ...(place ? { place } : {}),
  };
}
