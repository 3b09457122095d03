import type { TSESTree } from '@typescript-eslint/types';
import { exportsOf } from '../modules/module-exports.ts';
import { isRequire } from '../modules/imported-modules.ts';
import type { FileReading } from '../reading.ts';
import { usesOf, type Ending } from './provider-ending.ts';
import { declaredName } from '../syntax/declared-name.ts';
import { isInside, keyOf, unwrap, type FunctionNode, type Node, type Tree } from '../syntax/tree.ts';

/** A name under which a file gives a provider to others, as plain data. */
export interface ProviderExport {
  /** `default` for what a module gives as a whole, too. */
  readonly name: string;
  /** Whether the export is the provider, a function that gives it back, or one that ends it. */
  readonly is: 'provider' | 'maker' | 'ender';
}

/**
 * The names under which a file gives a provider to others, and those of its functions that end it and that it does not call itself.
 * @param provider the construction
 * @param endings all that the file does with the provider
 * @returns nothing where it goes another way too, or nowhere
 */
export function providerExportsOf(
  { tree, origins }: FileReading,
  provider: Node,
  endings: readonly Ending[],
): readonly ProviderExport[] | undefined {
  const exports: ProviderExport[] = [];
  for (const { kind, node } of endings) {
    if (kind === 'shutDown' || kind === 'flushed') {
      const names = enderNames({ tree, origins }, provider, node);
      if (names.length === 0) return undefined;
      exports.push(...names.map((name) => ({ name, is: 'ender' as const })));
      continue;
    }
    const maker = kind === 'returned' ? tree.functionAround(node) : undefined;
    const isMaker = (one: Node) => one === maker || origins.functionOf(one) === maker;
    const found = maker
      ? ownExports(tree, isMaker).map((name) => ({ name, is: 'maker' as const }))
      : kind === 'exported'
        ? exportedNames(tree, node).map((name) => ({ name, is: 'provider' as const }))
        : [];
    if (found.length === 0 || (maker && isUsedAtHome({ tree, origins }, maker))) return undefined;
    exports.push(...found);
  }
  return exports.length > 0 ? exports : undefined;
}

/** The names of the exported function that an ending stands in, where nothing in its file calls it. */
function enderNames(
  { tree, origins }: Pick<FileReading, 'tree' | 'origins'>,
  provider: Node,
  ending: Node,
): readonly string[] {
  for (let fn = tree.functionAround(ending); fn; fn = tree.functionAround(fn)) {
    const isEnder = (one: Node) => one === fn || origins.functionOf(one) === fn;
    const names = ownExports(tree, isEnder);
    if (names.length === 0) continue;
    // whoever takes a default export gives it a name of his own
    if (names.includes('default')) return [];
    // what a function makes and ends itself is its own
    if (isInside(provider, fn)) return [];
    const declared = fn.type === 'FunctionDeclaration' ? fn.id : declaredName(tree, fn);
    const uses = (declared && tree.variableOf(declared)?.references) ?? [];
    const { whole } = exportsOf(tree);
    const isExport = (use: Node) =>
      tree.parentOf(use)?.type.startsWith('Export') === true || (whole !== undefined && isInside(use, whole));
    return uses.every(({ init, identifier }) => init === true || isExport(identifier as Node)) ? names : [];
  }
  return [];
}

function exportedNames(tree: Tree, node: Node): readonly string[] {
  switch (node.type) {
    case 'VariableDeclaration':
      return node.declarations.length === 1 && node.declarations[0].id.type === 'Identifier'
        ? [node.declarations[0].id.name]
        : [];
    case 'MemberExpression': {
      // `exports.sdk = sdk`, `module.exports = sdk`
      const isWhole = tree.quote(node, 200) === 'module.exports';
      const value = isWhole ? exportsOf(tree).whole : undefined;
      if (!isWhole) return [keyOf(node) ?? []].flat();
      return value?.type === 'Identifier' || value?.type === 'NewExpression' ? ['default'] : [];
    }
    default: {
      // an identifier behind `export default`, `export =` and in `export { sdk as telemetry }`
      const holder = tree.parentOf(node);
      if (holder?.type === 'ExportSpecifier') return [nameOf(holder.exported)];
      return holder?.type === 'ExportDefaultDeclaration' || holder?.type === 'TSExportAssignment' ? ['default'] : [];
    }
  }
}

function ownExports(tree: Tree, isIt: (node: Node) => boolean): readonly string[] {
  const { byName, whole } = exportsOf(tree);
  const names = [...byName].flatMap(([name, one]) => (one.kind === 'own' && isIt(one.node) ? [name] : []));
  if (whole?.type === 'ObjectExpression') {
    for (const one of whole.properties)
      if (one.type === 'Property' && isIt(one.value)) names.push(keyOf(one) ?? 'default');
  }
  return whole && isIt(whole) ? [...names, 'default'] : [...new Set(names)];
}

