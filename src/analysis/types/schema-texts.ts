import type { TSESTree } from '@typescript-eslint/types';
import { isElementStep } from './collection-types.ts';
import { schemaMaker } from './schema-maker.ts';
import type { Path } from '../syntax/sources.ts';
import { keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

/** Makers of zod 3 and 4 that let a value be one of few, those of objects, and those of one of several schemas. */
const FEW = /^(?:enum|nativeEnum|literal|boolean|stringbool)$/;
const OBJECTS = /^(?:object|strictObject|looseObject)$/;
const CHOICES = /^(?:union|discriminatedUnion)$/;
/** What gives a value of a schema. */
const PARSES = /^(?:parse|parseAsync)$/;
const SAFE_PARSES = /^(?:safeParse|safeParseAsync|spa)$/;
const DEEPEST = 12;

/**
 * Whether a schema of zod that this file writes lets few texts through.
 * @param schema the expression that makes it, or names it
 * @param path where the text stands in a value of the schema
 */
export function schemaFixes(tree: Tree, schema: Node, path: Path, depth = 0): boolean {
  const found = depth > DEEPEST ? undefined : schemaMaker(tree, schema);
  if (!found) return false;
  const { maker, made } = found;
  const [first, second] = made.arguments.map((one) => unwrap(one));
  const inner = (one: Node | undefined, rest: Path) => one !== undefined && schemaFixes(tree, one, rest, depth + 1);
  const [step, ...rest] = path;
  if (CHOICES.test(maker)) {
    const list = maker === 'union' ? first : second;
    const options = list?.type === 'ArrayExpression' ? list.elements : [];
    return options.length > 0 && options.every((one) => one !== null && inner(one, path));
  }
  if (path.length === 0) return FEW.test(maker);
  if (/^(?:array|set)$/.test(maker)) return isElementStep(step) && inner(first, rest);
  if (maker === 'record') return inner(second, rest);
  if (!OBJECTS.test(maker) || first?.type !== 'ObjectExpression') return false;
  const property = first.properties.find((one) => one.type === 'Property' && keyOf(one) === step);
  return property?.type === 'Property' && inner(property.value, rest);
}

/**
 * The schema that a call checks a value by, with the path to a part of what the call gives.
 * @returns nothing for other calls
 */
export function parsedBy(
  call: TSESTree.CallExpression,
  path: Path,
): { readonly schema: Node; readonly path: Path } | undefined {
  const callee = unwrap(call.callee);
  if (callee.type !== 'MemberExpression') return undefined;
  const method = keyOf(callee) ?? '';
  if (PARSES.test(method)) return { schema: callee.object, path };
  return SAFE_PARSES.test(method) && path[0] === 'data' ? { schema: callee.object, path: path.slice(1) } : undefined;
}
