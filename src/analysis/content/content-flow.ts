import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import { isModelChain, isModelFunction, takesContent } from '../catalogue/model-calls.ts';
import { isAnswerMetadata } from '../catalogue/model-answers.ts';
import { fieldOfSchema } from './content-schema.ts';
import type { FileReading } from '../reading.ts';
import { sourcesOf, type Path } from '../syntax/sources.ts';
import { keyOf, unwrap, type Node } from '../syntax/tree.ts';

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

/**
 * How a variable is put into a content position of a model call of this file. `whole`: it is all of a text there. `hole`: it is one part
 * of a longer text, as the name of a tenant is.
 */
export function goesIntoModel(reading: FileReading, variable: Variable): 'whole' | 'hole' | undefined {
  let found: 'hole' | undefined;
  for (const reference of variable.references) {
    const reached = reference.isRead() ? reachesModel(reading, reference.identifier) : undefined;
    if (reached === 'whole') return reached;
    found ??= reached;
  }
  return found;
}

/** Whether an expression is what a model gave, or a part of it, or text made of it. What only describes the answer is none. */
export function comesFromModel(reading: FileReading, expression: Node): boolean {
  return partOfAnswer(reading, expression) === 'said';
}

/** `said`: what the model wrote. `described`: how the answer was made, or a field that a schema of this file lets be no free text. */
export type AnswerPart = 'said' | 'described';

/** What part of a model's answer an expression is; nothing where it is not shown to be one. */
export function partOfAnswer(reading: FileReading, expression: Node): AnswerPart | undefined {
  return partBelow(reading, expression, [], 0);
}

/** @param path the steps from the expression to the part that is asked for */
function partBelow(reading: FileReading, expression: Node, path: Path, depth: number): AnswerPart | undefined {
  if (depth > 8) return undefined;
  const node = unwrap(expression, true);
  switch (node.type) {
    case 'CallExpression': {
      if (isModelCall(reading, node)) return isDescription(reading, node, path) ? 'described' : 'said';
      const callee = unwrap(node.callee);
      return callee.type === 'MemberExpression'
        ? partBelow(reading, callee.object, [undefined, ...path], depth + 1)
        : undefined;
    }
    case 'MemberExpression':
      return partBelow(reading, node.object, [keyOf(node), ...path], depth + 1);
    case 'Identifier': {
      const variable = reading.tree.variableOf(node);
      let found: AnswerPart | undefined;
      for (const source of variable ? sourcesOf(reading.tree, variable) : []) {
        if (source.kind !== 'value') continue;
        const part = partBelow(reading, source.node, [...source.path, ...path], depth + 1);
        if (part === 'said') return part;
        found ??= part;
      }
      return found;
    }
    case 'LogicalExpression':
      return partBelow(reading, node.left, path, depth + 1);
    default:
      return undefined;
  }
}

function isDescription(reading: FileReading, call: TSESTree.CallExpression, path: Path): boolean {
  // `completion.object` is the kind of the answer, `chat.completion`; what `generateObject` gives there is the answer
  if (path.length === 1 && path[0] === 'object' && isModelChain(chainOf(call.callee))) return true;
  return isAnswerMetadata(path) || fieldOfSchema(reading, call, path) === 'no text';
}

function reachesModel(reading: FileReading, identifier: Node): 'whole' | 'hole' | undefined {
  let content = false;
  let isHole = false;
  let below = identifier;
  for (let up = reading.tree.parentOf(identifier); up; below = up, up = reading.tree.parentOf(up)) {
    switch (up.type) {
      case 'Property':
        if (up.value !== below) return undefined;
        content ||= takesContent(keyOf(up) ?? '');
        break;
      case 'CallExpression':
        if (!content || up.callee === below || !isModelCall(reading, up)) return undefined;
        return isHole ? 'hole' : 'whole';
      case 'TemplateLiteral':
        isHole ||= up.expressions.length > 1 || up.quasis.some(({ value }) => value.raw.trim() !== '');
        break;
      case 'BinaryExpression':
        isHole = true;
        break;
      case 'ObjectExpression':
      case 'ArrayExpression':
      case 'SpreadElement':
      case 'ConditionalExpression':
      case 'LogicalExpression':
      case 'TSAsExpression':
      case 'TSNonNullExpression':
      case 'TSSatisfiesExpression':
        break;
      default:
        return undefined;
    }
  }
  return undefined;
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
