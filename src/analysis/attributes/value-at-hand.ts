import type { Variable } from '@typescript-eslint/scope-manager';
import { isAlwaysPassed } from '../syntax/always-reached.ts';
import type { AttributeSite } from './attribute-sites.ts';
import { isPureCall, isSteady } from '../syntax/effects.ts';
import type { FileReading } from '../reading.ts';
import { sourcesOf, type ValueSource } from '../syntax/sources.ts';
import { isFunction, keyOf, unwrap, type Node } from '../syntax/tree.ts';
import { isCertain } from '../types/certain-types.ts';

/** How the id of a template is called. */
export const TEMPLATE = /(?:template|prompt)_?id$/i;

/** How the number of tokens is called that belongs to a content key. */
export function tokenWords(key: string): RegExp {
  return /completion|output|response|answer|result/i.test(key)
    ? /(?:completion|output)_?tokens?(?:_?count)?$/i
    : /(?:prompt|input)_?tokens?(?:_?count)?$/i;
}

/** Whether a name is that of a number of tokens; a limit is none. */
export function isTokenCount(name: string, words: RegExp): boolean {
  return words.test(name) && !/max|min|limit|budget|allowed|reserved/i.test(name);
}

/** A piece of code that has the wanted value, and the variable that it is read from. */
interface Candidate {
  readonly text: string;
  readonly variable: Variable;
}

/**
 * A variable or property with a telling name that has a value whenever content is recorded, and is about that content: of the call that
 * the prompt was given to, or that gave the answer.
 * @param words what its name is to match
 * @returns its source text; nothing where none is in sight, or several speak of different things
 */
export function valueAtHand(reading: FileReading, site: AttributeSite, words: RegExp): string | undefined {
  const { tree } = reading;
  const { recording } = site;
  const mayBeMissing = site.via !== 'setAttribute';
  const isInSight = (identifier: Node) => {
    const scope = tree.variableOf(identifier)?.scope.block.range;
    return scope !== undefined && scope[0] <= recording.range[0] && recording.range[1] <= scope[1];
  };
  const found: Candidate[] = [];
  for (const member of tree.all('MemberExpression')) {
    if (member.range[1] > recording.range[0] || !isTokenCount(keyOf(member) ?? '', words)) continue;
    const text = tree.text.slice(...member.range);
    if (!isValueRead(reading, member) || (!mayBeMissing && text.includes('?.')) || !isSteady(tree, member)) continue;
    let root: Node = member;
    while (root.type === 'MemberExpression') root = unwrap(root.object);
    const variable = root.type === 'Identifier' && isInSight(root) ? tree.variableOf(root) : undefined;
    if (variable && isSafeRead(reading, member, recording)) found.push({ text, variable });
  }
  for (const variable of tree.variables()) {
    const [declared] = variable.identifiers;
    if (!declared || !isTokenCount(variable.name, words) || declared.range[1] > recording.range[0]) continue;
    if (!isInSight(declared) || !isSteady(tree, declared)) continue;
    const isOptional = (declared as { optional?: boolean }).optional === true;
    if ((mayBeMissing || !isOptional) && holdsValue(reading, variable, recording))
      found.push({ text: variable.name, variable });
  }
  const own = words === TEMPLATE ? found : found.filter(({ variable }) => belongsTo(reading, variable, site));
  const origins = new Set(own.map(({ variable }) => originOf(reading, variable)));
  return origins.size === 1 ? own[0]?.text : undefined;
}

