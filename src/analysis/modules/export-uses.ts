import path from 'node:path';
import type { Variable } from '@typescript-eslint/scope-manager';
import { isRequire } from './imported-modules.ts';
import type { ExportedDefinition, ModuleSummaries } from './module-summaries.ts';
import { nameUseOf, type IsName, type NameUse } from '../names/name-uses.ts';
import type { FileReading } from '../reading.ts';
import { sourcesOf, type Path } from '../syntax/sources.ts';
import { unwrap, type Node, type Tree } from '../syntax/tree.ts';

/** A variable that an import fills, and what it stands for. */
interface Imported {
  readonly variable: Variable;
  readonly module: string;
  readonly path: Path;
}

/**
 * What a file does with a text that another file exports: one answer for each place where it is read, none where it is not imported.
 * @param summaries what the imports of the file lead to
 * @param how.isLiteral whether the type of the export is the text itself
 * @param how.isReadAround whether what stands around the program may read a variable of it by its name: the template of a component
 */
export function usesOfExport(
  reading: FileReading,
  definition: ExportedDefinition,
  summaries: ModuleSummaries,
  how: { readonly isName: IsName; readonly isLiteral: boolean; readonly isReadAround: (name: string) => boolean },
): readonly NameUse[] {
  const { tree } = reading;
  const leadsToIt = (module: string, steps: Path) =>
    summaries.texts(module, steps)?.some((one) => one.definition && isSameDefinition(one.definition, definition)) ??
    false;
  const uses = importsOf(tree).flatMap(({ variable, module, path: steps }) => {
    // `import { NAMES }`, `import * as names`, a default export that is the table
    const keys = definition.path.map((_, i) => definition.path.slice(i)).concat([[]]);
    const below = keys.find((rest) => leadsToIt(module, [...steps, ...rest]));
    if (!below) return [];
    const read = variable.references.filter(({ init }) => !init).map(({ identifier }) => identifier as Node);
    const isAnother = (node: Node) => isExportedOtherwise(tree, node, steps.length === 0);
    const uses = read.map((node) => (isAnother(node) ? 'other' : nameUseOf(reading, node, below, how)));
    return how.isReadAround(variable.name) ? [...uses, 'other' as const] : uses;
  });
  const [root = ''] = definition.path;
  // handed on under another name, or as a whole, it may be read by files that do not know its name
  const isHandedOn = tree.all('ExportNamedDeclaration').some(({ source, specifiers }) =>
    specifiers.some((one) => {
      const [local, exported] = [nameOf(one.local), nameOf(one.exported)];
      return local === root && exported !== local && (!source || leadsToIt(source.value, definition.path));
    }),
  );
  const isTakenWhole =
    tree
      .all('ExportAllDeclaration')
      .some(({ exported, source }) => exported !== null && leadsToIt(source.value, definition.path)) ||
    looseModules(tree, definition.file).some((module) => leadsToIt(module, definition.path));
  return isHandedOn || isTakenWhole ? [...uses, 'other'] : uses;
}

/** Whether two exports are one. */
export function isSameDefinition(a: ExportedDefinition, b: ExportedDefinition): boolean {
  return a.file === b.file && a.path.join('\n') === b.path.join('\n');
}

/** `export default TOOL`, and `export { names }` for a whole module: who reads that need not know the name. */
function isExportedOtherwise(tree: Tree, node: Node, isModule: boolean): boolean {
  const holder = tree.parentOf(node)?.type;
  return holder === 'ExportDefaultDeclaration' || (isModule && holder === 'ExportSpecifier');
}

/** The variables that imports and calls of `require` fill. */
function importsOf(tree: Tree): readonly Imported[] {
  const names = [
    ...tree.all('ImportDeclaration').flatMap(({ specifiers }) => specifiers.map(({ local }) => local)),
    // `import names = require('./names')`
    ...tree.all('TSImportEqualsDeclaration').map(({ id }) => id),
  ];
  const imported = names.flatMap((name) => {
    const variable = tree.variableOf(name);
    const [source] = variable ? sourcesOf(tree, variable) : [];
    return variable && source?.kind === 'import' ? [{ variable, module: source.module, path: source.path }] : [];
  });
  const required = tree.all('VariableDeclarator').flatMap(({ id, init }) => {
    const module = init ? requiredModule(tree, init) : undefined;
    if (module === undefined) return [];
    return tree.namesIn(id).flatMap(({ identifiers }) => {
      const [name] = identifiers;
      const variable = name && tree.variableOf(name);
      const [source] = variable ? sourcesOf(tree, variable) : [];
      return variable && source?.kind === 'value' ? [{ variable, module, path: source.path }] : [];
    });
  });
  return [...imported, ...required];
}

/**
 * Modules that are loaded without a variable for what is taken: `require('./names').TOOL`, `await import('./names')`,
 * `jest.requireActual('./names')`, `typeof import('./names')`. Any call may load what it is given by name.
 * @param file the module that is asked for
 */
function looseModules(tree: Tree, file: string): readonly string[] {
  const { name, dir } = path.parse(file);
  const word = name === 'index' ? path.basename(dir) : name;
  const imports = tree.all('ImportExpression').map(({ source }) => source as Node);
  const types = tree.all('TSImportType').map(({ source }) => source as Node);
  const calls = tree
    .all('CallExpression')
    .filter((call) => !isRequire(tree, call) || tree.parentOf(call)?.type !== 'VariableDeclarator')
    .flatMap((call) => call.arguments as Node[]);
  return [...imports, ...types, ...calls].flatMap((node) =>
    node.type === 'Literal' && typeof node.value === 'string' && node.value.includes(word) ? [node.value] : [],
  );
}

function requiredModule(tree: Tree, expression: Node): string | undefined {
  const call = unwrap(expression);
  if (call.type !== 'CallExpression' || !isRequire(tree, call)) return undefined;
  const [first] = call.arguments;
  return first?.type === 'Literal' && typeof first.value === 'string' ? first.value : undefined;
}

function nameOf(node: Node): string {
  return node.type === 'Identifier' ? node.name : String((node as { value?: unknown }).value);
}
