import type { TSESTree } from '@typescript-eslint/types';
import { hole, join, onlyText, text, type Alternatives } from './alternatives.ts';
import { isFormat, isGlobalData, isModuleData } from '../catalogue/data-calls.ts';
import { globalPath } from '../syntax/global-path.ts';
import type { Origins } from '../origins/origin.ts';
import { parsedBy, schemaFixes } from '../types/schema-texts.ts';
import type { Bound, TextReader } from './text-reader.ts';
import { keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

/** What `util.format` puts in for a value; `%%` is the sign itself. */
const PLACEHOLDERS = /(%[sdifjoOc%])/;

/**
 * What a call gives whose function is out of sight: data where the function is known for that, the parts of a formatted text, else one
 * thing that is not known.
 */
export function unseenCallTexts(
  reader: TextReader,
  origins: Origins,
  call: TSESTree.CallExpression,
  bound: Bound,
): Alternatives {
  const callee = unwrap(call.callee);
  if (isDataCall(reader.tree, origins, call)) return hole('variable', call);
  const parsed = parsedBy(call, []);
  if (parsed && schemaFixes(reader.tree, parsed.schema, parsed.path)) return hole('bounded', call);
  const origin = origins.of(callee);
  if (origin?.kind === 'module' && !origin.called && isFormat(origin.module, origin.path))
    return formatted(reader, call, bound) ?? hole('unknown', call);
  return hole('unknown', call);
}

/** Whether a call gives something else each time, so that a name with it is another one each time. */
export function isDataCall(tree: Tree, origins: Origins, call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  const global = globalPath(tree, callee);
  if (global && isGlobalData(global.join('.'))) return true;
  if (callee.type === 'MemberExpression' && isDate(tree, callee.object)) return true;
  if (isOfRequest(call)) return true;
  const origin = origins.of(callee);
  return origin?.kind === 'module' && !origin.called && isModuleData(origin.module, origin.path);
}

/** Whether an expression is a date of the language: `new Date()`. */
export function isDate(tree: Tree, node: Node): boolean {
  const plain = unwrap(node);
  return plain.type === 'NewExpression' && globalPath(tree, plain.callee)?.join('.') === 'Date';
}

/** What a request carries: `req.get('x-tool')` of Express, `c.req.query('q')` of Hono, `request.headers.get('x-tool')`. */
function isOfRequest(call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  if (callee.type !== 'MemberExpression' || call.arguments.length !== 1) return false;
  const [argument] = call.arguments;
  const isHeader =
    argument?.type === 'Literal' && typeof argument.value === 'string' && /^[\w-]+$/.test(argument.value);
  if (!isHeader || /method|type|version|protocol/i.test(argument.value)) return false;
  const chain = chainOf(callee);
  return /(?:^|\.)req(?:uest)?\.(?:get|header|param|query|headers\.get)$/.test(chain);
}

function chainOf(node: Node): string {
  const plain = unwrap(node);
  if (plain.type === 'MemberExpression') return `${chainOf(plain.object)}.${keyOf(plain) ?? '?'}`;
  return plain.type === 'Identifier' ? plain.name : '?';
}

/** `util.format('tool.%s', tool)`: the text with what stands in it; nothing where the text is not known. */
function formatted(reader: TextReader, call: TSESTree.CallExpression, bound: Bound): Alternatives | undefined {
  const [first, ...values] = call.arguments;
  if (!first || call.arguments.some(({ type }) => type === 'SpreadElement')) return undefined;
  const pattern = onlyText(reader.read(first, bound));
  if (pattern === undefined) return undefined;
  let all: Alternatives = [[]];
  for (const piece of pattern.split(PLACEHOLDERS)) {
    const isValue = PLACEHOLDERS.test(piece) && piece !== '%%';
    const value = isValue ? values.shift() : undefined;
    if (isValue && !value) return undefined;
    if (value)
      all = join(all, piece === '%s' || value.type === 'Literal' ? reader.read(value, bound) : hole('variable', value));
    else if (piece !== '') all = join(all, text(piece === '%%' ? '%' : piece, first));
  }
  for (const value of values) all = join(join(all, text(' ', first)), reader.read(value, bound));
  return all;
}
