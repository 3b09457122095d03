import { callbackSentence, countMigration, renamingsOf, sentenceOf, type Migration } from '../migrate/migration.ts';
import type { Places } from '../report.ts';
import { idOf } from '../rule-selection.ts';
import { shownPath } from '../files/shown-path.ts';

/**
 * Everything of a migration as one object, for programs. New fields may be added; `version` says when one changes its meaning.
 * @param diff what the codemods change, as `git apply` takes it
 */
export function migrationJson(migration: Migration, { cwd }: Places, diff: string): string {
  const { rows, changes, failed, skipped, readers, callbacks, files, ignored, isWritten } = migration;
  const shown = <One extends { readonly file: string }>(one: One) => ({ ...one, file: shownPath(one.file, cwd) });
  const body = {
    version: 1,
    summary: {
      files,
      ignored: ignored.contract + ignored.default,
      isWritten,
      ...countMigration(migration),
      failedFiles: failed.length,
      skipped: skipped.length,
      readers: readers.length,
      callbacks: callbacks.length,
    },
    // where a name is defined is for the planning, and has paths of this machine; so is which callback moved
    rows: rows.map((row) => ({ ...shown(row), rule: idOf(row.rule), shared: undefined, movedCallback: undefined })),
    changes: changes.map(({ file, outcome }) => ({ file: shownPath(file, cwd), outcome })),
    failedFiles: failed.map(shown),
    skipped: skipped.map(shown),
    renamings: renamingsOf(migration),
    readers: readers.map((one) => ({ ...shown(one), sentence: sentenceOf(one) })),
    callbacks: callbacks.map((one) => ({ ...shown(one), sentence: callbackSentence(one) })),
    diff,
  };
  return `${JSON.stringify(body, undefined, 2)}\n`;
}
