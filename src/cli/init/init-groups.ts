import type { SeenHole } from '../../analysis/spans/seen-spans.ts';
import type { Contract } from '../../contract/contract.ts';
import { keyForHole } from '../../contract/hole-keys.ts';
import { contractTitle } from '../../contract/contract-title.ts';
import { knownOperation, type OperationEvidence } from '../../contract/known-operations.ts';
import { fills, holesOf } from '../../contract/match-span.ts';
import { holdsWord } from '../../contract/name-pattern.ts';
import { operationWords, proposeName } from '../../contract/propose-name.ts';
import { mention } from '../../mention.ts';
import { doubtAbout } from './init-doubt.ts';
import { evidenceOf, homeOf, isContentKey, isPartOfCode } from './init-evidence.ts';
import { listedByWords } from './init-listed.ts';
import { nearEntries } from './init-near.ts';
import { exactText, holesOfName, shapeOfName, type NameRecord, type SeenSite } from './init-names.ts';
import { verdictOf, type Verdict } from './init-verdict.ts';

/** An old name and why another one should take its place. */
export interface ProposedReplacement {
  /** As `replaces` lists it, with keys in its holes. */
  readonly old: string;
  readonly record: NameRecord;
  readonly why: string;
}

/** One entry of `spans`. */
export interface ProposedEntry {
  readonly name: string;
  /** Where the code has the name already. */
  readonly record: NameRecord | undefined;
  readonly replaces: readonly ProposedReplacement[];
}

/** A name that a person has to decide on. */
export interface OpenName {
  readonly record: NameRecord;
  readonly why: string;
  /** An entry that it may belong to. */
  readonly near?: string;
}

/** All names, each in one of the lists. */
export interface NameProposal {
  readonly entries: readonly ProposedEntry[];
  readonly open: readonly OpenName[];
  /** Names in the style of the semantic conventions, which is accepted because of them. */
  readonly semconv: readonly NameRecord[];
  /** Names in the notation of the library that makes their spans. */
  readonly ownNotation: readonly NameRecord[];
  /** What an entry of ours is near to, by the entry's name. */
  readonly near: ReadonlyMap<string, readonly string[]>;
}

/**
 * Sorts names into entries. Two names come under one entry only where their words are the same, or words and evidence agree; every
 * doubt keeps them apart.
 * @param base the contract that the proposal builds on, with the styles that the proposal accepts
 */
export function groupNames(records: readonly NameRecord[], all: readonly SeenSite[], base: Contract): NameProposal {
  return new Grouping(records, all, base).result();
}

interface Draft {
  record: NameRecord | undefined;
  readonly replaces: ProposedReplacement[];
}

class Grouping {
  readonly #records: readonly NameRecord[];
  readonly #all: readonly SeenSite[];
  readonly #base: Contract;
  readonly #entries = new Map<string, Draft>();
  readonly #open: OpenName[] = [];
  readonly #semconv: NameRecord[] = [];
  readonly #ownNotation: NameRecord[] = [];
  readonly #near = new Map<string, Map<string, string>>();
  /** Entries, also those that are only inherited, by their words. */
  readonly #byWords = new Map<string, Set<string>>();
  /** First segments of names that the code has or the contract lists. */
  readonly #spaces = new Set<string>();

  constructor(records: readonly NameRecord[], all: readonly SeenSite[], base: Contract) {
    this.#records = records;
    this.#all = all;
    this.#base = base;
    for (const name of base.spans.keys()) this.#addWords(name);
  }

