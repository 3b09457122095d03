import type { TSESTree } from '@typescript-eslint/types';
import { valuesOf } from '../syntax/sources.ts';
import { keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

/** Methods after which a schema takes other values. */
const CHANGING = /^(?:or|and|transform|pipe|extend|safeExtend|merge|catchall|loose|passthrough|overwrite)$/;
const DEEPEST = 8;

/** What a schema of zod makes sure of, as `enum`, and the call that says so. */
export interface SchemaMaker {
  readonly maker: string;
  readonly made: TSESTree.CallExpression;
}

/** The first call of a chain of zod: `z.enum(…)` of `z.enum(…).optional().describe(…)`, and what it makes. */
export function schemaMaker(tree: Tree, schema: Node, depth = 0): SchemaMaker | undefined {
  if (depth > DEEPEST) return undefined;
  const node = unwrap(schema);
  if (node.type === 'Identifier') {
    const variable = tree.variableOf(node);
    // `const Kind = …; type Kind = …`
    const [source, ...more] = variable ? valuesOf(tree, variable) : [];
    const isOne = source?.kind === 'value' && more.length === 0 && source.path.length === 0;
    return isOne ? schemaMaker(tree, source.node, depth + 1) : undefined;
  }
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const { object } = node.callee;
  const maker = keyOf(node.callee);
  const isZod = (one: Node) => one.type === 'Identifier' && /^(?:z|zod)$/.test(one.name);
  if (maker !== undefined && (isZod(object) || (object.type === 'MemberExpression' && isZod(object.object))))
    return { maker, made: node };
  return maker === undefined || CHANGING.test(maker) ? undefined : schemaMaker(tree, object, depth + 1);
}
