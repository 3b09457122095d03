import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { hasEffects } from '../analysis/syntax/effects.ts';
import { isRequire } from '../analysis/modules/imported-modules.ts';
import type { Node, Tree } from '../analysis/syntax/tree.ts';
import type { Edit } from './edit.ts';
import { emptiedCompounds } from './emptied-statements.ts';
import { styleOf } from './file-style.ts';
import { fromList } from './list-edits.ts';
import { mayActWhenLoaded } from './module-effects.ts';
import { ownCommentStart } from './own-comment.ts';
import { bySameName } from './same-names.ts';
import { endOfStatement, takeOut } from './statement-edits.ts';
import { skipTrivia } from './trivia.ts';

/**
 * Edits that take out imports and constants which had readers before a change and have none after it. Of a module that may do something
 * when it is loaded the import stays, without names.
 * @param before the tree of the text before the change
 * @param after the tree of the text that is to be edited
 * @param file the path of the file
 */
export function unusedEdits(before: Tree, after: Tree, file: string): Edit[] {
  const was = bySameName(before);
  const specifiers = new Set<Node>();
  const declarators = new Set<Node>();
  const names = new Set<Node>();
  for (const [name, variables] of bySameName(after)) {
    for (const [i, variable] of variables.entries()) {
      const earlier = was.get(name)?.[i];
      const [definition, ...more] = variable.defs;
      const node = definition?.node as Node | undefined;
      if (isRead(variable) || !earlier || !isRead(earlier) || !node || more.length > 0) continue;
      // `thought = await think()` stays, and needs its `let`
      if (variable.references.some((reference) => reference.isWrite() && !reference.init)) continue;
      if (/^Import(?:Default|Namespace)?Specifier$/.test(node.type)) specifiers.add(node);
      else if (node.type === 'VariableDeclarator' && isConstant(after, node)) declarators.add(node);
      else if (node.type === 'VariableDeclarator') names.add(definition?.name as Node);
    }
  }
  const partly = unusedNames(after, names);
  for (const one of partly.declarators) declarators.add(one);
  const whole = [
    ...emptied(before, after),
    ...after
      .all('ImportDeclaration')
      .filter(({ specifiers: own }) => own.length > 0 && own.every((one) => specifiers.has(one))),
    ...after.all('VariableDeclaration').filter(({ declarations }) => declarations.every((one) => declarators.has(one))),
  ];
  const loading = new Map(whole.flatMap((one): [Node, Edit][] => loadingEdit(after, one, file)));
  return [
    ...removeStatements(
      after,
      whole.filter((one) => !loading.has(one)),
    ),
    ...loading.values(),
    ...partly.edits,
    ...after
      .all('ImportDeclaration')
      .filter((declaration) => !whole.includes(declaration))
      .flatMap((declaration) => [
        ...keepLoading(after, declaration, specifiers, file),
        ...removeSpecifiers(after, declaration, specifiers),
      ]),
    ...after
      .all('VariableDeclaration')
      .filter((declaration) => !whole.includes(declaration))
      .flatMap(({ declarations }) => fromList(after, declarations, declarators)),
  ];
}

/** What leaves of an import only that it loads its module; nothing where that does nothing. */
function loadingEdit(tree: Tree, statement: Node, file: string): [Node, Edit][] {
  const [start] = statement.range;
  if (statement.type === 'ImportDeclaration') {
    const isErased =
      statement.importKind === 'type' ||
      statement.specifiers.every((one) => one.type === 'ImportSpecifier' && one.importKind === 'type');
    if (isErased || !mayActWhenLoaded(file, statement.source.value)) return [];
    return [[statement, { range: [start, statement.source.range[0]], text: 'import ' }]];
  }
  const [declarator, ...more] = statement.type === 'VariableDeclaration' ? statement.declarations : [];
  const call = declarator?.init;
  const [module] = call?.type === 'CallExpression' && isRequire(tree, call) ? call.arguments : [];
  if (!call || more.length > 0 || module?.type !== 'Literal' || !mayActWhenLoaded(file, String(module.value)))
    return [];
  return [[statement, { range: [start, call.range[0]], text: '' }]];
}

/** An import for effects beside one that keeps names of types alone, which TypeScript leaves out; nothing where loading does nothing. */
function keepLoading(
  tree: Tree,
  { specifiers, importKind, source, range }: TSESTree.ImportDeclaration,
  unused: ReadonlySet<Node>,
  file: string,
): Edit[] {
  const isTyped = (one: TSESTree.ImportClause) => one.type === 'ImportSpecifier' && one.importKind === 'type';
  const gone = specifiers.filter((one) => unused.has(one) && !isTyped(one));
  const isErased = (one: TSESTree.ImportClause) =>
    isTyped(one) || (tree.variableOf(one.local)?.references.every((reference) => !reference.isValueReference) ?? false);
  const left = specifiers.filter((one) => !unused.has(one));
  if (importKind === 'type' || gone.length === 0 || !left.every(isErased) || !mayActWhenLoaded(file, source.value))
    return [];
  const { eol, semicolons } = styleOf(tree);
  return [{ range: [range[0], range[0]], text: `import ${source.raw}${semicolons ? ';' : ''}${eol}` }];
}

/** Takes statements out, neighbours as one, so that the blank lines around them are seen as what they will be. */
function removeStatements(tree: Tree, statements: readonly Node[]): Edit[] {
  const { text } = tree;
  const runs: { readonly first: Node; readonly start: number; end: number }[] = [];
  for (const first of [...statements].sort((a, b) => a.range[0] - b.range[0])) {
    const end = endOfStatement(text, first);
    const start = ownCommentStart(tree, first);
    const last = runs.at(-1);
    if (last && /^[^\S\n\r]*(?:\r\n|[\n\r])?\s*$/.test(text.slice(last.end, start))) last.end = end;
    else runs.push({ first, start, end });
  }
  return runs.map(({ first, start, end }) => takeOut(tree, first, [start, end]));
}

