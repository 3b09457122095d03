import type { TSESTree } from '@typescript-eslint/types';
import { returnedExpressions } from '../origins/origin.ts';
import type { FileReading } from '../reading.ts';
import { sourcesOf } from '../syntax/sources.ts';
import { allCallsOf } from '../syntax/function-places.ts';
import { isFunction, isInside, keyOf, unwrap, type FunctionNode, type Node, type Tree } from '../syntax/tree.ts';

/**
 * Names of flags that switch the recording of content on.
 * Source: options of OpenTelemetry, Vercel AI SDK, OpenLLMetry, Sentry and LiveKit instrumentations, 2026.
 */
const GATE =
  /^_?(?:should|is|enable|allow|do)?_?(?:capture|record|include|trace|log|send|store|collect)(?:_?(?:message|prompt|raw|sensitive|llm|full|gen_?ai|telemetry))?_?(?:content|contents|inputs?|outputs?|prompts?|completions?|data|messages?|body|payloads?)(?:_?enabled)?$|^_?should(?:capture|record|send)\w*$/i;

/**
 * The same in the names of environment variables.
 * Source: `OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT` of OpenTelemetry, `TRACELOOP_TRACE_CONTENT`, `ADK_CAPTURE_MESSAGE_CONTENT_IN_SPANS`,
 * `AZURE_TRACING_GEN_AI_CONTENT_RECORDING_ENABLED`, 2026.
 */
const VARIABLE =
  /^(?:[A-Z0-9]+_)*(?:CAPTURE|RECORD|INCLUDE|TRACE|LOG|SEND|STORE|COLLECT)_(?:[A-Z]+_)*(?:CONTENT|INPUTS?|OUTPUTS?|PROMPTS?|COMPLETIONS?|MESSAGES?)(?:_IN_SPANS|_ENABLED)?$|_CONTENT_RECORDING_ENABLED$/;

/** Names of flags that switch it off: `suppressAgentInput`, `OPENINFERENCE_HIDE_INPUTS`. */
const HIDING =
  /^_?(?:should_?|is_?|do_?|[A-Z0-9]+_)*(?:suppress|hide|omit|exclude)\w*?(?:content|contents|inputs?|outputs?|prompts?|completions?|messages?|text)(?:_?enabled)?$/i;

const DEEPEST = 3;

/**
 * The flags that the recording of content stands behind: in an `if`, `&&` or `?:` around it, in an early return before it, or in a
 * choice that the value is. A function that only its file can call stands behind what every call of it does.
 * @param isGate whether the contract lists a name
 */
export function captureGatesOf(
  reading: FileReading,
  recording: Node,
  value: Node,
  isGate: (name: string) => boolean,
  isSafe: (value: Node) => boolean,
): readonly string[] {
  const asked = (name: string) => GATE.test(name) || VARIABLE.test(name) || HIDING.test(name) || isGate(name);
  const named = (test: Node) => gatesIn(reading, test, asked, 0);
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
  readonly named: (test: Node) => readonly string[];
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
      gates.push(...named(up.test));
    else if (up.type === 'LogicalExpression' && up.operator === '&&' && up.right === below)
      gates.push(...named(up.left));
    else if (up.type === 'BlockStatement') gates.push(...earlyReturns(up, below, named));
    if (isFunction(up)) {
      gates.push(...gatesOfCalls(search, up, depth));
      if (tree.parentOf(up)?.type === 'MethodDefinition') break;
    }
  }
  return gates;
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
  reading: FileReading,
  value: Node,
  named: (test: Node) => readonly string[],
  isSafe: (value: Node) => boolean,
  depth: number,
): readonly string[] {
  const node = unwrap(value, true);
  if (node.type === 'ConditionalExpression')
    return isSafe(node.consequent) || isSafe(node.alternate) ? named(node.test) : [];
  if (node.type === 'LogicalExpression' && node.operator === '&&') return named(node.left);
  const given = depth < DEEPEST ? onlyValue(reading, node) : undefined;
  return given ? gatesOfChoice(reading, given, named, isSafe, depth + 1) : [];
}

/** What a name is set to, where that is one thing. */
function onlyValue({ tree }: FileReading, node: Node): Node | undefined {
  const variable = node.type === 'Identifier' ? tree.variableOf(node) : undefined;
  const [source, ...more] = variable ? sourcesOf(tree, variable) : [];
  return source?.kind === 'value' && more.length === 0 && source.path.length === 0 ? source.node : undefined;
}

function earlyReturns(block: TSESTree.BlockStatement, below: Node, named: (test: Node) => readonly string[]): string[] {
  const gates: string[] = [];
  for (const statement of block.body.slice(0, Math.max(0, block.body.indexOf(below as TSESTree.Statement)))) {
    if (statement.type !== 'IfStatement' || statement.alternate) continue;
    const leaves =
      statement.consequent.type === 'BlockStatement' ? statement.consequent.body.at(-1) : statement.consequent;
    if (leaves && /^(?:Return|Throw|Continue|Break)Statement$/.test(leaves.type)) gates.push(...named(statement.test));
  }
  return gates;
}

/** The names in a condition that are flags, and those that a flag is set by: `const capture = process.env.CAPTURE === 'true'`. */
function gatesIn(
  reading: FileReading,
  test: Node,
  isGate: (name: string) => boolean,
  depth: number,
): readonly string[] {
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
