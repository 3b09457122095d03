import type {
  AttributeContract,
  Contract,
  EventContract,
  ExportReference,
  GlobalReference,
  RawContract,
  SpanContract,
  WrapperContract,
} from './contract.ts';
import { withoutGlobalObject } from './global-object.ts';
import { PRESETS } from './presets/presets.ts';
import type { ContractFile } from './schema.ts';

type SpanFile = NonNullable<NonNullable<ContractFile['spans']>[string]>;
type WrapperFile = NonNullable<ContractFile['wrappers']>[number];
type RawFile = NonNullable<NonNullable<ContractFile['attributes']>['raw']>;

const DEFAULT_SEGMENTS = { min: 2, max: 5 };

/**
 * One contract from several files. Maps merge by key; `replaces`, `raw`, `wrappers`, `redactors`, `captureGates`, `apis`, `allow` and `ignore` add
 * up; each field of `naming` replaces; `null` removes; a name that is listed is no old one of what was before.
 * @param files from the most general to the linted project's own
 * @param sources where they come from, the project's own first
 */
export function mergeFiles(files: readonly ContractFile[], sources: readonly string[]): Contract {
  const spans = new Map<string, SpanContract>();
  const events = new Map<string, EventContract>();
  const raw = new Map<string, RawContract>();
  const listed = new Map<string, true>();
  const naming = {
    accept: ['dot'] as ('dot' | 'semconv')[],
    namespaces: [] as string[],
    segments: DEFAULT_SEGMENTS,
    roles: [] as string[],
  };
  const redactors: ExportReference[] = [];
  const wrappers: WrapperContract[] = [];
  const lists = {
    captureGates: new Set<string>(),
    apis: new Set<string>(),
    allow: new Set<string>(),
    ignore: new Set<string>(),
  };
  for (const file of files) {
    keepListed(spans, file.spans);
    keepListed(events, file.events);
    mergeMap(spans, file.spans, mergeSpan);
    mergeMap(events, file.events, (known, one) => ({
      ...pick(one.description ?? known?.description, 'description'),
      replaces: [...new Set([...(known?.replaces ?? []), ...(one.replaces ?? [])])],
    }));
    mergeMap(raw, rawMap(file.attributes?.raw), (_, one, key) => rawContract(key, one));
    if (!isPreset(file)) mergeMap(listed, rawMap(file.attributes?.raw), () => true as const);
    if (file.naming?.accept) naming.accept = file.naming.accept;
    if (file.naming?.namespaces) naming.namespaces = file.naming.namespaces;
    if (file.naming?.roles) naming.roles = file.naming.roles;
    if (file.naming?.segments) {
      naming.segments = {
        min: file.naming.segments.min ?? DEFAULT_SEGMENTS.min,
        max: file.naming.segments.max ?? DEFAULT_SEGMENTS.max,
      };
    }
    redactors.push(...(file.redactors ?? []));
    wrappers.push(...(file.wrappers ?? []).map(wrapperContract));
    for (const gate of file.captureGates ?? []) lists.captureGates.add(gate);
    for (const api of file.apis ?? []) lists.apis.add(api);
    for (const glob of file.allow ?? []) lists.allow.add(glob);
    for (const glob of file.ignore ?? []) lists.ignore.add(glob);
  }
  return {
    sources,
    naming,
    spans,
    events,
    attributes: { raw, listed: new Set(listed.keys()) },
    redactors,
    captureGates: [...lists.captureGates],
    wrappers,
    apis: [...lists.apis],
    allow: [...lists.allow],
    ignore: [...lists.ignore],
  };
}

function isPreset(file: ContractFile): boolean {
  return Object.values<ContractFile>(PRESETS).includes(file);
}

function mergeMap<One, File>(
  merged: Map<string, One>,
  added: Readonly<Record<string, File | null>> | undefined,
  merge: (known: One | undefined, one: File, key: string) => One,
): void {
  for (const [key, one] of Object.entries(added ?? {})) {
    if (one === null) merged.delete(key);
    else merged.set(key, merge(merged.get(key), one, key));
  }
}

/** A name that a file lists is one to be written, also where what it extends replaces it. */
function keepListed<One extends { readonly replaces: readonly string[] }>(
  merged: Map<string, One>,
  added: Readonly<Record<string, unknown>> = {},
): void {
  const isListed = (name: string) => Object.hasOwn(added, name) && added[name] !== null;
  for (const [key, one] of merged) {
    if (one.replaces.some(isListed))
      merged.set(key, { ...one, replaces: one.replaces.filter((old) => !isListed(old)) });
  }
}

function mergeSpan(known: SpanContract | undefined, one: SpanFile): SpanContract {
  const kind = one.kind === undefined ? known?.kind : Array.isArray(one.kind) ? one.kind : [one.kind];
  const attributes: Record<string, AttributeContract> = { ...known?.attributes };
  for (const [key, { type, required }] of Object.entries(one.attributes ?? {}))
    attributes[key] = { ...pick(type, 'type'), ...pick(required, 'required') };
  return {
    ...pick(one.description ?? known?.description, 'description'),
    ...pick(kind, 'kind'),
    ...pick(one.repeat ?? known?.repeat, 'repeat'),
    attributes,
    replaces: [...new Set([...(known?.replaces ?? []), ...(one.replaces ?? [])])],
  };
}

function rawMap(raw: RawFile | undefined): Exclude<RawFile, string[]> | undefined {
  return Array.isArray(raw) ? Object.fromEntries(raw.map((key) => [key, { record: 'length' as const }])) : raw;
}

function rawContract(
  key: string,
  { record, as }: { record: RawContract['record']; as?: string | undefined },
): RawContract {
  if (record === 'remove') return { record };
  return { record, as: as ?? `${key.replace(/\.\*$/, '')}.${record}` };
}

function wrapperContract(one: WrapperFile): WrapperContract {
  const path = (position: string | number | undefined) => (position === undefined ? undefined : String(position));
  return {
    ...referenceOf(one),
    name: String(one.name),
    ...pick(one.before, 'before'),
    ...pick(one.after, 'after'),
    ...pick(path(one.attributes), 'attributes'),
    ...pick(path(one.callback), 'callback'),
    ...pick(one.ends, 'ends'),
    ...pick(one.records, 'records'),
  };
}

function referenceOf({ module = '', export: name = '', global }: WrapperFile): ExportReference | GlobalReference {
  // the schema asks for one of both
  return global === undefined ? { module, export: name } : { global: withoutGlobalObject(global.split('.')).join('.') };
}

/** An object with the value under a key, or an empty one: an absent field stays absent. */
function pick<Value, Key extends string>(value: Value | undefined, key: Key): Partial<Record<Key, Value>> {
  return (value === undefined ? {} : { [key]: value }) as Partial<Record<Key, Value>>;
}
