import type { TSESTree } from '@typescript-eslint/types';
import {
  isProviderName,
  isTestExporter,
  mentionsCalledProvider,
  processorApiOf,
  providerApiOf,
  type ProcessorApi,
  type ProviderApi,
  type Sending,
} from '../catalogue/providers.ts';
import { isPackage } from '../catalogue/roles.ts';
import { entryOf } from '../syntax/object-entries.ts';
import { returnedExpressions, type Origins } from '../origins/origin.ts';
import { registersFlushingInstrumentation } from './flushing-instrumentations.ts';
import { lostEndingOf, type LostEnding } from './lost-endings.ts';
import { passedEndingOf, type PassedEnding } from './passed-endings.ts';
import { usesOf, type EndingKind } from './provider-ending.ts';
import { providerExportsOf, type ProviderExport } from './provider-exports.ts';
import type { FileReading } from '../reading.ts';
import { runsIn, type RunsIn } from './runs-in.ts';
import { endedByModule, endedThroughGlobal } from './shared-endings.ts';
import { sourcesOf } from '../syntax/sources.ts';
import { isClass, keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

/** A place that constructs a tracer provider, or an SDK around one. */
export interface ProviderSite {
  /** The construction: `new NodeSDK(…)`, `useAzureMonitor(…)`. */
  readonly node: TSESTree.NewExpression | TSESTree.CallExpression;
  readonly api: ProviderApi;
  /** The variable or field that it is kept in first. */
  readonly holder: Node | undefined;
  /** Whether spans wait in it; nothing where the file does not tell. */
  readonly sending: Sending | undefined;
  /** How it ends as far as this file tells. */
  readonly ending: ProviderEndingKind | undefined;
  /** The names under which the file gives it, or what would end it, to others, where that is all that ends it. */
  readonly givenOut: readonly ProviderExport[] | undefined;
  /** Where it does so by the value itself: the first place. */
  readonly endedAt: Node | undefined;
  /** The first place that shuts it down, where the process waits for none of them. */
  readonly lost: LostEnding | undefined;
  /** The exits by which a script ends, where only listeners end it that do not run then. */
  readonly passed: PassedEnding | undefined;
  /** Its exporter, where that one is shut down or flushed. */
  readonly endedExporter: Node | undefined;
  readonly runsIn: RunsIn;
}

/** The ways of a value, and those round it: by its processor, by the global provider, by its own module or package, by an instrumentation. */
export type ProviderEndingKind =
  EndingKind | 'throughProcessor' | 'throughGlobal' | 'throughModule' | 'throughInstrumentation' | 'owned';

/** The functions of a file that would end a provider and that nothing calls. */
export function endersOf({ givenOut = [] }: ProviderSite): readonly string[] {
  return givenOut.flatMap(({ name, is }) => (is === 'ender' ? [name] : []));
}

/** All providers and SDKs that a file constructs, in source order. */
export function findProviderSites(reading: FileReading): ProviderSite[] {
  const { tree, origins } = reading;
  const constructed: (TSESTree.NewExpression | TSESTree.CallExpression)[] = [...tree.all('NewExpression')];
  if (mentionsCalledProvider(tree.text)) constructed.push(...tree.all('CallExpression'));
  const sites: ProviderSite[] = [];
  for (const node of constructed) {
    const name = importedName(tree, node.callee);
    if (name !== undefined && !isProviderName(name)) continue;
    const origin = origins.of(node.callee);
    if (origin?.kind !== 'module' || origin.called) continue;
    const api = providerApiOf(origin.module, origin.path, node.type === 'NewExpression' ? 'new' : 'call');
    if (api) sites.push(readSite(reading, node, api, origin.module));
  }
  return sites.sort((a, b) => a.node.range[0] - b.node.range[0]);
}

/** The name under which a module exports what is called; nothing where that takes more than a glance. */
function importedName(tree: Tree, callee: Node): string | undefined {
  const plain = unwrap(callee);
  if (plain.type === 'MemberExpression') return keyOf(plain);
  const variable = plain.type === 'Identifier' ? tree.variableOf(plain) : undefined;
  const [source] = variable ? sourcesOf(tree, variable) : [];
  const name = source?.kind === 'import' ? source.path.at(-1) : undefined;
  return typeof name === 'string' && name !== 'default' ? name : undefined;
}

function readSite(reading: FileReading, node: ProviderSite['node'], found: ProviderApi, module: string): ProviderSite {
  const { tree, origins } = reading;
  const place = runsIn(tree, node, found, module);
  // the processors of the SDK are built for pages too, and flush there when the page is hidden
  const api: ProviderApi = place === 'page' ? { ...found, browser: true } : found;
  const uses = usesOf(tree, origins, node, 'provider');
  const pipeline = readPipeline(tree, origins, node, api, uses.added);
  const sendsLater = pipeline.exporters.every((exporter) => sendsToNetwork(origins, exporter));
  const lost = lostEndingOf(reading, uses.endings, sendsLater);
  const passed = lost || place !== 'process' ? undefined : passedEndingOf(reading, node, uses.endings, sendsLater);
  const ends = (own: EndingKind | undefined) => endingOf(tree, origins, api, own, pipeline.processors);
  const ending = ends(lost || passed ? undefined : uses.endings[0]?.kind);
  const isGivenOut = !lost && !passed && uses.endings.length > 0;
  return {
    node,
    api,
    holder: uses.holder,
    sending: pipeline.sending,
    ending,
    givenOut: isGivenOut && ends(undefined) === undefined ? providerExportsOf(reading, node, uses.endings) : undefined,
    endedAt: uses.endings[0]?.node,
    lost,
    passed,
    endedExporter: pipeline.exporters.find((exporter) => isEnded(tree, origins, exporter))?.node,
    runsIn: place,
  };
}

function endingOf(
  tree: Tree,
  origins: Origins,
  api: ProviderApi,
  own: EndingKind | undefined,
  processors: readonly Part[],
): ProviderEndingKind | undefined {
  const throughGlobal = () => (endedThroughGlobal(tree, origins) ? 'throughGlobal' : undefined);
  if (api.endedBy === 'callee') return 'owned';
  if (registersFlushingInstrumentation(tree, origins)) return 'throughInstrumentation';
  if (api.endedBy === 'module') return endedByModule(tree, origins, api) ? 'throughModule' : throughGlobal();
  if (own) return own;
  if (processors.some((processor) => usesOf(tree, origins, processor.from, 'part').endings.length > 0))
    return 'throughProcessor';
  return throughGlobal();
}

function isEnded(tree: Tree, origins: Origins, part: Part): boolean {
  const kind = usesOf(tree, origins, part.from, 'part').endings[0]?.kind;
  return kind === 'shutDown' || kind === 'flushed';
}

/** A construction, and where its value is followed from: the call of the local function that made it, or itself. */
interface Part {
  readonly node: Node;
  readonly from: Node;
}

interface Pipeline {
  readonly sending: Sending | undefined;
  readonly processors: readonly Part[];
  readonly exporters: readonly Part[];
}

function readPipeline(
  tree: Tree,
  origins: Origins,
  node: ProviderSite['node'],
  api: ProviderApi,
  added: readonly Node[],
): Pipeline {
  const options = optionsOf(node);
  const option = (key: string) => entryOf(tree, origins, options, key);
  if (isUnbuffered(tree, origins, options, api)) return { sending: 'atOnce', processors: [], exporters: [] };
  const lists = [option('spanProcessors'), option('spanProcessor'), ...added];
  const given = lists.flatMap((list) => (list ? partsOf(tree, origins, list) : []));
  if (api.pipeline === 'own' && given.length === 0 && !option('spanProcessors')) {
    const exporter = option('traceExporter');
    const exporters = exporter ? partsOf(tree, origins, exporter) : [];
    const atOnce = api.browser ?? exporters.some((one) => isTestDouble(tree, origins, one));
    return { sending: atOnce ? 'atOnce' : 'later', processors: [], exporters };
  }
  const seen = new Set<Node>();
  return together(given.map((part) => readProcessor(tree, origins, part, api, seen)));
}

/** Several processors: one that waits is enough, and all must be known to say that none does. */
function together(pipelines: readonly Pipeline[]): Pipeline {
  const waits = pipelines.some((one) => one.sending === 'later');
  const known = pipelines.every((one) => one.sending === 'atOnce');
  return {
    sending: waits ? 'later' : known ? 'atOnce' : undefined,
    processors: pipelines.flatMap((one) => one.processors),
    exporters: pipelines.flatMap((one) => one.exporters),
  };
}

function optionsOf(node: ProviderSite['node']): Node | undefined {
  const [first] = node.arguments;
  return first?.type === 'SpreadElement' ? undefined : first;
}

function readProcessor(tree: Tree, origins: Origins, part: Part, api: ProviderApi, seen: Set<Node>): Pipeline {
  const node = unwrap(part.node, true);
  // `processor = new Filtering(processor)` leads back to itself
  if (node.type !== 'NewExpression' || seen.has(node)) {
    return { sending: undefined, processors: [part], exporters: [] };
  }
  seen.add(node);
  const given = node.arguments.flatMap((argument) => (argument.type === 'SpreadElement' ? [] : [argument]));
  const known = processorOfClass(tree, origins, node.callee);
  if (!known) {
    // a processor of one's own around another waits as that one does, and otherwise nobody knows
    const parts = given.flatMap((argument) => partsOf(tree, origins, argument));
    const inner = together(parts.map((one) => readProcessor(tree, origins, one, api, seen)));
    const sending = inner.sending === 'later' ? 'later' : undefined;
    return { sending, processors: [part, ...inner.processors], exporters: inner.exporters };
  }
  const [first] = given;
  const exporter = entryOf(tree, origins, first, 'exporter') ?? first;
  const exporters = exporter ? partsOf(tree, origins, exporter) : [];
  const atOnce =
    isUnbuffered(tree, origins, first, known) ||
    exporters.some((one) => isTestDouble(tree, origins, one)) ||
    (api.browser && !staysOnPage(tree, origins, given));
  return { sending: atOnce ? 'atOnce' : known.sending, processors: [part], exporters };
}

/** Whether the batch processor of a page is told not to flush when the page is hidden. */
function staysOnPage(tree: Tree, origins: Origins, given: readonly Node[]): boolean {
  return given.some((argument) => isLiteral(entryOf(tree, origins, argument, 'disableAutoFlushOnDocumentHide'), true));
}

/** What the class of a processor does: of a package, or of this file and extending one of a package. */
function processorOfClass(tree: Tree, origins: Origins, callee: Node, depth = 0): ReturnType<typeof processorApiOf> {
  const origin = origins.of(callee);
  if (origin?.kind === 'module' && !origin.called) return processorApiOf(origin.module, origin.path);
  if (origin?.kind !== 'local' || !isClass(origin.node) || !origin.node.superClass || depth > 4) return undefined;
  return processorOfClass(tree, origins, origin.node.superClass, depth + 1);
}

function isTestDouble(tree: Tree, origins: Origins, exporter: Part): boolean {
  const node = unwrap(exporter.node, true);
  if (node.type !== 'NewExpression') return false;
  const origin = origins.of(node.callee);
  return isTestExporter(origin?.kind === 'module' ? String(origin.path.at(-1)) : tree.quote(node.callee));
}

/** Whether an exporter is of a package and does not write to the console, so that it needs the network. */
function sendsToNetwork(origins: Origins, exporter: Part): boolean {
  const node = unwrap(exporter.node, true);
  const origin = node.type === 'NewExpression' ? origins.of(node.callee) : undefined;
  return origin?.kind === 'module' && isPackage(origin.module) && !/Console|File/.test(String(origin.path.at(-1)));
}

function isUnbuffered(
  tree: Tree,
  origins: Origins,
  options: Node | undefined,
  { unbuffered }: Pick<ProcessorApi, 'unbuffered'>,
): boolean {
  return Object.entries(unbuffered ?? {}).some(([option, value]) =>
    isLiteral(entryOf(tree, origins, options, option), value),
  );
}

function isLiteral(node: Node | undefined, value: boolean | string): boolean {
  const plain = node && unwrap(node);
  return plain?.type === 'Literal' && plain.value === value;
}

/** The expressions that a value may be, through lists, choices, variables, fields and local functions. */
function partsOf(tree: Tree, origins: Origins, expression: Node, seen = new Set<Node>()): Part[] {
  const node = unwrap(expression, true);
  if (seen.has(node)) return [];
  seen.add(node);
  const self = { node, from: node };
  const below = (inner: Node) => partsOf(tree, origins, inner, seen);
  switch (node.type) {
    case 'ArrayExpression':
      return node.elements.flatMap((element) => (element ? below(element) : []));
    case 'SpreadElement':
      return below(node.argument);
    case 'ConditionalExpression':
      return [...below(node.consequent), ...below(node.alternate)];
    case 'LogicalExpression':
      return [...(node.operator === '&&' ? [] : below(node.left)), ...below(node.right)];
    case 'AssignmentExpression':
      return below(node.right);
    case 'Identifier':
      return variableParts(tree, node, self, below);
    case 'MemberExpression':
      return fieldParts(tree, node, self, below);
    case 'CallExpression': {
      const fn = origins.functionOf(node.callee);
      const parts = fn ? returnedExpressions(tree, fn).flatMap(below) : [];
      return parts.length > 0 ? parts.map((part) => ({ ...part, from: node })) : [self];
    }
    default:
      return [self];
  }
}

function variableParts(tree: Tree, node: TSESTree.Identifier, self: Part, below: (inner: Node) => Part[]): Part[] {
  if (node.name === 'undefined') return [];
  const variable = tree.variableOf(node);
  if (!variable || variable.defs.length === 0) return [self];
  const parts = sourcesOf(tree, variable).flatMap((source) =>
    source.kind === 'value' && source.path.length === 0 ? below(source.node) : [self],
  );
  for (const reference of variable.references) {
    const member = tree.parentOf(reference.identifier);
    const call = member && tree.parentOf(member);
    if (member?.type !== 'MemberExpression' || call?.type !== 'CallExpression' || call.callee !== member) continue;
    if (keyOf(member) === 'push' || keyOf(member) === 'unshift') parts.push(...call.arguments.flatMap(below));
  }
  return parts;
}

/** What is assigned to `this.name`, or stands at its declaration. */
function fieldParts(tree: Tree, node: TSESTree.MemberExpression, self: Part, below: (inner: Node) => Part[]): Part[] {
  const name = keyOf(node);
  if (node.object.type !== 'ThisExpression' || name === undefined) return [self];
  const values: Node[] = [];
  for (const declared of tree.all('PropertyDefinition')) {
    if (keyOf(declared) === name && declared.value) values.push(declared.value);
  }
  for (const assignment of tree.all('AssignmentExpression')) {
    const left = unwrap(assignment.left);
    if (left.type === 'MemberExpression' && left.object.type === 'ThisExpression' && keyOf(left) === name) {
      values.push(assignment.right);
    }
  }
  return values.length > 0 ? values.flatMap(below) : [self];
}
