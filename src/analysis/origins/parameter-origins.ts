import type { TSESTree } from '@typescript-eslint/types';
import { typeRole } from '../catalogue/roles.ts';
import { declaredName } from '../syntax/declared-name.ts';
import { isNoTracer } from './no-tracer.ts';
import type { Origin, OriginReader } from './origin-reader.ts';
import { sourcesOf, type Path } from '../syntax/sources.ts';
import { keyOf, unwrap, type FunctionNode, type Node, type Tree } from '../syntax/tree.ts';

/** Methods that hand a span to their last argument, on a receiver that the file does not explain. */
const LIKELY_SPAN_CALLS = new Set(['startActiveSpan', 'withActiveSpan']);

/** A parameter without a telling annotation: from JSDoc, or from the call that the function is handed to. */
export function parameterOrigin(reader: OriginReader, fn: FunctionNode, index: number, path: Path): Origin | undefined {
  const documented = documentedOrigin(reader.tree, fn, index);
  if (documented) return reader.along(documented, path);
  for (const { call, argument, path: inside } of handedTo(reader.tree, fn)) {
    const given =
      givenByLibrary(reader, call, [argument, ...inside], index) ??
      givenByWrapper(reader, call, [argument, ...inside], index);
    if (given) return reader.along(given, path);
    // what stands in an object is the business of who reads the object
    if (inside.length > 0) continue;
    const callee = unwrap(call.callee);
    if (callee.type === 'MemberExpression') {
      const owner = reader.of(callee.object);
      const name = keyOf(callee);
      if (owner?.kind === 'container' && index === 0 && argument === 0) return reader.along(owner.of, path);
      if (
        name &&
        LIKELY_SPAN_CALLS.has(name) &&
        index === 0 &&
        argument === call.arguments.length - 1 &&
        argument > 0 &&
        !reader.isOther(callee.object) &&
        !isNoTracer(reader, owner)
      ) {
        return reader.along({ kind: 'role', role: 'span', likely: true }, path);
      }
    }
    const wrapper = reader.functionOf(callee);
    const parameter = wrapper?.params[argument];
    const contextual = parameter && parameterOfFunctionType(reader, parameter, index);
    if (contextual) return reader.along(contextual, path);
    const inner = wrapper && parameter && calledWith(reader, parameter, index);
    if (inner) return reader.along(inner, path);
  }
  return undefined;
}

/** What a call of a known library hands to its callback. */
function givenByLibrary(
  reader: OriginReader,
  call: TSESTree.CallExpression,
  at: readonly (string | number)[],
  index: number,
): Origin | undefined {
  const own = reader.libraryCall(call);
  const { entry, library, counts, likely } =
    (own?.entry.form === 'curried' ? undefined : own) ?? curriedCall(reader, call) ?? {};
  if (!library || entry?.makes !== 'span') return undefined;
  const isLast = entry.callback === 'last' && at.length === 1 && at[0] === call.arguments.length - 1;
  if (!isLast && entry.callback !== at.join('.')) return undefined;
  if (counts && entry.span?.[0] === index) return { kind: 'role', role: entry.span[1], ...(likely ? { likely } : {}) };
  // a span of another kind, however it is named
  return library.openTelemetry
    ? undefined
    : { kind: 'module', module: library.packages[0] ?? '', path: [], called: true };
}

/** The call of a library whose result is called with a function: `withTracing({ name })(run)`, also by a constant that holds it. */
function curriedCall(
  reader: OriginReader,
  { callee }: TSESTree.CallExpression,
): ReturnType<OriginReader['libraryCall']> {
  const variable = callee.type === 'Identifier' ? reader.tree.variableOf(callee) : undefined;
  const [source, ...more] = variable ? sourcesOf(reader.tree, variable) : [];
  const isHeld = source?.kind === 'value' && source.path.length === 0 && more.length === 0;
  const made = unwrap(isHeld ? source.node : callee);
  const found = made.type === 'CallExpression' ? reader.libraryCall(made) : undefined;
  return found?.entry.form === 'curried' ? found : undefined;
}

/** What a wrapper of another file gives to a callback of its caller. */
function givenByWrapper(
  reader: OriginReader,
  { callee }: TSESTree.CallExpression,
  place: readonly (string | number)[],
  index: number,
): Origin | undefined {
  const wrapper = reader.wrapperAt(callee);
  if (wrapper?.callback !== place.join('.') || wrapper.spanIn !== index) return undefined;
  return { kind: 'role', role: 'span', ...(wrapper.certainty === 'likely' ? { likely: true as const } : {}) };
}

