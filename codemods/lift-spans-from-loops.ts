import type { TSESTree } from '@typescript-eslint/types';
import noSpanInHotLoop, { type HotSpan } from '../rules/no-span-in-hot-loop.ts';
import { sizeExpression } from '../src/analysis/collection-size.ts';
import { callsInDataLoops, type Loop } from '../src/analysis/loops.ts';
import type { FileReading } from '../src/analysis/reading.ts';
import type { SpanSite } from '../src/analysis/span-sites.ts';
import {
  isFunction,
  keyOf,
  unwrap,
  type FunctionNode,
  type Node,
  type Range,
  type Tree,
} from '../src/analysis/tree.ts';
import { done, left, type Codemod, type CodemodInput } from '../src/codemod.ts';
import type { Contract } from '../src/contract/contract.ts';
import { isAllowed, spanEntryOf } from '../src/contract/match-span.ts';
import { judgeName } from '../src/contract/name-grammar.ts';
import { insertArgument } from '../src/edits/call-edits.ts';
import { applyEdits, clash, type Edit } from '../src/edits/edit.ts';
import type { FileStyle } from '../src/edits/file-style.ts';
import { addProperties } from '../src/edits/object-edits.ts';
import { joined, lineRange, movedIndent, reindent, type Region } from '../src/edits/line-edits.ts';
import { objectKey, stringLiteral } from '../src/edits/string-literal.ts';
import { beginsLine, indentAt, skipLineBreak, skipLineTrivia } from '../src/edits/trivia.ts';
import { createTransform } from '../src/jscodeshift.ts';
import { mention } from '../src/mention.ts';

interface Options {
  readonly events: boolean;
}

/** Makes one span around a loop, with the count and the failures as attributes, in place of one for each item. */
export const liftSpansFromLoops: Codemod<Options> = {
  name: 'lift-spans-from-loops',
  description: 'Makes one span around a loop over data in place of one for each item.',
  rule: noSpanInHotLoop,
  optionTexts: { events: 'Turn the attributes of an item into one span event for each item.' },
  defaults: { events: false },
  looksFor: () => 'span that is made for each item of a loop over data',
  *plan(input) {
    const { reading, contract } = input;
    const findings = [...noSpanInHotLoop.check({ reading, contract, options: noSpanInHotLoop.defaults })];
    const subjects = findings.flatMap(({ subject }) => subject ?? []);
    const taken: TakenNames = new Map();
    for (const { range, subject } of findings) {
      if (!subject) continue;
      const result = planLift(input, subject, subjects, taken);
      yield 'reason' in result
        ? left(range, result.reason, result.sentence)
        : done(range, 'lifted', `Made one span ${mention(result.name)} around the loop.`, result.edits);
    }
  },
};

export default createTransform(liftSpansFromLoops);

/** Why a site is left. */
interface Refusal {
  readonly reason: string;
  readonly sentence: string;
}

/** Names that earlier plans of the run declare, by the block that they are declared in. */
type TakenNames = Map<Node, Set<string>>;

/** A span for each item in a shape that can be lifted. */
interface ItemSpan {
  readonly call: TSESTree.CallExpression;
  readonly loop: Loop;
  /** The loop as a statement of a list. */
  readonly statement: Node;
  /** The statement that makes the span: its declaration, or the call with the callback. */
  readonly made: TSESTree.Statement;
  readonly binding: TSESTree.Identifier;
  /** The block whose end is the end of the span. */
  readonly body: TSESTree.BlockStatement;
  /** What the span is handed to, for `startActiveSpan`. */
  readonly callback: FunctionNode | undefined;
}

/** What the code does with a span for an item. */
interface Uses {
  readonly end: TSESTree.ExpressionStatement;
  /** The first statement that records a failure, where there is one. */
  readonly failure: TSESTree.Statement | undefined;
  readonly attributes: readonly ItemAttributes[];
  /** The `try` that ends the span, the last statement of the body. */
  readonly guard: TSESTree.TryStatement | undefined;
  /** Whether a round can be over before the span is made, or the last one come early. */
  readonly uneven: boolean;
}

/** A statement that sets attributes of an item, with its entries as those of an object. */
interface ItemAttributes {
  readonly statement: TSESTree.ExpressionStatement;
  readonly entries: readonly string[];
  readonly values: readonly Node[];
}

function planLift(
  input: CodemodInput<Options>,
  subject: HotSpan,
  subjects: readonly HotSpan[],
  taken: TakenNames,
): Refusal | { readonly name: string; readonly edits: readonly Edit[] } {
  const { reading, contract, options } = input;
  const { site, loop } = subject;
  const name = reading.texts.textOf(site.nameNode);
  const refusal = refusalOfSite(reading, contract, subject, subjects, name);
  if (refusal) return refusal;
  const item = readShape(reading, site, loop);
  if ('reason' in item) return item;
  const uses = readUses(reading, item);
  if ('reason' in uses) return uses;
  const refused =
    refusalOfCall(reading, item) ?? refusalOfPlace(reading, item, uses, taken) ?? eventRefusal(reading, uses, options);
  if (refused) return refused;
  return write(input, item, uses, name ?? '', taken);
}

function refuse(reason: string, sentence: string): Refusal {
  return { reason, sentence };
}

