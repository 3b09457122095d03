import type { TSESTree } from '@typescript-eslint/types';
import type { ItemSpanUses } from '../analysis/loops/item-span-uses.ts';
import type { ItemSpan } from '../analysis/loops/item-span.ts';
import { freeName, namesAround, variableNames, type TakenNames } from '../analysis/loops/lifted-names.ts';
import type { FileReading } from '../analysis/reading.ts';
import { refuse, type Refusal } from '../analysis/refusal.ts';
import { roundsOf } from '../analysis/loops/round-count.ts';
import type { Range, Tree } from '../analysis/syntax/tree.ts';
import { mention } from '../mention.ts';
import { clash, type Edit } from './edit.ts';
import type { FileStyle } from './file-style.ts';
import { creationEdits, frameOf, setsAttribute, WIDTH } from './lifted-span.ts';
import { joined, lineRange, movedIndent, reindent, type Region } from './line-edits.ts';
import { directiveStart } from './lost-comments.ts';
import { objectKey, stringLiteral } from './string-literal.ts';
import { beginsLine, indentAt, skipLineBreak, skipLineTrivia, skipTrivia } from './trivia.ts';

/** Characters that go on with a statement that no semicolon ends. */
const CONTINUES = /[[(`+\-/*<]/;

/** The attributes of the lifted span for the number of items and of failures. */
export interface CountKeys {
  readonly count: string;
  readonly failures: string;
}

/** A span for each item that can be lifted, and what the lifted one is to be. */
export interface Lift {
  readonly item: ItemSpan;
  readonly uses: ItemSpanUses;
  readonly name: string;
  readonly keys: CountKeys;
  /** Whether the attributes of an item become an event. */
  readonly events: boolean;
  readonly taken: TakenNames;
}

/** The edits of a lift, and the names that they declare beside the loop. */
export interface LiftedLoop {
  readonly edits: readonly Edit[];
  readonly names: readonly string[];
  /** Whether the callback of the span is given behind the attributes now, and was the second argument. */
  readonly movesCallback: boolean;
}

/** Puts one span around a loop in place of one for each item, or says why the layout does not allow for it. */
export function liftLoop(
  reading: FileReading,
  { item, uses, name, keys, events, taken }: Lift,
  style: FileStyle,
): LiftedLoop | Refusal {
  const { tree } = reading;
  const { text } = tree;
  const { statement, made, body, binding, callback } = item;
  const { end, failure, guard } = uses;
  const { eol, indent: unit } = style;
  const semicolon = style.semicolons ? ';' : '';
  const set = (key: string, value: string) =>
    `${span}.setAttribute(${stringLiteral(key, style.quote)}, ${value})${semicolon}`;

  // what is made before the loop
  const size = uses.uneven ? undefined : roundsOf(reading, item);
  const outer = indentAt(text, statement.range[0]);
  const holder = tree.parentOf(statement) ?? statement;
  const earlier = (callback ? undefined : taken.get(holder)) ?? new Set<string>();
  const used = new Set([
    ...variableNames(tree, callback ? statement : holder),
    ...namesAround(tree.variableOf(binding)?.scope),
    ...earlier,
  ]);
  // the span of an earlier loop beside this one may have its name
  const span = earlier.has(binding.name) ? freeName(binding.name, name, used) : binding.name;
  used.add(span);
  const named = span === binding.name ? [] : namesOf(tree, binding, span);
  const count = size === undefined ? freeName('count', name, used) : undefined;
  const failures = failure && freeName('failures', name, used);
  const entry = size === undefined ? undefined : `${objectKey(keys.count, style.quote)}: ${size}`;
  const own = [keys.count, ...(failures ? [keys.failures] : [])].find((key) => setsAttribute(reading, item, key));
  if (own !== undefined)
    return refuse(
      'keyTaken',
      `The span has an attribute ${mention(own)} already. Make one span around the loop by hand.`,
    );
  const creation = entry === undefined ? [] : creationEdits(tree, item.call, callback, entry, style);
  const opening: Range = callback ? [made.range[0], body.range[0] + 1] : made.range;
  const header: Region = { range: opening, from: indentAt(text, made.range[0]), to: outer };
  const { head, tail, base } = frameOf(tree, item, header, { creation: creation ?? [], entry, named }, style);
  const firstLines = [
    ...(size !== undefined && !creation ? [set(keys.count, size)] : []),
    ...(count ? [`let ${count} = 0${semicolon}`] : []),
    ...(failures ? [`let ${failures} = 0${semicolon}`] : []),
  ];

  // where the loop stands afterwards
  const inner = base + unit;
  const start = directiveStart(tree, statement.range[0]);
  const regions: Region[] = [{ range: [start, statement.range[1]], from: outer, to: inner }];
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
      text: `${count} += 1${terminator(text, opening[1], style)}`,
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
  if (failure && failures) {
    const at = directiveStart(tree, failure.range[0]);
    const behind = beginsLine(text, at) ? eol + movedIndent(tree, regions, at) : semicolon ? ' ' : '; ';
    edits.push({ range: [at, at], text: `${failures} += 1${semicolon}${behind}` });
  }
  const last = uses.attributes.at(-1);
  if (last && events) {
    const moved = movedIndent(tree, regions, last.statement.range[0]);
    const entries = uses.attributes.flatMap((one) => one.entries);
    const event = `${span}.addEvent(${stringLiteral(`${name}.item`, style.quote)}, `;
    const ending = terminator(text, last.statement.range[1], style);
    const line = `${event}{ ${entries.join(', ')} })${ending}`;
    const lines = [`${event}{`, ...entries.map((one) => `${unit}${one},`), `})${ending}`].join(eol + moved);
    edits.push({ range: last.statement.range, text: moved.length + line.length > WIDTH ? lines : line });
    for (const one of uses.attributes.slice(0, -1)) removals.push(lineRange(text, one.statement.range));
  }
  const merged = joined(removals);
  edits.push(...merged.map((range): Edit => ({ range, text: '' })));
  const whole = [...merged, opening, ...(last && events ? [last.statement.range] : [])];
  edits.push(...named.filter(({ range }) => !whole.some((one) => one[0] <= range[0] && range[1] <= one[1])));
  edits.push(...reindent(tree, regions, [...merged, opening, ...(last ? [last.statement.range] : [])]));

  // what stands around the loop
  const before = [head, ...[...firstLines, 'try {'].map((line) => base + line)];
  edits.push({ range: [start, start], text: before.join(eol) + eol + inner });
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
  return {
    edits,
    names: callback ? [] : [span, count, failures].filter((name) => name !== undefined),
    movesCallback: callback !== undefined && entry !== undefined && item.call.arguments[1] === callback,
  };
}

/** Gives a variable another name wherever it stands. */
function namesOf(tree: Tree, binding: TSESTree.Identifier, name: string): Edit[] {
  const places = [binding, ...(tree.variableOf(binding)?.references ?? []).map(({ identifier }) => identifier)];
  return [...new Set(places.map(({ range }) => range[0]))].map((start) => {
    return { range: [start, start + binding.name.length], text: name };
  });
}

function inside(block: TSESTree.BlockStatement): Range {
  return [block.range[0] + 1, block.range[1] - 1];
}

/** What ends a new statement: a semicolon where the file has them, and where the code behind it would be read as a part of it. */
function terminator(text: string, offset: number, { semicolons }: FileStyle): ';' | '' {
  const end = skipLineTrivia(text, offset);
  const isLast = skipLineBreak(text, end) > end || text[end] === '}';
  return semicolons || !isLast || CONTINUES.test(text[skipTrivia(text, end)] ?? '') ? ';' : '';
}

/** The comments of a range without strings, as they are written. */
function commentsIn(text: string, [start, end]: Range): string[] {
  return [...text.slice(start, end).matchAll(/\/\/[^\n\r]*|\/\*[^]*?\*\//g)].map(([comment]) => comment.trimEnd());
}