/** Statements that do nothing, which a change made so: `span;` of a chain whose links are gone, an `if` whose recordings are. */
function emptied(before: Tree, after: Tree): Node[] {
  const textsOf = (tree: Tree) =>
    tree
      .all('ExpressionStatement')
      .filter(({ expression }) => /^(?:Identifier|MemberExpression|ThisExpression)$/.test(expression.type));
  const old = textsOf(before).map((statement) => before.quote(statement));
  const bare = textsOf(after).filter(
    (statement) => !old.includes(after.quote(statement)) && !hasEffects(after, statement.expression),
  );
  return [...bare, ...emptiedCompounds(before, after)];
}

function isRead(variable: Variable): boolean {
  return variable.references.some((reference) => reference.isRead() || reference.isTypeReference);
}

/** Whether a declarator holds one name and a value that is made without an effect; what is exported is read elsewhere. */
function isConstant(tree: Tree, declarator: TSESTree.VariableDeclarator): boolean {
  const declaration = tree.parentOf(declarator);
  const parent = declaration && tree.parentOf(declaration);
  const isLocal = parent !== undefined && /^(?:Program|BlockStatement)$/.test(parent.type);
  if (!isLocal) return false;
  if (declarator.id.type === 'Identifier') return !(declarator.init && hasEffects(tree, declarator.init));
  // `const { ATTR_X } = require('…')` is an import
  const isRequired = declarator.init?.type === 'CallExpression' && tree.quote(declarator.init.callee) === 'require';
  // beside other declarators it has no statement of its own to load its module
  if (declaration?.type === 'VariableDeclaration' && declaration.declarations.length > 1) return false;
  return isRequired && declarator.id.type === 'ObjectPattern' && declarator.id.properties.length === 1;
}

/**
 * What is to become of declarations that give names to parts of a value, or to what a call gives, where the names are read no more:
 * `await model.think();` of `const { thought } = await model.think();`.
 */
function unusedNames(
  tree: Tree,
  names: ReadonlySet<Node>,
): { readonly declarators: readonly Node[]; readonly edits: readonly Edit[] } {
  const declarators: Node[] = [];
  const edits: Edit[] = [];
  for (const declarator of names.size === 0 ? [] : tree.all('VariableDeclarator')) {
    const { id, init } = declarator;
    const declaration = tree.parentOf(declarator);
    const list = declaration && tree.parentOf(declaration);
    const properties = id.type === 'ObjectPattern' ? id.properties : [];
    if (!init || declaration?.type !== 'VariableDeclaration' || !/^(?:Program|BlockStatement)$/.test(list?.type ?? ''))
      continue;
    const unused = new Set<Node>(properties.filter((one) => names.has(nameGivenBy(tree, one) ?? one)));
    // what is left over is what the others do not take
    if (id.type === 'ObjectPattern' && properties.some(({ type }) => type === 'RestElement')) continue;
    if (unused.size > 0 && unused.size < properties.length) edits.push(...fromList(tree, properties, unused));
    if (!names.has(id) && (unused.size === 0 || unused.size < properties.length)) continue;
    if (!hasEffects(tree, init)) declarators.push(declarator);
    else if (declaration.declarations.length === 1 && isStatement(tree, init))
      edits.push({ range: [declaration.range[0], init.range[0]], text: '' });
  }
  return { declarators, edits };
}

/** The name that a property of a pattern gives, where nothing else happens in it. */
function nameGivenBy(tree: Tree, property: TSESTree.Property | TSESTree.RestElement): Node | undefined {
  if (property.type !== 'Property' || property.computed) return undefined;
  const { value } = property;
  if (value.type !== 'AssignmentPattern') return value.type === 'Identifier' ? value : undefined;
  return value.left.type === 'Identifier' && !hasEffects(tree, value.right) ? value.left : undefined;
}

/** Whether an expression can stand alone, whatever the line before it ends with. */
function isStatement(tree: Tree, { type, range }: Node): boolean {
  return (
    /^(?:Await|Call|New)Expression$/.test(type) && /^(?!(?:function|class|let)\b)[\w$]/.test(tree.text.slice(...range))
  );
}

function removeSpecifiers(tree: Tree, declaration: TSESTree.ImportDeclaration, unused: ReadonlySet<Node>): Edit[] {
  const { specifiers } = declaration;
  const gone = specifiers.filter((specifier) => unused.has(specifier));
  if (gone.length === 0) return [];
  const named = specifiers.filter((specifier) => specifier.type === 'ImportSpecifier');
  const [other] = specifiers.filter((specifier) => specifier.type !== 'ImportSpecifier');
  const goneNamed = named.filter((specifier) => unused.has(specifier));
  if (other && unused.has(other)) {
    // `import api, { trace }`
    const comma = tree.text.indexOf(',', other.range[1]);
    const edit = { range: [other.range[0], skipTrivia(tree.text, comma + 1)] as const, text: '' };
    return [edit, ...fromList(tree, named, unused)];
  }
  if (other && goneNamed.length === named.length) {
    const close = tree.text.indexOf('}', named.at(-1)?.range[1] ?? 0);
    return [{ range: [other.range[1], close + 1], text: '' }];
  }
  return fromList(tree, named, unused);
}
