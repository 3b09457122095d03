import {
  hasWorkerBindings,
  isHandlerExport,
  isOfFunctionPlatform,
  isWorkerMethod,
  isWorkerType,
} from '../catalogue/called-again.ts';
import { importedModules } from '../modules/imported-modules.ts';
import { exportsOf } from '../modules/module-exports.ts';
import { annotationOf, sourcesOf } from '../syntax/sources.ts';
import { isFunction, keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

/**
 * Whether a file is a serverless or edge function, which may be frozen between two calls of it: it exports what a platform calls, or
 * imports a package of such a platform.
 */
export function exportsHandler(tree: Tree): boolean {
  if (importedModules(tree).some(isOfFunctionPlatform)) return true;
  const { byName, whole } = exportsOf(tree);
  if ([...byName.keys()].some(isHandlerExport)) return true;
  // `module.exports = { handler }`
  if (whole?.type === 'ObjectExpression' && whole.properties.some((one) => keyOf(one) === 'handler')) return true;
  const main = byName.get('default');
  if (main?.kind !== 'own') return false;
  if (main.node.type === 'Identifier' && isHandlerExport(main.node.name)) return true;
  return isWorker(tree, main.node);
}

/** Whether a default export is an object, or an app, that a worker of Cloudflare is: `export default { fetch() {} }`. */
function isWorker(tree: Tree, exported: Node): boolean {
  const variable = exported.type === 'Identifier' ? tree.variableOf(exported) : undefined;
  const type = variable && annotationOf(tree, variable)?.type;
  if (type?.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && isWorkerType(type.typeName.name))
    return true;
  const [source, ...more] = variable ? sourcesOf(tree, variable) : [];
  const value = source?.kind === 'value' && more.length === 0 && source.path.length === 0 ? source.node : exported;
  const node = unwrap(value);
  if (node.type === 'NewExpression' && node.typeArguments)
    return tree.quote(node.callee) === 'Hono' && hasWorkerBindings(tree.quote(node.typeArguments, 400));
  return (
    node.type === 'ObjectExpression' &&
    node.properties.some((property) => {
      if (property.type !== 'Property') return false;
      const key = keyOf(property) ?? '';
      // `fetch: app.fetch`; other words may be settings of something else
      return key === 'fetch' || (isWorkerMethod(key) && isFunction(unwrap(property.value)));
    })
  );
}
