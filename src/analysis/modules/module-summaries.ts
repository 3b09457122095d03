import type { TakenAttribute, TakingWay } from '../attributes/attribute-taking.ts';
import type { BuiltTexts } from '../texts/built-texts.ts';
import type { Origin } from '../origins/origin-reader.ts';
import type { ResultPart } from '../texts/result-parts.ts';
import type { TypeGuard } from '../texts/type-guards.ts';
import type { ExportedType } from '../types/exported-type.ts';
import type { FunctionResult } from '../types/function-result.ts';
import type { GivenText } from '../types/type-arguments.ts';
import type { Path } from '../syntax/sources.ts';
import type { WrapperShape } from '../wrappers/wrapper-shape.ts';

/** An export by the file that defines it, and the properties below it: `['NAMES', 'tool']`. */
export interface ExportedDefinition {
  readonly file: string;
  readonly path: readonly string[];
}

/** A text that another file exports. */
export interface ExportedText {
  readonly text: string;
  /** Where it is defined, as a reader of the importing file would look for it (`./names.ts:3`). */
  readonly place?: string;
  readonly definition?: ExportedDefinition;
}

/** What other files of the project tell. Paths are the export and the properties below it; the specifier is as it is written. */
export interface ModuleSummaries {
  /** Texts that an import can be; nothing where they are not all known. */
  texts(module: string, path: Path): readonly ExportedText[] | undefined;
  /**
   * Texts that the values of an imported type can be; `bounded` where there are few that nobody tells; nothing where it may be any.
   * @param given how many types it is given for its parameters: the texts may be those of one of them
   */
  typeTexts(module: string, path: Path, given: number): readonly ExportedText[] | 'bounded' | GivenText | undefined;
  /** Where an import comes from in the end: a thing of OpenTelemetry, a function that gives one, a published package. */
  origin(module: string, path: Path): Origin | undefined;
  /** Whether an import may be of a library of the catalogue that a file of the project hands on; left out where no other file is read. */
  readonly mayBeOfLibrary?: ((module: string, path: Path) => boolean) | undefined;
  /** Whether the file that defines an import shows that it is no tracer of OpenTelemetry; left out where no other file is read. */
  readonly isNoTracer?: ((module: string, path: Path) => boolean) | undefined;
  /** What stands below the object that an imported function gives back; left out where no other file is read. */
  readonly resultPart?: ((module: string, path: Path, below: readonly string[]) => ResultPart | undefined) | undefined;
  /** The texts that an imported function gives back; left out where no other file is read. */
  readonly builtTexts?: ((module: string, path: Path) => BuiltTexts | undefined) | undefined;
  /** What an imported function makes sure of, where it lets few texts through; left out where no other file is read. */
  readonly typeGuard?: ((module: string, path: Path) => TypeGuard | undefined) | undefined;
  /** What an imported function does with attributes that it is given; left out where no other file is read. */
  readonly takenBy?:
    ((module: string, path: Path, way: TakingWay) => readonly TakenAttribute[] | undefined) | undefined;
  /** What an imported type says of its values; left out where no other file is read. */
  readonly exportedType?: ((module: string, path: Path) => ExportedType | undefined) | undefined;
  /** What an imported function gives its callers; left out where no other file is read. */
  readonly functionResult?: ((module: string, path: Path) => FunctionResult | undefined) | undefined;
  /**
   * How a function takes its arguments that makes a span under a name of its caller; a step `prototype` stands before a method of a
   * class.
   */
  wrapper(module: string, path: Path): WrapperShape | undefined;
  /**
   * The same of a function of the global scope, by its path from there; left out where nobody tells of any. Only a contract does: no file
   * shows what others put there.
   */
  readonly globalWrapper?: ((path: readonly string[]) => WrapperShape | undefined) | undefined;
}

/** A reading of one file alone. */
export const NO_SUMMARIES: ModuleSummaries = {
  texts: () => undefined,
  typeTexts: () => undefined,
  origin: () => undefined,
  wrapper: () => undefined,
};
