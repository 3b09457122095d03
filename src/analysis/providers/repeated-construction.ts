import type { TSESTree } from '@typescript-eslint/types';
import { answersByName, comesAgain, takesAnswer, takesRoute } from '../catalogue/request-functions.ts';
import { iterationOf } from '../loops/iteration-calls.ts';
import { loopsAround } from '../loops/loops.ts';
import { literalText } from '../names/name-value.ts';
import type { FileReading } from '../reading.ts';
import { keyOf, unwrap, type FunctionNode, type Node, type Tree } from '../syntax/tree.ts';

/** What makes code run more than once in a process. */
export type Repetition = 'request' | 'loop';

/** Local functions are followed to their callers, and those to theirs. */
const MOST_CALLS = 3;

/**
 * Whether the file shows that a construction runs more than once: in a loop, for each request, or in a function that is called in a
 * loop, for each request, or from several places. Nothing where it may run once.
 */
export function repetitionOf(reading: FileReading, node: Node, depth = 0): Repetition | undefined {
  const { tree } = reading;
  if (loopsAround(reading, node).length > 0) return 'loop';
  for (let fn = tree.functionAround(node); fn; fn = tree.functionAround(fn)) {
    if (loopsAround(reading, fn).length > 0) return 'loop';
    const found = repetitionOfUse(tree, fn) ?? (isAnswerExport(tree, fn) ? 'request' : undefined);
    if (found) return found;
    const uses = usesOf(tree, fn);
    for (const use of uses) {
      const called = repetitionOfUse(tree, use);
      if (called) return called;
      if (depth < MOST_CALLS && isCalled(tree, use)) {
        const around = repetitionOf(reading, use, depth + 1);
        if (around) return around;
      }
    }
    if (uses.filter((use) => isCalled(tree, use)).length > 1) return 'loop';
  }
  return undefined;
}

/** How a call runs a function that it is given, by itself or by its name. */
function repetitionOfUse(tree: Tree, given: Node): Repetition | undefined {
  if (iterationOf(tree, given)) return 'loop';
  const property = tree.parentOf(given);
  const object = property?.type === 'Property' && property.value === given ? tree.parentOf(property) : undefined;
  const argument = object?.type === 'ObjectExpression' ? object : given;
  const call = tree.parentOf(argument);
  if (call?.type !== 'CallExpression' || call.callee === argument) return undefined;
  const callee = unwrap(call.callee);
  const isMethod = callee.type === 'MemberExpression';
  const name = isMethod ? (keyOf(callee) ?? '') : callee.type === 'Identifier' ? callee.name : '';
  if (name === 'setInterval') return 'loop';
  if (takesAnswer(name)) return 'request';
  if (!isMethod) return undefined;
  return isRoute(call, name, argument) ? 'request' : undefined;
}

/** `app.get('/ask', answer)`, `app.use(answer)`, `app.route({ handler })`, `server.on('request', answer)` */
function isRoute(call: TSESTree.CallExpression, name: string, given: Node): boolean {
  const [first] = call.arguments;
  const text = first && literalText(first);
  if (/^(?:on|addListener)$/.test(name)) return text !== undefined && comesAgain(text);
  if (!takesRoute(name)) return false;
  if (first === given) return name === 'use' || (name === 'route' && given.type === 'ObjectExpression');
  return text === undefined ? name !== 'get' : /^(?:[/*]|$)/.test(text);
}

/** `export async function GET(request) { … }`, `export const POST = …` */
function isAnswerExport(tree: Tree, fn: FunctionNode): boolean {
  const id = nameOf(tree, fn);
  if (!id || !answersByName(id.name)) return false;
  const declaration = fn.type === 'FunctionDeclaration' ? fn : tree.parentOf(tree.parentOf(fn) ?? fn);
  return declaration !== undefined && tree.parentOf(declaration)?.type === 'ExportNamedDeclaration';
}

/** The mentions of a function by its name, or of its class where it is a constructor. */
function usesOf(tree: Tree, fn: FunctionNode): readonly Node[] {
  const id = nameOf(tree, fn);
  const references = id ? (tree.variableOf(id)?.references ?? []) : [];
  return references.filter((one) => one.isRead()).map(({ identifier }) => identifier as Node);
}

function nameOf(tree: Tree, fn: FunctionNode): TSESTree.Identifier | undefined {
  if (fn.type === 'FunctionDeclaration') return fn.id ?? undefined;
  const parent = tree.parentOf(fn);
  if (parent?.type === 'VariableDeclarator') return parent.id.type === 'Identifier' ? parent.id : undefined;
  const isConstructor = parent?.type === 'MethodDefinition' && parent.kind === 'constructor';
  const owner = isConstructor ? tree.classOfThis(fn.body) : undefined;
  return owner?.id ?? undefined;
}

function isCalled(tree: Tree, use: Node): boolean {
  const parent = tree.parentOf(use);
  return (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') && unwrap(parent.callee) === use;
}
