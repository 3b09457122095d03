import { isTellingKey, keyReaders } from '../../analysis/attributes/key-readers.ts';
import type { ProjectView } from '../../analysis/modules/project-files.ts';
import { LineIndex } from '../../analysis/parsing/line-index.ts';
import type { Rekeying } from '../../codemod.ts';
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

/** What a file speaks of that reads attributes back. */
const ABOUT_SPANS = /attr|span|telemetry|otel|trace/i;
/** A key as a text of its own. */
const KEYS = /(['"`])((?:[\w-]+[.:])+[\w-]+)\1/g;
/** A property of an object of attributes: `attributes.output`, `attrs['output']`. */
const OF_ATTRIBUTES = /attr\w*\s*\??\.?\s*(?:\.|\[\s*['"`])\s*(\w+)/gi;
/** One whose key is a constant. */
const BY_CONSTANT = /attr\w*\s*(?:\?\.)?\[\s*[A-Za-z_$]/i;

/** Where the files of a run read attributes back; they are looked through when the first key is asked for. */
export class OldKeyReads {
  readonly #run: RunFiles;
  readonly #settings: ContractSettings;
  readonly #view: ProjectView;
  readonly #cwd: string;
  readonly #programs = new Map<string, readonly RunProgram[]>();
  readonly #known = new Map<
    string,
    readonly { readonly program: RunProgram; readonly offset: number; readonly quoted: string }[]
  >();
  #index:
    { readonly byKey: ReadonlyMap<string, readonly ReadFile[]>; readonly byConstant: readonly ReadFile[] } | undefined;

  constructor(run: RunFiles, settings: ContractSettings, view: ProjectView) {
    this.#run = run;
    this.#settings = settings;
    this.#view = view;
    this.#cwd = settings.cwd ?? process.cwd();
  }

  /** The first place outside of a file, and of all tests, that reads an attribute by a key. */
  blocking(file: string, key: string): string | undefined {
    const found = this.#readersOf(key).find(({ program }) => !program.isTest && program.file.file !== file);
    if (!found) return undefined;
    const { line } = new LineIndex(found.program.file.text).placeOf(found.offset);
    return `${shownPath(found.program.file.file, this.#cwd)}:${String(line)}`;
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

  #readersOf(
    key: string,
  ): readonly { readonly program: RunProgram; readonly offset: number; readonly quoted: string }[] {
    let found = this.#known.get(key);
    if (!found) {
      this.#index ??= this.#look();
      const { byKey, byConstant } = this.#index;
      const files = new Set([...(byKey.get(key) ?? []), ...byConstant]);
      found = [...files].flatMap((file) =>
        this.#programsOf(file).flatMap((program) =>
          keyReaders(program.reading, file.file, key).map((node) => ({
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

  #programsOf(file: ReadFile): readonly RunProgram[] {
    const known = this.#programs.get(file.file) ?? programsOf(file, this.#settings, this.#view);
    this.#programs.set(file.file, known);
    return known;
  }

  #look(): { readonly byKey: ReadonlyMap<string, readonly ReadFile[]>; readonly byConstant: readonly ReadFile[] } {
    const byKey = new Map<string, ReadFile[]>();
    const byConstant: ReadFile[] = [];
    for (const file of this.#run.matching(ABOUT_SPANS, new Set())) {
      const { text } = file;
      const keys = [...text.matchAll(KEYS)].map(([, , key = '']) => key).filter(isTellingKey);
      const plain = [...text.matchAll(OF_ATTRIBUTES)].map(([, key = '']) => key);
      for (const key of new Set([...keys, ...plain])) byKey.set(key, [...(byKey.get(key) ?? []), file]);
      if (BY_CONSTANT.test(text)) byConstant.push(file);
    }
    return { byKey, byConstant };
  }
}