function refusalOfSite(
  reading: FileReading,
  contract: Contract,
  { site, loop, throughCall }: HotSpan,
  subjects: readonly HotSpan[],
  name: string | undefined,
): Refusal | undefined {
  if (throughCall)
    return refuse(
      'inFunction',
      'The span is made in the function that is called. Take it out of there and make one span around the loop by hand.',
    );
  if (site.certainty !== 'certain')
    return refuse(
      'likely',
      'Nothing proves that this is an OpenTelemetry span. Make one span around the loop by hand.',
    );
  if (site.wrapper || !/^start(?:Active)?Span$/.test(site.api))
    return refuse(
      'wrapper',
      `${mention(site.api)} makes and ends the span itself. Put the call around the loop by hand.`,
    );
  const others = reading.spanSites.some(
    ({ kind, call }) => kind === 'create' && call !== site.call && contains(loop.node, call),
  );
  if (others || subjects.some((one) => one.throughCall && contains(loop.node, one.throughCall)))
    return refuse('several', 'The loop makes several spans for each item. Choose by hand which of them to lift.');
  if (dependsOn(reading, site.nameNode, loop.node))
    return refuse(
      'namePerItem',
      'The name of the span differs from item to item. Give it a fixed name first, with what differs as an attribute.',
    );
  if (name === undefined || !(spanEntryOf(name, contract) ?? (isAllowed(name, contract) || !judgeName(name, contract))))
    return refuse('badName', 'The name of the span is not known or not right by the contract. Correct it first.');
  return undefined;
}

function readShape(reading: FileReading, site: SpanSite, loop: Loop): ItemSpan | Refusal {
  const { tree } = reading;
  const place = placeOf(tree, site, loop);
  if ('reason' in place) return place;
  const { statement, round } = place;
  const holder = tree.parentOf(statement);
  if (!holder || !/^(?:Program|BlockStatement|StaticBlock|TSModuleBlock)$/.test(holder.type))
    return refuse(
      'shape',
      'The loop is no statement of a block. Put it in braces, and make one span around it by hand.',
    );
  if (isLooped(tree, site.call, round))
    return refuse(
      'nested',
      'The span is made in a loop within the loop over data. Make one span around the outer loop by hand.',
    );
  if (site.api === 'startActiveSpan') return callbackShape(tree, site, loop, statement, round);
  const declarator = tree.parentOf(site.call);
  const made = declarator && tree.parentOf(declarator);
  if (
    declarator?.type !== 'VariableDeclarator' ||
    declarator.id.type !== 'Identifier' ||
    made?.type !== 'VariableDeclaration' ||
    made.declarations.length > 1 ||
    !/^(?:const|let)$/.test(made.kind) ||
    tree.parentOf(made) !== round
  )
    return refuse(
      'shape',
      'The span is no `const` of its own in the body of the loop. Make one span around the loop by hand.',
    );
  return { call: site.call, loop, statement, made, binding: declarator.id, body: round, callback: undefined };
}

/** The loop as a statement and the block that runs each round. */
function placeOf(
  tree: Tree,
  { call, callback }: SpanSite,
  { node, body, collection }: Loop,
): Refusal | { readonly statement: Node; readonly round: TSESTree.BlockStatement } {
  if (node.type === 'ForOfStatement' && node.await)
    return refuse(
      'forAwait',
      'The loop reads a stream that may last for long. Decide by hand whether one span can stand around all of it.',
    );
  let statement: Node = node;
  let round: Node = body;
  if (isFunction(body)) {
    // a promise that is given back is waited for elsewhere
    if (body.async || (callback?.async && body.body === call))
      return refuse(
        'concurrent',
        'The items run at the same time. Make one span around the call that waits for all of them, and end it after that call.',
      );
    for (let up = tree.parentOf(statement); up && unwrap(up) !== up; up = tree.parentOf(statement)) statement = up;
    statement = tree.parentOf(statement) ?? statement;
    const callee = node.type === 'CallExpression' ? unwrap(node.callee) : undefined;
    const isForEach =
      callee?.type === 'MemberExpression' && keyOf(callee) === 'forEach' && callee.object === collection;
    if (!isForEach || statement.type !== 'ExpressionStatement' || body.generator)
      return refuse(
        'callback',
        'The loop is a callback whose result is used. Make one span around the whole call by hand.',
      );
    round = body.body;
  }
  if (round.type !== 'BlockStatement' || !/^(?:For(?:Of|In)?|Expression)Statement$/.test(statement.type))
    return refuse('shape', 'The loop has no body in braces. Make one span around the loop by hand.');
  return { statement, round };
}

