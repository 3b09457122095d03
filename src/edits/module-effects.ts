import { readFileSync } from 'node:fs';
import path from 'node:path';
import { hasEffects } from '../analysis/syntax/effects.ts';
import { parseSource } from '../analysis/parsing/parse.ts';
import { resolveModule } from '../analysis/modules/resolve-module.ts';
import { treeOf, type Node, type Tree } from '../analysis/syntax/tree.ts';

/** How modules of the project are written that no resolver needs to find: relative, by `imports` of a package, by usual `paths`. */
const OWN = /^(?:[.~#/]|@\/)/;

/**
 * Whether loading a module may do something, so that an import of it must stay when nothing reads its names any more: it is a module of the
 * project, and is not shown to define constants, functions and types alone. Published packages of names count as doing nothing.
 * @param file the path of the importing file
 */
export function mayActWhenLoaded(file: string, specifier: string): boolean {
  const found = resolveModule(path.resolve(file), specifier);
  if (found === undefined) return OWN.test(specifier);
  try {
    const parsed = parseSource(readFileSync(found, 'utf8').replace(/^\uFEFF/, ''), found);
    return 'fault' in parsed || acts(treeOf(parsed.source));
  } catch {
    return true;
  }
}

function acts(tree: Tree): boolean {
  return tree.program.body.some((statement) => !isDefinition(tree, statement));
}

/** Whether a statement only defines something; what imports or requires another module may load it. */
function isDefinition(tree: Tree, statement: Node): boolean {
  switch (statement.type) {
    case 'ExportNamedDeclaration':
      if (statement.source) return statement.exportKind === 'type';
      return !statement.declaration || isDefinition(tree, statement.declaration);
    case 'ImportDeclaration':
      return statement.importKind === 'type';
    case 'VariableDeclaration':
      return statement.declarations.every(({ init }) => !init || !hasEffects(tree, init));
    case 'ExpressionStatement':
      // `'use strict'`, and `exports.PROMPT = 'gen_ai.prompt'`
      if (statement.expression.type === 'Literal') return true;
      return (
        statement.expression.type === 'AssignmentExpression' &&
        /^(?:module\.)?exports\b/.test(tree.quote(statement.expression.left)) &&
        !hasEffects(tree, statement.expression.right)
      );
    case 'FunctionDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSEnumDeclaration':
    case 'TSDeclareFunction':
    case 'EmptyStatement':
      return true;
    default:
      return false;
  }
}
