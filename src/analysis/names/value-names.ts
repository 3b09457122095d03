import { keyOf, unwrap, type Node } from '../syntax/tree.ts';

/** First words of functions that give what the rest of their name says: `nextToolIndex`. */
const GIVING =
  /^(?:_?(?:get|next|current|fetch|find|read|load|peek|resolve|compute|create|make|build|generate|derive))(?=[A-Z_])_?/;
/** Methods that are called what they give. */
const LABELS = /^(?:code|id|index|key|kind|label|method|model|name|number|path|slug|status|title|type|uuid|version)$/;
/** Methods that give a value in another form. */
const CONVERTING = /^(?:to|as|trim|value|is|has|with|without|await)(?=[A-Z])/;

/**
 * The names that a value is read by: identifiers and properties; of a call, those of what it is given, or of what it is called on with
 * what its name says that it gives.
 */
export function namesIn(value: Node): readonly string[] {
  const node = unwrap(value, true);
  switch (node.type) {
    case 'Identifier':
      return [node.name];
    case 'ThisExpression':
      return [];
    case 'MemberExpression':
      return [...namesIn(node.object), ...(keyOf(node) === undefined ? [] : [keyOf(node) ?? ''])];
    case 'CallExpression': {
      const callee = unwrap(node.callee);
      const [first] = node.arguments;
      if (callee.type === 'MemberExpression' && node.arguments.length === 0)
        return [...namesIn(callee.object), ...givenBy(keyOf(callee) ?? '')];
      if (first && first.type !== 'SpreadElement') return namesIn(first);
      return callee.type === 'Identifier' ? [callee.name.replace(GIVING, '')] : namesIn(callee);
    }
    case 'LogicalExpression':
      return namesIn(node.left);
    default:
      return [];
  }
}

/** What a method says that it gives: `toolIndex` of `nextToolIndex`; nothing where it only does something. */
function givenBy(method: string): readonly string[] {
  if (GIVING.test(method)) return [method.replace(GIVING, '')];
  const isNoun = LABELS.test(method) || (/[a-z\d][A-Z_]/.test(method) && !CONVERTING.test(method));
  return isNoun ? [method] : [];
}
