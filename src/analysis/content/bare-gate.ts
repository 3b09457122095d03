import { isBareCaptureFlag } from '../catalogue/capture-flags.ts';
import { isFunction, keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

/** Functions and methods that put something on a span: `setAttribute`, `this.setSpanTag`, `recordInput`. */
const RECORDING = /^(?:safe|try|maybe)?_?(?:set|add|record|annotate|attach|tag)(?:[A-Z_]\w*)?$/i;

/** The flags of each condition that was asked for. */
const known = new WeakMap<Node, readonly string[]>();

/**
 * The flags of a condition that only say that something is recorded, `capture`, where they guard nothing but recordings and are no value
 * that is recorded themselves.
 * @param guarded the code that runs by the condition
 */
export function bareGatesIn(tree: Tree, test: Node, guarded: () => readonly Node[]): readonly string[] {
  const before = known.get(test);
  if (before) return before;
  const names = bareFlagsIn(test);
  const code = names.length > 0 ? guarded() : [];
  const gates = code.every(isRecording) ? names.filter((name) => !code.some((one) => reads(tree, one, name))) : [];
  known.set(test, gates);
  return gates;
}

/** `capture`, `!options.record`, `debug && capture === true` */
function bareFlagsIn(test: Node): readonly string[] {
  const node = unwrap(test);
  switch (node.type) {
    case 'Identifier':
      return isBareCaptureFlag(node.name) ? [node.name] : [];
    case 'MemberExpression': {
      const name = keyOf(node);
      return name !== undefined && isBareCaptureFlag(name) ? [name] : [];
    }
    case 'UnaryExpression':
      return node.operator === '!' ? bareFlagsIn(node.argument) : [];
    case 'LogicalExpression':
      return [node.left, node.right].flatMap(bareFlagsIn);
    case 'BinaryExpression':
      return node.right.type === 'Literal' && typeof node.right.value === 'boolean' ? bareFlagsIn(node.left) : [];
    default:
      return [];
  }
}

/** Whether a piece of code only records, or makes ready what is recorded. */
function isRecording(code: Node): boolean {
  switch (code.type) {
    case 'BlockStatement':
      return code.body.every(isRecording);
    case 'IfStatement':
      return isRecording(code.consequent) && (!code.alternate || isRecording(code.alternate));
    case 'ForOfStatement':
      return isRecording(code.body);
    case 'ExpressionStatement':
      return isRecordingCall(code.expression);
    case 'VariableDeclaration':
    case 'ReturnStatement':
      return true;
    default:
      // a value
      return !/(?:Statement|Declaration)$/.test(code.type);
  }
}

/** `span.setAttribute('key', value)`, `attributes.key = value`, `span && setTag(span, value)` */
function isRecordingCall(expression: Node): boolean {
  const node = unwrap(expression);
  if (node.type === 'AssignmentExpression') return true;
  if (node.type === 'LogicalExpression') return isRecordingCall(node.right);
  if (node.type !== 'CallExpression' || node.arguments.some((one) => isFunction(one))) return false;
  const callee = unwrap(node.callee);
  const name = callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? keyOf(callee) : '';
  return RECORDING.test(name ?? '');
}

function reads(tree: Tree, code: Node, name: string): boolean {
  return (
    (code.type === 'Identifier' && code.name === name) || tree.childrenOf(code).some((one) => reads(tree, one, name))
  );
}
