import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import { isOpenTelemetryModule } from './catalogue/roles.ts';
import { unwrap, type Node, type Tree } from './tree.ts';

/** Whether a file imports anything of OpenTelemetry, in any module system. */
export function importsOpenTelemetry(tree: Tree): boolean {
  const modules: (Node | undefined)[] = [
    ...tree.all('ImportDeclaration').map((declaration) => declaration.source),
    ...tree.all('ImportExpression').map((expression) => expression.source),
    ...tree.all('TSExternalModuleReference').map((reference) => reference.expression),
    ...tree.all('CallExpression').flatMap((call) => (isRequire(tree, call) ? [call.arguments[0]] : [])),
  ];
  return modules.some((module) => module?.type === 'Literal' && isOpenTelemetryModule(String(module.value)));
}

/** Whether a call is one of the `require` of CommonJS, and not of a function of the file that is named like it. */
export function isRequire(tree: Tree, call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  return callee.type === 'Identifier' && callee.name === 'require' && isGlobal(tree.variableOf(callee));
}

function isGlobal(variable: Variable | undefined): boolean {
  return !variable || variable.defs.length === 0;
}
