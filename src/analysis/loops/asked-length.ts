import type { TSESTree } from '@typescript-eslint/types';
import { givesTabs, isLimitMethod, limitOfSql, limitsItems } from '../catalogue/few-items.ts';
import { numberOf } from './counted-rounds.ts';
import { listsBehind } from './list-origin.ts';
import type { FileReading } from '../reading.ts';
import { sourcesOf } from '../syntax/sources.ts';
import { keyOf, unwrap, type Node } from '../syntax/tree.ts';

const MOST_STEPS = 6;

/**
 * How many items a list can have at most by what the call asks for that gives it: `LIMIT 5` of a statement of SQL, `.limit(5)`, or an
 * option such as `take: 5`.
 */
export function askedLength(reading: FileReading, collection: Node): number | undefined {
  for (const list of listsBehind(reading, collection)) {
    const call = callBehind(reading, list);
    const most = call && limitOf(reading, call);
    if (most !== undefined) return most;
  }
  return undefined;
}

/** Whether a list holds the tabs of a browser: `await browser.pages()`, `contexts.flatMap((one) => one.pages())`. */
export function isListOfTabs(reading: FileReading, collection: Node): boolean {
  return listsBehind(reading, collection).some((list) => {
    if (list.type !== 'CallExpression') return false;
    const [callback] = list.arguments;
    if (methodOf(list) !== 'flatMap' || callback?.type !== 'ArrowFunctionExpression') return isTabs(list);
    return isTabs(unwrap(callback.body, true));
  });
}

function isTabs(node: Node): boolean {
  return node.type === 'CallExpression' && node.arguments.length === 0 && givesTabs(methodOf(node) ?? '');
}

/** The call that gives a list or the object that holds it: `db.query(…)` of `const { rows } = await db.query(…)`. */
function callBehind(
  { tree }: FileReading,
  list: Node,
): TSESTree.CallExpression | TSESTree.TaggedTemplateExpression | undefined {
  let at: Node | undefined = list;
  for (let step = 0; at && step < MOST_STEPS; step++) {
    const node: Node = unwrap(at, true);
    if (node.type === 'CallExpression' || node.type === 'TaggedTemplateExpression') return node;
    if (node.type === 'MemberExpression') at = node.object;
    else {
      const variable = node.type === 'Identifier' ? tree.variableOf(node) : undefined;
      const [source, ...more] = variable ? sourcesOf(tree, variable) : [];
      at = more.length === 0 && source?.kind === 'value' && source.operator === '=' ? source.node : undefined;
    }
  }
  return undefined;
}

function limitOf(
  reading: FileReading,
  call: TSESTree.CallExpression | TSESTree.TaggedTemplateExpression,
): number | undefined {
  if (call.type === 'TaggedTemplateExpression') return limitOfSql(call.quasi.quasis.at(-1)?.value.raw ?? '');
  for (const argument of call.arguments) {
    if (argument.type === 'ObjectExpression') {
      const most = argument.properties.find((one) => one.type === 'Property' && limitsItems(keyOf(one) ?? ''));
      if (most?.type === 'Property') return numberOf(reading, most.value);
    }
  }
  const [first] = call.arguments;
  const text = first && first.type !== 'SpreadElement' ? reading.texts.textOf(first) : undefined;
  const written = text === undefined ? undefined : limitOfSql(text);
  if (written !== undefined) return written;
  // `db.select().from(jobs).limit(5).execute()`
  let at: Node = call;
  for (let step = 0; at.type === 'CallExpression' && step < MOST_STEPS; step++) {
    if (isLimitMethod(methodOf(at) ?? '')) {
      const [most] = at.arguments;
      return most && most.type !== 'SpreadElement' ? numberOf(reading, most) : undefined;
    }
    const callee = unwrap(at.callee);
    if (callee.type !== 'MemberExpression') return undefined;
    at = unwrap(callee.object);
  }
  return undefined;
}

function methodOf({ callee }: TSESTree.CallExpression): string | undefined {
  const node = unwrap(callee);
  return node.type === 'MemberExpression' ? keyOf(node) : undefined;
}
