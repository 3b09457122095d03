import type { Variable } from '@typescript-eslint/scope-manager';
import { isRequire } from '../modules/imported-modules.ts';
import { sourcesOf, type Path } from '../syntax/sources.ts';
import { keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

/** What something is called by, before anybody asks what it is. */
export interface CalledName {
  /** The name that a module gives to it, or that of the method; nothing where the file does not tell. */
  readonly name?: string | undefined;
  /** Where it or what it stands below is imported from. */
  readonly from?: ImportedFrom | undefined;
}

/** An import as it is written; the module is empty where `require` and `import()` do not write it. */
export interface ImportedFrom {
  readonly module: string;
  /** Empty for the whole module. */
  readonly path: Path;
}

/** How many names for one thing are followed: two may be set to each other. */
const MOST_STEPS = 8;
const UNKNOWN: CalledName = {};

/** Finds what things of one file are called by; each variable is looked at once. */
export class CalledNames {
  readonly #tree: Tree;
  readonly #known = new Map<Variable, CalledName>();

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  /** @param expression what is called */
  of(expression: Node, depth = 0): CalledName {
    if (expression.type === 'MemberExpression') {
      let root: Node = expression;
      while (root.type === 'MemberExpression') root = unwrap(root.object);
      return { name: keyOf(expression), from: this.of(root, depth).from };
    }
    const variable = expression.type === 'Identifier' ? this.#tree.variableOf(expression) : undefined;
    if (!variable || depth > MOST_STEPS) return UNKNOWN;
    let found = this.#known.get(variable);
    if (!found) {
      found = this.#ofVariable(variable, depth);
      this.#known.set(variable, found);
    }
    return found;
  }

  #ofVariable(variable: Variable, depth: number): CalledName {
    // most of what is called is a parameter or a function of the file
    if (!/^(?:ImportBinding|Variable)$/.test(variable.defs[0]?.type ?? '')) return UNKNOWN;
    const [source] = sourcesOf(this.#tree, variable);
    if (source?.kind === 'import') {
      const { module, path, typeOnly } = source;
      return { name: String(path.at(-1)), from: typeOnly ? undefined : { module, path } };
    }
    if (source?.kind !== 'value') return UNKNOWN;
    const value = unwrap(source.node, true);
    const step = source.path.at(-1);
    if (value.type === 'Identifier' || value.type === 'MemberExpression') {
      const other = this.of(value, depth + 1);
      return step === undefined ? other : { ...other, name: String(step) };
    }
    return { name: step === undefined ? undefined : String(step), from: this.#loaded(value, source.path) };
  }
  /** What `require` or `import()` loads. */
  #loaded(value: Node, path: Path): ImportedFrom | undefined {
    const isRequired = value.type === 'CallExpression' && isRequire(this.#tree, value);
    const module = isRequired ? value.arguments[0] : value.type === 'ImportExpression' ? value.source : undefined;
    if (!isRequired && !module) return undefined;
    return { module: module?.type === 'Literal' ? String(module.value) : '', path };
  }
}
