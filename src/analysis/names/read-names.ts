import type { FileReading } from '../reading.ts';
import { isSameDefinition } from '../modules/export-uses.ts';
import { importedModules } from '../modules/imported-modules.ts';
import type { ExportedDefinition } from '../modules/module-summaries.ts';
import { isInside, unwrap, type Node, type Tree } from '../syntax/tree.ts';
import { heldText } from './held-texts.ts';
import { losesName, nameReaders, type NameReader } from './name-readers.ts';
import { isSpanWord } from './span-words.ts';

/** Modules that run tests. Source: the runners of public repositories, 2026. */
const RUNNERS =
  /^(?:vitest|bun:test|node:test|mocha|chai|ava|tap|tape|uvu|@jest\/globals|@playwright\/test|@japa\/runner)$/;
/** Files that are tests by their name. */
const TESTS = /(?:[._-](?:test|spec|e2e)\.[cm]?[jt]sx?$)|(?:^|[\\/])__tests__[\\/]/;
/** What takes the title of a test first. */
const TITLED = /^(?:it|test|describe|suite|context)$/;

/**
 * A text that is the old name of a span or an event, or a part of it, and is read for something else: it is compared with a `.name`, or a
 * test claims it. In a test any other use of the whole text counts, for most of them look the span up by its name.
 * @param file the path of the file
 * @param renaming the name that spans have and the one that they get
 * @param texts other texts that are as good as the old name
 * @param isKnown whether a literal is changed with the name
 * @param definitions the exports of other files that the name is: what reads them gets what they become
 */
export function otherReadOf(
  reading: FileReading,
  file: string,
  renaming: { readonly kind: 'span' | 'event'; readonly from: string; readonly to: string },
  texts: ReadonlySet<string>,
  isKnown: (literal: Node) => boolean,
  definitions: readonly ExportedDefinition[] = [],
): Node | undefined {
  const { tree } = reading;
  const own = namesWrittenIn(reading);
  const isOther = (one: Node) => !own.has(one) && !isKnown(one);
  const same = tree.all('Literal').filter((one) => typeof one.value === 'string' && texts.has(one.value));
  const inTest = isTest(tree, file) ? same.find((one) => isOther(one) && !isTypeOrTitle(tree, one)) : undefined;
  const follows = ({ definitions: read = [] }: NameReader) =>
    read.length > 0 && read.every((one) => definitions.some((other) => isSameDefinition(one, other)));
  return inTest ?? losingReaders(reading, renaming).find((one) => isOther(one.node) && !follows(one))?.node;
}

/** What looks for spans, or events, by an old name or a part of it and does not find them by the new one. */
export function losingReaders(
  reading: FileReading,
  renaming: { readonly kind: 'span' | 'event'; readonly from: string; readonly to: string },
): readonly NameReader[] {
  return readersIn(reading).filter((one) => isAbout(one, renaming.kind) && losesName(one, renaming));
}

/** The constants that hold a text and are called after spans, or stand in one table with names of spans: somebody may look spans up by them. */
export function heldNames(reading: FileReading, text: string): readonly Node[] {
  const { tree } = reading;
  const own = namesWrittenIn(reading);
  return tree.all('Literal').filter((literal) => {
    const held = literal.value === text && !own.has(literal) ? heldText(tree, literal) : undefined;
    return held && (held.words.some(isSpanWord) || [...own].some((name) => isInside(name, held.declaration)));
  });
}

const known = new WeakMap<FileReading, readonly NameReader[]>();

function readersIn(reading: FileReading): readonly NameReader[] {
  let readers = known.get(reading);
  if (!readers) {
    const own = namesWrittenIn(reading);
    readers = nameReaders(reading).filter(({ node }) => !own.has(node));
    known.set(reading, readers);
  }
  return readers;
}

/** What may be something else's name is asked for the whole text alone. */
function isAbout({ thing, test }: NameReader, kind: 'span' | 'event'): boolean {
  return thing === kind || (thing !== 'span' && thing !== 'event' && thing !== 'variable' && test.how === 'is');
}

/** The literals that names of spans and events are written in: they change with the names. */
function namesWrittenIn({ spanSites, eventSites }: FileReading): ReadonlySet<Node> {
  return new Set(
    [...spanSites, ...eventSites].flatMap(({ name, nameNode }) => [
      unwrap(nameNode),
      ...(name.kind === 'exact' ? name.texts.flatMap(({ nodes }) => nodes.map((node) => unwrap(node))) : []),
    ]),
  );
}

/** Whether a file is a test, by its name or by what it imports. */
export function isTest(tree: Tree, file: string): boolean {
  return TESTS.test(file) || importedModules(tree).some((module) => RUNNERS.test(module));
}

function isTypeOrTitle(tree: Tree, literal: Node): boolean {
  const parent = tree.parentOf(literal);
  if (parent?.type === 'TSLiteralType') return true;
  return parent?.type === 'CallExpression' && parent.arguments[0] === literal && TITLED.test(rootName(parent));
}

/** `expect` of `expect(name).not.toBe(…)` */
function rootName(call: Node): string {
  let root = call;
  while (root.type === 'MemberExpression' || root.type === 'CallExpression')
    root = unwrap(root.type === 'MemberExpression' ? root.object : root.callee);
  return root.type === 'Identifier' ? root.name : '';
}
