import { ONE_OF } from './call-origins.ts';
import { libraryOf } from '../catalogue/find-calls.ts';
import { isOtherTracing, isPackage, memberRole, propertyRole } from '../catalogue/roles.ts';
import { isClass, isFunction, keyOf, type Node } from '../syntax/tree.ts';
import type { ClassMembers } from './class-members.ts';
import type { Origin, OriginReader } from './origin-reader.ts';
import { typeMemberOrigin } from './type-origins.ts';

type MemberName = string | number | undefined;

/**
 * The origin of a property of a value: of a module, a typed value, an instance, an object literal, or an element of a container.
 * @param owner where the value comes from
 * @param name nothing for a key that is computed
 */
export function memberOrigin(
  reader: OriginReader,
  classes: ClassMembers,
  owner: Origin | undefined,
  name: MemberName,
): Origin | undefined {
  switch (owner?.kind) {
    case 'module':
      if (owner.called) return ofCalled(reader, owner, name);
      if (name === undefined) return undefined;
      return reader.moduleOrigin(owner.module, [...owner.path, name]);
    case 'role': {
      const role = propertyRole(owner.role, name);
      return role && { ...owner, role };
    }
    case 'container':
      // `store.getStore()` as another file asks for it
      if (typeof name === 'string' && ONE_OF.test(name)) return { kind: 'gives', of: owner.of };
      return name === undefined || typeof name === 'number' || /^\d+$/.test(name) ? owner.of : undefined;
    case 'instance':
      return typeof name === 'string' ? classes.of(owner.node, name) : undefined;
    case 'local':
      return typeof name === 'string' ? ofLocal(reader, classes, owner.node, name) : undefined;
    case 'instanceOf':
      return typeof name === 'string' ? ofInstance(reader, owner, name) : undefined;
    case 'below':
      return typeof name === 'string' ? reader.below(owner.module, [...owner.path, name]) : undefined;
    case 'gives':
      return name === undefined || !owner.from
        ? undefined
        : reader.moduleOrigin(owner.from.module, [...owner.from.path, name]);
    case 'typed':
      return typeof name === 'string' ? typeMemberOrigin(reader, owner.node, name) : undefined;
    default:
      return undefined;
  }
}

function ofInstance(
  reader: OriginReader,
  { module, path }: Extract<Origin, { kind: 'instanceOf' }>,
  name: string,
): Origin | undefined {
  const role = memberRole(module, path, name);
  if (role) return { kind: 'role', role };
  return libraryOf(module) || isOtherTracing(module) ? undefined : reader.below(module, [...path, 'prototype', name]);
}

/** A property of what a function of another module gives; of a package's it is known by the function alone. */
function ofCalled(
  reader: OriginReader,
  owner: Extract<Origin, { kind: 'module' }>,
  name: MemberName,
): Origin | undefined {
  if (typeof name !== 'string') return owner;
  const below = reader.below(owner.module, [...owner.path, '()', name]);
  return below.kind === 'below' && isPackage(owner.module) && !reader.keepsPaths ? owner : below;
}

/** @param node the object, class or function of this file */
function ofLocal(reader: OriginReader, classes: ClassMembers, node: Node, name: string): Origin | undefined {
  if (isClass(node)) return classes.of(node, name);
  if (node.type !== 'ObjectExpression') return undefined;
  const property = node.properties.findLast((one) => one.type === 'Property' && keyOf(one) === name);
  if (property?.type !== 'Property') return undefined;
  return property.kind === 'get' && isFunction(property.value)
    ? reader.returned(property.value)
    : reader.of(property.value);
}
