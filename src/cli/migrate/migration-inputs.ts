import path from 'node:path';
import { GitIgnore } from '../files/git-ignore.ts';
import { realPathOf } from '../files/replace-file.ts';
import type { Skipped } from '../report.ts';
import { EXCLUDED, findFiles, FOREIGN, type SourceFile } from '../files/source-files.ts';
import { UsageError } from '../usage-error.ts';

/** The files that codemods may change, and those that were asked for and that they may not. */
export interface MigrationInputs {
  readonly files: readonly SourceFile[];
  readonly skipped: readonly Skipped[];
}

/**
 * Finds the files of a run. Each is taken once, whatever links lead to it. Unlike a check, which a person may want of any file, it never
 * takes what git ignores or what lies in `node_modules`.
 * @param root what names in the diff start from
 * @throws UsageError for paths that lead nowhere, or out of the root
 */
export function migrationInputs(paths: readonly string[], cwd: string, root: string): MigrationInputs {
  const found = findFiles(paths, cwd);
  const skipped: Skipped[] = found.foreign.map((file) => ({ file, reason: FOREIGN }));
  if (found.files.length === 0) skipped.push(...found.excluded.map((file) => ({ file, reason: EXCLUDED })));
  const files: SourceFile[] = [];
  const seen = new Set<string>();
  const isIgnored = GitIgnore.below(root);
  for (const one of found.files) {
    const target = targetOf(one);
    const key = target.bytes?.toString('latin1') ?? target.file;
    if (seen.has(key)) continue;
    seen.add(key);
    const reason = refusalOf(one, target, root, isIgnored);
    if (reason === undefined) files.push(one);
    else skipped.push({ file: one.file, reason });
  }
  return { files, skipped };
}

function refusalOf(
  found: SourceFile,
  target: SourceFile,
  root: string,
  isIgnored: (file: string) => boolean,
): string | undefined {
  if (!isBelow(target.file, root)) {
    if (isBelow(found.file, root)) return 'it is a link to a file elsewhere: run the command there';
    throw new UsageError(
      `${found.file} does not lie below ${root}, which the diff is made for: run the command there.`,
    );
  }
  if (path.relative(root, target.file).split(path.sep).includes('node_modules')) return 'it lies in node_modules';
  return isIgnored(target.file) ? 'git ignores it' : undefined;
}

function isBelow(file: string, folder: string): boolean {
  return file.startsWith(folder.replace(/[\\/]?$/, path.sep));
}

/** The file behind any links; a link that leads nowhere is its own target, and told when it is read. */
export function targetOf({ file, bytes }: SourceFile): SourceFile {
  let real: string | Buffer;
  try {
    real = realPathOf(bytes ?? file);
  } catch {
    return { file, ...(bytes ? { bytes } : {}) };
  }
  if (typeof real === 'string') return { file: real };
  const name = real.toString();
  return Buffer.from(name).equals(real) ? { file: name } : { file: name, bytes: real };
}
