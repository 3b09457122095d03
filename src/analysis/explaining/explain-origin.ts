import { mention } from '../../mention.ts';
import type { FileReading } from '../reading.ts';
import { isRequire } from '../modules/imported-modules.ts';
import { annotationOf, sourcesOf, type Path, type ValueSource } from '../syntax/sources.ts';
import { isFunction, keyOf, unwrap, type Node } from '../syntax/tree.ts';

/** One step of how something is known. */
export interface KnownStep {
  readonly sentence: string;
  /** What it speaks of; in another file where `place` says so. */
  readonly node: Node;
}

/** A chain of more steps helps nobody. */
const MOST_STEPS = 6;

/**
 * Says step by step where a value comes from: its annotation or initialiser, an import, a parameter.
 * @param expression a receiver such as the tracer of a call
 */
export function originSteps(reading: FileReading, expression: Node): readonly KnownStep[] {
  const steps: KnownStep[] = [];
  const seen = new Set<Node>();
  for (let at: Node | undefined = expression; at && steps.length < MOST_STEPS;) {
    const node = unwrap(at, true);
    if (seen.has(node)) break;
    seen.add(node);
    at = node.type === 'Identifier' ? variableStep(reading, node, steps) : partOf(reading, node, steps);
  }
  return steps;
}

/** Says what a variable is, and gives what that depends on. */
function variableStep(
  reading: FileReading,
  node: Extract<Node, { type: 'Identifier' }>,
  steps: KnownStep[],
): Node | undefined {
  const { tree } = reading;
  const name = mention(node.name);
  const variable = tree.variableOf(node);
  if (!variable || variable.defs.length === 0) {
    steps.push({ sentence: `${name} is declared nowhere in this file`, node });
    return undefined;
  }
  const declared = (variable.identifiers[0] as Node | undefined) ?? node;
  const annotation = annotationOf(tree, variable);
  if (annotation) {
    const type = tree.quote(annotation.type, 60);
    steps.push({ sentence: `${name} is annotated as ${mention(type)}`, node: declared });
    const written: Node = annotation.type;
    return written.type === 'TSTypeReference' ? rootOfType(written.typeName) : undefined;
  }
  const [source] = sourcesOf(tree, variable);
  if (!source) return undefined;
  return sourceStep(reading, name, source, declared, steps);
}

function rootOfType(name: Node): Node {
  return name.type === 'TSQualifiedName' ? rootOfType(name.left) : name;
}

function sourceStep(
  reading: FileReading,
  name: string,
  source: ValueSource,
  declared: Node,
  steps: KnownStep[],
): Node | undefined {
  const { tree, spanSites } = reading;
  switch (source.kind) {
    case 'import': {
      const exported = exportText(source.path);
      steps.push({ sentence: `${name} is imported from ${mention(source.module)}${exported}`, node: declared });
      return undefined;
    }
    case 'value': {
      const required = requiredModule(reading, source.node);
      if (required !== undefined) {
        const sentence = `${name} is required from ${mention(required)}${exportText(source.path)}`;
        steps.push({ sentence, node: declared });
        return undefined;
      }
      const part =
        source.path.length > 0 ? `part ${mention(source.path.map((step) => String(step ?? '?')).join('.'))} of ` : '';
      steps.push({ sentence: `${name} is ${part}${mention(tree.quote(source.node, 80), 80)}`, node: declared });
      return source.node;
    }
    case 'element':
      steps.push({ sentence: `${name} is an element of ${mention(tree.quote(source.of))}`, node: declared });
      return source.of;
    case 'parameter': {
      const site = spanSites.find(({ callback }) => callback === source.fn);
      const of = site ? `the callback of ${mention(site.api)}` : 'a function, and callers fill it';
      steps.push({ sentence: `${name} is a parameter of ${of}`, node: declared });
      return undefined;
    }
    case 'function':
    case 'class':
    case 'enum':
      steps.push({ sentence: `${name} is a ${source.kind} of this file`, node: declared });
      return undefined;
    default:
      steps.push({ sentence: `what ${name} is does not show`, node: declared });
      return undefined;
  }
}

function exportText(path: Path): string {
  return path.length === 0 ? '' : `, export ${mention(path.map((step) => String(step ?? '?')).join('.'))}`;
}

/** The module of `require('…')`; nothing for other expressions. */
function requiredModule({ tree }: FileReading, expression: Node): string | undefined {
  const call = unwrap(expression, true);
  if (call.type !== 'CallExpression' || !isRequire(tree, call)) return undefined;
  const [module] = call.arguments;
  return module?.type === 'Literal' && typeof module.value === 'string' ? module.value : undefined;
}

/** What a compound expression depends on: the object of a member, what is called. */
function partOf(reading: FileReading, node: Node, steps: KnownStep[]): Node | undefined {
  const { tree } = reading;
  switch (node.type) {
    case 'CallExpression': {
      const callee = unwrap(node.callee);
      return callee.type === 'MemberExpression' ? callee.object : callee;
    }
    case 'NewExpression':
      return node.callee;
    case 'MemberExpression': {
      if (node.object.type !== 'ThisExpression') return node.object;
      const name = keyOf(node);
      const holder = tree.classOfThis(node.object);
      const field = holder?.body.body.find((member) => member.type === 'PropertyDefinition' && keyOf(member) === name);
      const assigned = tree
        .all('AssignmentExpression')
        .find(
          ({ left }) =>
            left.type === 'MemberExpression' && left.object.type === 'ThisExpression' && keyOf(left) === name,
        );
      const shown = mention(tree.quote(node));
      if (field?.type === 'PropertyDefinition' && (field.value || field.typeAnnotation)) {
        const written = field.typeAnnotation?.typeAnnotation as Node | undefined;
        const what = field.value
          ? `is ${mention(tree.quote(field.value))}`
          : `is annotated as ${mention(tree.quote(written ?? field))}`;
        steps.push({ sentence: `${shown} ${what}`, node: field });
        if (field.value) return field.value;
        return written?.type === 'TSTypeReference' ? rootOfType(written.typeName) : undefined;
      }
      if (assigned) {
        steps.push({ sentence: `${shown} is given ${mention(tree.quote(assigned.right))}`, node: assigned });
        return assigned.right;
      }
      steps.push({ sentence: `what ${shown} is does not show in its class`, node });
      return undefined;
    }
    case 'LogicalExpression':
      return node.left;
    case 'ConditionalExpression':
      return node.consequent;
    default:
      if (isFunction(node)) steps.push({ sentence: 'it is a function of this file', node });
      return undefined;
  }
}
