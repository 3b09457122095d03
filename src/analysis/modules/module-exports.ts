import type { TSESTree } from '@typescript-eslint/types';
import { keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

/** What a module hands on from another one. */
export interface HandedOn {
  readonly module: string;
  /** Nothing for a whole module. */
  readonly name: string | undefined;
}

/** What a module exports under a name: an expression or a declared name of its own, or something of another module. */
export type ModuleExport = { readonly kind: 'own'; readonly node: Node } | ({ readonly kind: 'from' } & HandedOn);

/** The exports of a module in either module system. */
export interface ModuleExports {
  readonly byName: ReadonlyMap<string, ModuleExport>;
  /** Modules behind `export *`. */
  readonly stars: readonly string[];
  /** What `module.exports` is set to, or `export =` in TypeScript. */
  readonly whole: Node | undefined;
}

/** Reads what a file exports, without looking anywhere else. */
export function exportsOf(tree: Tree): ModuleExports {
  const byName = new Map<string, ModuleExport>();
  const stars: string[] = [];
  let assigned: Node | undefined;
  const own = (name: string, node: Node) => byName.set(name, { kind: 'own', node });
  for (const statement of tree.program.body) {
    switch (statement.type) {
      case 'ExportNamedDeclaration':
        readNamed(tree, statement, byName, own);
        break;
      case 'ExportDefaultDeclaration':
        own('default', (statement.declaration as { id?: Node }).id ?? statement.declaration);
        break;
      case 'ExportAllDeclaration':
        if (statement.exported)
          byName.set(nameOf(statement.exported), { kind: 'from', module: statement.source.value, name: undefined });
        else stars.push(statement.source.value);
        break;
      case 'TSExportAssignment':
        assigned = unwrap(statement.expression);
        break;
      default:
    }
  }
  return { byName, stars, whole: readCommonJs(tree, own) ?? assigned };
}

function readNamed(
  tree: Tree,
  statement: TSESTree.ExportNamedDeclaration,
  byName: Map<string, ModuleExport>,
  own: (name: string, node: Node) => void,
): void {
  const { declaration, source, specifiers } = statement;
  for (const specifier of specifiers) {
    const local = specifier.local as Node;
    if (source) byName.set(nameOf(specifier.exported), { kind: 'from', module: source.value, name: nameOf(local) });
    else own(nameOf(specifier.exported), local);
  }
  if (declaration?.type === 'VariableDeclaration') {
    for (const { id } of declaration.declarations)
      for (const { name, identifiers } of tree.namesIn(id)) own(name, identifiers[0] ?? id);
  } else if (declaration) {
    const id = (declaration as { id?: Node | null }).id;
    if (id?.type === 'Identifier') own(id.name, id);
  }
}

/** `exports.a = …` and `module.exports = …`; the last one of each counts. */
function readCommonJs(tree: Tree, own: (name: string, node: Node) => void): Node | undefined {
  if (!/\bexports\b/.test(tree.text)) return undefined;
  let whole: Node | undefined;
  for (const { left, right, operator } of tree.all('AssignmentExpression')) {
    if (operator !== '=' || left.type !== 'MemberExpression') continue;
    const holder = tree.quote(left.object, 200);
    if (!/^(?:module|exports)/.test(holder)) continue;
    if (tree.quote(left, 200) === 'module.exports') whole = unwrap(right);
    const name = keyOf(left);
    if (name !== undefined && (holder === 'exports' || holder === 'module.exports')) own(name, right);
  }
  return whole;
}

function nameOf(node: Node): string {
  return node.type === 'Identifier' ? node.name : (node as TSESTree.StringLiteral).value;
}