/** Whether the file that makes a provider in a function goes on with what it gives back. */
function isUsedAtHome(reading: Pick<FileReading, 'tree' | 'origins'>, maker: FunctionNode): boolean {
  const { tree, origins } = reading;
  return tree
    .all('CallExpression')
    .some(
      (call) => origins.functionOf(call.callee) === maker && usesOf(tree, origins, call, 'provider').endings.length > 0,
    );
}

/** What a file does with a provider that another one exports. */
export type ProviderUse =
  /** It ends it, or gives it to someone who may. */
  | 'ends'
  /** It imports it and does nothing of that. */
  | 'imports';

/**
 * Whether a text that is not parsed may use what another file exports.
 * @param base the name of that file without its ending, or of its folder where it is an index
 */
export function mayUseExports(text: string, base: string, exports: readonly ProviderExport[]): boolean {
  if (text.includes(base) && specifierTest(base).test(text)) return true;
  return exports.some(({ name }) => name !== 'default' && text.includes(name));
}

/** A specifier that ends in the name of a file: `'./tracing'`, `"@/tracing.js"`. */
function specifierTest(base: string): RegExp {
  const name = base.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?:^|[/'"\`#~@])${name}(?:/index)?(?:\\.[cm]?[jt]sx?)?(?:['"\`]|$)`);
}

/**
 * What a file does with a provider that another one exports. Names are enough: who has something else of that name is taken for a user
 * of it, and the provider for ended.
 * @returns nothing where it does not know it
 */
export function useOfExports(
  reading: FileReading,
  base: string,
  exports: readonly ProviderExport[],
): ProviderUse | undefined {
  const { tree, origins } = reading;
  const isIt = specifierTest(base);
  const isFrom = (source: Node | null | undefined) => source?.type === 'Literal' && isIt.test(String(source.value));
  const ends = (node: Node, is: ProviderExport['is']): boolean => {
    if (is === 'ender') return true;
    if (is === 'provider') return usesOf(tree, origins, node, 'provider').endings.length > 0;
    const call = tree.parentOf(node);
    // a function that is given to somebody may be called there
    return call?.type !== 'CallExpression' || call.callee !== node
      ? tree.parentOf(node)?.type !== 'ImportSpecifier'
      : usesOf(tree, origins, call, 'provider').endings.length > 0;
  };
  const readsOf = (local: Node): readonly Node[] =>
    (tree.variableOf(local)?.references ?? []).filter(({ init }) => !init).map(({ identifier }) => identifier as Node);
  let imports = false;
  for (const { name, is } of exports) {
    const isName = (node: Node) => nameOf(node) === name;
    for (const declaration of tree.all('ImportDeclaration')) {
      for (const one of declaration.specifiers) {
        const isNamed = one.type === 'ImportSpecifier' && isName(one.imported);
        const isDefault = one.type === 'ImportDefaultSpecifier' && name === 'default' && isFrom(declaration.source);
        // whatever becomes of a whole module, it holds the provider
        if (one.type === 'ImportNamespaceSpecifier' && name === 'default' && isFrom(declaration.source)) return 'ends';
        if (!isNamed && !isDefault) continue;
        imports = true;
        if (readsOf(one.local).some((node) => ends(node, is))) return 'ends';
      }
    }
    for (const { source, specifiers } of tree.all('ExportNamedDeclaration')) {
      if (source && specifiers.some(({ local }) => isName(local))) return 'ends';
    }
    if (name === 'default') {
      // `import tracing = require('./tracing')`, `await import('./tracing')`
      if (tree.all('ImportExpression').some(({ source }) => isFrom(source))) return 'ends';
      if (tree.all('TSExternalModuleReference').some(({ expression }) => isFrom(expression))) return 'ends';
      for (const call of tree.all('CallExpression')) {
        if (!isRequire(tree, call) || !isFrom(call.arguments[0])) continue;
        imports = true;
        if (isRead(tree, call) && (is !== 'provider' || ends(call, is))) return 'ends';
      }
      continue;
    }
    // `require('./tracing').sdk`, `tracing.sdk`
    for (const member of tree.all('MemberExpression')) {
      if (keyOf(member) !== name) continue;
      imports = true;
      if (ends(member, is)) return 'ends';
    }
    // `const { sdk } = require('./tracing')`
    for (const pattern of tree.all('ObjectPattern')) {
      for (const property of pattern.properties) {
        if (property.type !== 'Property' || keyOf(property) !== name) continue;
        imports = true;
        const local = unwrap(property.value);
        if (local.type !== 'Identifier' || readsOf(local).some((node) => ends(node, is))) return 'ends';
      }
    }
  }
  const isImported =
    [...tree.all('ImportDeclaration'), ...tree.all('ImportExpression'), ...tree.all('ExportAllDeclaration')].some(
      ({ source }) => isFrom(source),
    ) || tree.all('CallExpression').some((call) => isRequire(tree, call) && isFrom(call.arguments[0]));
  return imports || isImported ? 'imports' : undefined;
}

function isRead(tree: Tree, call: TSESTree.CallExpression): boolean {
  return tree.parentOf(call)?.type !== 'ExpressionStatement';
}

function nameOf(node: Node): string {
  return node.type === 'Identifier' ? node.name : node.type === 'Literal' ? String(node.value) : '';
}