function isValueRead({ tree }: FileReading, member: Node): boolean {
  const parent = tree.parentOf(member);
  const isCallee = (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') && parent.callee === member;
  return !isCallee && !(parent?.type === 'AssignmentExpression' && parent.left === member);
}

/** Whether a property can be read at a later place: what holds it has a type that says so, or it was read on every way there. */
function isSafeRead(reading: FileReading, member: Node, later: Node): boolean {
  if (member.type !== 'MemberExpression') return false;
  const { tree } = reading;
  if (isCertain(reading, member.object, 'present')) return true;
  // `log?.(usage.prompt_tokens)` reads nothing without a log
  for (let up = tree.parentOf(member); up && !isFunction(up); up = tree.parentOf(up))
    if (up.type === 'ChainExpression' && up.range[0] < member.range[0]) return false;
  return isAlwaysPassed(reading, member, later) && tree.functionAround(member) === tree.functionAround(later);
}

/** A parameter has its value from the start, a variable where its declaration was passed. */
function holdsValue(reading: FileReading, variable: Variable, later: Node): boolean {
  const [definition] = variable.defs;
  const type = definition?.type as string | undefined;
  if (type === 'Parameter') return true;
  const declarator = definition?.node as Node | undefined;
  return declarator?.type === 'VariableDeclarator' && isAlwaysPassed(reading, declarator, later);
}

const DEEPEST = 6;

/** What gave a variable its value in the end: a call, the list that it is an item of, or the parameter that it is. */
function originOf({ tree }: FileReading, variable: Variable): Node | undefined {
  let at: Variable | undefined = variable;
  for (let depth = 0; at && depth < DEEPEST; depth += 1) {
    const [source, ...more]: ValueSource[] = sourcesOf(tree, at);
    if (!source || more.length > 0) return undefined;
    if (source.kind === 'element') return source.of;
    if (source.kind === 'parameter') return at.identifiers[0];
    if (source.kind !== 'value') return undefined;
    let node = unwrap(source.node, true);
    while (node.type === 'MemberExpression') node = unwrap(node.object, true);
    if (node.type === 'CallExpression') return node;
    at = node.type === 'Identifier' ? tree.variableOf(node) : undefined;
  }
  return undefined;
}

/** Whether a number is about what is recorded: the content went into the call that gave the number, or came out of it. */
function belongsTo(reading: FileReading, variable: Variable, { value }: AttributeSite): boolean {
  const read = variablesIn(reading, value);
  const origin = originOf(reading, variable);
  if (!origin || read.length === 0) return false;
  const isSame = (one: Variable) => originOf(reading, one) === origin;
  if (origin.type !== 'CallExpression') {
    // beside parameters nothing says otherwise
    const isGiven = (one: Variable) => originOf(reading, one)?.type === 'Identifier';
    return read.every((one) => isSame(one) || (origin.type === 'Identifier' && isGiven(one)));
  }
  const given = new Set(givenTo(reading, origin));
  const isCovered = (one: Variable, depth = 0): boolean => {
    if (given.has(one) || isSame(one)) return true;
    const behind = depth < DEEPEST ? madeOf(reading, one) : [];
    return behind.length > 0 && behind.every((inner) => isCovered(inner, depth + 1));
  };
  return read.every((one) => isCovered(one));
}

/** The variables that go into a call; `await response.json()` was given what the response was asked for with. */
function givenTo(reading: FileReading, call: Node, depth = 0): Variable[] {
  if (call.type !== 'CallExpression' || depth > DEEPEST) return [];
  const own = call.arguments.flatMap((argument) => variablesIn(reading, argument));
  const deep = own.flatMap((one) => [...allBehind(reading, one)]);
  let root: Node = unwrap(call.callee);
  while (root.type === 'MemberExpression') root = unwrap(root.object);
  const receiver = root.type === 'Identifier' ? reading.tree.variableOf(root) : undefined;
  const earlier = receiver && originOf(reading, receiver);
  return [...own, ...deep, ...(earlier ? givenTo(reading, earlier, depth + 1) : [])];
}

function allBehind(reading: FileReading, variable: Variable): Set<Variable> {
  const all = new Set(madeOf(reading, variable));
  // a set is walked through with what is added meanwhile
  for (const one of all) for (const behind of madeOf(reading, one)) all.add(behind);
  return all;
}

/** The variables that the value of a variable is made of. */
function madeOf(reading: FileReading, variable: Variable): Variable[] {
  return sourcesOf(reading.tree, variable).flatMap((source) =>
    source.kind === 'value' ? variablesIn(reading, source.node) : [],
  );
}

/** The variables that an expression reads, without those that it only calls. */
function variablesIn(reading: FileReading, expression: Node): Variable[] {
  const { tree } = reading;
  if (expression.type === 'Identifier') return [tree.variableOf(expression) ?? []].flat();
  const isCall = expression.type === 'CallExpression' || expression.type === 'NewExpression';
  const callee = isCall && !(expression.type === 'CallExpression' && isPureCall(expression)) && expression.callee;
  return tree
    .childrenOf(expression)
    .filter((child) => child !== callee)
    .flatMap((child) => variablesIn(reading, child));
}
