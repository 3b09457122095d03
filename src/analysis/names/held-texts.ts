import { isSpanWord } from './span-words.ts';
import { keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

/** A text of a constant, of a member of a table or an enum, or of a list, with what these are called, the innermost first. */
export interface HeldText {
  readonly words: readonly string[];
  /** What declares it. */
  readonly declaration: Node;
}

/** What holds a text for others to read: `const TOOL = 'a'`, `const NAMES = { TOOL: 'a' }`, `enum Names { Tool = 'a' }`, `new Set(['a'])`. */
export function heldText(tree: Tree, text: Node): HeldText | undefined {
  const words: string[] = [];
  let at = text;
  for (let up = tree.parentOf(at); up; [at, up] = [up, tree.parentOf(up)]) {
    switch (up.type) {
      case 'Property':
        if (up.value === at) words.push(keyOf(up) ?? '');
        break;
      case 'TSEnumMember':
        words.push(up.id.type === 'Identifier' ? up.id.name : '');
        break;
      case 'ArrayExpression':
        // `[{ name: 'a', duration: 2 }]` holds data
        if (unwrap(at).type === 'ObjectExpression') return undefined;
        break;
      case 'ObjectExpression':
      case 'TSEnumBody':
        break;
      case 'TSEnumDeclaration':
        return { words: [...words, up.id.name], declaration: up };
      case 'VariableDeclarator':
        return up.id.type === 'Identifier' ? { words: [...words, up.id.name], declaration: up } : undefined;
      case 'PropertyDefinition':
        return { words: [...words, keyOf(up) ?? ''], declaration: up };
      case 'ExportDefaultDeclaration':
        return { words, declaration: up };
      default:
        if (unwrap(up) === up && !isCollection(tree, up, at)) return undefined;
    }
  }
  return undefined;
}

/** `new Set([…])`, `new Map([…])`, `Object.freeze({ … })` */
function isCollection(tree: Tree, node: Node, held: Node): boolean {
  if (node.type === 'NewExpression')
    return node.arguments[0] === held && /^(?:Set|Map)$/.test(tree.quote(node.callee, 200));
  return (
    node.type === 'CallExpression' && node.arguments[0] === held && tree.quote(node.callee, 200) === 'Object.freeze'
  );
}

/** Whether a text, or the constant that it is read from, is called the name of a span: `SPAN_NAMES.TOOL`, `const LLM_SPAN = 'llm'`. */
export function isCalledSpanName(tree: Tree, text: Node): boolean {
  const words: string[] = [];
  let at = unwrap(text);
  for (; at.type === 'MemberExpression'; at = unwrap(at.object)) words.push(keyOf(at) ?? '');
  if (at.type === 'Identifier') words.push(at.name);
  else words.push(...(heldText(tree, at)?.words ?? []));
  return words.some(isSpanWord);
}
