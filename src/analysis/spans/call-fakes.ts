import type { TSESTree } from '@typescript-eslint/types';
import { literalText } from '../names/name-value.ts';
import { sourcesOf } from '../syntax/sources.ts';
import { isClass, isFunction, keyOf, unwrap, type FunctionNode, type Node, type Tree } from '../syntax/tree.ts';

/** A method whose callback another argument was put before. */
export interface MovedMethod {
  readonly method: string;
  /** The place that the callback had among the arguments, from 0. */
  readonly from: number;
  /** Whether a name may be one of the spans whose calls were changed. */
  isName(text: string): boolean;
}

/** Code that knows the callback of a method by its place among the arguments. */
export interface CallFake {
  readonly node: Node;
  /** It takes the callback, or a test expects it there. */
  readonly how: 'takes' | 'expects';
  /** Whether it visibly stands in for a method: other code may be about a method of its own. */
  readonly isMock: boolean;
}

/** What stands in for a function. Source: Vitest 3, Jest 30, `node:test` of Node 24, Bun 1.2, Sinon 20. */
const MAKES_MOCK = /^(?:fn|fake|mock|stub|func)$/;
const SETS_MOCK = /^(?:mockImplementation(?:Once)?|withImplementation|callsFake|implementation)$/;
/** What puts something in place of the method that it is given the name of. */
const REPLACES = /^(?:spyOn|stub|method|replace|spy|mock)$/;
/** What a test says of the arguments of a call, by the place of the first of them. */
const EXPECTS =
  /^(?:toHaveBeen(?:Last|Nth)?CalledWith|toBeCalledWith|(?:last|nth)CalledWith|toHaveBeenCalled(?:ExactlyOnce|Once)With|(?:always)?[cC]alled(?:Once)?With(?:Exactly|Match)?|calledOnceWithExactly)$/;
const NTH = /nth/i;
const MOCK_NAME = /mock|fake|stub|dummy|no_?op/i;
/** What the arguments of earlier calls stand in: `mock.calls[0]`, `firstCall.args`. */
const RECORDED = /^(?:calls|lastCall|args|arguments|getCall|firstCall)$/;
const CALLBACK_NAME = /^_?(?:fn|func|cb|callback|callable|handler|f|op|operation|work|run|body)$/i;

/** The places of a file that would miss the callback of a method, where it is given one argument later than before. */
export function callFakes(tree: Tree, moved: MovedMethod): readonly CallFake[] {
  if (!tree.text.includes(moved.method)) return [];
  const found = [
    ...(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'] as const).flatMap((type) =>
      tree.all(type).flatMap((fn) => fakeOf(tree, fn, moved) ?? []),
    ),
    ...tree.all('CallExpression').flatMap((call) => expectationOf(tree, call, moved) ?? []),
    ...tree.all('MemberExpression').flatMap((member) => recordedCallback(tree, member, moved) ?? []),
    ...tree.all('VariableDeclarator').flatMap((one) => recordedCallback(tree, one, moved) ?? []),
  ];
  return found.sort((a, b) => a.node.range[0] - b.node.range[0]);
}

/** A function that stands in for the method, and takes its callback by the old place. */
function fakeOf(tree: Tree, fn: FunctionNode, moved: MovedMethod): CallFake | undefined {
  const role = roleOf(tree, fn, moved.method);
  return role && takesCallback(tree, fn, moved) ? { node: fn, how: 'takes', isMock: role === 'mock' } : undefined;
}

/** Whether a function is called where the method is: as a mock of it, or as a method or function of its name. */
function roleOf(tree: Tree, fn: FunctionNode, method: string): 'mock' | 'namesake' | undefined {
  let role: 'mock' | 'namesake' = 'namesake';
  if (fn.type === 'FunctionDeclaration') return fn.id && isUsedAs(tree, fn.id, method) ? role : undefined;
  for (let at: Node = fn, up = tree.parentOf(at); up; at = up, up = tree.parentOf(up)) {
    switch (up.type) {
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'ChainExpression':
        break;
      case 'CallExpression': {
        if (up.callee === at) break;
        const name = calledName(up);
        if (!MAKES_MOCK.test(name) && !SETS_MOCK.test(name) && !REPLACES.test(name)) return undefined;
        role = 'mock';
        const callee = unwrap(up.callee);
        if (replaces(up, method)) return role;
        if (callee.type === 'MemberExpression' && SETS_MOCK.test(name) && isMethod(tree, callee.object, method))
          return role;
        break;
      }
      // `vi.fn(…).mockName('tracer')`
      case 'MemberExpression':
        if (up.object !== at) return undefined;
        break;
      case 'Property':
        return up.value === at && keyOf(up) === method ? asMock(tree, up, role) : undefined;
      case 'PropertyDefinition':
      case 'MethodDefinition':
        return up.value === at && keyOf(up) === method ? asMock(tree, up, role) : undefined;
      case 'AssignmentExpression':
        return up.right === at && isMethod(tree, up.left, method) ? role : undefined;
      case 'VariableDeclarator':
        return up.init === at && isUsedAs(tree, up.id, method) ? role : undefined;
      default:
        return undefined;
    }
  }
  return undefined;
}