/** What a function gives to its callback: `callback(span)`. */
function calledWith(reader: OriginReader, parameter: Node, index: number): Origin | undefined {
  const variable = parameter.type === 'Identifier' ? reader.tree.variableOf(parameter) : undefined;
  for (const reference of variable?.references ?? []) {
    const call = reader.tree.parentOf(reference.identifier);
    if (call?.type !== 'CallExpression' || call.callee !== reference.identifier) continue;
    const argument = call.arguments[index];
    const origin = argument && argument.type !== 'SpreadElement' ? reader.of(argument) : undefined;
    if (origin) return origin;
  }
  return undefined;
}

function parameterOfFunctionType(reader: OriginReader, parameter: Node, index: number): Origin | undefined {
  const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  let type: Node | undefined = (target as { typeAnnotation?: TSESTree.TSTypeAnnotation }).typeAnnotation
    ?.typeAnnotation;
  if (type?.type === 'TSTypeReference' && type.typeName.type === 'Identifier') {
    const variable = reader.tree.variableOf(type.typeName);
    const alias = variable && sourcesOf(reader.tree, variable).find((source) => source.kind === 'type');
    if (alias?.kind === 'type' && alias.node.type === 'TSTypeAliasDeclaration') type = alias.node.typeAnnotation;
  }
  if (type?.type !== 'TSFunctionType') return undefined;
  const inner = type.params[index] as Node | undefined;
  const annotation = (inner as { typeAnnotation?: TSESTree.TSTypeAnnotation } | undefined)?.typeAnnotation
    ?.typeAnnotation;
  return annotation && reader.ofType(annotation);
}

/** A call that a function is handed to. */
interface HandedTo {
  readonly call: TSESTree.CallExpression;
  readonly argument: number;
  /** The keys below the argument, where the function stands in an object. */
  readonly path: readonly string[];
}

/** Calls that a function is an argument of, directly, in an object, or by its name. */
function handedTo(tree: Tree, fn: FunctionNode): HandedTo[] {
  const found: HandedTo[] = [];
  const look = (node: Node) => {
    const path: string[] = [];
    let at = node;
    let parent = tree.parentOf(at);
    for (; parent; parent = tree.parentOf(at)) {
      if (parent.type === 'Property' && parent.value === at) path.unshift(keyOf(parent) ?? '?');
      else if (parent.type !== 'ObjectExpression' && unwrap(parent) === parent) break;
      at = parent;
    }
    if (parent?.type === 'CallExpression' && parent.callee !== at)
      found.push({ call: parent, argument: parent.arguments.indexOf(at as TSESTree.Expression), path });
  };
  look(fn);
  const name = fn.type === 'FunctionDeclaration' ? fn.id : declaredName(tree, fn);
  const variable = name && tree.variableOf(name);
  for (const reference of variable?.references ?? []) if (reference.isRead()) look(reference.identifier);
  return found;
}

/** `@param {import('@opentelemetry/api').Tracer} tracer` above a function of a JavaScript file. */
function documentedOrigin(tree: Tree, fn: FunctionNode, index: number): Origin | undefined {
  const parameter = fn.params[index] as Node | undefined;
  const target = parameter?.type === 'AssignmentPattern' ? parameter.left : parameter;
  if (target?.type !== 'Identifier' || annotated(target)) return undefined;
  const comment = commentBefore(tree, fn);
  const match =
    comment &&
    new RegExp(String.raw`@param\s*\{\s*import\(\s*['"]([^'"]+)['"]\s*\)\.([\w.]+)[^}]*\}\s*\[?${target.name}\b`).exec(
      comment,
    );
  if (!match) return undefined;
  const role = typeRole(match[1] as string, (match[2] as string).split('.'));
  return role && { kind: 'role', role };
}

function annotated(node: TSESTree.Identifier): boolean {
  return Boolean(node.typeAnnotation);
}

/** The text of the block comment that ends right before a function's statement. */
function commentBefore(tree: Tree, fn: FunctionNode): string | undefined {
  let node: Node = fn;
  for (
    let up = tree.parentOf(node);
    up && up.type !== 'Program' && up.type !== 'BlockStatement' && up.type !== 'ClassBody';
    up = tree.parentOf(up)
  )
    node = up;
  const before = tree.text.slice(0, node.range[0]).trimEnd();
  if (!before.endsWith('*/')) return undefined;
  return before.slice(before.lastIndexOf('/**'));
}
