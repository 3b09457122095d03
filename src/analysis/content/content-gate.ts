import type { TSESTree } from '@typescript-eslint/types';
import { isCaptureFlag } from '../catalogue/capture-flags.ts';
import { returnedExpressions } from '../origins/origin.ts';
import type { FileReading } from '../reading.ts';
import { sourcesOf } from '../syntax/sources.ts';
import { allCallsOf } from '../syntax/function-places.ts';
import { isFunction, isInside, keyOf, unwrap, type FunctionNode, type Node, type Tree } from '../syntax/tree.ts';
import { bareGatesIn } from './bare-gate.ts';

const DEEPEST = 3;

/** What is asked of the reading of a file. */
type Flagged = Pick<FileReading, 'tree' | 'origins'>;

/** Tells the flags in a condition, by the code that runs by it. */
type Naming = (test: Node, guarded: () => readonly Node[]) => readonly string[];

/**
 * The flags that the recording of content stands behind: in an `if`, `&&` or `?:` around it, in an early return before it, or in a
 * choice that the value is. A function that only its file can call stands behind what every call of it does.
 * @param isGate whether the contract lists a name
 */
export function captureGatesOf(
  reading: Flagged,
  recording: Node,
  value: Node,
  isGate: (name: string) => boolean,
  isSafe: (value: Node) => boolean,
): readonly string[] {
  const asked = (name: string) => isCaptureFlag(name) || isGate(name);
  const named: Naming = (test, guarded) => [
    ...gatesIn(reading, test, asked, 0),
    ...bareGatesIn(reading.tree, test, guarded),
  ];
  const search: Search = { tree: reading.tree, named, isGate, found: new Map() };
  return [
    ...gatesAround(search, recording),
    ...gatesAround(search, value),
    ...gatesOfChoice(reading, value, named, isSafe, 0),
  ];
}

/** What is asked along the ways to a recording. */
interface Search {
  readonly tree: Tree;
  /** The flags in a condition. */
  readonly named: Naming;
  readonly isGate: (name: string) => boolean;
  /** The flags that all calls of a function stand behind; set first, for functions may call each other. */
  readonly found: Map<FunctionNode, readonly string[]>;
}

function gatesAround(search: Search, recording: Node, depth = 0): string[] {
  const { tree, named } = search;
  const gates: string[] = [];
  let below = recording;
  for (let up = tree.parentOf(recording); up; below = up, up = tree.parentOf(up)) {
    if ((up.type === 'IfStatement' || up.type === 'ConditionalExpression') && up.test !== below)
      gates.push(...named(up.test, () => branchesOf(up)));
    else if (up.type === 'LogicalExpression' && up.operator === '&&' && up.right === below)
      gates.push(...named(up.left, () => [up.right]));
    else if (up.type === 'BlockStatement') gates.push(...earlyReturns(up, below, named));
    if (isFunction(up)) {
      gates.push(...gatesOfCalls(search, up, depth));
      if (tree.parentOf(up)?.type === 'MethodDefinition') break;
    }
  }
  return gates;
}

function branchesOf({ consequent, alternate }: TSESTree.IfStatement | TSESTree.ConditionalExpression): readonly Node[] {
  return alternate ? [consequent, alternate] : [consequent];
}

/** `if (captureContent) this.#record(prompt)`: the flags of the calls of a function, where all are in sight and each has one. */
function gatesOfCalls(search: Search, fn: FunctionNode, depth: number): readonly string[] {
  const known = search.found.get(fn);
  if (known || depth >= DEEPEST) return known ?? [];
  search.found.set(fn, []);
  // what it calls of itself, it calls where somebody called it
  const calls = (allCallsOf(search.tree, fn) ?? []).filter((call) => !isInside(call, fn));
  const each: (readonly string[])[] = [];
  for (const call of calls) {
    const gates = gatesAround(search, call, depth + 1);
    if (gates.length === 0) return [];
    each.push(gates);
  }
  // one call behind a flag that nobody agreed to is enough to name that
  const open = each.filter((gates) => !gates.some(search.isGate));
  const gates = (open.length > 0 ? open : each).flat();
  search.found.set(fn, gates);
  return gates;
}

/** `captureContent ? prompt : '[redacted]'`, also where a constant is that. */
function gatesOfChoice(
  reading: Flagged,
  value: Node,
  named: Naming,
  isSafe: (value: Node) => boolean,
  depth: number,
): readonly string[] {
  const node = unwrap(value, true);
  if (node.type === 'ConditionalExpression')
    return isSafe(node.consequent) || isSafe(node.alternate) ? named(node.test, () => branchesOf(node)) : [];
  if (node.type === 'LogicalExpression' && node.operator === '&&') return named(node.left, () => [node.right]);
  const given = depth < DEEPEST ? onlyValue(reading, node) : undefined;
  return given ? gatesOfChoice(reading, given, named, isSafe, depth + 1) : [];
}

/** What a name is set to, where that is one thing. */
function onlyValue({ tree }: Flagged, node: Node): Node | undefined {
  const variable = node.type === 'Identifier' ? tree.variableOf(node) : undefined;
  const [source, ...more] = variable ? sourcesOf(tree, variable) : [];
  return source?.kind === 'value' && more.length === 0 && source.path.length === 0 ? source.node : undefined;
}

function earlyReturns(block: TSESTree.BlockStatement, below: Node, named: Naming): string[] {
  const gates: string[] = [];
  const before = Math.max(0, block.body.indexOf(below as TSESTree.Statement));
  for (const [i, statement] of block.body.slice(0, before).entries()) {
    if (statement.type !== 'IfStatement' || statement.alternate) continue;
    const leaves =
      statement.consequent.type === 'BlockStatement' ? statement.consequent.body.at(-1) : statement.consequent;
    if (leaves && /^(?:Return|Throw|Continue|Break)Statement$/.test(leaves.type))
      gates.push(...named(statement.test, () => block.body.slice(i + 1)));
  }
  return gates;
}

/** The names in a condition that are flags, and those that a flag is set by: `const capture = process.env.CAPTURE === 'true'`. */
function gatesIn(reading: Flagged, test: Node, isGate: (name: string) => boolean, depth: number): readonly string[] {
  const node = unwrap(test, true);
  const inner = (one: Node) => gatesIn(reading, one, isGate, depth);
  const further = (one: Node | undefined) => (one && depth < DEEPEST ? gatesIn(reading, one, isGate, depth + 1) : []);
  switch (node.type) {
    case 'Identifier':
      return [...(isGate(node.name) ? [node.name] : []), ...further(onlyValue(reading, node))];
    case 'MemberExpression': {
      const name = keyOf(node);
      return name !== undefined && isGate(name) ? [name] : inner(node.object);
    }
    case 'CallExpression': {
      const fn = reading.origins.functionOf(node.callee);
      const returned = fn?.params.length === 0 ? returnedExpressions(reading.tree, fn) : [];
      return [...inner(node.callee), ...(returned.length === 1 ? further(returned[0]) : [])];
    }
    case 'UnaryExpression':
      return inner(node.argument);
    case 'LogicalExpression':
    case 'BinaryExpression':
      return [...(node.left.type === 'PrivateIdentifier' ? [] : inner(node.left)), ...inner(node.right)];
    default:
      return [];
  }
}
