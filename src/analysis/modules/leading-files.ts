import { Witness } from './evidence.ts';
import type { ModuleFiles } from './module-files.ts';
import type { LeadSearch } from './lead-search.ts';
import type { SpanLeads, TakenLead } from './span-leads.ts';

/**
 * The most files that are looked at for one lead, once more for each name that is looked for in them; behind more it is taken that there
 * is one. Measured behind barrels of hundreds: with no such end one lead took longer than the rest of a repository.
 */
const MOST_LOOKS = 150;

type End = keyof Pick<SpanLeads, 'makes' | 'takesOfLibrary'>;

/** Whether a file leads on, and what was looked at for it. */
interface Known {
  readonly leads: boolean;
  readonly witness: Witness;
}

/**
 * Tells by texts alone which files may make spans for others, or hand on a library that does. Most files that sound of it do not, and to
 * read one takes much longer than all of this.
 */
export class LeadingFiles {
  readonly #files: ModuleFiles;
  readonly #search: LeadSearch;
  /** Looks that are left. */
  #left = 0;
  readonly #known: Readonly<Record<End, Map<string, Known>>> = { makes: new Map(), takesOfLibrary: new Map() };

  constructor(files: ModuleFiles, search: LeadSearch) {
    this.#files = files;
    this.#search = search;
  }

  /** Whether a function of a file may make a span, by itself or by what it calls of other files. */
  toSpans(file: string): boolean {
    return this.#leads(file, 'makes');
  }

  /** Whether what a file takes of a module may be a function of a library that is handed on, or a thing that has such functions. */
  toLibrary(file: string, taken: TakenLead): boolean {
    this.#left = MOST_LOOKS;
    const definers = this.#filesOf(file, taken);
    return this.#left < 0 || definers.some((one) => this.#leads(one, 'takesOfLibrary'));
  }

  #leads(file: string, end: End): boolean {
    const before = this.#known[end].get(file);
    if (before) {
      this.#files.recall(before.witness);
      return before.leads;
    }
    const witness = new Witness();
    const met = new Set([file]);
    const leads = this.#files.watch(witness, () => this.#lookThrough(met, end));
    // where nothing was found, nothing is behind the files on the way either
    for (const one of leads ? [file] : met) this.#known[end].set(one, { leads, witness });
    return leads;
  }

  /** @param met where to begin; gets all files that were looked through */
  #lookThrough(met: Set<string>, end: End): boolean {
    this.#left = MOST_LOOKS;
    for (const one of met) {
      this.#left -= 1;
      const before = this.#known[end].get(one);
      if (before) this.#files.recall(before.witness);
      const found = before ? undefined : this.#files.leads(one, this.#search);
      if (before?.leads === true || found?.[end] === true || this.#left < 0) return true;
      for (const taken of found?.taken ?? [])
        if (end === 'makes' || !taken.byMethod) for (const next of this.#filesOf(one, taken)) met.add(next);
    }
    return this.#left < 0;
  }

  /** The files that may define what is taken. */
  #filesOf(file: string, { module, names }: TakenLead): readonly string[] {
    const resolved = this.#files.resolve(file, module);
    if (resolved === undefined) return [];
    if (!names || !this.#files.handsOn(resolved)) return [resolved];
    const met = new Set<string>();
    return names.flatMap((name) => this.#definers(resolved, name, met));
  }

  #definers(file: string, name: string, met: Set<string>): readonly string[] {
    const question = `${file}\n${name}`;
    if (met.has(question) || this.#left < 0) return [];
    met.add(question);
    const record = this.#files.handsOn(file) ? this.#files.record(file) : undefined;
    if (!record || record.own.has(name)) return [file];
    const handed = record.handedOn.get(name);
    this.#left -= handed ? 1 : record.stars.length;
    const ways = handed
      ? [handed]
      : this.#files.starsWith(file, record.stars, name).map((module) => ({ module, name }));
    return ways.flatMap((way) => {
      const next = this.#files.resolve(file, way.module);
      // a package: what it exports is told by the file that takes it
      if (next === undefined) return [file];
      return way.name === undefined ? [next] : this.#definers(next, way.name, met);
    });
  }
}