/** `tracer.startActiveSpan(name, (span) => { … })` as the only statement of a round. */
function callbackShape(
  tree: Tree,
  { call, callback }: SpanSite,
  loop: Loop,
  statement: Node,
  round: TSESTree.BlockStatement,
): ItemSpan | Refusal {
  const refusal = refuse(
    'callback',
    'Only a loop that runs nothing but `startActiveSpan`, with an arrow function that returns nothing, is rewritten. Put `startActiveSpan` around the loop by hand.',
  );
  const [made, more] = round.body;
  if (!made || more || made.type !== 'ExpressionStatement') return refusal;
  const awaited = made.expression.type === 'AwaitExpression';
  const inner = made.expression.type === 'AwaitExpression' ? made.expression.argument : made.expression;
  if (inner !== call || callback?.type !== 'ArrowFunctionExpression' || call.arguments.at(-1) !== callback)
    return refusal;
  if (!awaited && callback.async)
    return refuse(
      'concurrent',
      'The items run at the same time, for nothing waits for the callback. Make one span around the loop by hand.',
    );
  const [binding, second] = callback.params;
  const { body } = callback;
  if (awaited !== callback.async || call.arguments.length > 3 || body.type !== 'BlockStatement') return refusal;
  if (binding?.type !== 'Identifier' || second) return refusal;
  const within = (node: Node) => contains(statement, node) && tree.functionAround(node) === callback;
  const kept: Node[] = [
    ...tree.all('ReturnStatement'),
    ...tree.all('VariableDeclaration').filter(({ kind }) => kind === 'var'),
  ];
  if (kept.some(within)) return refusal;
  // the head of the loop moves into the callback as well
  const outside = (node: Node) => contains(statement, node) && !contains(callback, node);
  if (!awaited && tree.all('AwaitExpression').some(outside)) return refusal;
  const head = loop.node.type === 'ForStatement' ? loop.node.init : 'left' in loop.node ? loop.node.left : undefined;
  // what is assigned in a function counts as unassigned after it
  if (head && head.type !== 'VariableDeclaration') return refusal;
  const { collection } = loop;
  const variable = collection?.type === 'Identifier' ? tree.variableOf(collection) : undefined;
  // a type that was narrowed before the loop is not narrow in a function
  if (variable?.references.some((reference) => reference.isWrite() && !reference.init)) return refusal;
  return { call, loop, statement, made, binding, body, callback };
}

/** Reads what becomes of the span; the first thing that speaks against lifting it is the answer. */
function readUses(reading: FileReading, item: ItemSpan): Uses | Refusal {
  const { tree } = reading;
  const { binding, body } = item;
  const variable = tree.variableOf(binding);
  const home = tree.functionAround(item.callback ? body : item.made);
  const ends: TSESTree.ExpressionStatement[] = [];
  const failures: TSESTree.ExpressionStatement[] = [];
  const attributes: ItemAttributes[] = [];
  const kept = refuse(
    'kept',
    'The span of an item is used for more than what happens in its round: it is handed on, kept or read. Lift it by hand.',
  );
  for (const { identifier } of variable?.references ?? []) {
    if (identifier === binding) continue;
    const chain = chainOf(tree, identifier);
    if (!chain || tree.functionAround(identifier) !== home || !contains(body, identifier)) return kept;
    const { statement, calls } = chain;
    const methods = calls.map(({ method }) => method);
    if (methods.includes('updateName'))
      return refuse('namePerItem', 'The name of the span is changed for each item. Give it a fixed name first.');
    if (methods.includes('end')) {
      if (methods.length > 1 || calls[0]?.call.arguments.length !== 0) return endRefusal();
      ends.push(statement);
    } else if (methods.some((method) => method.startsWith('setAttribute'))) {
      const set = itemAttributes(tree, statement, calls);
      if (!set) return attributeRefusal('in a chain with other calls');
      attributes.push(set);
    } else if (methods.every((method) => /^(?:recordException|setStatus|addEvent)$/.test(method))) {
      for (const { method, call } of calls) {
        if (method === 'setStatus' && !isError(call.arguments[0]))
          return refuse(
            'status',
            'An item sets a status that is not always ERROR, which would take the place of the error of another item. Set it once, after the loop.',
          );
      }
      if (methods.some((method) => method !== 'addEvent')) failures.push(statement);
    } else return kept;
  }
  const last = body.body.at(-1);
  const [end, second] = ends;
  const guard = last?.type === 'TryStatement' && last.finalizer?.body.some((one) => one === end) ? last : undefined;
  if (!end || second || (last !== end && !guard)) return endRefusal();
  const jumps = readJumps(tree, item, guard);
  if ('reason' in jumps) return jumps;
  const [failure, ...others] = failures;
  const block = failure && tree.parentOf(failure);
  if (
    block &&
    (block.type !== 'BlockStatement' ||
      others.some((one) => tree.parentOf(one) !== block) ||
      isLooped(tree, block, body))
  )
    return refuse(
      'failures',
      'The failure of an item is recorded in several places, in a loop of its own or outside of braces, so that it cannot be counted. Count it by hand.',
    );
  return { end, failure, attributes, guard, uneven: jumps.uneven };
}

function endRefusal(): Refusal {
  return refuse(
    'ending',
    'The span does not end once, as the last thing of its round or in the `finally` of a `try` that is. End it there first.',
  );
}

/** The calls on a span in one statement: `span.setStatus(…).end()` has two. */
function chainOf(
  tree: Tree,
  identifier: Node,
):
  | {
      readonly statement: TSESTree.ExpressionStatement;
      readonly calls: readonly { readonly method: string; readonly call: TSESTree.CallExpression }[];
    }
  | undefined {
  const calls: { method: string; call: TSESTree.CallExpression }[] = [];
  for (let at = identifier; ;) {
    const member = tree.parentOf(at);
    if (member?.type === 'ExpressionStatement' && calls.length > 0) return { statement: member, calls };
    const call = member && tree.parentOf(member);
    if (member?.type !== 'MemberExpression' || member.object !== at || member.optional) return undefined;
    if (call?.type !== 'CallExpression' || call.callee !== member || call.optional) return undefined;
    const method = keyOf(member);
    if (method === undefined) return undefined;
    calls.push({ method, call });
    at = call;
  }
}

function isError(status: TSESTree.CallExpressionArgument | undefined): boolean {
  const node = status && unwrap(status);
  if (node?.type !== 'ObjectExpression') return false;
  const codes = node.properties.filter((property) => property.type === 'SpreadElement' || keyOf(property) === 'code');
  const [code] = codes;
  if (codes.length !== 1 || code?.type !== 'Property') return false;
  const value = unwrap(code.value);
  return value.type === 'MemberExpression' ? keyOf(value) === 'ERROR' : value.type === 'Literal' && value.value === 2;
}

