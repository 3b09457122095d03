import type { TSESTree } from '@typescript-eslint/types';
import type { FileReading } from './reading.ts';
import { isFunction, keyOf, unwrap, type Node } from './tree.ts';

/**
 * Names of flags that switch the recording of content on.
 * Source: options of OpenTelemetry, Vercel AI SDK, OpenLLMetry, Sentry and LiveKit instrumentations, 2026.
 */
const GATE =
  /^_?(?:should|is|enable|allow|do)?_?(?:capture|record|include|trace|log|send|store|collect)(?:_?(?:message|prompt|raw|sensitive|llm|full|gen_?ai|telemetry))?_?(?:content|contents|inputs?|outputs?|prompts?|completions?|data|messages?|body|payloads?)(?:_?enabled)?$|^_?should(?:capture|record|send)\w*$/i;

/** The flag that the recording of content stands behind: in an `if`, `&&` or `?:` around it, or in an early return before it. */
export function captureGateOf(
  reading: FileReading,
  recording: Node,
  isGate: (name: string) => boolean = () => false,
): string | undefined {
  const { tree } = reading;
  const named = (test: Node) => gateIn(test, (name) => GATE.test(name) || isGate(name));
  let below = recording;
  for (let up = tree.parentOf(recording); up; below = up, up = tree.parentOf(up)) {
    let gate: string | undefined;
    if (up.type === 'IfStatement' && up.test !== below) gate = named(up.test);
    else if (up.type === 'ConditionalExpression' && up.test !== below) gate = named(up.test);
    else if (up.type === 'LogicalExpression' && up.operator === '&&' && up.right === below) gate = named(up.left);
    else if (up.type === 'BlockStatement') gate = earlyReturn(up, below, named);
    if (gate !== undefined) return gate;
    if (isFunction(up) && tree.parentOf(up)?.type === 'MethodDefinition') return undefined;
  }
  return undefined;
}

function earlyReturn(
  block: TSESTree.BlockStatement,
  below: Node,
  named: (test: Node) => string | undefined,
): string | undefined {
  for (const statement of block.body.slice(0, Math.max(0, block.body.indexOf(below as TSESTree.Statement)))) {
    if (statement.type !== 'IfStatement' || statement.alternate) continue;
    const leaves =
      statement.consequent.type === 'BlockStatement' ? statement.consequent.body.at(-1) : statement.consequent;
    if (leaves && /^(?:Return|Throw|Continue|Break)Statement$/.test(leaves.type)) {
      const gate = named(statement.test);
      if (gate !== undefined) return gate;
    }
  }
  return undefined;
}

/** The first name in a condition that is a flag. */
function gateIn(test: Node, isGate: (name: string) => boolean): string | undefined {
  const node = unwrap(test, true);
  switch (node.type) {
    case 'Identifier':
      return isGate(node.name) ? node.name : undefined;
    case 'MemberExpression': {
      const name = keyOf(node);
      return name !== undefined && isGate(name) ? name : gateIn(node.object, isGate);
    }
    case 'CallExpression':
      return gateIn(node.callee, isGate);
    case 'UnaryExpression':
      return gateIn(node.argument, isGate);
    case 'LogicalExpression':
    case 'BinaryExpression':
      return (
        (node.left.type === 'PrivateIdentifier' ? undefined : gateIn(node.left, isGate)) ?? gateIn(node.right, isGate)
      );
    default:
      return undefined;
  }
}
