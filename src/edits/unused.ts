import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { hasEffects } from '../analysis/effects.ts';
import type { Node, Tree } from '../analysis/tree.ts';
import type { Edit } from './edit.ts';
import { removeStatement } from './statement-edits.ts';
import { skipTrivia } from './trivia.ts';

/**
 * Edits that take out imports and constants which had readers before a change and have none after it.
 * @param before the tree of the text before the change
 * @param after the tree of the text that is to be edited
 */
export function unusedEdits(before: Tree, after: Tree): Edit[] {
  const used = new Set([...before.variables()].filter(isRead).map((variable) => variable.name));
  const unused = [...after.variables()].filter((variable) => !isRead(variable) && used.has(variable.name));
  const specifiers = new Set<Node>();
  const edits: Edit[] = [];
  for (const variable of unused) {
    const [definition, ...more] = variable.defs;
    const node = definition?.node as Node | undefined;
    if (!node || more.length > 0) continue;
    if (/^Import(?:Default|Namespace)?Specifier$/.test(node.type)) specifiers.add(node);
    else if (node.type === 'VariableDeclarator') edits.push(...removeConstant(after, node));
  }
  for (const declaration of after.all('ImportDeclaration'))
    edits.push(...removeSpecifiers(after, declaration, specifiers));
  return edits;
}

function isRead(variable: Variable): boolean {
  return variable.references.some((reference) => reference.isRead() || reference.isTypeReference);
}

function removeConstant(tree: Tree, declarator: TSESTree.VariableDeclarator): Edit[] {
  const declaration = tree.parentOf(declarator);
  if (declaration?.type !== 'VariableDeclaration' || declaration.declarations.length > 1) return [];
  if (declarator.id.type !== 'Identifier' || !declarator.init || hasEffects(tree, declarator.init)) return [];
  // an exported constant is read elsewhere
  const parent = tree.parentOf(declaration);
  return parent && /^(?:Program|BlockStatement)$/.test(parent.type) ? [removeStatement(tree, declaration)] : [];
}

function removeSpecifiers(tree: Tree, declaration: TSESTree.ImportDeclaration, unused: ReadonlySet<Node>): Edit[] {
  const gone = declaration.specifiers.filter((specifier) => unused.has(specifier));
  if (gone.length === 0) return [];
  if (gone.length === declaration.specifiers.length) return [removeStatement(tree, declaration)];
  // `import api, { trace }`: only the named ones are a list
  return gone
    .filter((specifier) => specifier.type === 'ImportSpecifier')
    .flatMap((specifier) => {
      const named = declaration.specifiers.filter((one) => one.type === 'ImportSpecifier');
      if (gone.filter((one) => one.type === 'ImportSpecifier').length === named.length) return [];
      const comma = skipTrivia(tree.text, specifier.range[1]);
      const next = tree.text[comma] === ',' ? skipTrivia(tree.text, comma + 1) : specifier.range[1];
      if (tree.text[comma] === ',' && tree.text[next] !== '}') return [{ range: [specifier.range[0], next], text: '' }];
      const previous = named[named.indexOf(specifier) - 1];
      return previous ? [{ range: [previous.range[1], specifier.range[1]], text: '' }] : [];
    });
}
