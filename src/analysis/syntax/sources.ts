import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import { isFunction, keyOf, type ClassNode, type FunctionNode, type Node, type Tree } from './tree.ts';

/** Steps from a whole value to the part that a pattern takes out of it: property names, indexes, or nothing known. */
export type Path = readonly (string | number | undefined)[];

/** Where the value of a variable comes from. */
export type ValueSource =
  | { readonly kind: 'import'; readonly module: string; readonly path: Path; readonly typeOnly: boolean }
  | { readonly kind: 'value'; readonly node: Node; readonly path: Path; readonly operator: string }
  | { readonly kind: 'element'; readonly of: Node; readonly path: Path }
  | {
      readonly kind: 'parameter';
      readonly fn: FunctionNode;
      readonly index: number;
      readonly path: Path;
      readonly rest: boolean;
    }
  | { readonly kind: 'function'; readonly node: FunctionNode }
  | { readonly kind: 'class'; readonly node: ClassNode }
  | { readonly kind: 'enum'; readonly node: TSESTree.TSEnumDeclaration }
  | { readonly kind: 'type'; readonly node: Node }
  | { readonly kind: 'unknown'; readonly node: Node };

/** What a declared or assigned identifier is part of. */
interface Target {
  readonly path: Path;
  readonly root: Node;
  readonly defaults: readonly Node[];
  readonly annotation: TSESTree.TypeNode | undefined;
}

/**
 * All places that give a variable a value, in source order: its declaration and every assignment.
 * @param variable a variable of the host's scope manager
 */
export function sourcesOf(tree: Tree, variable: Variable): ValueSource[] {
  const sources: ValueSource[] = [];
  for (const definition of variable.defs) {
    const name = definition.name as Node;
    switch (definition.type as string) {
      case 'ImportBinding':
        sources.push(importSource(tree, definition.node, definition.parent));
        break;
      case 'Parameter':
        sources.push(...parameterSources(tree, name));
        break;
      case 'FunctionName':
        sources.push(
          isFunction(definition.node) ? { kind: 'function', node: definition.node } : { kind: 'unknown', node: name },
        );
        break;
      case 'ClassName':
        sources.push({ kind: 'class', node: definition.node as ClassNode });
        break;
      case 'TSEnumName':
        sources.push({ kind: 'enum', node: definition.node as TSESTree.TSEnumDeclaration });
        break;
      case 'Type':
        sources.push({ kind: 'type', node: definition.node as Node });
        break;
      case 'Variable':
        break; // read below: the initialiser is a write reference too, but not where nothing is assigned
      default:
        sources.push({ kind: 'unknown', node: name });
    }
  }
  for (const definition of variable.defs) {
    if ((definition.type as string) !== 'Variable') continue;
    const target = targetOf(tree, definition.name);
    sources.push(...assignedSources(tree, target));
  }
  for (const reference of variable.references) {
    if (!reference.isWrite() || reference.init) continue;
    sources.push(...assignedSources(tree, targetOf(tree, reference.identifier)));
  }
  return sources;
}

/** The same without the type that goes by the name of a value: `const Kind = {…}; type Kind = …`. */
export function valuesOf(tree: Tree, variable: Variable): ValueSource[] {
  return sourcesOf(tree, variable).filter(({ kind }) => kind !== 'type');
}

/** The type annotation that a variable carries where it is declared, with the path a destructuring took below it. */
export function annotationOf(
  tree: Tree,
  variable: Variable,
): { readonly type: TSESTree.TypeNode; readonly path: Path } | undefined {
  for (const definition of variable.defs) {
    if ((definition.type as string) !== 'Variable' && (definition.type as string) !== 'Parameter') continue;
    const target = targetOf(tree, definition.name);
    if (target.annotation) return { type: target.annotation, path: target.path };
  }
  return undefined;
}