/** A method of a class or an object that is called a mock, or says that it is a tracer, is one. */
function asMock(tree: Tree, member: Node, role: 'mock' | 'namesake'): 'mock' | 'namesake' {
  for (let up = tree.parentOf(member); up && !isFunction(up); up = tree.parentOf(up)) {
    if (isClass(up)) {
      const isTracer = up.implements.some(({ expression }) => /(?:^|\.)Tracer$/.test(tree.quote(expression)));
      return isTracer || MOCK_NAME.test(up.id?.name ?? '') ? 'mock' : role;
    }
    if (up.type === 'VariableDeclarator') {
      const type = up.id.typeAnnotation ? tree.quote(up.id.typeAnnotation.typeAnnotation) : '';
      return /(?:^|\.)Tracer$/.test(type) || MOCK_NAME.test(tree.quote(up.id)) ? 'mock' : role;
    }
  }
  return role;
}

function calledName(call: TSESTree.CallExpression): string {
  const callee = unwrap(call.callee);
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' ? (keyOf(callee) ?? '') : '';
}

/** `vi.spyOn(tracer, 'startActiveSpan')` */
function replaces(call: TSESTree.CallExpression, method: string): boolean {
  return REPLACES.test(calledName(call)) && call.arguments.slice(1).some((one) => literalText(one) === method);
}

/** Whether an expression is the method, or the mock in its place: `tracer.startActiveSpan`, `vi.mocked(tracer.startActiveSpan)`. */
function isMethod(tree: Tree, expression: Node, method: string): boolean {
  const node = unwrap(expression);
  if (node.type === 'MemberExpression') return keyOf(node) === method;
  if (node.type === 'Identifier') return isUsedAs(tree, node, method);
  if (node.type !== 'CallExpression') return false;
  if (replaces(node, method)) return true;
  const callee = unwrap(node.callee);
  const [first, ...more] = node.arguments;
  // `vi.fn().mockName('a')`
  if (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'CallExpression' &&
    isMethod(tree, callee.object, method)
  )
    return true;
  return first !== undefined && more.length === 0 && first.type !== 'SpreadElement' && isMethod(tree, first, method);
}

/** Whether a name is that of the method, or is what an object has under the name of the method. */
function isUsedAs(tree: Tree, name: Node, method: string): boolean {
  if (name.type !== 'Identifier') return false;
  if (name.name === method) return true;
  const variable = tree.variableOf(name);
  if (!variable) return false;
  const isSpy = sourcesOf(tree, variable).some((one) => {
    const value = one.kind === 'value' && one.path.length === 0 ? unwrap(one.node) : undefined;
    return value?.type === 'CallExpression' && isMethod(tree, value, method);
  });
  return (
    isSpy ||
    variable.references.some(({ identifier }) => {
      const up = tree.parentOf(identifier);
      return up?.type === 'Property' && up.value === (identifier as Node) && keyOf(up) === method;
    })
  );
}

/** Whether a function takes what stands at the old place for the callback, whatever else it is given. */
function takesCallback(tree: Tree, fn: FunctionNode, { method, from }: MovedMethod): boolean {
  const rest = fn.params.at(-1);
  if (rest?.type === 'RestElement' && fn.params.length <= from + 1) {
    const index = from - (fn.params.length - 1);
    return namesOf(tree, rest.argument).some((identifier) => {
      const member = tree.parentOf(identifier);
      return (
        member?.type === 'MemberExpression' &&
        member.object === identifier &&
        isAt(member, index) &&
        isCalled(tree, member)
      );
    });
  }
  const parameter = fn.params[from];
  if (fn.params.length !== from + 1 || parameter?.type !== 'Identifier') return false;
  const reads = namesOf(tree, parameter);
  const isAsked = reads.some((read) => {
    const up = tree.parentOf(read);
    return up?.type === 'UnaryExpression' && up.operator === 'typeof';
  });
  if (isAsked) return false;
  if (reads.some((read) => isCalled(tree, read))) return true;
  const type = parameter.typeAnnotation?.typeAnnotation.type;
  const isCallback = type === 'TSFunctionType' || CALLBACK_NAME.test(parameter.name);
  // handed on to the method itself, it stands where that takes it
  return isCallback && reads.some((read) => handedTo(tree, read) !== undefined && handedTo(tree, read) !== method);
}

