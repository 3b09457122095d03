import { isNoTarget } from '../catalogue/target-words.ts';
import type { NameText } from './name-value.ts';
import type { FileReading } from '../reading.ts';
import { sourcesOf } from '../syntax/sources.ts';
import { keyOf, unwrap, type Node } from '../syntax/tree.ts';
import { isDataCall } from '../texts/unseen-calls.ts';
import { isCounting } from '../texts/counting.ts';

/**
 * Whether a name varies with what is certainly not the target of its operation, as the model in `chat {model}` is: an id, a time, a
 * number that is counted, a text that somebody wrote.
 * @param name an operation and a hole
 */
export function holdsNoTarget(reading: FileReading, name: NameText): boolean {
  const operation = name.map((part) => (part.kind === 'text' ? part.text : '')).join('');
  return name.some((part) => part.kind === 'variable' && isData(reading, part.node, operation.trim()));
}

function isData({ tree, origins }: FileReading, node: Node, operation: string): boolean {
  const plain = unwrap(node);
  switch (plain.type) {
    case 'Identifier': {
      const variable = tree.variableOf(plain);
      return isNoTarget(plain.name, '', operation) || (variable ? sourcesOf(tree, variable).some(isCounting) : false);
    }
    case 'MemberExpression':
      return isNoTarget(keyOf(plain) ?? '', lastName(plain.object), operation);
    case 'CallExpression':
      return isDataCall(tree, origins, plain);
    case 'BinaryExpression':
      return /^[-+*/%]$/.test(plain.operator);
    case 'NewExpression':
      return true;
    default:
      return false;
  }
}

function lastName(node: Node): string {
  const plain = unwrap(node);
  if (plain.type === 'MemberExpression') return keyOf(plain) ?? '';
  return plain.type === 'Identifier' ? plain.name : '';
}
