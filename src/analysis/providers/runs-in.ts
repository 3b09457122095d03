import { platformOf, runsAnywhere } from '../catalogue/platform-packages.ts';
import type { ProviderApi } from '../catalogue/providers.ts';
import { exportsHandler } from './exported-handlers.ts';
import { importedModules } from '../modules/imported-modules.ts';
import { unwrap, type Node, type Tree } from '../syntax/tree.ts';

/**
 * What a provider runs in: a process, a function that is called again, a page, or a test. `app` is all else: no page, and no process
 * that listens to signals, or a file that is written for several of them.
 */
export type RunsIn = 'process' | 'handler' | 'page' | 'app' | 'test';

/**
 * What a provider runs in, as far as its file tells.
 * @param node the construction
 * @param api what is constructed
 * @param module the module that it is imported from
 */
export function runsIn(tree: Tree, node: Node, api: ProviderApi, module: string): RunsIn {
  if (isInTest(tree, node)) return 'test';
  const platform = clientPlatform(tree, api, module);
  if (platform) return platform;
  return exportsHandler(tree) ? 'handler' : 'process';
}

function clientPlatform(tree: Tree, api: ProviderApi, module: string): 'page' | 'app' | undefined {
  const modules = importedModules(tree);
  const platform = platformOf(modules);
  if (platform === 'app' || api.browser) return platform === 'app' ? 'app' : 'page';
  const isOfClient = platform === 'page' || isClientModule(tree);
  // what is made for Node.js is in a page by mistake, or in a file that both share
  if (!runsAnywhere(module)) return isOfClient ? 'app' : undefined;
  if (isOfClient) return 'page';
  if (/react[-_ ]?native/i.test(tree.text)) return 'app';
  if (modules.some((one) => one.startsWith('node:')) || !usesPage(tree)) return undefined;
  // a file that asks where it runs is shared, and `process` is missing in its page
  return asksForPage(tree) ? 'app' : 'page';
}

/** `'use client'` at the top of a file of React. */
function isClientModule({ program }: Tree): boolean {
  return program.body.some(
    (statement) => statement.type === 'ExpressionStatement' && statement.directive === 'use client',
  );
}

/** Whether a file uses `document` or `window`, as values: `document.title`, `window.addEventListener(…)`. */
function usesPage(tree: Tree): boolean {
  if (!/\b(?:document|window)\b/.test(tree.text)) return false;
  return tree.all('MemberExpression').some(({ object }) => isPageGlobal(tree, object));
}

/** Whether a file asks if there is a page: `typeof window === 'undefined'`. */
function asksForPage(tree: Tree): boolean {
  return tree
    .all('UnaryExpression')
    .some(({ operator, argument }) => operator === 'typeof' && isPageGlobal(tree, argument));
}

function isPageGlobal(tree: Tree, node: Node): boolean {
  const plain = unwrap(node);
  return (
    plain.type === 'Identifier' &&
    /^(?:document|window)$/.test(plain.name) &&
    (tree.variableOf(plain)?.defs.length ?? 0) === 0
  );
}

/** Whether a node stands in what is handed to `describe`, `it`, `test` and their hooks. */
function isInTest(tree: Tree, node: Node): boolean {
  for (let up = tree.parentOf(node); up; up = tree.parentOf(up)) {
    if (
      up.type === 'CallExpression' &&
      /^(?:describe|suite|it|test|before|after|beforeEach|afterEach|beforeAll|afterAll)(?=[.([]|$)/.test(
        tree.quote(up.callee),
      )
    )
      return true;
  }
  return false;
}
