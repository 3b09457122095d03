import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { FailedFile } from './migration.ts';
import type { FilePlan } from './plan-files.ts';
import type { Progress } from '../progress.ts';
import { removeLeftovers, replaceFile } from '../files/replace-file.ts';

/** What became of plans that were to be written. */
export interface WrittenPlans {
  readonly written: ReadonlySet<FilePlan>;
  readonly failed: ReadonlyMap<FilePlan, FailedFile>;
  /** The signal that ended the writing before its time. */
  readonly stoppedBy?: NodeJS.Signals;
}

const STOPPING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Writes plans, file by file. A signal to stop is heeded between two files. */
export async function writePlans(plans: readonly FilePlan[], progress: Progress): Promise<WrittenPlans> {
  const written = new Set<FilePlan>();
  const failed = new Map<FilePlan, FailedFile>();
  let stoppedBy: NodeJS.Signals | undefined;
  const stop = (signal: NodeJS.Signals) => {
    stoppedBy ??= signal;
  };
  for (const signal of STOPPING) process.on(signal, stop);
  try {
    const cleaned = new Set<string>();
    for (const plan of plans) {
      // signals are heard when the loop of events turns
      await turn();
      if (isStopped()) break;
      progress.step('Writing', plans.length);
      const target = plan.target.bytes ?? plan.target.file;
      const folder = path.dirname(plan.target.file);
      if (!cleaned.has(folder)) removeLeftovers(target);
      cleaned.add(folder);
      const fault = write(plan, target);
      if (fault) failed.set(plan, { ...fault, file: plan.file, line: 1, column: 1 });
      else written.add(plan);
    }
  } finally {
    for (const signal of STOPPING) process.off(signal, stop);
    progress.end();
  }
  return { written, failed, ...(stoppedBy === undefined ? {} : { stoppedBy }) };

  function isStopped(): boolean {
    return stoppedBy !== undefined;
  }
}

function write(
  { content, after }: FilePlan,
  target: string | Buffer,
): Pick<FailedFile, 'kind' | 'message'> | undefined {
  try {
    if (!readFileSync(target).equals(content)) {
      const message = 'The file changed after it was read, so it was not written: run the command again.';
      return { kind: 'changed', message };
    }
    // a new file in its place would be written whatever its permissions say; root may write all files
    if ((statSync(target).mode & 0o222) === 0) throw Object.assign(new Error(), { code: 'EACCES' });
    accessSync(target, constants.W_OK);
    replaceFile(target, after);
    return undefined;
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    return { kind: 'unwritable', message: `The file cannot be written (${code}): ${remedyFor(code)}` };
  }
}

function remedyFor(code: string): string {
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return 'it or its folder is read-only. Allow writing, and run the command again.';
  return code === 'ENOENT' ? 'it is gone.' : 'run the command again.';
}
