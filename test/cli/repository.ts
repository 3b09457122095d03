import { folderWith, run } from './command.ts';

/** Runs git in a folder. */
export function git(folder: string, ...args: string[]): string {
  const { status, stdout, stderr } = run('git', args, folder);
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
}

/** A repository with one commit of some files. */
export function repository(files: Readonly<Record<string, string>>): string {
  const folder = folderWith(files);
  initialise(folder);
  commit(folder);
  return folder;
}

/** Makes a folder a repository without a commit. */
export function initialise(folder: string): void {
  git(folder, 'init', '--quiet', '--initial-branch=main');
  git(folder, 'config', 'user.email', 'someone@example.com');
  git(folder, 'config', 'user.name', 'Someone');
  git(folder, 'config', 'commit.gpgsign', 'false');
}

/** Commits everything. */
export function commit(folder: string): void {
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--allow-empty', '--message=x');
}
