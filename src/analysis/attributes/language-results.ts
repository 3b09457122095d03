import type { TSESTree } from '@typescript-eslint/types';
import { keyOf, unwrap, type Tree } from '../syntax/tree.ts';
import type { ValueKind } from './value-kinds.ts';

/** Methods that give a text whatever they are called on; `slice` and `concat` are those of lists as well. */
const TEXT_METHODS =
  /^(?:to(?:Lower|Upper|LocaleLower|LocaleUpper)Case|to(?:String|Fixed|Precision|ISOString)|trim(?:Start|End)?|substring|substr|replace(?:All)?|repeat|pad(?:Start|End)|charAt|normalize|join)$/;

/** Functions of the language and of its hosts by what they give, as they are called where nothing of the file has their name. */
const FUNCTIONS: Readonly<Record<string, ValueKind>> = {
  String: 'string',
  'String.raw': 'string',
  'String.fromCharCode': 'string',
  'JSON.stringify': 'string',
  encodeURIComponent: 'string',
  decodeURIComponent: 'string',
  'crypto.randomUUID': 'string',
  Number: 'number',
  parseInt: 'number',
  parseFloat: 'number',
  'Number.parseInt': 'number',
  'Number.parseFloat': 'number',
  'Date.now': 'number',
  'performance.now': 'number',
  Boolean: 'boolean',
  'Array.isArray': 'boolean',
  'Array.from': 'list',
  'Object.keys': 'list',
  'Object.values': 'list',
  'Object.entries': 'list',
};

/** What a function or method of the language gives, by its name; nothing for others, and for methods of a class on itself. */
export function languageResult(tree: Tree, call: TSESTree.CallExpression): ValueKind | undefined {
  const callee = unwrap(call.callee);
  const root = callee.type === 'MemberExpression' ? unwrap(callee.object) : callee;
  const name = tree.quote(callee);
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (known && root.type === 'Identifier' && (tree.variableOf(root)?.defs.length ?? 0) === 0) return known;
  if (callee.type !== 'MemberExpression' || root.type === 'ThisExpression' || root.type === 'Super') return undefined;
  const method = keyOf(callee) ?? '';
  if (/^Math\.\w+$/.test(name)) return 'number';
  return TEXT_METHODS.test(method) ? 'string' : undefined;
}
