import type { SeenHole, SeenName, SeenSpan } from '../../analysis/spans/seen-spans.ts';

/** A span at its place. */
export interface SeenSite {
  readonly span: SeenSpan;
  /** As it is shown, relative to the working directory. */
  readonly file: string;
  readonly line: number;
  /** The file's number, for sites of the same file. */
  readonly index: number;
}

/** One name, and all places that give it. */
export interface NameRecord {
  readonly name: SeenName;
  /** The name in one text, holes as `{}`. */
  readonly id: string;
  /** The same for people: holes as the code that fills them. */
  readonly shown: string;
  readonly sites: readonly SeenSite[];
}

/** Puts sites together by the name that they give, in the order of names. */
export function nameRecords(sites: readonly SeenSite[]): readonly NameRecord[] {
  const byId = new Map<string, { name: SeenName; sites: SeenSite[] }>();
  for (const site of sites) {
    for (const name of site.span.names) {
      const id = idOf(name);
      const record = byId.get(id) ?? { name, sites: [] };
      if (!record.sites.includes(site)) record.sites.push(site);
      byId.set(id, record);
    }
  }
  return [...byId]
    .map(([id, { name, sites: all }]) => ({ name: withAllKeys(name, id, all), id, shown: shownName(name), sites: all }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** A name whose holes know the attributes that any of the sites puts their values under. */
function withAllKeys(name: SeenName, id: string, sites: readonly SeenSite[]): SeenName {
  const same = sites.flatMap(({ span }) => span.names.filter((one) => idOf(one) === id));
  return name.map((part, i) => {
    if (typeof part === 'string') return part;
    const holes = same.map((one) => one[i]).filter((one): one is SeenHole => typeof one === 'object');
    return {
      ...part,
      isData: holes.some(({ isData }) => isData),
      isContent: holes.some(({ isContent }) => isContent),
      isRecordedTarget: holes.every(({ isRecordedTarget }) => isRecordedTarget),
      keys: [...new Set(holes.flatMap(({ keys }) => keys))],
    };
  });
}

function idOf(name: SeenName): string {
  return name.map((part) => (typeof part === 'string' ? part : '{}')).join('');
}

function shownName(name: SeenName): string {
  return name.map((part) => (typeof part === 'string' ? part : `{${part.code}}`)).join('');
}

/** The text of a name without holes; nothing for one that has some. */
export function exactText(name: SeenName): string | undefined {
  return name.every((part) => typeof part === 'string') ? name.join('') : undefined;
}

/** Texts and holes, as the contract is asked for a name. */
export function shapeOfName(name: SeenName): readonly (string | null)[] {
  const shape: (string | null)[] = [];
  for (const part of name)
    if (typeof part === 'string' || shape.at(-1) !== null || shape.length === 0)
      shape.push(typeof part === 'string' ? part : null);
  return shape;
}

export function holesOfName(name: SeenName): readonly SeenHole[] {
  return name.filter((part): part is SeenHole => typeof part !== 'string');
}

/** Whether all spans of a name are made by a library with a notation of its own, which says nothing of the team's. */
export function isOwnNotation(sites: readonly SeenSite[]): boolean {
  return sites.every(({ span }) => span.isOwnNotation);
}

/** The kinds that the sites of a name are created with, where they are written. */
export function kindsOf({ sites }: Pick<NameRecord, 'sites'>): ReadonlySet<string> {
  return new Set(
    sites.flatMap(({ span }) => (span.kind === 'default' || span.kind === 'unseen' ? [] : (span.kind ?? []))),
  );
}
