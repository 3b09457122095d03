import { isTest, losingReaders } from '../../analysis/names/read-names.ts';
import { LineIndex } from '../../analysis/parsing/line-index.ts';
import { parseSource } from '../../analysis/parsing/parse.ts';
import { read, type FileReading } from '../../analysis/reading.ts';
import type { Renaming } from '../../codemod.ts';
import { contractFor, type ContractSettings } from '../../contract/find-contract.ts';
import { compare } from '../check/check-texts.ts';
import { scriptsOf } from '../files/script-blocks.ts';
import { shownPath } from '../files/shown-path.ts';
import type { TextTest } from '../wrapper-words.ts';
import type { ReadFile } from './run-files.ts';

/** A place that looks spans or events up by a name that they had, or by a part of it. */
export interface OldNameRead {
  readonly file: string;
  /** What the file held before, without a BOM, and where in it. */
  readonly text: string;
  readonly offset: number;
  /** What it looks up by, as it is written. */
  readonly quoted: string;
  readonly renaming: Renaming;
}

interface Program {
  readonly file: ReadFile;
  readonly reading: FileReading;
  readonly isTest: boolean;
}

/** Folders of tests and what they need. Source: the default `ignore` of contracts, and `e2e`. */
export const TEST_FOLDERS = /(?:^|[\\/])(?:tests?|e2e|[\w-]+-tests?|__(?:tests|mocks|fixtures)__)[\\/]/;
/** What a file holds that looks up by a part of a name. */
const PARTS =
  /\bname\b\W{0,3}\.\s*(?:startsWith|endsWith|includes|indexOf|lastIndexOf|match|matchAll|search)\s*\(|\.(?:test|exec)\([^()\n]*\bname\b|\.toMatch\(/;
/** Fixed parts of names that are looked for in texts. */
const SHORTEST = 3;

/** What the files of a run look spans and events up by, where they get other names: those that the contract ignores too. */
export class OldNameReads {
  readonly #programs: readonly Program[];
  readonly #cwd: string;

  /**
   * @param renamings the names that spans and events get
   * @param matching the files whose text passes a test
   */
  constructor(
    renamings: readonly Renaming[],
    matching: (test: TextTest) => Iterable<ReadFile>,
    settings: ContractSettings,
  ) {
    this.#cwd = settings.cwd ?? process.cwd();
    const test = mayRead(renamings);
    this.#programs = test ? [...matching(test)].flatMap((file) => this.#read(file, settings)) : [];
  }

  /** The first place outside of a file, and of all tests, that looks up what is sure to be the name of such a thing. */
  blocking(file: string, renaming: Renaming): string | undefined {
    for (const program of this.#programs) {
      if (program.isTest || program.file.file === file) continue;
      const found = losingReaders(program.reading, renaming).find(({ thing }) => thing === renaming.kind);
      if (found) return `${shownPath(program.file.file, this.#cwd)}:${lineOf(program, found.node.range[0])}`;
    }
    return undefined;
  }

  /** All places that still look up by an old name, each once. */
  of(renamings: readonly Renaming[]): readonly OldNameRead[] {
    const found = new Map<string, OldNameRead>();
    for (const { file, reading } of this.#programs) {
      for (const renaming of renamings) {
        for (const { node } of losingReaders(reading, renaming)) {
          const [offset] = node.range;
          const key = `${file.file}\n${offset}`;
          if (!found.has(key))
            found.set(key, { file: file.file, text: file.text, offset, quoted: reading.tree.quote(node), renaming });
        }
      }
    }
    return [...found.values()].sort((a, b) => compare(a.file, b.file) || a.offset - b.offset);
  }

  #read(file: ReadFile, settings: ContractSettings): readonly Program[] {
    const found = contractFor(file.file, settings);
    const scripts = found.ok ? scriptsOf(file.file, file.text) : undefined;
    if (!found.ok || !scripts || 'skipped' in scripts) return [];
    const shown = shownPath(file.file, this.#cwd);
    return scripts.programs.flatMap((program) => {
      const parsed = parseSource(program.text, program.path);
      if ('fault' in parsed) return [];
      const reading = read(parsed.source, found.contract);
      return [{ file, reading, isTest: found.ignored || TEST_FOLDERS.test(shown) || isTest(reading.tree, shown) }];
    });
  }
}

function lineOf({ file }: Program, offset: number): number {
  return new LineIndex(file.text).placeOf(offset).line;
}

/** A test for texts that may look up one of the old names: they speak of spans or events, and hold the name or ask for a part of one. */
function mayRead(renamings: readonly Renaming[]): TextTest | undefined {
  const fixed = renamings.flatMap(({ from }) => {
    const longest = from.split(/\{[^{}]*\}/).sort((a, b) => b.length - a.length)[0] ?? '';
    return longest.trim().length < SHORTEST ? [] : [longest.replaceAll(/[^\w\s]/g, String.raw`\$&`)];
  });
  if (renamings.length === 0) return undefined;
  const names = fixed.length > 0 ? new RegExp(String.raw`(?<!\w)(?:${[...new Set(fixed)].join('|')})`) : undefined;
  return { test: (text) => /span|event/i.test(text) && (names?.test(text) === true || PARTS.test(text)) };
}