/** The identifiers that read a parameter. */
function namesOf(tree: Tree, parameter: Node): readonly Node[] {
  const variable = parameter.type === 'Identifier' ? tree.variableOf(parameter) : undefined;
  return (variable?.references ?? []).filter((one) => one.isRead()).map(({ identifier }) => identifier as Node);
}

/** `fn(span)`, `fn?.(span)`, `fn.call(undefined, span)` */
function isCalled(tree: Tree, read: Node): boolean {
  let at = read;
  let up = tree.parentOf(at);
  while (up && (up.type === 'TSNonNullExpression' || up.type === 'TSAsExpression')) {
    at = up;
    up = tree.parentOf(at);
  }
  if (up?.type === 'MemberExpression' && up.object === at && /^(?:call|apply)$/.test(keyOf(up) ?? '')) {
    at = up;
    up = tree.parentOf(at);
  }
  return up?.type === 'CallExpression' && up.callee === at;
}

/** What a read is an argument of, by the last word of what is called. */
function handedTo(tree: Tree, read: Node): string | undefined {
  const call = tree.parentOf(read);
  return call?.type === 'CallExpression' && call.callee !== read ? calledName(call) : undefined;
}

/** `expect(tracer.startActiveSpan).toHaveBeenCalledWith('chat gpt-4', expect.any(Function))` */
function expectationOf(tree: Tree, call: TSESTree.CallExpression, moved: MovedMethod): CallFake | undefined {
  const name = calledName(call);
  const callee = unwrap(call.callee);
  if (!EXPECTS.test(name) || callee.type !== 'MemberExpression') return undefined;
  const claim = unwrap(callee.object);
  const isExpect = claim.type === 'CallExpression' && tree.quote(claim.callee) === 'expect';
  const [subject] = isExpect
    ? claim.arguments
    : tree.quote(callee.object) === 'sinon.assert'
      ? call.arguments
      : [callee.object];
  if (!subject || !isMethod(tree, subject, moved.method)) return undefined;
  const start = NTH.test(name) || subject === call.arguments[0] ? 1 : 0;
  const given = call.arguments.slice(start);
  const [first] = given;
  const text = first && literalText(first);
  if (given.length !== moved.from + 1 || (text !== undefined && !moved.isName(text))) return undefined;
  return { node: call, how: 'expects', isMock: true };
}

/** `startActiveSpan.mock.calls[0][1]`, `const [, callback] = startActiveSpan.mock.calls[0]` */
function recordedCallback(
  tree: Tree,
  node: TSESTree.MemberExpression | TSESTree.VariableDeclarator,
  { method, from }: MovedMethod,
): CallFake | undefined {
  const taken =
    node.type === 'MemberExpression'
      ? isAt(node, from) && node.object
      : node.id.type === 'ArrayPattern' && node.id.elements.length === from + 1 && node.init;
  if (!taken) return undefined;
  let isRecord = false;
  for (let at: Node = unwrap(taken); !(isRecord && isMethod(tree, at, method)); at = unwrap(at)) {
    if (at.type === 'CallExpression') at = at.callee;
    else if (at.type === 'MemberExpression') {
      isRecord ||= RECORDED.test(keyOf(at) ?? '');
      at = at.object;
    } else return undefined;
  }
  // `calls[1]` is a call
  return holdsArguments(taken) ? { node, how: 'takes', isMock: true } : undefined;
}

/** Whether an expression is the arguments of one call. */
function holdsArguments(expression: Node): boolean {
  const node = unwrap(expression);
  if (node.type === 'CallExpression') return calledName(node) === 'at';
  if (node.type !== 'MemberExpression') return false;
  return /^(?:lastCall|args|arguments)$/.test(keyOf(node) ?? '') || (node.computed && isCalls(node.object));
}

function isCalls(expression: Node): boolean {
  const node = unwrap(expression);
  return node.type === 'MemberExpression' && keyOf(node) === 'calls';
}

function isAt({ computed, property }: TSESTree.MemberExpression, index: number): boolean {
  return computed && property.type === 'Literal' && property.value === index;
}
