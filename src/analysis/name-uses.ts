import type { FileReading } from './reading.ts';
import { keyOf, unwrap, type Node, type Tree } from './tree.ts';

export type IsName = (expression: Node) => boolean;

/**
 * What a reference does with a text or the table that holds it. `name`: it reads a name, or a member that has nothing to do with the
 * text. `other`: it reads the text for something else, or hands it on. `writes`: it may put another text in its place.
 */
export type NameUse = 'name' | 'other' | 'writes';

/**
 * Says what a reference does with a text.
 * @param keys the path to the text in what is referred to; an unknown key stands for all members
 * @param isLiteral whether the type of the text is the text itself, so that `typeof` tells it
 */
export function nameUseOf(
  reading: FileReading,
  reference: Node,
  keys: readonly (string | undefined)[],
  { isName, isLiteral }: { readonly isName: IsName; readonly isLiteral: boolean },
): NameUse {
  const { tree } = reading;
  const how = { isName, isLiteral };
  let at = reference;
  let parent = tree.parentOf(at);
  if (!parent) return 'other';
  if (/^TS(?:TypeQuery|TypeReference|QualifiedName)$/.test(parent.type))
    return isReadByType(tree, reference, keys, isLiteral) ? 'other' : 'name';
  if (/^Export(?:Specifier|DefaultDeclaration)$/.test(parent.type)) return 'name';
  if (parent.type === 'VariableDeclarator' && parent.init === at) {
    // `const CURRENT = TOOL`, `const { tool } = NAMES`
    const isWhole = parent.id.type === 'Identifier';
    const copies = tree.namesIn(parent.id).flatMap((variable) => variable.references.filter((one) => !one.init));
    const uses = copies.map((one) => nameUseOf(reading, one.identifier, isWhole ? keys : [], how));
    if (uses.includes('writes')) return 'writes';
    if (uses.every((use) => use === 'name')) return 'name';
    return isWhole || keys.length <= 1 ? 'other' : 'writes';
  }
  if (keys.length > 0 && isOverwritten(tree, at)) return 'writes';
  for (const [i, key] of keys.entries()) {
    if (parent?.type !== 'MemberExpression' || parent.object !== at) return 'other';
    const read = keyOf(parent);
    if (read !== undefined && key !== undefined && read !== key) return 'name';
    at = parent;
    parent = tree.parentOf(at);
    if (isWritten(tree, at) || (i < keys.length - 1 && isOverwritten(tree, at))) return 'writes';
  }
  return isNamePart(tree, at, isName) ? 'name' : 'other';
}

/** Whether a type of the file tells the text: `typeof TOOL`, `(typeof NAMES)['tool']`, `` `${SpanName}` ``. */
function isReadByType(tree: Tree, reference: Node, keys: readonly (string | undefined)[], isLiteral: boolean): boolean {
  let at = reference;
  let parent = tree.parentOf(at);
  const path = [...keys];
  for (; parent?.type === 'TSQualifiedName' && parent.left === at; parent = tree.parentOf(at)) {
    const key = path.shift();
    if (key !== undefined && key !== parent.right.name) return false;
    at = parent;
  }
  if (parent?.type === 'TSTypeReference') return tree.parentOf(parent)?.type === 'TSTemplateLiteralType';
  if (parent?.type !== 'TSTypeQuery' || !isLiteral) return false;
  at = parent;
  for (
    parent = tree.parentOf(at);
    parent?.type === 'TSIndexedAccessType' && parent.objectType === at;
    parent = tree.parentOf(at)
  ) {
    const literal = parent.indexType.type === 'TSLiteralType' ? (parent.indexType.literal as Node) : undefined;
    const key = path.shift();
    if (literal?.type === 'Literal' && key !== undefined && String(literal.value) !== key) return false;
    at = parent;
  }
  return !(parent?.type === 'TSTypeOperator' && parent.operator === 'keyof');
}

/** Whether a member is what an assignment, an increment or `delete` changes. */
function isWritten(tree: Tree, member: Node): boolean {
  const parent = tree.parentOf(member);
  return (
    (parent?.type === 'AssignmentExpression' && parent.left === member) ||
    parent?.type === 'UpdateExpression' ||
    (parent?.type === 'UnaryExpression' && parent.operator === 'delete')
  );
}

/** Whether a table is handed to what fills it: `Object.assign(NAMES, …)`, `NAMES.push(…)`. */
function isOverwritten(tree: Tree, table: Node): boolean {
  const parent = tree.parentOf(table);
  if (parent?.type === 'CallExpression')
    return (
      parent.arguments[0] === table &&
      /^(?:Object\.(?:assign|definePropert(?:y|ies)|setPrototypeOf)|Reflect\.\w+|(?:\w+\.)?(?:merge|defaults|set|extend)\w*)$/.test(
        tree.quote(parent.callee),
      )
    );
  const call = parent?.type === 'MemberExpression' && parent.object === table ? tree.parentOf(parent) : undefined;
  return (
    call?.type === 'CallExpression' &&
    call.callee === parent &&
    /^(?:push|unshift|splice|sort|reverse|fill|copyWithin|pop|shift)$/.test(keyOf(parent) ?? '')
  );
}

/** Whether an expression is a name, a branch of one, or compared with the name of a span. */
export function isNamePart(tree: Tree, expression: Node, isName: IsName): boolean {
  let at = expression;
  for (let up: Node | undefined = at; up; up = tree.parentOf(up)) {
    at = up;
    if (isName(at)) return true;
    const holder = tree.parentOf(at);
    if (holder?.type === 'BinaryExpression' && /^[!=]==?$/.test(holder.operator)) {
      const other = unwrap(holder.left === at ? holder.right : holder.left);
      return other.type === 'MemberExpression' && keyOf(other) === 'name';
    }
    if (!holder || !isPassing(holder)) return false;
  }
  return false;
}

/** Whether an expression hands on what stands in it. */
function isPassing(node: Node): boolean {
  return unwrap(node) !== node || /^(?:ConditionalExpression|LogicalExpression|AssignmentExpression)$/.test(node.type);
}
