import { flushingInstrumentationsIn, type FlushingInstrumentation } from '../catalogue/providers.ts';
import { packageOf } from '../catalogue/roles.ts';
import type { Origins } from '../origins/origin.ts';
import { entryOf } from '../syntax/object-entries.ts';
import { unwrap, type Node, type Tree } from '../syntax/tree.ts';

/**
 * Whether a file sets up an instrumentation that flushes the provider by itself, alone or among all of its package:
 * `new AwsLambdaInstrumentation()`, `getNodeAutoInstrumentations({ '@opentelemetry/instrumentation-aws-lambda': {} })`.
 */
export function registersFlushingInstrumentation(tree: Tree, origins: Origins): boolean {
  return flushingInstrumentationsIn(tree.text).some(
    (instrumentation) =>
      tree.all('NewExpression').some(({ callee }) => isExport(origins, callee, instrumentation)) ||
      isAmongAll(tree, origins, instrumentation),
  );
}

/** Whether a function that makes all instrumentations is given options for one, and they do not switch it off. */
function isAmongAll(tree: Tree, origins: Origins, { module, madeBy }: FlushingInstrumentation): boolean {
  return tree.all('CallExpression').some(({ callee, arguments: [options] }) => {
    const given = entryOf(tree, origins, options, module);
    if (!given || !madeBy.some((made) => isExport(origins, callee, made))) return false;
    const enabled = entryOf(tree, origins, given, 'enabled');
    const value = enabled && unwrap(enabled);
    return value?.type !== 'Literal' || value.value !== false;
  });
}

function isExport(
  origins: Origins,
  callee: Node,
  { module, export: name }: { readonly module: string; readonly export: string },
): boolean {
  const origin = origins.of(callee);
  return (
    origin?.kind === 'module' && !origin.called && packageOf(origin.module) === module && origin.path.at(-1) === name
  );
}
