import { returnedExpressions } from './returned-expressions.ts';
import { isFunction, unwrap, type FunctionNode, type Node, type Tree } from './tree.ts';

/** Types of decorators, and of what decorators are given. Source: lib.es5.d.ts and lib.decorators.d.ts of TypeScript 5.9. */
const DECORATOR = /^(?:Method|Class|Property|Parameter)Decorator$/;
const GIVEN = /^(?:Typed)?PropertyDescriptor\b|^(?:Class\w*)?DecoratorContext\b/;

/** Whether a function is a decorator or makes some: what it is given is fixed where a class is written, `@Job('orders')`. */
export function isOfDecorators(tree: Tree, fn: FunctionNode): boolean {
  return isDecorator(tree, fn) || makesDecorators(tree, fn);
}

function makesDecorators(tree: Tree, fn: FunctionNode): boolean {
  const type = fn.returnType?.typeAnnotation;
  if (type && DECORATOR.test(tree.quote(type))) return true;
  return returnedExpressions(tree, fn).some((returned) => {
    const made = unwrap(returned);
    return isFunction(made) && isDecorator(tree, made);
  });
}

/** Whether a function is a decorator by what it takes: a descriptor, or a context. */
function isDecorator(tree: Tree, { params }: FunctionNode): boolean {
  return params.some((parameter, index) => index > 0 && isOfDecorator(tree, parameter, index));
}

function isOfDecorator(tree: Tree, parameter: Node, index: number): boolean {
  if (parameter.type !== 'Identifier') return false;
  const type = parameter.typeAnnotation?.typeAnnotation;
  const says = type && type.type !== 'TSAnyKeyword';
  return says ? GIVEN.test(tree.quote(type)) : index === 2 && /descriptor$/i.test(parameter.name);
}
