import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { statOf } from '../../contract/file-stat.ts';

interface Layer {
  readonly folder: string;
  readonly rules: Ignore;
}

/** The `.gitignore` files that hold for a folder, from the top of the work tree down. */
export class GitIgnore {
  readonly #layers: readonly Layer[];

  private constructor(layers: readonly Layer[]) {
    this.#layers = layers;
  }

  /** What holds in a folder: its own file and those above it, up to the top of the work tree. */
  static for(folder: string): GitIgnore {
    const top = workTreeOf(folder);
    const folders = [folder];
    for (let at = folder; top !== undefined && at !== top;) folders.unshift((at = path.dirname(at)));
    const exclude = top === undefined ? undefined : layerOf(top, path.join('.git', 'info', 'exclude'));
    const above = new GitIgnore(exclude ? [exclude] : []);
    let result = above;
    for (const at of folders) {
      // a folder that was asked for by name is read, ignored or not
      if (at === folder && result.ignores(folder, true)) result = new GitIgnore([]);
      result = result.inside(at);
    }
    return result;
  }

  /** Makes the test whether git ignores a file, or a folder that it is in, below a top folder. */
  static below(top: string): (file: string) => boolean {
    // nothing for a folder that is ignored as a whole
    const known = new Map<string, GitIgnore | undefined>([[top, GitIgnore.for(top)]]);
    const rulesIn = (folder: string): GitIgnore | undefined => {
      if (!known.has(folder)) {
        const outer = rulesIn(path.dirname(folder));
        known.set(folder, outer?.ignores(folder, true) === false ? outer.inside(folder) : undefined);
      }
      return known.get(folder);
    };
    return (file) => rulesIn(path.dirname(file))?.ignores(file, false) ?? true;
  }

  /** What holds in a folder below. */
  inside(folder: string): GitIgnore {
    const layer = layerOf(folder, '.gitignore');
    return layer ? new GitIgnore([...this.#layers, layer]) : this;
  }

  /** Whether git ignores a path; what stands nearer to it has the last word. */
  ignores(file: string, isFolder: boolean): boolean {
    for (const { folder, rules } of this.#layers.toReversed()) {
      const relative = path.relative(folder, file).replaceAll(path.sep, '/');
      if (relative === '' || relative.startsWith('../')) continue;
      const { ignored, unignored } = rules.test(isFolder ? `${relative}/` : relative);
      if (ignored || unignored) return ignored;
    }
    return false;
  }
}

/** The top of the git work tree that a folder is in; nothing outside of git. */
export function workTreeOf(folder: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    if (existsSync(path.join(at, '.git'))) return at;
    if (at === path.dirname(at)) return undefined;
  }
}

function layerOf(folder: string, name: string): Layer | undefined {
  const file = path.join(folder, name);
  if (!statOf(file)?.isFile()) return undefined;
  const rules = ignore({ ignorecase: process.platform !== 'linux' });
  return { folder, rules: rules.add(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')) };
}
