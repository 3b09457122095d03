import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { folderWith, root, run, type Outcome } from '../cli/command.ts';
import { commit, git, initialise } from '../cli/repository.ts';
import { recipe } from './recipe.ts';

const NAME = 'eslint-plugin-span-contract';

const readme = recipe('README.md');

/** The file that the pages try their recipes with. It has one finding. */
export const tried = readme.file('src/try.ts', 'Trying a recipe');

/** The file without its finding. */
export const mended = tried.replace('CallTool', 'agent.tool.call');

/**
 * A folder as it is after `npm install`: the packages that this project has, and this project itself as it is built.
 * @param files beside `package.json`
 */
export function project(files: Readonly<Record<string, string>> = {}): string {
  const folder = folderWith({
    'package.json': '{ "private": true, "type": "module" }\n',
    '.gitignore': 'node_modules\n',
    ...files,
  });
  const modules = path.join(folder, 'node_modules');
  const own = path.join(root, 'node_modules');
  mkdirSync(path.join(modules, '.bin'), { recursive: true });
  for (const name of readdirSync(own).filter((one) => !one.startsWith('.'))) {
    symlinkSync(path.join(own, name), path.join(modules, name));
  }
  for (const name of readdirSync(path.join(own, '.bin'))) {
    symlinkSync(path.join(own, '.bin', name), path.join(modules, '.bin', name));
  }
  symlinkSync(root, path.join(modules, NAME));
  symlinkSync(path.join(root, 'dist', 'command', 'main.js'), path.join(modules, '.bin', 'span-contract'));
  return folder;
}

/** The same as a repository of git with one commit. */
export function repositoryOf(files: Readonly<Record<string, string>> = {}): string {
  const folder = project(files);
  initialise(folder);
  commit(folder);
  return folder;
}

/** What a test must not take from the network, nor from the set-up of the machine. */
const CLOSED = { npm_config_offline: 'true', npm_config_update_notifier: 'false', HUSKY: '', NO_COLOR: '1' };

/**
 * Runs lines as a person types them. `npm install` is done already: of such a line only the packages are compared.
 * @throws Error for a package that is not there
 */
export function type(lines: string, folder: string, env: NodeJS.ProcessEnv = {}): Outcome {
  const typed = lines.split('\n').filter((line) => {
    const install = /^npm install --save-dev (.*)$/.exec(line);
    for (const name of install?.[1]?.split(' ') ?? []) isInstalled(name, folder);
    return !install;
  });
  return run('bash', ['-e', '-o', 'pipefail', '-c', typed.join('\n')], folder, { env: { ...CLOSED, ...env } });
}

function isInstalled(name: string, folder: string): void {
  readFileSync(path.join(folder, 'node_modules', name, 'package.json'));
}

/** The number of commits of a repository. */
export function commitsOf(folder: string): number {
  return Number(git(folder, 'rev-list', '--count', 'HEAD'));
}
