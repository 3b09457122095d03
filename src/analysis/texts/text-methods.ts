import type { TSESTree } from '@typescript-eslint/types';
import { join, onlyText, type Alternatives } from './alternatives.ts';
import { joinedTexts } from './joined-texts.ts';
import type { Hole, NameText } from '../names/name-value.ts';
import type { Bound, TextReader } from './text-reader.ts';
import { unwrap, type Node } from '../syntax/tree.ts';

/** Methods that change each letter alone, so that a hole between texts stays where it is. */
const CASE_METHODS = new Set(['toLowerCase', 'toLocaleLowerCase', 'toUpperCase', 'toString']);

/**
 * What a call of a method of texts and of lists of texts gives.
 * @returns nothing for other methods
 */
export function textMethodCall(
  reader: TextReader,
  node: TSESTree.CallExpression,
  callee: TSESTree.MemberExpression,
  method: string,
  bound: Bound,
): Alternatives | undefined {
  const given = node.arguments.filter((argument): argument is TSESTree.Expression => argument.type !== 'SpreadElement');
  if (given.length !== node.arguments.length) return undefined;
  switch (method) {
    case 'concat':
      return given.reduce<Alternatives>(
        (all, argument) => join(all, reader.read(argument, bound)),
        reader.read(callee.object, bound),
      );
    case 'join':
      return joinedTexts(reader, callee.object, given[0], bound);
    case 'at':
    case 'find':
    case 'findLast':
      return known(reader.readPath(callee.object, [undefined], node, bound));
    case 'get':
      return known(reader.readPath(callee.object, [undefined, 1], node, bound));
    case 'toLowerCase':
    case 'toUpperCase':
    case 'toLocaleLowerCase':
    case 'trim':
    case 'toString':
    case 'trimEnd':
    case 'trimStart':
    case 'replace':
    case 'replaceAll':
    case 'slice':
    case 'substring':
      if (callee.object.type === 'Identifier' && /^(?:Math|Date|Symbol)$/.test(callee.object.name)) return undefined;
      return mapped(reader, callee.object, method, given, node, bound);
    default:
      return undefined;
  }
}

/** Elements of a list or a map of which all are known. */
function known(elements: Alternatives): Alternatives | undefined {
  return elements.every((parts) => parts.every(({ kind }) => kind === 'text')) ? elements : undefined;
}

/** A method that maps known texts to known texts; over a hole it stays a hole. */
function mapped(
  reader: TextReader,
  object: Node,
  method: string,
  given: readonly Node[],
  node: Node,
  bound: Bound,
): Alternatives {
  const receivers = reader.read(object, bound);
  const options = given.map((argument) =>
    argument.type === 'Literal' && 'regex' in argument ? argument.value : constantOf(reader, argument, bound),
  );
  return receivers.map((parts): NameText => {
    const holes = parts.filter((part): part is Hole => part.kind !== 'text');
    if (CASE_METHODS.has(method) && holes.length > 0) {
      return parts.map((part) =>
        part.kind === 'text'
          ? { ...part, text: applyTextMethod(part.text, method, []), node }
          : changedBy(method, part),
      );
    }
    // what is cut or replaced is no longer known piece by piece: one hole, of the most telling kind, stands for all
    if (holes.length > 0)
      return [
        changedBy(
          method,
          holes.find((part) => part.kind === 'variable') ??
            (parts.length === 1 ? (holes[0] as Hole) : { kind: 'unknown', node }),
        ),
      ];
    if (options.some((option) => option === undefined || option === null)) return [{ kind: 'unknown', node }];
    const written = parts.map((part) => (part as { text: string }).text).join('');
    return [{ kind: 'text', text: applyTextMethod(written, method, options as (string | number | RegExp)[]), node }];
  });
}

/** A text that the caller gives is no longer what it writes, unless it is only trimmed. */
function changedBy(method: string, part: Hole): Hole {
  return part.parameter && !/^(?:toString|trim)/.test(method) ? { ...part, changed: true } : part;
}

function constantOf(reader: TextReader, argument: Node, bound: Bound): string | number | undefined {
  const plain = unwrap(argument);
  if (plain.type === 'Literal' && typeof plain.value === 'number') return plain.value;
  if (plain.type === 'UnaryExpression' && plain.operator === '-' && plain.argument.type === 'Literal')
    return -Number(plain.argument.value);
  return onlyText(reader.read(plain, bound));
}

function applyTextMethod(written: string, method: string, options: readonly (string | number | RegExp)[]): string {
  const [first, second] = options;
  switch (method) {
    case 'toLowerCase':
    case 'toLocaleLowerCase':
      return written.toLowerCase();
    case 'toUpperCase':
      return written.toUpperCase();
    case 'trim':
      return written.trim();
    case 'trimEnd':
      return written.trimEnd();
    case 'trimStart':
      return written.trimStart();
    case 'slice':
      return written.slice(Number(first ?? 0), second === undefined ? undefined : Number(second));
    case 'substring':
      return written.substring(Number(first ?? 0), second === undefined ? undefined : Number(second));
    case 'replace':
      return first === undefined || typeof second !== 'string'
        ? written
        : written.replace(first instanceof RegExp ? first : String(first), second);
    case 'replaceAll':
      return first === undefined || typeof second !== 'string'
        ? written
        : written.replaceAll(
            first instanceof RegExp && !first.global ? new RegExp(first, `${first.flags}g`) : (first as string),
            second,
          );
    default:
      return written;
  }
}
