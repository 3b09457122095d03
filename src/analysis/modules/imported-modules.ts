import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import { libraryOf } from '../catalogue/find-calls.ts';
import { isOpenTelemetryModule } from '../catalogue/roles.ts';
import { unwrap, type Node, type Tree } from '../syntax/tree.ts';

/** Whether a file imports anything of OpenTelemetry, in any module system. */
export function importsOpenTelemetry(tree: Tree): boolean {
  return importedModules(tree).some((module) => isOpenTelemetryModule(module));
}

/** What stands in quotes behind `from`, `import` or `require`. */
const SPECIFIER = /\b(?:from|import|require)\b\s*\(?\s*['"`]([^'"`\n]+)['"`]/g;

/** Whether a text that is not parsed names a library of the catalogue in an import. */
export function mayImportLibrary(text: string): boolean {
  return [...text.matchAll(SPECIFIER)].some(([, module = '']) => libraryOf(module) !== undefined);
}

const known = new WeakMap<Tree, readonly string[]>();

/** The specifiers of all modules that a file imports, in any module system; each file is looked through once. */
export function importedModules(tree: Tree): readonly string[] {
  const modules = known.get(tree) ?? findModules(tree);
  known.set(tree, modules);
  return modules;
}

function findModules(tree: Tree): string[] {
  const modules: (Node | undefined)[] = [
    ...tree.all('ImportDeclaration').map((declaration) => declaration.source),
    ...tree.all('ImportExpression').map((expression) => expression.source),
    ...tree.all('TSExternalModuleReference').map((reference) => reference.expression),
    ...tree.all('CallExpression').flatMap((call) => (isRequire(tree, call) ? [call.arguments[0]] : [])),
  ];
  return modules.flatMap((module) => (module?.type === 'Literal' ? [String(module.value)] : []));
}

/** Whether a call is one of the `require` of CommonJS, and not of a function of the file that is named like it. */
export function isRequire(tree: Tree, call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  return callee.type === 'Identifier' && callee.name === 'require' && isGlobal(tree.variableOf(callee));
}

function isGlobal(variable: Variable | undefined): boolean {
  return !variable || variable.defs.length === 0;
}