/** Climbs from an identifier in a pattern to the declaration, parameter or assignment that fills the pattern. */
function targetOf(tree: Tree, identifier: Node): Target {
  const path: (string | number | undefined)[] = [];
  const defaults: Node[] = [];
  let annotation = annotationOn(identifier);
  let node = identifier;
  for (let parent = tree.parentOf(node); parent; parent = tree.parentOf(node)) {
    if (parent.type === 'Property' && parent.value === node) path.unshift(keyOf(parent));
    else if (parent.type === 'ArrayPattern')
      path.unshift(parent.elements.indexOf(node as TSESTree.DestructuringPattern));
    else if (parent.type === 'RestElement' && parent.argument === node) {
      const holder = tree.parentOf(parent);
      if (holder && isFunction(holder))
        return { path: [undefined, ...path], root: parent, defaults, annotation: undefined };
      path.unshift(undefined);
    } else if (parent.type === 'AssignmentPattern' && parent.left === node) defaults.push(parent.right);
    else if (parent.type !== 'ObjectPattern' && parent.type !== 'TSParameterProperty')
      return { path, root: parent, defaults, annotation };
    node = parent;
    const own = annotationOn(parent);
    if (own) annotation = own;
  }
  return { path, root: node, defaults, annotation };
}

function annotationOn(node: Node): TSESTree.TypeNode | undefined {
  return (node as { typeAnnotation?: TSESTree.TSTypeAnnotation }).typeAnnotation?.typeAnnotation;
}

function assignedSources(tree: Tree, target: Target): ValueSource[] {
  const { root, path } = target;
  const defaults = target.defaults.map((node): ValueSource => ({ kind: 'value', node, path: [], operator: '=' }));
  switch (root.type) {
    case 'VariableDeclarator': {
      const holder = tree.parentOf(tree.parentOf(root) as Node);
      if (holder?.type === 'ForOfStatement' && holder.left === tree.parentOf(root))
        return [{ kind: 'element', of: holder.right, path }, ...defaults];
      if (holder?.type === 'ForInStatement') return [{ kind: 'unknown', node: root.id }];
      return root.init ? [{ kind: 'value', node: root.init, path, operator: '=' }, ...defaults] : defaults;
    }
    case 'AssignmentExpression':
      return [{ kind: 'value', node: root.right, path, operator: root.operator }, ...defaults];
    case 'ForOfStatement':
      return [{ kind: 'element', of: root.right, path }, ...defaults];
    case 'UpdateExpression':
      return [{ kind: 'value', node: root, path: [], operator: root.operator }];
    default:
      return [{ kind: 'unknown', node: root }, ...defaults];
  }
}

function parameterSources(tree: Tree, name: Node): ValueSource[] {
  const target = targetOf(tree, name);
  const rest = target.root.type === 'RestElement';
  const fn = rest ? tree.parentOf(target.root) : target.root;
  if (!isFunction(fn)) return [{ kind: 'unknown', node: name }];
  const index = fn.params.findIndex(
    (parameter) => parameter.range[0] <= name.range[0] && name.range[1] <= parameter.range[1],
  );
  const defaults = target.defaults.map((node): ValueSource => ({ kind: 'value', node, path: [], operator: 'default' }));
  return [{ kind: 'parameter', fn, index, path: rest ? target.path.slice(1) : target.path, rest }, ...defaults];
}

function importSource(tree: Tree, specifier: Node, declaration: Node | null): ValueSource {
  if (specifier.type === 'TSImportEqualsDeclaration') {
    const reference = specifier.moduleReference as Node;
    if (reference.type === 'TSExternalModuleReference') {
      return { kind: 'import', module: reference.expression.value, path: [], typeOnly: false };
    }
    return { kind: 'unknown', node: specifier };
  }
  const from =
    declaration?.type === 'ImportDeclaration'
      ? declaration
      : (tree.parentOf(specifier) as TSESTree.ImportDeclaration | undefined);
  if (from?.type !== 'ImportDeclaration') return { kind: 'unknown', node: specifier };
  const module = from.source.value;
  const typeOnly = from.importKind === 'type' || (specifier as { importKind?: string }).importKind === 'type';
  if (specifier.type === 'ImportNamespaceSpecifier') return { kind: 'import', module, path: [], typeOnly };
  if (specifier.type === 'ImportDefaultSpecifier') return { kind: 'import', module, path: ['default'], typeOnly };
  const imported = (specifier as TSESTree.ImportSpecifier).imported as Node;
  return {
    kind: 'import',
    module,
    path: [imported.type === 'Identifier' ? imported.name : (imported as TSESTree.StringLiteral).value],
    typeOnly,
  };
}
