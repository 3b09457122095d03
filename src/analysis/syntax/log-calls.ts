import { isFunction, type Node, type Tree } from './tree.ts';

/** `console.log`, `diag.debug`, `logger.info`, `this.#log.warn`, `log`. */
const LOG = /^(?:this\.)?[#_]?(?:console|diag|log|logger|debug)(?:\.\w+)?$/;

/** Whether the text of a callee is that of a logger. */
export function isLogger(callee: string): boolean {
  return LOG.test(callee);
}

/** Whether an expression is only told to people: it is what a call of a logger is given, or a part of that. */
export function isLogged(tree: Tree, expression: Node): boolean {
  for (
    let up = tree.parentOf(expression);
    up && !isFunction(up) && !up.type.endsWith('Statement');
    up = tree.parentOf(up)
  )
    if (up.type === 'CallExpression') return isLogger(tree.quote(up.callee));
  return false;
}
