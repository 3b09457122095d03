import type { FileReading } from '../reading.ts';
import { importedModules } from '../modules/imported-modules.ts';
import { keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

/** Modules that run tests. Source: the runners of public repositories, 2026. */
const RUNNERS =
  /^(?:vitest|bun:test|node:test|mocha|chai|ava|tap|tape|uvu|@jest\/globals|@playwright\/test|@japa\/runner)$/;
/** Files that are tests by their name. */
const TESTS = /(?:[._-](?:test|spec|e2e)\.[cm]?[jt]sx?$)|(?:^|[\\/])__tests__[\\/]/;
/** What begins a chain of claims: `expect(names).toContain('user_turn')`, `assert.equal(span.name, 'user_turn')`. */
const CLAIMS = /^(?:expect|assert|should|t)$/;
/** What takes the title of a test first. */
const TITLED = /^(?:it|test|describe|suite|context)$/;

/**
 * A plain text that is the old name of a span or an event and is read for something else: it is compared with a `.name`, or a test claims
 * it. In a test any other use of the text counts, for most of them look the span up by its name.
 * @param file the path of the file
 * @param isKnown whether a literal is changed with the name
 */
export function otherReadOf(
  { tree, spanSites, eventSites }: FileReading,
  file: string,
  texts: ReadonlySet<string>,
  isKnown: (literal: Node) => boolean,
): Node | undefined {
  const others = tree.all('Literal').filter((one) => typeof one.value === 'string' && texts.has(one.value));
  if (others.length < 2) return undefined;
  const sites = [...spanSites, ...eventSites];
  const names = new Set(
    sites.flatMap(({ name, nameNode }) => [
      unwrap(nameNode),
      ...(name.kind === 'exact' ? name.texts.flatMap(({ nodes }) => nodes.map((node) => unwrap(node))) : []),
    ]),
  );
  const left = others.filter((one) => !names.has(one) && !isKnown(one) && !isTypeOrTitle(tree, one));
  return isTest(tree, file) ? left[0] : left.find((one) => isCompared(tree, one) || isClaimed(tree, one));
}

function isTest(tree: Tree, file: string): boolean {
  return TESTS.test(file) || importedModules(tree).some((module) => RUNNERS.test(module));
}

function isTypeOrTitle(tree: Tree, literal: Node): boolean {
  const parent = tree.parentOf(literal);
  if (parent?.type === 'TSLiteralType') return true;
  return parent?.type === 'CallExpression' && parent.arguments[0] === literal && TITLED.test(rootName(parent));
}

/** `span.name === 'user_turn'` */
function isCompared(tree: Tree, literal: Node): boolean {
  const parent = tree.parentOf(literal);
  if (parent?.type !== 'BinaryExpression' || !/^[!=]==?$/.test(parent.operator)) return false;
  const other = unwrap(parent.left === literal ? parent.right : parent.left);
  return other.type === 'MemberExpression' && keyOf(other) === 'name';
}

/** Whether a text stands in the arguments of a claim. */
function isClaimed(tree: Tree, literal: Node): boolean {
  let at: Node | undefined = tree.parentOf(literal);
  while (at && /^(?:Property|ObjectExpression|ArrayExpression)$/.test(at.type)) at = tree.parentOf(at);
  if (at?.type !== 'CallExpression') return false;
  return CLAIMS.test(rootName(at));
}

/** `expect` of `expect(name).not.toBe(…)` */
function rootName(call: Node): string {
  let root = call;
  while (root.type === 'MemberExpression' || root.type === 'CallExpression')
    root = unwrap(root.type === 'MemberExpression' ? root.object : root.callee);
  return root.type === 'Identifier' ? root.name : '';
}