  #addWords(name: string): void {
    if (holesOf(name).length > 0) return;
    const [space, ...rest] = name.split('.');
    if (space !== undefined && rest.length > 0) this.#spaces.add(space);
    const key = operationWords(name).join(' ');
    this.#byWords.set(key, (this.#byWords.get(key) ?? new Set()).add(name));
  }

  result(): NameProposal {
    const isOfEntry = (words: readonly string[], entry: string) =>
      this.#byWords.get(words.join(' '))?.has(entry) === true;
    const bad: NameRecord[] = [];
    const old: [NameRecord, Extract<Verdict, { kind: 'old' }>][] = [];
    for (const record of this.#records) {
      const verdict = verdictOf(record, this.#base, isOfEntry);
      if (verdict.kind === 'good') this.#draft(exactText(record.name) ?? record.id).record = record;
      else if (verdict.kind === 'semconv') this.#semconv.push(record);
      else if (verdict.kind === 'ownNotation') this.#ownNotation.push(record);
      else if (verdict.kind === 'old') old.push([record, verdict]);
      else if (verdict.kind === 'near') this.#leave(record, `nearly ${mention(verdict.entry)}`, verdict.entry);
      else if (verdict.kind === 'bad') bad.push(record);
    }
    for (const [record, { entry, why, holes }] of old) this.#replace(entry, record, why, holes);
    this.#listSemconv();
    // what is plain comes first, so that a doubt is about what comes later
    const groups = groupsOf(bad);
    for (const group of groups) this.#addSpace(group);
    const callsModel = (group: readonly NameRecord[]) => evidenceOf(group).models.size > 0;
    for (const group of [...groups.filter(callsModel), ...groups.filter((one) => !callsModel(one))]) this.#place(group);
    const entries = [...this.#entries].map(([name, draft]) => ({ name, ...draft }));
    for (const [name, other, why] of nearEntries(entries, this.#records, this.#base)) this.#addNear(name, other, why);
    return {
      entries: entries.sort((a, b) => (a.name < b.name ? -1 : 1)),
      open: this.#open.sort((a, b) => (a.record.id < b.record.id ? -1 : 1)),
      semconv: this.#semconv,
      ownNotation: this.#ownNotation,
      near: new Map([...this.#near].map(([name, others]) => [name, [...others.values()]])),
    };
  }

  /** A name in OpenTelemetry's own style that takes the place of others is an entry. */
  #listSemconv(): void {
    for (const record of this.#semconv.splice(0)) {
      const draft = this.#entries.get(record.id);
      if (draft) draft.record = record;
      else this.#semconv.push(record);
    }
  }

  /** A word that names of two words begin with is a namespace: `create_order` makes `load_order_items` one of `order`. */
  #addSpace([first]: readonly NameRecord[]): void {
    if (!first) return;
    const [space] = proposeName(textOf(first), { home: undefined, spaces: new Set() }, this.#base)?.split('.') ?? [];
    if (space !== undefined && !space.includes('_')) this.#spaces.add(space);
  }

  /** Finds the entry of names whose words are the same. */
  #place(group: readonly NameRecord[]): void {
    const [first] = group;
    if (!first) return;
    const words = operationWords(textOf(first));
    const evidence = evidenceOf(group);
    const known = knownOperation(words, evidence);
    const same = this.#entriesWithWords(words);
    const operation = known && (known.by === 'words' || known.by === 'both') ? known.entry : undefined;
    const joins = operation !== undefined && this.#isOfLevel(operation, group) ? operation : undefined;
    const target = same.length === 1 ? same[0] : same.length === 0 ? joins : undefined;
    if (same.length > 1) {
      for (const record of group)
        this.#leave(record, `several names have its words: ${same.map((one) => mention(one)).join(', ')}`);
      return;
    }
    if (target !== undefined) {
      const why = same.length === 1 ? `the words of ${mention(target)}` : whyOperation(known?.by, evidence);
      this.#merge(target, sortedBySites(group), () => why);
      return;
    }
    const [lead, ...others] = sortedBySites(group);
    const proposed = lead && this.#firstProposal([lead, ...others]);
    const listed = listedByWords(group, words, this.#base);
    if (proposed === undefined && words.length === 1 && this.#isLeftByPlace(group, listed)) return;
    if (!lead || proposed === undefined || this.#entries.has(proposed) || this.#base.spans.has(proposed)) {
      for (const record of group)
        this.#leave(record, whyOpen(record, words), listed ?? (known?.by === 'words' ? undefined : known?.entry));
      return;
    }
    this.#merge(proposed, [lead, ...others], (record) =>
      record === lead ? 'the same words in dot notation' : `the words of ${mention(lead.shown)}`,
    );
    if (!this.#entries.has(proposed)) return;
    // words say more than what is called inside
    if (listed !== undefined && (!known || known.by === 'evidence')) this.#addNear(proposed, listed, 'words');
    else if (known) this.#addNear(proposed, known.entry, known.by);
  }

  /**
   * Leaves names of one word to a person, with a listed name of the word or with the namespace that the name of their file may be.
   * @returns whether there is any
   */
  #isLeftByPlace(group: readonly NameRecord[], listed: string | undefined): boolean {
    const homes = new Set(group.flatMap(({ sites }) => sites.map(({ file }) => homeOf(file))));
    const isOfCode = group.some((record) => isPartOfCode(operationWords(textOf(record))[0] ?? ''));
    const [home] = homes.size === 1 && !isOfCode ? homes : [];
    const proposed = listed ?? (home === undefined ? undefined : this.#firstProposal(group, home));
    if (proposed === undefined) return false;
    const by = listed === undefined ? ', and only the name of its file or folder says of what' : '';
    for (const record of group) {
      const old = exactText(record.name) ?? this.#pattern(proposed, record);
      const why = typeof old === 'string' || old.isKeyless ? undefined : old.why;
      this.#leave(record, why ?? `it is one word${by}`, proposed);
    }
    return true;
  }

  #firstProposal(records: readonly NameRecord[], home?: string): string | undefined {
    for (const record of records) {
      const proposed = proposeName(textOf(record), { home, spaces: this.#spaces }, this.#base);
      if (proposed !== undefined) return proposed;
    }
    return undefined;
  }

  /** Whether all names of an operation call the model themselves, or none does: one that does not may be around one that does. */
  #isOfLevel(entry: string, group: readonly NameRecord[]): boolean {
    const members = this.#membersOf(entry);
    const calls = (records: readonly NameRecord[]) => evidenceOf(records).models.size > 0;
    return members.length === 0 || members.every((member) => calls([member]) === calls(group));
  }

  /** Entries, also those that are only inherited, whose names have the same words. */
  #entriesWithWords(words: readonly string[]): readonly string[] {
    const found = [...(this.#byWords.get(words.join(' ')) ?? [])];
    const isSeen = (name: string) => (this.#entries.has(name) ? 1 : 0);
    return found.sort((a, b) => isSeen(b) - isSeen(a));
  }

  /** The names that stand under an entry so far, also the one that the code has already. */
  #membersOf(entry: string): readonly NameRecord[] {
    const draft = this.#entries.get(entry);
    return draft ? [...(draft.record ? [draft.record] : []), ...draft.replaces.map((one) => one.record)] : [];
  }

  /**
   * Puts names of the same words under an entry. Where the code shows that two of them are two things, all are left: a contract that
   * replaces one of them means the others with the same words as well.
   */
  #merge(entry: string, group: readonly NameRecord[], whyOf: (record: NameRecord) => string): void {
    const members = this.#membersOf(entry);
    const doubt = group
      .flatMap((record, i) => [...members, ...group.slice(0, i)].map((other) => doubtAbout(record, other, this.#all)))
      .find((one) => one !== undefined);
    for (const record of group) {
      if (doubt === undefined) this.#replace(entry, record, whyOf(record));
      else this.#leave(record, doubt, entry);
    }
  }

  #replace(entry: string, record: NameRecord, why: string, holes?: readonly string[]): void {
    const text = exactText(record.name);
    if (text !== undefined && /[{}]/.test(text)) {
      this.#leave(record, 'it holds braces, which stand for what varies in a contract', entry);
      return;
    }
    const old = text ?? this.#pattern(entry, record, holes);
    if (typeof old !== 'string') {
      this.#leave(record, old.why, entry);
      return;
    }
    this.#draft(entry).replaces.push({ old, record, why });
  }

  /** An old name with an attribute in each hole. */
  #pattern(entry: string, record: NameRecord, given?: readonly string[]): string | Refusal {
    const { name } = record;
    const holes = holesOfName(name);
    const isBeside = name.some((part, i) => typeof part !== 'string' && i > 0 && typeof name[i - 1] !== 'string');
    if (isBeside) return { why: 'two of its parts that vary stand side by side' };
    if (holes.some(({ isContent, keys }) => isContent || keys.some((key) => isContentKey(key, this.#base))))
      return { why: 'what varies in it is content, which must not be recorded' };
    const keys = holes.map((hole, i) => given?.[i] ?? this.#keyFor(hole, entry));
    if (keys.some((key) => key === undefined) || new Set(keys).size < keys.length)
      return { why: 'no attribute is known for what varies in it', isKeyless: true };
    let next = 0;
    const pattern = name.map((part) => (typeof part === 'string' ? part : `{${keys[next++] ?? ''}}`)).join('');
    if (/[{}]/.test(name.filter((part) => typeof part === 'string').join('')))
      return { why: 'it holds braces, which stand for what varies in a contract' };
    const claimed = this.#claimedBy(pattern, entry);
    if (claimed !== undefined)
      return { why: `as a pattern it would mean ${claimed === '' ? 'nearly every name' : mention(claimed)} as well` };
    return pattern;
  }

  #keyFor(hole: SeenHole, entry: string): string | undefined {
    const usable = hole.keys.filter((key) => /^[^{}\s]+$/.test(key));
    return usable[0] ?? keyForHole(hole.names, entry, this.#base);
  }

  /** A name that a pattern would replace though it is another one; empty for nearly all. */
  #claimedBy(pattern: string, entry: string): string | undefined {
    if (!/\p{L}{3}/u.test(pattern.replace(/\{[^{}]*\}/g, ' '))) return '';
    const texts = this.#records.flatMap(({ name }) => exactText(name) ?? []);
    const names = [...this.#base.spans].flatMap(([name, { replaces }]) => [name, ...(name === entry ? [] : replaces)]);
    return [...texts, ...names, ...this.#entries.keys()].find(
      (text) => holesOf(text).length === 0 && fills(text, pattern),
    );
  }

  #leave(record: NameRecord, why: string, near?: string): void {
    // without a word of its own it cannot stand under the `replaces` of an entry
    const isListable = near !== undefined && holdsWord(shapeOfName(record.name));
    this.#open.push({ record, why, ...(isListable ? { near } : {}) });
  }

  #draft(name: string): Draft {
    const known = this.#entries.get(name);
    if (known) return known;
    const draft: Draft = { record: undefined, replaces: [] };
    this.#entries.set(name, draft);
    this.#addWords(name);
    return draft;
  }

  #addNear(entry: string, other: string, why: string): void {
    const isHere = this.#entries.has(other);
    const shown = isHere ? mention(other) : `${mention(other)}, which ${contractTitle(this.#base).toLowerCase()} lists`;
    const text =
      why === 'evidence'
        ? `its attributes are like those of ${shown}`
        : why === 'maybe' || why === 'words' || why === 'both'
          ? `its words are those of ${shown}`
          : why;
    const others = this.#near.get(entry) ?? new Map<string, string>();
    if (!others.has(other)) others.set(other, text);
    this.#near.set(entry, others);
  }
}

/** Why a name cannot stand under `replaces`. */
interface Refusal {
  readonly why: string;
  /** Whether all that it lacks is an attribute for what varies. */
  readonly isKeyless?: true;
}

/** Names by their words, each group in the order of names. */
function groupsOf(records: readonly NameRecord[]): readonly (readonly NameRecord[])[] {
  const groups = new Map<string, NameRecord[]>();
  for (const record of records) {
    const key = operationWords(textOf(record)).join(' ');
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

function textOf({ name }: NameRecord): string {
  return name
    .map((part) => (typeof part === 'string' ? part : ' '))
    .join('')
    .replace(/^[\s.:/_-]+|[\s.:/_-]+$/g, '');
}

function sortedBySites(records: readonly NameRecord[]): readonly NameRecord[] {
  return records.toSorted((a, b) => b.sites.length - a.sites.length || (a.id < b.id ? -1 : 1));
}

function whyOperation(by: string | undefined, { models }: OperationEvidence): string {
  if (by === 'words') return 'its words say so';
  return models.size > 0 ? 'its words and the model call inside say so' : 'its words and its attributes say so';
}

function whyOpen({ name }: NameRecord, words: readonly string[]): string {
  if (words.length === 0) return 'it has no words of its own';
  if (words.length === 1) return 'it is one word, and its places do not say of what';
  return name.length > 1 || words.length > 5 ? 'only its writer knows a short name' : 'a good name for it is not plain';
}
