/** What an answer was made of: as long as all of it is the same, so is the answer. */
export interface Evidence {
  /** What is kept of each file; it is replaced when the file changes. */
  readonly files: readonly (readonly [string, object | undefined])[];
  /** Where the specifiers of files led. */
  readonly specifiers: readonly (readonly [file: string, specifier: string, led: string | undefined])[];
}

/** What is looked at while an answer is made. */
export class Witness {
  readonly files = new Set<string>();
  /** Specifiers by importing file. */
  readonly specifiers = new Map<string, Set<string>>();
  /** Those of files that were read for other answers too. */
  readonly parts = new Set<Witness>();
  /** Whether something was left out that another one who asks would see. */
  isCut = false;

  sees(file: string, specifier: string): void {
    let ofFile = this.specifiers.get(file);
    if (!ofFile) this.specifiers.set(file, (ofFile = new Set()));
    ofFile.add(specifier);
  }
}