function itemAttributes(
  tree: Tree,
  statement: TSESTree.ExpressionStatement,
  calls: readonly { readonly method: string; readonly call: TSESTree.CallExpression }[],
): ItemAttributes | undefined {
  const entries: string[] = [];
  const values: Node[] = [];
  const quote = (node: Node) => tree.text.slice(...node.range);
  for (const { method, call } of calls) {
    const [first, second] = call.arguments;
    if (!first || call.arguments.some((argument) => argument.type === 'SpreadElement')) return undefined;
    if (method === 'setAttribute' && second) {
      const isText = first.type === 'Literal' && typeof first.value === 'string';
      entries.push(`${isText ? quote(first) : `[${quote(first)}]`}: ${quote(second)}`);
      values.push(first, second);
    } else if (method === 'setAttributes') {
      const object = unwrap(first);
      values.push(object);
      if (object.type === 'ObjectExpression') entries.push(...object.properties.map(quote));
      else entries.push(`...${quote(first)}`);
    } else return undefined;
  }
  return { statement, entries, values };
}

/** Jumps that a lifted span allows for, and whether there are some that make the rounds differ. */
function readJumps(
  tree: Tree,
  { loop, statement, made, callback }: ItemSpan,
  guard: TSESTree.TryStatement | undefined,
): Refusal | { readonly uneven: boolean } {
  const { node, body } = loop;
  const home = tree.functionAround(statement);
  const refusal = refuse(
    'jump',
    'A jump leaves the round before the span of the item ends. Make one span around the loop by hand, and see that it ends.',
  );
  if (tree.all('YieldExpression').some((one) => contains(statement, one) && tree.functionAround(one) === home))
    return refuse(
      'yield',
      'The loop gives items away and may never be resumed. Make one span by hand, and see that it ends.',
    );
  if (callback) return { uneven: false };
  const round = isFunction(body) ? body : home;
  const jumps = [...tree.all('ContinueStatement'), ...tree.all('BreakStatement'), ...tree.all('ReturnStatement')];
  let uneven = false;
  for (const jump of jumps) {
    if (!contains(body, jump) || tree.functionAround(jump) !== round) continue;
    if (jump.type !== 'ReturnStatement') {
      const target = targetOf(tree, jump);
      if (target && contains(body, target)) continue;
      if (target !== node) return refusal;
    }
    if (jump.range[0] < made.range[0]) {
      uneven = true;
      continue;
    }
    const ends = guard && contains(guard, jump) && !(guard.finalizer && contains(guard.finalizer, jump));
    if (!ends || (jump.type === 'ReturnStatement' && !isFunction(body))) return refusal;
    if (jump.type === 'BreakStatement') uneven = true;
  }
  return { uneven };
}

/** The statement that a jump goes on after or within; nothing for a label that stands outside of the file's loops. */
function targetOf(tree: Tree, jump: TSESTree.BreakStatement | TSESTree.ContinueStatement): Node | undefined {
  for (let up = tree.parentOf(jump); up; up = tree.parentOf(up)) {
    if (jump.label) {
      if (up.type === 'LabeledStatement' && up.label.name === jump.label.name) return up;
    } else if (/^(?:For(?:Of|In)?|While|DoWhile)Statement$/.test(up.type)) return up;
    else if (up.type === 'SwitchStatement' && jump.type === 'BreakStatement') return up;
  }
  return undefined;
}

/** Whether a loop of a round runs a block more than once. */
function isLooped(tree: Tree, block: Node, body: Node): boolean {
  for (let up: Node | undefined = block; up && up !== body; up = tree.parentOf(up))
    if (/^(?:For(?:Of|In)?|While|DoWhile)Statement$/.test(up.type)) return true;
  return false;
}

/** What the call of the span is made with must be the same for all items. */
function refusalOfCall(reading: FileReading, { call, loop, callback }: ItemSpan): Refusal | undefined {
  const parts: Node[] = [call.callee, ...call.arguments.slice(1).filter((argument) => argument !== callback)];
  const [, ...options] = parts;
  if (parts.some((part) => dependsOn(reading, part, loop.node)) || options.some((part) => isFresh(reading.tree, part)))
    return refuse(
      'optionsPerItem',
      'The span is made with options that differ from item to item. Put what is the same for all on one span around the loop by hand.',
    );
  return undefined;
}

/** Whether an expression names something that the loop declares or assigns. */
function dependsOn({ tree }: FileReading, expression: Node, loop: Node): boolean {
  const all = tree.all('Identifier').filter((identifier) => contains(expression, identifier));
  const members = tree.all('MemberExpression').filter((member) => contains(expression, member));
  const inLoop = (node: Node) => contains(loop, node);
  const assigned = [
    ...tree.all('AssignmentExpression').map(({ left: target }) => target),
    ...tree.all('UpdateExpression').map(({ argument }) => argument),
  ].filter((target) => inLoop(target) && target.type === 'MemberExpression');
  return (
    all.some((identifier) => {
      const variable = tree.variableOf(identifier);
      if (!variable) return false;
      const written = variable.references.some((one) => one.isWrite() && inLoop(one.identifier));
      return written || variable.defs.some((one) => inLoop(one.name));
    }) || members.some((member) => assigned.some((target) => keyOf(target) === keyOf(member)))
  );
}

