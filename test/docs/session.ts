import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a project of a page has installed; the package itself is the one that was built here. */
const INSTALLED = ['eslint', 'typescript-eslint', '@opentelemetry'];

/** `npx` for what is installed, without a look at any registry. */
const NPX = `#!/bin/sh
[ "$1" = --package ] && shift 2
program=$1
shift
case $program in
  span-contract) exec '${process.execPath}' '${join(root, 'dist/command/main.js')}' "$@" ;;
  eslint) exec '${process.execPath}' '${join(root, 'node_modules/eslint/bin/eslint.js')}' "$@" ;;
esac
echo "$program is not installed here" >&2
exit 127
`;

export interface Shown {
  readonly status: number | null;
  /** What a person sees: stdout and stderr in the order in which they were written. */
  readonly text: string;
}

/** The folder in which the commands of a page run one after another: the agent of the example with its faults, under git. */
export class Session {
  readonly #folder: string;
  readonly #project: string;

  constructor() {
    this.#folder = realpathSync(mkdtempSync(join(tmpdir(), 'span-contract-page-')));
    this.#project = join(this.#folder, 'agent');
    cpSync(join(root, 'examples/agent/before'), join(this.#project, 'src'), { recursive: true });
    mkdirSync(join(this.#project, 'node_modules'));
    for (const name of INSTALLED)
      symlinkSync(join(root, 'node_modules', name), join(this.#project, 'node_modules', name));
    symlinkSync(root, join(this.#project, 'node_modules', 'eslint-plugin-span-contract'));
    this.write('package.json', '{ "private": true, "type": "module" }\n');
    this.write('.gitignore', 'node_modules/\n');
    mkdirSync(join(this.#folder, 'bin'));
    writeFileSync(join(this.#folder, 'bin', 'npx'), NPX);
    chmodSync(join(this.#folder, 'bin', 'npx'), 0o755);
    this.run('git init --quiet --initial-branch=main && git add --all && git commit --quiet --message=agent');
  }

  /** Puts a file into the project. */
  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.#project, file)), { recursive: true });
    writeFileSync(join(this.#project, file), text);
  }

  /** Runs lines of a shell; the status is that of the last one. */
  run(lines: string, input?: string): Shown {
    const env = {
      ...process.env,
      PATH: `${join(this.#folder, 'bin')}:${process.env['PATH'] ?? ''}`,
      GIT_AUTHOR_NAME: 'Someone',
      GIT_AUTHOR_EMAIL: 'someone@example.com',
      GIT_COMMITTER_NAME: 'Someone',
      GIT_COMMITTER_EMAIL: 'someone@example.com',
      FORCE_COLOR: '0',
      NO_COLOR: '1',
    };
    const { status, stdout } = spawnSync('sh', ['-c', `exec 2>&1\n${lines}`], {
      cwd: this.#project,
      encoding: 'utf8',
      env,
      input,
    });
    return { status, text: stdout };
  }

  end(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** What was printed, with the lines left out that a page leaves out: there it has a line with nothing but `…`. */
export function shortenedLike(printed: string, shown: string): string {
  const parts = shown.split(/^ *…\n/m);
  const marks = [...shown.matchAll(/^ *…\n/gm)].map(([mark]) => mark);
  const kept: string[] = [];
  let rest = printed;
  for (const [index, part] of parts.entries()) {
    // the first part begins what is printed, the last one ends it
    const at = index === 0 ? 0 : index === parts.length - 1 ? rest.length - part.length : rest.indexOf(part);
    if (at < 0 || !rest.startsWith(part, at)) return printed;
    kept.push(part);
    rest = rest.slice(at + part.length);
  }
  return rest === '' || parts.at(-1) === '' ? kept.map((part, index) => part + (marks[index] ?? '')).join('') : printed;
}
