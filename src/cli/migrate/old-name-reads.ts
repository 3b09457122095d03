import { isSameDefinition } from '../../analysis/modules/export-uses.ts';
import type { ExportedDefinition } from '../../analysis/modules/module-summaries.ts';
import type { ProjectView } from '../../analysis/modules/project-files.ts';
import { heldText } from '../../analysis/names/held-texts.ts';
import type { NameReader } from '../../analysis/names/name-readers.ts';
import { heldNames, losingReaders } from '../../analysis/names/read-names.ts';
import { LineIndex } from '../../analysis/parsing/line-index.ts';
import type { FileReading } from '../../analysis/reading.ts';
import type { Node } from '../../analysis/syntax/tree.ts';
import type { Renaming } from '../../site-plan.ts';
import type { ContractSettings } from '../../contract/find-contract.ts';
import { offsetsIn } from '../../edits/text-difference.ts';
import { compare } from '../check/check-texts.ts';
import { shownPath } from '../files/shown-path.ts';
import { behindLinks } from '../files/source-files.ts';
import type { ReadFile } from './run-files.ts';
import { programsOf, type RunProgram } from './run-programs.ts';

/** A place that looks spans or events up by a name that they had, or by a part of it. */
export interface OldNameRead {
  readonly file: string;
  /** What the file held before, without a BOM, and where in it. */
  readonly text: string;
  readonly offset: number;
  /** What it looks up by, as it is written. */
  readonly quoted: string;
  /** The constant that holds it for others, as `NAMES.TOOL`. */
  readonly constant?: string;
  readonly renaming: Renaming;
}

interface Program extends RunProgram {
  /** Whether the run writes another text in the place of a node. */
  readonly isChanged: (node: Node) => boolean;
}

/** What the files of a run look spans and events up by, where they get other names: those that the contract ignores too. */
export class OldNameReads {
  readonly #programs: readonly Program[];
  readonly #cwd: string;

  /**
   * @param files those that may look up by an old name
   * @param view what the run knows of the project, and the texts that it writes for names that files share
   */
  constructor(files: readonly ReadFile[], settings: ContractSettings, view: ProjectView) {
    this.#cwd = settings.cwd ?? process.cwd();
    this.#programs = files.flatMap((file) => this.#read(file, settings, view));
  }

  /**
   * The first place outside of a file, and of all tests, that looks up what is sure to be the name of such a thing.
   * @param following the definitions that are to be renamed: what reads them follows
   */
  blocking(file: string, renaming: Renaming, following: readonly ExportedDefinition[] = []): string | undefined {
    for (const program of this.#programs) {
      if (program.isTest || program.file.file === file) continue;
      const found = this.#readersIn(program, renaming).find(
        (one) => one.thing === renaming.kind && !isOneOf(program, one, following),
      );
      if (found) return `${shownPath(program.file.file, this.#cwd)}:${lineOf(program, found.node.range[0])}`;
    }
    return undefined;
  }

  /** All places that still look up by an old name, each once; a constant that is looked up by in many where it is defined. */
  of(renamings: readonly Renaming[]): readonly OldNameRead[] {
    const found = new Map<string, OldNameRead>();
    const add = ({ file, reading: { tree } }: Program, node: Node, renaming: Renaming, isConstant: boolean) => {
      const [offset] = node.range;
      const key = `${file.file}\n${offset}`;
      const words = isConstant ? heldText(tree, node)?.words.toReversed().filter(Boolean) : undefined;
      if (found.has(key)) return;
      const constant = words && words.length > 0 ? { constant: words.join('.') } : {};
      found.set(key, { file: file.file, text: file.text, offset, quoted: tree.quote(node), ...constant, renaming });
    };
    for (const renaming of renamings) {
      for (const program of this.#programs) {
        for (const reader of this.#readersIn(program, renaming)) {
          const definitions = (reader.definitions ?? []).map((one) => this.#literalOf(one, renaming.from));
          if (definitions.length === 0 || definitions.includes(undefined)) add(program, reader.node, renaming, false);
          else for (const one of definitions) if (one) add(one.program, one.node, renaming, true);
        }
      }
      for (const program of this.#programs) {
        for (const node of heldNames(program.reading, renaming.from))
          if (!program.isChanged(node)) add(program, node, renaming, true);
      }
    }
    return [...found.values()].sort((a, b) => compare(a.file, b.file) || a.offset - b.offset);
  }

  #readersIn({ reading, isChanged }: Program, renaming: Renaming): readonly NameReader[] {
    return losingReaders(reading, renaming).filter(({ node }) => !isChanged(node));
  }

  /** Where an export is written as a text. */
  #literalOf(
    definition: ExportedDefinition,
    text: string,
  ): { readonly program: Program; readonly node: Node } | undefined {
    for (const program of this.#programs) {
      if (behindLinks(program.file.file) !== behindLinks(definition.file)) continue;
      const node = program.reading.tree
        .all('Literal')
        .find((one) => one.value === text && isAt(program.reading, one, definition));
      if (node) return { program, node };
    }
    return undefined;
  }

  #read(file: ReadFile, settings: ContractSettings, view: ProjectView): readonly Program[] {
    const written = view.texts?.get(behindLinks(file.file));
    const moved = written === undefined ? undefined : offsetsIn(file.text, written);
    const isChanged = ({ range: [start, end] }: Node) => {
      const at = moved?.(start);
      return at !== undefined && !written?.startsWith(file.text.slice(start, end), at);
    };
    return programsOf(file, settings, view).map((program) => ({ ...program, isChanged }));
  }
}

function lineOf({ file }: Program, offset: number): number {
  return new LineIndex(file.text).placeOf(offset).line;
}

/** Whether what a reader looks up by is written in one of some definitions, here or in another file. */
function isOneOf(
  { file, reading }: Program,
  { node, definitions = [] }: NameReader,
  all: readonly ExportedDefinition[],
): boolean {
  const isKnown = (one: ExportedDefinition) =>
    all.some((other) => isSameDefinition({ ...one, file: behindLinks(one.file) }, other));
  if (definitions.length > 0) return definitions.every(isKnown);
  return all.some((one) => one.file === behindLinks(file.file) && isAt(reading, node, one));
}

/** Whether a text of a file is written where an export of it is defined. */
function isAt({ tree }: FileReading, text: Node, { path: steps }: ExportedDefinition): boolean {
  const words = heldText(tree, text)?.words.toReversed().join('\n');
  return (
    words !== undefined &&
    (words === steps.join('\n') || (steps[0] === 'default' && words === steps.slice(1).join('\n')))
  );
}
