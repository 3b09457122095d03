import type { TSESTree } from '@typescript-eslint/types';
import { endsModule, moduleEndings, type ProviderApi } from '../catalogue/providers.ts';
import type { Origins } from '../origins/origin.ts';
import { usesOf, type Ending } from './provider-ending.ts';
import type { FileReading } from '../reading.ts';
import { keyOf, unwrap, type FunctionNode, type Tree } from '../syntax/tree.ts';

/**
 * Endings that any file of a program can write, for they need no variable of the file that sets a provider up: through the global
 * provider of the API, and by a function of the package. A key names one of them in a run over many files.
 */
const GLOBAL = 'global';

/** What functions that give a provider are called. */
const GETTER = /provider$/i;

/** The keys of the endings that may stand in another file, for what a provider API makes. */
export function sharedEndingsOf(api: ProviderApi): readonly string[] {
  return api.endedBy === 'module' ? [GLOBAL, keyFor(api)] : [GLOBAL];
}

function keyFor(api: ProviderApi): string {
  return `${api.modules.join(' ')} ${api.export}`;
}

/** Whether a text that is not parsed may hold such an ending: most do not, and need no tree for it. */
export function mayEndForOthers(text: string): boolean {
  if (/\b(?:shutdown|forceFlush)\b/.test(text) && /provider\s*\(/i.test(text)) return true;
  return moduleEndings().some(
    ({ modules, endings }) =>
      modules.some((module) => text.includes(module)) && endings.some((ending) => text.includes(lastName(ending))),
  );
}

function lastName(ending: string): string {
  return ending.slice(ending.lastIndexOf('.') + 1);
}

/** The keys of all such endings in a file. */
export function sharedEndingsIn({ tree, origins }: FileReading): readonly string[] {
  if (!mayEndForOthers(tree.text)) return [];
  const ended = moduleEndings().filter(
    (api) => api.modules.some((module) => tree.text.includes(module)) && endedByModule(tree, origins, api),
  );
  return [...(endedThroughGlobal(tree, origins) ? [GLOBAL] : []), ...ended.map(keyFor)];
}

/** `(trace.getTracerProvider() as NodeTracerProvider).shutdown()`: the registered provider is the constructed one. */
export function endedThroughGlobal(tree: Tree, origins: Origins): boolean {
  const calls = tree.all('CallExpression').filter((call) => givesGlobal(origins, call));
  // a function that gives it back gives it to whoever calls that function
  const getters = new Set<FunctionNode>();
  for (const call of calls) {
    for (const ending of usesOf(tree, origins, call, 'provider').endings) {
      if (mayEndGlobal(tree, ending)) return true;
      const getter = ending.kind === 'returned' ? tree.functionAround(ending.node) : undefined;
      if (!getter || getters.has(getter) || getters.size === MOST_GETTERS) continue;
      getters.add(getter);
      calls.push(...tree.all('CallExpression').filter(({ callee }) => origins.functionOf(callee) === getter));
    }
  }
  return false;
}

/** A file has one or two of them; with more, each is a walk over all calls. */
const MOST_GETTERS = 8;

/** Whether a call gives the global provider, or is of a function of another file that gives a provider. */
function givesGlobal(origins: Origins, call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  const name =
    callee.type === 'MemberExpression' ? keyOf(callee) : callee.type === 'Identifier' ? callee.name : undefined;
  if (name === undefined || !GETTER.test(name)) return false;
  if (callee.type === 'MemberExpression' && name === 'getTracerProvider') return true;
  return origins.of(callee)?.kind === 'gives' && origins.roleOf(call) === 'tracerProvider';
}

/** Everyone can read the global provider: who keeps it, hands it out or wraps it does not end it. */
function mayEndGlobal(tree: Tree, { kind, node }: Ending): boolean {
  if (kind === 'handedOver') return tree.parentOf(node)?.type === 'CallExpression';
  return kind !== 'returned' && kind !== 'exported';
}

/** Whether the file names, calls or hands on the function of the module that ends what this one began. */
export function endedByModule(tree: Tree, origins: Origins, api: ProviderApi): boolean {
  return [...tree.all('MemberExpression'), ...tree.all('Identifier')].some((node) => {
    if (tree.parentOf(node)?.type === 'ImportSpecifier') return false;
    if (node.type === 'Identifier' && !tree.variableOf(node)) return false;
    const origin = origins.of(node);
    return origin?.kind === 'module' && !origin.called && endsModule(api, origin.module, origin.path);
  });
}