/** Whether an expression may give another value each time: anything but the active context that is called or made. */
function isFresh(tree: Tree, expression: Node): boolean {
  const called = tree
    .all('CallExpression')
    .filter((call) => contains(expression, call) && tree.quote(call) !== 'context.active()');
  const others: readonly Node[] = [
    ...tree.all('NewExpression'),
    ...tree.all('AwaitExpression'),
    ...tree.all('UpdateExpression'),
    ...tree.all('AssignmentExpression'),
    ...tree.all('TaggedTemplateExpression'),
    ...tree.all('ArrowFunctionExpression'),
    ...tree.all('FunctionExpression'),
  ];
  return called.length > 0 || others.some((node) => contains(expression, node));
}

function refusalOfPlace(
  reading: FileReading,
  { binding, body, callback, loop, made, statement }: ItemSpan,
  { end, guard }: Uses,
  taken: TakenNames,
): Refusal | undefined {
  const { tree } = reading;
  const { text } = tree;
  if (callsInDataLoops(reading, statement, noSpanInHotLoop.defaults.dataWords).length > 0)
    return refuse(
      'calledInLoop',
      'The function around the loop is called in a loop over data itself. Make one span around that loop by hand.',
    );
  const lineEnd = skipLineTrivia(text, statement.range[1]);
  const alone =
    beginsLine(text, statement.range[0]) && (lineEnd === text.length || skipLineBreak(text, lineEnd) > lineEnd);
  if (!alone || /[\n\r]\s*;$/.test(text.slice(...made.range)))
    return refuse('layout', 'The loop shares its lines with other code. Put it on lines of its own first.');
  const rest = body.body.filter((one) => one !== made && one !== end && one !== guard);
  if (rest.length === 0 && !guard?.block.body.some((one) => one !== end))
    return refuse('shape', 'The span of an item stands around nothing. Make one span around the loop by hand.');
  const variable = tree.variableOf(binding);
  const holder = tree.parentOf(statement) ?? statement;
  const { name } = binding;
  const isTaken = callback
    ? variableNames(tree, statement, callback).has(name)
    : isDeclaredOutside(variable?.scope, loop.node, name) || taken.get(holder)?.has(name);
  if (isTaken)
    return refuse('nameTaken', `The name ${mention(name)} is used around the loop. Rename the span of the item first.`);
  const merged = [
    guard && !guard.handler && guard.finalizer?.body.length === 1 ? guard.block : undefined,
    callback && body,
  ];
  for (const block of merged) {
    if (!block) continue;
    const around = variableNames(tree, loop.node, block);
    for (const declared of declaredNames(tree, block))
      if (around.has(declared))
        return refuse('nameTaken', `The name ${mention(declared)} would be declared twice. Rename one of them first.`);
  }
  return undefined;
}

/** Whether a name is declared in a scope outside of a loop. */
function isDeclaredOutside(
  scope: NonNullable<ReturnType<Tree['variableOf']>>['scope'] | undefined,
  loop: Node,
  name: string,
): boolean {
  for (let up = scope?.upper; up; up = up.upper) {
    if (contains(loop, up.block) && up.block !== loop) continue;
    if ((up.set.get(name)?.defs.length ?? 0) > 0) return true;
  }
  return false;
}

/** The names of variables that are read or declared in a node outside of a part of it. */
function variableNames(tree: Tree, node: Node, part?: Node): Set<string> {
  const identifiers = tree
    .all('Identifier')
    .filter((one) => contains(node, one) && !(part && contains(part, one)) && tree.variableOf(one));
  return new Set(identifiers.map((one) => one.name));
}

/** The names that a block declares for itself. */
function declaredNames(tree: Tree, block: TSESTree.BlockStatement): string[] {
  return block.body.flatMap((statement) => {
    if (statement.type === 'FunctionDeclaration' || statement.type === 'ClassDeclaration') return [statement.id.name];
    if (statement.type !== 'VariableDeclaration') return [];
    return tree
      .all('Identifier')
      .filter((one) => statement.declarations.some(({ id }) => contains(id, one)) && tree.variableOf(one))
      .map((one) => one.name);
  });
}

function attributeRefusal(how: string): Refusal {
  return refuse(
    'itemAttributes',
    `Attributes of an item are set ${how}, and those of the next would take their place. Record them as span events by hand, or leave them out.`,
  );
}

