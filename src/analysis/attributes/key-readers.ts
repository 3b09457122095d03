import type { FileReading } from '../reading.ts';
import { isTest } from '../names/read-names.ts';
import { isInside, keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

/** What an object of attributes is called: `attributes`, `span.attrs`, `stepAttrs`. */
const ATTRIBUTES = /attr(?:ibute)?s?$/i;
/** Methods that give what stands under a key. */
const GETTING = /^(?:get|getAttribute|has)$/;
/** What a test claims with. Source: matchers of jest, vitest, chai and `node:assert`. */
const CLAIMING =
  /^(?:to[A-Z]\w*|\w+Containing|calledWith\w*|equals?|eql|include|match|property|(?:deep|strict|deepStrict)Equal|partialDeepStrictEqual)$/;

/** Whether a key is written like one of an attribute, so that a text like it hardly stands for anything else: `tool.input`. */
export function isTellingKey(key: string): boolean {
  return /\w[.:]\w/.test(key);
}

/**
 * Where a file reads an attribute back by its key, which finds nothing once the attribute is recorded under another one: a property of an
 * object, a comparison with the key, in a test what it claims of a span. A key of one word counts only for an object of attributes.
 * @param file the path of the file
 */
export function keyReaders(reading: FileReading, file: string, key: string): readonly Node[] {
  const { tree } = reading;
  const recorded = reading.attributeSites.map(({ node }) => node);
  const isOwn = (node: Node) => recorded.some((site) => isInside(node, site));
  const members = tree.all('MemberExpression').filter((node) => {
    if (!isKeyOf(reading, node, key) || isWritten(tree, node)) return false;
    return isTellingKey(key) || ATTRIBUTES.test(nameOf(node.object));
  });
  const isInTest = isTest(tree, file);
  const texts = isTellingKey(key)
    ? tree
        .all('Literal')
        .filter((node) => node.value === key && (isAskedFor(tree, node) || (isInTest && isClaimed(tree, node))))
    : [];
  return [...members, ...texts].filter((node) => !isOwn(node)).sort((a, b) => a.range[0] - b.range[0]);
}

function isKeyOf({ texts }: FileReading, node: Node, key: string): boolean {
  if (node.type !== 'MemberExpression') return false;
  if (keyOf(node) === key) return true;
  // a constant for it
  if (!node.computed || !/^(?:Identifier|MemberExpression)$/.test(node.property.type)) return false;
  const value = texts.valueOf(node.property);
  return value.kind === 'exact' && value.texts.some(({ text }) => text === key);
}

/** Whether a member is set or taken out, and not read. */
function isWritten(tree: Tree, node: Node): boolean {
  const parent = tree.parentOf(node);
  return (
    (parent?.type === 'AssignmentExpression' && parent.operator === '=' && parent.left === node) ||
    (parent?.type === 'UnaryExpression' && parent.operator === 'delete')
  );
}

function nameOf(node: Node): string {
  const plain = unwrap(node);
  if (plain.type === 'MemberExpression') return keyOf(plain) ?? '';
  return plain.type === 'Identifier' ? plain.name : '';
}

/** Whether a text is asked for: taken out of an object, given to a method that finds by it, or compared. */
function isAskedFor(tree: Tree, node: Node): boolean {
  const parent = tree.parentOf(node);
  switch (parent?.type) {
    case 'Property':
      return parent.key === node && tree.parentOf(parent)?.type === 'ObjectPattern';
    case 'CallExpression': {
      const callee = unwrap(parent.callee);
      return parent.arguments[0] === node && callee.type === 'MemberExpression' && GETTING.test(keyOf(callee) ?? '');
    }
    case 'BinaryExpression':
      return /^(?:[!=]==?|in)$/.test(parent.operator);
    case 'SwitchCase':
      return parent.test === node;
    default:
      return false;
  }
}

/** Whether a text stands in what a test claims: `toHaveBeenCalledWith('tool.input', …)`, `toMatchObject({ 'tool.input': … })`. */
function isClaimed(tree: Tree, node: Node): boolean {
  for (let up = tree.parentOf(node); up; up = tree.parentOf(up)) {
    if (up.type === 'CallExpression' && CLAIMING.test(nameOf(up.callee))) return true;
    if (!/^(?:Property|ObjectExpression|ArrayExpression|CallExpression)$/.test(up.type)) return false;
  }
  return false;
}
