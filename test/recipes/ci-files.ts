import { parse } from 'yaml';

/** A step of a job of GitHub Actions. */
export interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
}

/** A job of GitHub Actions. */
export interface ActionsJob {
  readonly if?: string;
  readonly needs?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly number[]>> };
  readonly steps: readonly Step[];
}

/** The jobs of a workflow file. */
export function actionsJobs(text: string): Readonly<Record<string, ActionsJob>> {
  return (parse(text) as { jobs: Readonly<Record<string, ActionsJob>> }).jobs;
}

/** A job of GitLab CI. */
export interface GitLabJob {
  readonly parallel?: number;
  readonly rules: readonly { readonly if: string }[];
  readonly script: readonly string[];
  readonly artifacts: { readonly when: string; readonly reports: { readonly junit: string } };
}

/** The jobs of a `.gitlab-ci.yml` that holds nothing else. */
export function gitLabJobs(text: string): Readonly<Record<string, GitLabJob>> {
  return parse(text) as Readonly<Record<string, GitLabJob>>;
}

/** Puts values in the place of expressions such as `${{ matrix.part }}`. */
export function filledIn(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\$\{\{ ([\w.]+) \}\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/**
 * The lines that a job runs after `npm ci`, which has to be the first.
 * @throws Error for a job that does not begin with it
 */
export function afterInstall(lines: readonly string[]): string {
  const [install, ...others] = lines;
  if (install !== 'npm ci') throw new Error(`the job begins with ${install ?? 'nothing'}`);
  return others.join('\n');
}