/** Attributes of an item become one event where they are set in one place. */
function eventRefusal({ tree }: FileReading, { attributes }: Uses, { events }: Options): Refusal | undefined {
  const [first, ...more] = attributes;
  if (!first) return undefined;
  if (!events)
    return refuse(
      'itemAttributes',
      'Attributes of an item would take the place of those of the one before. Run with `--events` to record them as span events, or leave them out.',
    );
  const block = tree.parentOf(first.statement);
  if (block?.type !== 'BlockStatement' || more.some(({ statement }) => tree.parentOf(statement) !== block))
    return attributeRefusal('in several places');
  const at = (statement: TSESTree.Statement) => block.body.indexOf(statement);
  const inRow = more.every(({ statement }, i) => at(statement) === at(first.statement) + i + 1);
  const end = attributes.at(-1)?.statement.range[0] ?? 0;
  const changes = ({ values, statement }: ItemAttributes) =>
    values.some((value) => isFresh(tree, value) || isWrittenBetween(tree, value, [statement.range[1], end]));
  if (!inRow && attributes.some(changes)) return attributeRefusal('in several places');
  const keys = attributes.flatMap(({ entries }) => entries).map((entry) => entry.split(':')[0]);
  if (new Set(keys).size < keys.length) return attributeRefusal('twice');
  // a comment in what is put together would be lost
  const whole = attributes.map(({ statement }) => tree.text.slice(...statement.range)).join('');
  return /\/[/*]/.test(whole) ? attributeRefusal('beside comments') : undefined;
}

/** Whether a variable of an expression gets another value between two places. */
function isWrittenBetween(tree: Tree, expression: Node, [start, end]: Range): boolean {
  const identifiers = tree.all('Identifier').filter((identifier) => contains(expression, identifier));
  return identifiers.some((identifier) =>
    tree
      .variableOf(identifier)
      ?.references.some((one) => one.isWrite() && start <= one.identifier.range[0] && one.identifier.range[1] <= end),
  );
}

function contains(outer: Node, inner: Node): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

/** The width that new lines keep to where they can. */
const WIDTH = 120;

function write(
  { reading, contract, style, options }: CodemodInput<Options>,
  item: ItemSpan,
  uses: Uses,
  name: string,
  taken: TakenNames,
): Refusal | { readonly name: string; readonly edits: readonly Edit[] } {
  const { tree } = reading;
  const { text } = tree;
  const { statement, made, body, binding, callback, loop } = item;
  const { end, failure, guard } = uses;
  const { eol, indent: unit } = style;
  const semicolon = style.semicolons ? ';' : '';
  const span = binding.name;
  const set = (key: string, value: string) =>
    `${span}.setAttribute(${stringLiteral(key, style.quote)}, ${value})${semicolon}`;

  // what is made before the loop
  const keys = keysOf(name, contract);
  const size = uses.uneven ? undefined : roundsOf(reading, loop);
  const outer = indentAt(text, statement.range[0]);
  const holder = tree.parentOf(statement) ?? statement;
  const names = callback ? new Set<string>() : (taken.get(holder) ?? new Set<string>());
  taken.set(holder, names);
  const used = new Set([...variableNames(tree, callback ? statement : holder), ...names]);
  const count = size === undefined ? freeName('count', name, used) : undefined;
  const failures = failure && freeName('failures', name, used);
  const entry = size === undefined ? undefined : `${objectKey(keys.count, style.quote)}: ${size}`;
  const creation = entry === undefined ? [] : creationEdits(tree, item.call, callback, entry, keys.count, style);
  if (creation && 'reason' in creation) return creation;
  const opening: Range = callback ? [made.range[0], body.range[0] + 1] : made.range;
  const header: Region = { range: opening, from: indentAt(text, made.range[0]), to: outer };
  const { head, tail, base } = frameOf(tree, item, header, creation ?? [], entry, style);
  const firstLines = [
    ...(size !== undefined && !creation ? [set(keys.count, size)] : []),
    ...(count ? [`let ${count} = 0${semicolon}`] : []),
    ...(failures ? [`let ${failures} = 0${semicolon}`] : []),
  ];

  // where the loop stands afterwards
  const inner = base + unit;
  const regions: Region[] = [{ range: statement.range, from: outer, to: inner }];
  const first = callback && body.body[0];
  if (first && beginsLine(text, first.range[0]))
    regions.push({ range: inside(body), from: indentAt(text, first.range[0]), to: inner + unit });
  const unwrapped = guard && !guard.handler && guard.finalizer?.body.length === 1 ? guard.block : undefined;
  const guarded = unwrapped?.body[0];
  if (unwrapped && guarded && beginsLine(text, guarded.range[0])) {
    const to = movedIndent(tree, regions, guard?.range[0] ?? 0);
    regions.push({ range: inside(unwrapped), from: indentAt(text, guarded.range[0]), to });
  }

  // what is taken out of the loop
  const removals: Range[] = [];
  const edits: Edit[] = [];
  if (!count) removals.push(lineRange(text, opening));
  else
    edits.push({
      range: opening,
      text: `${count} += 1${semicolon}${callback ? gapAfter(text, opening[1], style) : ''}`,
    });
  if (callback) removals.push(lineRange(text, [body.range[1] - 1, made.range[1]]));
  const comments: string[] = [];
  if (guard?.finalizer?.body.length === 1) {
    const from = guard.handler ? guard.handler.range[1] : guard.block.range[1];
    comments.push(...commentsIn(text, [from, end.range[0]]), ...commentsIn(text, [end.range[1], guard.range[1]]));
    if (unwrapped)
      removals.push(
        lineRange(text, [guard.range[0], unwrapped.range[0] + 1]),
        lineRange(text, [unwrapped.range[1] - 1, guard.range[1]]),
      );
    else removals.push([from, guard.range[1]]);
  } else removals.push(lineRange(text, end.range));
  if (failure && failures)
    edits.push({
      range: [failure.range[0], failure.range[0]],
      text:
        `${failures} += 1${semicolon}` +
        (beginsLine(text, failure.range[0])
          ? eol + movedIndent(tree, regions, failure.range[0])
          : semicolon
            ? ' '
            : '; '),
    });
  const last = uses.attributes.at(-1);
  if (last && options.events) {
    const moved = movedIndent(tree, regions, last.statement.range[0]);
    const entries = uses.attributes.flatMap((one) => one.entries);
    const event = `${span}.addEvent(${stringLiteral(`${name}.item`, style.quote)}, `;
    const line = `${event}{ ${entries.join(', ')} })${semicolon}`;
    const lines = [`${event}{`, ...entries.map((one) => `${unit}${one},`), `})${semicolon}`].join(eol + moved);
    edits.push({ range: last.statement.range, text: moved.length + line.length > WIDTH ? lines : line });
    for (const one of uses.attributes.slice(0, -1)) removals.push(lineRange(text, one.statement.range));
  }
  const merged = joined(removals);
  edits.push(...merged.map((range): Edit => ({ range, text: '' })));
  edits.push(...reindent(tree, regions, [...merged, opening, ...(last ? [last.statement.range] : [])]));

  // what stands around the loop
  const before = [head, ...[...firstLines, 'try {'].map((line) => base + line)];
  edits.push({ range: [statement.range[0], statement.range[0]], text: before.join(eol) + eol + inner });
  const after = [
    `${base}} finally {`,
    ...(count ? [inner + set(keys.count, count)] : []),
    ...(failures ? [inner + set(keys.failures, failures)] : []),
    ...[...comments, `${span}.end()${semicolon}`].map((line) => inner + line),
    `${base}}`,
    ...tail,
  ];
  const behind = skipLineTrivia(text, statement.range[1]);
  edits.push({ range: [behind, behind], text: after.map((line) => eol + line).join('') });
  if (edits.some((a, i) => edits.slice(i + 1).some((b) => clash(a, b))))
    return refuse('layout', 'The loop shares its lines with other code. Put it on lines of its own first.');
  for (const own of callback ? [] : [span, count, failures]) if (own) names.add(own);
  return { name, edits };
}

/** The attributes of the span for the number of items and of failures: the contract's own where it has them. */
function keysOf(name: string, contract: Contract): { readonly count: string; readonly failures: string } {
  const attributes = Object.entries(spanEntryOf(name, contract)?.entry.attributes ?? {});
  const find = (words: RegExp) => attributes.find(([key, { type }]) => type === 'int' && words.test(key))?.[0];
  return {
    count: find(/(?:^|[._])(?:count|size|total)$/) ?? `${name}.count`,
    failures: find(/(?:^|[._])(?:failures|failed|errors)$/) ?? `${name}.failures`,
  };
}

/** A name that nothing around has: `count`, else `rowCount` for `retrieval.row`, else with a number. */
function freeName(wanted: string, spanName: string, used: ReadonlySet<string>): string {
  const item = (spanName.split('.').at(-1) ?? '').replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const longer = /^[A-Za-z]\w*$/.test(item) ? item + wanted.charAt(0).toUpperCase() + wanted.slice(1) : wanted;
  for (let number = 2; ; number++) {
    const found = [wanted, longer, `${wanted}${number}`].find((name) => !used.has(name));
    if (found) return found;
  }
}

/** The number of rounds as an expression that holds before the loop; nothing where it must be counted. */
function roundsOf(reading: FileReading, { node, collection }: Loop): string | undefined {
  const { tree } = reading;
  if (collection && isChanged(tree, collection, node)) return undefined;
  if (node.type === 'ForOfStatement' || node.type === 'CallExpression')
    return collection && sizeExpression(reading, collection);
  if (node.type !== 'ForStatement' || node.init?.type !== 'VariableDeclaration') return undefined;
  const { init, test, update, body } = node;
  const [counter, more] = init.declarations;
  if (counter?.id.type !== 'Identifier' || more || counter.init?.type !== 'Literal' || counter.init.value !== 0)
    return undefined;
  const { name } = counter.id;
  if (test?.type !== 'BinaryExpression' || test.operator !== '<' || tree.quote(test.left) !== name) return undefined;
  const step = update ? tree.quote(update) : '';
  if (![`${name}++`, `++${name}`, `${name} += 1`].includes(step)) return undefined;
  const written = tree
    .variableOf(counter.id)
    ?.references.some((reference) => reference.isWrite() && contains(body, reference.identifier));
  const bound = unwrap(test.right);
  const path = bound.type === 'MemberExpression' ? unwrap(bound.object) : bound;
  const isPlain = path.type === 'Identifier' || path.type === 'MemberExpression' || path.type === 'Literal';
  const calls = tree.all('CallExpression').some((call) => contains(bound, call));
  return written || !isPlain || calls || dependsOn(reading, bound, node) ? undefined : tree.text.slice(...bound.range);
}

const CHANGES = /^(?:push|pop|shift|unshift|splice|add|delete|clear|set|fill)$/;

/** Whether the loop adds to the collection that it runs over, or takes from it. */
function isChanged(tree: Tree, collection: Node, loop: Node): boolean {
  const path = tree.quote(unwrap(collection), 1000);
  const within = (node: Node) => contains(loop, node);
  const changing = tree.all('CallExpression').some((call) => {
    const callee = unwrap(call.callee);
    return (
      within(call) &&
      callee.type === 'MemberExpression' &&
      CHANGES.test(keyOf(callee) ?? '') &&
      tree.quote(callee.object, 1000) === path
    );
  });
  return (
    changing ||
    tree.all('AssignmentExpression').some(({ left: target }) => {
      const written = tree.quote(target, 1000);
      return within(target) && (written === path || written === `${path}.length`);
    })
  );
}

/** Puts the count into the options of the call; nothing where they are not written out, a refusal where the key is there already. */
function creationEdits(
  tree: Tree,
  call: TSESTree.CallExpression,
  callback: FunctionNode | undefined,
  entry: string,
  key: string,
  style: FileStyle,
): Edit[] | undefined | Refusal {
  const [, second] = call.arguments;
  const property = `attributes: { ${entry} }`;
  if (!second || second === callback) return [insertArgument(tree, call, 1, `{ ${property} }`)];
  const object = unwrap(second);
  if (object.type !== 'ObjectExpression' || object.properties.some(({ type }) => type === 'SpreadElement'))
    return undefined;
  const present = object.properties.find((one) => keyOf(one) === 'attributes');
  if (!present) return addProperties(tree, object, [property], style);
  const attributes = present.type === 'Property' ? unwrap(present.value) : undefined;
  if (attributes?.type !== 'ObjectExpression') return undefined;
  if (attributes.properties.some((one) => keyOf(one) === key))
    return refuse(
      'keyTaken',
      `The span has an attribute ${mention(key)} already. Make one span around the loop by hand.`,
    );
  return addProperties(tree, attributes, [entry], style);
}

/** What stands around the lifted loop. */
interface Frame {
  /** What makes the span. */
  readonly head: string;
  /** The indentation of the `try`. */
  readonly base: string;
  /** The lines that close the callback. */
  readonly tail: readonly string[];
}

function frameOf(
  tree: Tree,
  { body, call, callback, made }: ItemSpan,
  header: Region,
  creation: readonly Edit[],
  entry: string | undefined,
  style: FileStyle,
): Frame {
  const { eol, indent: unit } = style;
  const outer = header.to;
  const line = rewritten(tree, header.range, creation, header);
  const written = tree.text.slice(header.range[0], header.range[1]);
  const isLong =
    creation.length > 0 && outer.length + line.length > WIDTH && !/[\n\r]/.test(line) && !/\/[/*]/.test(written);
  const closing: Range = [body.range[1] - 1, made.range[1]];
  const [nameNode, second] = call.arguments;
  const object = second && second !== callback ? unwrap(second) : undefined;
  const edited = (node: Node) =>
    rewritten(
      tree,
      node.range,
      creation.filter(({ range }) => node.range[0] <= range[0] && range[1] <= node.range[1]),
      header,
    );
  if (callback) {
    const lineIndent = movedIndent(tree, [header], body.range[0]);
    const plain = { head: line, base: lineIndent + unit, tail: [lineIndent + rewritten(tree, closing, [], header)] };
    if (!isLong || !nameNode || tree.text.slice(closing[0], call.range[1]) !== '})') return plain;
    // an argument a line, as formatters break a call
    const options = second === callback ? entry && `{ attributes: { ${entry} } }` : second && edited(second);
    const start = tree.text.slice(callback.range[0], header.range[1]);
    const lines = [tree.text.slice(nameNode.range[0], nameNode.range[1]), ...(options ? [options] : [])].map(
      (one) => `${outer}${unit}${one},`,
    );
    return {
      head: [tree.text.slice(made.range[0], nameNode.range[0]), ...lines, outer + unit + start].join(eol),
      base: outer + unit + unit,
      tail: [`${outer}${unit}},`, `${outer})${tree.text.slice(call.range[1], made.range[1])}`],
    };
  }
  if (!isLong || !entry || !nameNode || (object && object.type !== 'ObjectExpression'))
    return { head: line, base: outer, tail: [] };
  const attributes = object?.properties.find((one) => keyOf(one) === 'attributes');
  const properties = (object?.properties ?? []).map((one) =>
    one === attributes ? edited(one) : tree.text.slice(one.range[0], one.range[1]),
  );
  const all = [...properties, ...(attributes ? [] : [`attributes: { ${entry} }`])];
  const lines = ['{', ...all.map((one) => `${unit}${one},`), '}'].join(eol + outer);
  const [from, to] = second ? second.range : [nameNode.range[1], nameNode.range[1]];
  const broken: Edit = { range: [from, to], text: second ? lines : `, ${lines}` };
  return {
    head: rewritten(tree, header.range, [broken], { ...header, from: outer, to: outer }),
    base: outer,
    tail: [],
  };
}

/** A range of the text with edits inside it, its lines moved to another indentation. */
function rewritten(tree: Tree, [start, end]: Range, edits: readonly Edit[], region: Region): string {
  const moved = edits.map(({ range, text }) => ({
    range,
    text: text.replace(/(?<=\r\n|[\n\r])[^\S\n\r]*/g, (indent) =>
      indent.startsWith(region.from) ? region.to + indent.slice(region.from.length) : indent,
    ),
  }));
  const lines = reindent(tree, [{ ...region, range: [start, end] }]).filter(
    ({ range }) => start <= range[0] && range[1] <= end,
  );
  const shifted = [...moved, ...lines].map(({ range, text }): Edit => {
    return { range: [range[0] - start, range[1] - start], text };
  });
  return applyEdits(tree.text.slice(start, end), shifted);
}

function inside(block: TSESTree.BlockStatement): Range {
  return [block.range[0] + 1, block.range[1] - 1];
}

/** What stands between a new statement and the code behind it on the line. */
function gapAfter(text: string, offset: number, { semicolons }: FileStyle): string {
  const end = skipLineTrivia(text, offset);
  return semicolons || skipLineBreak(text, end) > end ? '' : ';';
}

/** The comments of a range without strings, as they are written. */
function commentsIn(text: string, [start, end]: Range): string[] {
  return [...text.slice(start, end).matchAll(/\/\/[^\n\r]*|\/\*[^]*?\*\//g)].map(([comment]) => comment.trimEnd());
}
