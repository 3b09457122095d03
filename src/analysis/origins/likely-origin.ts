import { isPackage } from '../catalogue/roles.ts';
import { isNoTracer } from './no-tracer.ts';
import type { Origin, OriginReader } from './origin-reader.ts';
import { annotationOf, sourcesOf } from '../syntax/sources.ts';
import { keyOf, unwrap, type Node } from '../syntax/tree.ts';

/**
 * A tracer or span that only its name shows: in a file that imports OpenTelemetry, where nothing says what it is. A type that
 * is written beside it and is not OpenTelemetry's says otherwise, and so does another file that defines a tracer of its own.
 * @param read where it comes from by anything but its name
 */
export function likelyOrigin(reader: OriginReader, node: Node, read: Origin | undefined): Origin | undefined {
  const name = node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? keyOf(node) : undefined;
  // `getTracer`, `wrapTracer`: what is called gives a tracer and is none
  if (!name || /^(?:get|wrap|create|make|with|set|use|start|init|register|build)[A-Z]/.test(name)) return undefined;
  const parent = reader.tree.parentOf(node);
  // and so is a class
  if ((parent?.type === 'CallExpression' || parent?.type === 'NewExpression') && parent.callee === node)
    return undefined;
  // a team's own tracer may have the sugared methods too
  const role =
    /(?:^|[a-z_#])[tT]racer\d*$/.test(name) || name === 'telemetry'
      ? 'sugaredTracer'
      : /^#?_?(?:\w*S|s)pan$/.test(name)
        ? 'span'
        : undefined;
  if (!role) return undefined;
  const variable = node.type === 'Identifier' ? reader.tree.variableOf(node) : undefined;
  // and a type is no value
  if (node.type === 'Identifier' && (!variable || variable.defs.every(({ type }) => (type as string) === 'Type')))
    return undefined;
  const annotation = variable && annotationOf(reader.tree, variable);
  if (annotation?.path.length === 0 && !/^TS(?:Any|Unknown)Keyword$/.test(annotation.type.type)) {
    const typed = reader.ofType(annotation.type);
    if (!typed || !mayBeTracer(reader, typed)) return undefined;
  }
  if (
    variable &&
    sourcesOf(reader.tree, variable).some((source) => source.kind === 'value' && isOtherSource(reader, source.node))
  )
    return undefined;
  if (role === 'sugaredTracer' && isNoTracer(reader, read)) return undefined;
  return { kind: 'role', role, likely: true };
}

function isOtherSource(reader: OriginReader, node: Node): boolean {
  const plain = unwrap(node, true);
  if (
    plain.type === 'CallExpression' &&
    plain.callee.type === 'MemberExpression' &&
    /^(?:createElement\w*|querySelector|getElementById)$/.test(keyOf(plain.callee) ?? '')
  ) {
    return true;
  }
  return reader.isOther(node);
}

/** A tracer by its type's name that another file of the project defines: nothing proves it, nothing speaks against it. */
export function mayBeTracer(reader: OriginReader, origin: Origin): boolean {
  // who asks where an import stands goes by no name
  return !reader.keepsPaths && isNamedTracer(origin) && !isNoTracer(reader, origin);
}

/** Whether the name of a type of the project is that of a tracer. */
export function isNamedTracer(origin: Origin): boolean {
  return origin.kind === 'instanceOf' && !isPackage(origin.module) && String(origin.path.at(-1)).endsWith('Tracer');
}
