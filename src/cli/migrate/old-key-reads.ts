import { keyReaders } from '../../analysis/attributes/key-readers.ts';
import type { ProjectView } from '../../analysis/modules/project-files.ts';
import { LineIndex } from '../../analysis/parsing/line-index.ts';
import type { Rekeying } from '../../site-plan.ts';
import type { ContractSettings } from '../../contract/find-contract.ts';
import { compare } from '../check/check-texts.ts';
import { shownPath } from '../files/shown-path.ts';
import type { ReadFile, RunFiles } from './run-files.ts';
import { programsOf, type RunProgram } from './run-programs.ts';

/** A place that reads an attribute by a key that it had. */
export interface OldKeyRead {
  readonly file: string;
  /** What the file held before, without a BOM, and where in it. */
  readonly text: string;
  readonly offset: number;
  /** How it reads it, as it is written. */
  readonly quoted: string;
  readonly renaming: Rekeying;
}

/** A key as a text of its own. */
const KEYS = /(['"`])((?:[\w-]+[.:])+[\w-]+)\1/g;
/** A property of an object of attributes: `attributes.output`, `attrs['output']`. */
const OF_ATTRIBUTES = /attr\w*\s*\??\.?\s*(?:\.|\[\s*['"`])\s*(\w+)/gi;
/** One whose key is a constant. */
const BY_CONSTANT = /attr\w*\s*(?:\?\.)?\[\s*[A-Za-z_$]/i;

/** A place of a program. */
interface Found {
  readonly program: RunProgram;
  readonly offset: number;
  readonly quoted: string;
}

/** Files by how they may read an attribute. */
interface Index {
  readonly byKey: ReadonlyMap<string, readonly string[]>;
  readonly byConstant: readonly string[];
}

/** Where the files of a run read attributes back; they are looked through when the first key is asked for. */
export class OldKeyReads {
  readonly #run: RunFiles;
  readonly #recording: readonly ReadFile[];
  readonly #settings: ContractSettings;
  readonly #view: ProjectView;
  readonly #programs = new Map<string, readonly RunProgram[]>();
  readonly #known = new Map<string, readonly Found[]>();
  #index: Index | undefined;

  /** @param recording the files that may record attributes */
  constructor(run: RunFiles, recording: readonly ReadFile[], settings: ContractSettings, view: ProjectView) {
    this.#run = run;
    this.#recording = recording;
    this.#settings = settings;
    this.#view = view;
  }

  /** The first place outside of a file, and of all tests, that reads an attribute by a key. */
  blocking(file: string, key: string): string | undefined {
    const found = this.#readersOf(key).find(({ program }) => !program.isTest && program.file.file !== file);
    if (!found) return undefined;
    const { line } = new LineIndex(found.program.file.text).placeOf(found.offset);
    return `${shownPath(found.program.file.file, this.#settings.cwd ?? process.cwd())}:${String(line)}`;
  }

  /** All places that still read by an old key. */
  of(rekeyings: readonly Rekeying[]): readonly OldKeyRead[] {
    return rekeyings
      .flatMap((renaming) =>
        this.#readersOf(renaming.from).map(({ program: { file }, offset, quoted }) => ({
          file: file.file,
          text: file.text,
          offset,
          quoted,
          renaming,
        })),
      )
      .sort((a, b) => compare(a.file, b.file) || a.offset - b.offset);
  }

  #readersOf(key: string): readonly Found[] {
    let found = this.#known.get(key);
    if (!found) {
      found = this.#filesFor(key).flatMap((path) =>
        this.#programsOf(path).flatMap((program) =>
          keyReaders(program.reading, program.file.file, key).map((node) => ({
            program,
            offset: node.range[0],
            quoted: program.reading.tree.quote(node),
          })),
        ),
      );
      this.#known.set(key, found);
    }
    return found;
  }

  #programsOf(path: string): readonly RunProgram[] {
    let known = this.#programs.get(path);
    if (!known) {
      const file = this.#run.at(path);
      known = file ? programsOf(file, this.#settings, this.#view) : [];
      this.#programs.set(path, known);
    }
    return known;
  }

  #filesFor(key: string): readonly string[] {
    this.#index ??= this.#look();
    const { byKey, byConstant } = this.#index;
    const known = byKey.get(key) ?? this.#run.paths.filter((path) => this.#run.textAt(path)?.includes(key));
    return [...new Set([...known, ...byConstant])];
  }

  /** One look at all files, for all keys that those which record attributes write out. */
  #look(): Index {
    const written = this.#recording.flatMap(({ text }) => [...keysIn(text), ...wordsIn(text)]);
    const byKey = new Map<string, string[]>(written.map((key) => [key, []]));
    const byConstant: string[] = [];
    for (const path of this.#run.paths) {
      const text = this.#run.textAt(path) ?? '';
      for (const key of new Set([...keysIn(text), ...propertiesIn(text)])) byKey.get(key)?.push(path);
      if (BY_CONSTANT.test(text)) byConstant.push(path);
    }
    return { byKey, byConstant };
  }
}

function keysIn(text: string): readonly string[] {
  return [...text.matchAll(KEYS)].map(([, , key = '']) => key);
}

function propertiesIn(text: string): readonly string[] {
  return [...text.matchAll(OF_ATTRIBUTES)].map(([, key = '']) => key);
}

/** Single words that may be keys. */
function wordsIn(text: string): readonly string[] {
  return [...text.matchAll(/(['"`])(\w+)\1|(\w+)\s*:/g)].map(([, , quoted, plain = '']) => quoted ?? plain);
}
