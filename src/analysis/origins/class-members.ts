import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import { firstOrigin, type Origin, type OriginReader } from './origin-reader.ts';
import { fieldOf } from '../syntax/class-fields.ts';
import { isClass, isFunction, keyOf, unwrap, type ClassNode } from '../syntax/tree.ts';

type Assignments = Map<ClassNode, Map<string, TSESTree.AssignmentExpression[]>>;

/** Finds where the members of the classes of one file come from. */
export class ClassMembers {
  readonly #reader: OriginReader;
  readonly #ofVariable: (variable: Variable) => Origin | undefined;
  /** `this.name = value` by class and name. */
  #assigned: Assignments | undefined;

  constructor(reader: OriginReader, ofVariable: (variable: Variable) => Origin | undefined) {
    this.#reader = reader;
    this.#ofVariable = ofVariable;
  }

  /** The origin of a member of a class, or of the class that it extends here: a field, a method, what a constructor takes or sets. */
  of(node: ClassNode, name: string): Origin | undefined {
    const reader = this.#reader;
    const attempts: (() => Origin | undefined)[] = [];
    for (const member of node.body.body) {
      if ((member.type === 'PropertyDefinition' || member.type === 'AccessorProperty') && keyOf(member) === name) {
        const { typeAnnotation, value } = member;
        if (typeAnnotation) attempts.push(() => reader.ofType(typeAnnotation.typeAnnotation));
        if (value) attempts.push(() => reader.of(value));
      } else if (member.type === 'MethodDefinition' && keyOf(member) === name) {
        const fn = member.value;
        if (isFunction(fn))
          attempts.push(() => (member.kind === 'get' ? reader.returned(fn) : { kind: 'local', node: fn }));
      }
    }
    const parameter = fieldOf(node, name)?.parameter;
    const kept = parameter && reader.tree.variableOf(parameter);
    if (kept) attempts.push(() => this.#ofVariable(kept));
    for (const assignment of this.#thisAssignments(node, name)) attempts.push(() => reader.of(assignment.right));
    const { superClass } = node;
    if (attempts.length === 0 && superClass) {
      const base = reader.of(superClass);
      if (base?.kind === 'local' && isClass(base.node) && base.node !== node) return this.of(base.node, name);
      if (base?.kind === 'module' && !base.called)
        return reader.member({ kind: 'instanceOf', module: base.module, path: base.path, node: superClass }, name);
    }
    return firstOrigin(attempts);
  }

  /** `this.name = value` anywhere in a class. */
  #thisAssignments(node: ClassNode, name: string): readonly TSESTree.AssignmentExpression[] {
    this.#assigned ??= this.#allThisAssignments();
    return this.#assigned.get(node)?.get(name) ?? [];
  }

  #allThisAssignments(): Assignments {
    const { tree } = this.#reader;
    const byClass: Assignments = new Map();
    for (const assignment of tree.all('AssignmentExpression')) {
      const left = unwrap(assignment.left);
      if (left.type !== 'MemberExpression' || left.object.type !== 'ThisExpression') continue;
      const [holder, name] = [tree.classOfThis(left.object), keyOf(left)];
      if (!holder || name === undefined) continue;
      const byName = byClass.get(holder) ?? new Map<string, TSESTree.AssignmentExpression[]>();
      byClass.set(holder, byName.set(name, [...(byName.get(name) ?? []), assignment]));
    }
    return byClass;
  }
}
