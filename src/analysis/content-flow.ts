import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import { isModelChain, isModelFunction, takesContent } from './catalogue/model-calls.ts';
import type { FileReading } from './reading.ts';
import { sourcesOf } from './sources.ts';
import { keyOf, unwrap, type Node } from './tree.ts';

/** Whether a call goes to a model: by the end of its chain and a `model` among its arguments, or by an imported function. */
export function isModelCall(reading: FileReading, call: TSESTree.CallExpression): boolean {
  const origin = reading.origins.of(call.callee);
  if (origin?.kind === 'module' && isModelFunction(origin.module, String(origin.path.at(-1)))) return true;
  if (!isModelChain(chainOf(call.callee))) return false;
  const [first] = call.arguments;
  const argument = first && unwrap(first);
  if (argument?.type !== 'ObjectExpression') return argument !== undefined;
  return argument.properties.some(
    (property) => property.type === 'SpreadElement' || ['model', 'contents'].includes(keyOf(property) ?? ''),
  );
}

/** Whether a variable is put into a content position of a model call of this file. */
export function goesIntoModel(reading: FileReading, variable: Variable): boolean {
  return variable.references.some((reference) => reference.isRead() && reachesModel(reading, reference.identifier));
}

/** Whether an expression is what a model gave, or a part of it, or text made of it. */
export function comesFromModel(reading: FileReading, expression: Node, depth = 0): boolean {
  if (depth > 8) return false;
  const node = unwrap(expression, true);
  switch (node.type) {
    case 'CallExpression': {
      if (isModelCall(reading, node)) return true;
      const callee = unwrap(node.callee);
      return callee.type === 'MemberExpression' && comesFromModel(reading, callee.object, depth + 1);
    }
    case 'MemberExpression':
      return comesFromModel(reading, node.object, depth + 1);
    case 'Identifier': {
      const variable = reading.tree.variableOf(node);
      const sources = variable ? sourcesOf(reading.tree, variable) : [];
      return sources.some((source) => source.kind === 'value' && comesFromModel(reading, source.node, depth + 1));
    }
    case 'LogicalExpression':
      return comesFromModel(reading, node.left, depth + 1);
    default:
      return false;
  }
}

function reachesModel(reading: FileReading, identifier: Node): boolean {
  let content = false;
  let below = identifier;
  for (let up = reading.tree.parentOf(identifier); up; below = up, up = reading.tree.parentOf(up)) {
    switch (up.type) {
      case 'Property':
        if (up.value !== below) return false;
        content ||= takesContent(keyOf(up) ?? '');
        break;
      case 'CallExpression':
        return content && up.callee !== below && isModelCall(reading, up);
      case 'ObjectExpression':
      case 'ArrayExpression':
      case 'TemplateLiteral':
      case 'BinaryExpression':
      case 'SpreadElement':
      case 'ConditionalExpression':
      case 'LogicalExpression':
      case 'TSAsExpression':
      case 'TSNonNullExpression':
      case 'TSSatisfiesExpression':
        break;
      default:
        return false;
    }
  }
  return false;
}

function chainOf(callee: Node): string {
  const names: string[] = [];
  let at = unwrap(callee);
  while (at.type === 'MemberExpression') {
    names.unshift(keyOf(at) ?? '?');
    at = unwrap(at.object, true);
  }
  return names.join('.');
}
