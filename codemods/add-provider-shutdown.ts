import requireProviderShutdown from '../rules/require-provider-shutdown.ts';
import { exitHandlersOf, SIGNALS, type ExitEvent, type ExitHandler } from '../src/analysis/providers/exit-handlers.ts';
import { heldProvider, type HeldProvider, type HolderFault } from '../src/analysis/providers/provider-holder.ts';
import { endersOf, type ProviderSite } from '../src/analysis/providers/providers.ts';
import { repetitionOf } from '../src/analysis/providers/repeated-construction.ts';
import { usualExitsOf } from '../src/analysis/providers/usual-exits.ts';
import { isSetBefore } from '../src/analysis/providers/set-before.ts';
import type { FileReading } from '../src/analysis/reading.ts';
import { isInside, keyOf, statementAround, type Node, type Range, type Tree } from '../src/analysis/syntax/tree.ts';
import type { Codemod, CodemodInput } from '../src/codemod.ts';
import { done, left, type SitePlan } from '../src/site-plan.ts';
import { awaitBeforeExits, exitFaultText, placesOfExits } from '../src/edits/awaited-exit.ts';
import { clash, type Edit } from '../src/edits/edit.ts';
import { extendHandler, handlerFaultText, type HandlerFault } from '../src/edits/extended-handler.ts';
import { nameConstruction } from '../src/edits/name-construction.ts';
import { endHook, insertHook, pageHook, processHook } from '../src/edits/shutdown-hook.ts';
import { removeStatement } from '../src/edits/statement-edits.ts';
import { createTransform } from '../src/jscodeshift.ts';
import { mention, mentionAll } from '../src/mention.ts';

/** Shuts a provider down when its process ends, or flushes it when its page is hidden. */
export const addProviderShutdown: Codemod = {
  name: 'add-provider-shutdown',
  description: 'Adds a hook that shuts a tracer provider or SDK down when the process ends.',
  rule: requireProviderShutdown,
  optionTexts: {},
  defaults: {},
  looksFor: () => 'tracer provider or SDK that nothing shuts down',
  *plan(input) {
    const { path, reading, contract, project } = input;
    const { defaults: options } = requireProviderShutdown;
    const isInRun = project?.isEndedByNobody !== undefined;
    const findings = requireProviderShutdown.check({ reading, contract, options, isInRun });
    const steps: (SitePlan | Reached)[] = [];
    const names = new Set<string>();
    for (const { range, subject: site, settledBy = [], givenOut } of findings) {
      if (!site || settledBy.some((key) => project?.settled?.has(key))) continue;
      if (givenOut && project?.isEndedByNobody?.(path, givenOut) !== true) continue;
      const step = reach(input, { range, site, names });
      steps.push(site.endedExporter && 'receiver' in step ? planExporter(input, step, site.endedExporter) : step);
    }
    const reached = steps.filter((step) => 'receiver' in step);
    const plans = new Map([
      ...planPages(
        input,
        reached.filter(({ site }) => site.runsIn === 'page'),
      ),
      ...planProcess(
        input,
        reached.filter(({ site }) => site.runsIn === 'process'),
      ),
    ]);
    for (const step of steps) {
      const plan = 'receiver' in step ? plans.get(step) : step;
      if (plan) yield plan;
    }
  },
};

export default createTransform(addProviderShutdown);

/** A finding, and the names that the run has given already. */
interface Found {
  readonly range: Range;
  readonly site: ProviderSite;
  readonly names: Set<string>;
}

/** A provider that code can be written for. */
interface Reached extends HeldProvider {
  readonly range: Range;
  readonly site: ProviderSite;
  /** What gives it a name. */
  readonly edits: readonly Edit[];
}

function reach(input: CodemodInput<object>, found: Found): Reached | SitePlan {
  const { reading } = input;
  const { tree } = reading;
  const { range, site } = found;
  const what = mention(site.holder ? holderName(tree, site.holder) : tree.quote(site.node.callee));
  const leave = (reason: string, sentence: string) => left(range, reason, sentence);
  if (site.api.endedBy !== 'value')
    return leave(
      'endedByModule',
      `A function of its package ends what ${what} begins: call ${mentionAll(site.api.endings.slice(0, 1))} when the process stops.`,
    );
  const enders = site.ending === undefined ? [] : endersOf(site);
  if (enders.length > 0)
    return leave(
      'endingNeverCalled',
      `${mentionAll(enders)} of this file would shut ${what} down, and nothing calls it: call it when the process stops.`,
    );
  if (site.lost)
    return leave(
      'notAwaited',
      `The file shuts ${what} down where the process does not wait for it: await that call, in the listener of a signal or before \`process.exit()\`.`,
    );
  const flushes = site.api.endings.includes('forceFlush');
  if (site.runsIn === 'handler' && !(site.endedExporter && flushes))
    return leave(
      'runsInHandler',
      flushes
        ? `The function is called again, so ${what} must not be shut down: await its \`forceFlush()\` before the handler returns.`
        : `The function is called again, so ${what} must not be shut down: give it a span processor that you keep, and await \`forceFlush()\` of that before the handler returns.`,
    );
  if (site.runsIn === 'page' && !flushes)
    return leave(
      'noFlush',
      `${what} has no \`forceFlush\`: remove \`disableAutoFlushOnDocumentHide\` of its processor.`,
    );
  const repetition = repetitionOf(reading, site.node);
  if (repetition === 'request')
    return leave(
      'runsInHandler',
      `${what} is constructed anew for each request: construct it once, before the first one, and shut it down when the process stops.`,
    );
  if (repetition === 'loop')
    return leave(
      'insideLoop',
      `${what} is constructed more than once, in a loop or in a function that is called again: keep all of them in a list, and shut the list down when the process stops.`,
    );
  if (tree.functionAround(site.node)?.generator)
    return leave('insideGenerator', `${what} is constructed in a generator: shut it down in a \`finally\` there.`);
  if (isShadowed(reading, site.runsIn === 'page' ? ['document', 'window'] : ['process', 'console']))
    return leave(
      'shadowed',
      `The file uses a name of the platform for something of its own: call \`shutdown()\` of ${what} by hand when the process stops.`,
    );
  const kept = site.holder ? heldProvider(reading, site, site.holder) : named(input, found);
  if (typeof kept !== 'string') return { edits: [], ...kept, range, site };
  const exits = site.runsIn === 'process' ? usualExitsOf(reading, site.node) : [];
  const before =
    exits.length > 0
      ? ` No listener runs on ${placesOfExits(tree, exits)}: await the shutdown before that as well.`
      : '';
  return leave(kept, `${what} ${REFUSALS[kept]}${before}`);
}

type Refusal = HolderFault | 'unnamed' | 'comment';

const REFUSALS: Readonly<Record<Refusal, string>> = {
  maybeUndefined:
    'may hold nothing, or another one later: shut down what it holds, with `?.shutdown()`, when the process stops.',
  otherType: 'is declared with a type that may have no `shutdown`: write the type of what is constructed first.',
  keptElsewhere: 'is not kept in a variable of its own: call its `shutdown()` when the process stops.',
  unnamed: 'is constructed within another expression: keep it in a variable, and shut it down when the process stops.',
  comment:
    'is constructed beside a comment that would speak of other code: keep it in a variable, and shut it down when the process stops.',
  neverStarted: 'is not started in one method of its class: call its `shutdown()` in the method that stops the class.',
};

function named(
  { reading: { tree }, style }: CodemodInput<object>,
  { site, names }: Found,
): (HeldProvider & Pick<Reached, 'edits'>) | 'unnamed' | 'comment' {
  const base = /sdk/i.test(site.api.export) ? 'sdk' : 'provider';
  const construction = nameConstruction(tree, site.node, base, names, style);
  if (!construction) return 'unnamed';
  if (construction === 'comment') return construction;
  const { name, statement, edits } = construction;
  const list = tree.parentOf(statement) ?? tree.program;
  return {
    receiver: name,
    start: statement,
    isSeenAt: (node) => isInside(node, list) && isSetBefore(tree, statement, node),
    edits,
  };
}

function planPages({ reading, style }: CodemodInput<object>, pages: readonly Reached[]): [Reached, SitePlan][] {
  return pages.map((page) => {
    const hook = insertHook(reading.tree, page.start, pageHook(page.receiver, style), style);
    if (!hook) return [page, noPlace(page)];
    const sentence = `Flushes ${mention(page.receiver)} when the page is hidden.`;
    return [page, done(page.range, 'flushAdded', sentence, [...page.edits, ...hook])];
  });
}

function planProcess(input: CodemodInput<object>, providers: readonly Reached[]): [Reached, SitePlan][] {
  const listening = providers.filter(({ site }) => !site.passed);
  const plans = new Map(planListeners(input, listening));
  return providers.map((one) => [one, planExits(input, one, providers, plans.get(one))]);
}

/** Awaits the shutdown before the exits of a script, beside what is planned for listeners: they do not run then. */
function planExits(
  input: CodemodInput<object>,
  provider: Reached,
  all: readonly Reached[],
  listeners: SitePlan | undefined,
): SitePlan {
  const { reading } = input;
  const { range, receiver, site } = provider;
  if (listeners?.outcome === 'left') return listeners;
  const exits = awaitBeforeExits(input, site.node, provider, all);
  if ('fault' in exits) return left(range, exits.fault, exitFaultText(reading, exits, receiver));
  if (listeners && exits.waiting.length + exits.kept.length === 0) return listeners;
  if (exits.edits.some((one) => listeners?.edits.some((other) => clash(one, other)))) return noPlace(provider);
  const sentences = listeners ? [listeners.sentence] : [];
  if (exits.waiting.length > 0)
    sentences.push(`Awaits the shutdown of ${mention(receiver)} before ${placesOfExits(reading.tree, exits.waiting)}.`);
  if (exits.kept.length > 0)
    sentences.push(
      `Nothing runs on ${placesOfExits(reading.tree, exits.kept)}: await \`${receiver}.shutdown()\` before that by hand, if spans may wait then.`,
    );
  const naming = exits.waiting.length > 0 ? all.flatMap((one) => one.edits) : [];
  const edits = new Set([...(listeners?.edits ?? []), ...naming, ...exits.edits]);
  return done(range, listeners?.reason ?? 'exitAwaited', sentences.join(' '), [...edits]);
}

function planListeners(input: CodemodInput<object>, providers: readonly Reached[]): [Reached, SitePlan][] {
  if (providers.length === 0) return [];
  const handlers = exitHandlersOf(input.reading);
  const onSignal = handlers.filter(({ events }) => events.some(isSignal));
  if (onSignal.length > 0) {
    const seen = providers.filter((one) =>
      onSignal.some((handler) => typeof extendHandler(input, handler, [one]) !== 'string'),
    );
    return providers.map((one) => [one, planExtension(input, one, { seen, group: groupOf(one) }, handlers)]);
  }
  return providers.map((one) => [one, planHook(input, one, groupOf(one), handlers)]);

  /** Those that stand in one list of statements end together. */
  function groupOf(one: Reached): Reached[] {
    const { tree } = input.reading;
    return providers.filter((other) => tree.parentOf(other.start) === tree.parentOf(one.start));
  }
}

function planHook(
  input: CodemodInput<object>,
  provider: Reached,
  group: readonly Reached[],
  atEnd: readonly ExitHandler[],
): SitePlan {
  const { reading, style, path } = input;
  const names = group.map(({ receiver }) => receiver);
  const extended = atEnd.map((handler) => extendHandler(input, handler, group));
  if (extended.includes('runsAgain')) return leftAsRunAgain(provider);
  const edits = extended.filter((one) => typeof one !== 'string').flat();
  const lines = processHook(names, style, { atEnd: edits.length === 0, isTyped: /\.[cm]?tsx?$/.test(path) });
  const hook = insertHook(reading.tree, lastStart(group), lines, style);
  if (!hook) return noPlace(provider);
  const sentence = `Shuts ${mention(provider.receiver)} down when the process ends.`;
  return done(provider.range, 'hookAdded', sentence, [...group.flatMap((one) => one.edits), ...edits, ...hook]);
}

/** The statement that takes the last one of several providers into use. */
function lastStart(group: readonly Reached[]): Node {
  return group.reduce((one, other) => (other.start.range[0] > one.start.range[0] ? other : one)).start;
}

function leftAsRunAgain({ range, receiver }: Reached): SitePlan {
  return left(range, 'runsAgain', handlerFaultText('runsAgain', `\`${receiver}.shutdown()\``));
}

function noPlace({ range, receiver }: Reached): SitePlan {
  return left(
    range,
    'layout',
    `${mention(receiver)} is started on a line where a block begins or ends: put its statements on lines of their own first.`,
  );
}

/** Ends providers in listeners that end the process, and where it has nothing left to do if a listener lets it go on. */
function planExtension(
  input: CodemodInput<object>,
  provider: Reached,
  { seen, group }: { readonly seen: readonly Reached[]; readonly group: readonly Reached[] },
  handlers: readonly ExitHandler[],
): SitePlan {
  const { reading, style } = input;
  const name = `\`${provider.receiver}.shutdown()\``;
  const edits: Edit[] = [];
  const [covered, outlived] = [new Set<string>(), new Set<string>()];
  const refused = new Map<HandlerFault, Set<string>>();
  let isEnded = false;
  for (const handler of handlers) {
    const signals = handler.events.filter(isSignal);
    const own = extendHandler(input, handler, [provider]);
    if (own === 'goesOn') for (const signal of signals) outlived.add(signal);
    else if (typeof own === 'string') {
      if (signals.length > 0 || own === 'runsAgain')
        refused.set(own, new Set([...(refused.get(own) ?? []), ...handler.events]));
    } else {
      const all = extendHandler(input, handler, seen);
      edits.push(...(typeof all === 'string' ? own : all));
      for (const signal of signals) covered.add(signal);
      isEnded ||= handler.events.includes('beforeExit');
    }
  }
  const sentences: string[] = [];
  if (covered.size > 0)
    sentences.push(
      `Shuts ${mention(provider.receiver)} down in the file's own handler of ${mentionAll([...covered])}.`,
    );
  const isOutlived = outlived.size > 0 && !refused.has('runsAgain');
  if (isOutlived) {
    const names = group.map(({ receiver }) => receiver);
    const hook = isEnded ? [] : insertHook(reading.tree, lastStart(group), endHook(names, style), style);
    if (!hook && covered.size === 0) return noPlace(provider);
    edits.push(...(hook ?? []));
    if (hook)
      sentences.push(
        `Shuts ${mention(provider.receiver)} down when the process has nothing left to do: it goes on after the file's own handler of ${mentionAll([...outlived])}.`,
      );
  }
  if (sentences.length === 0) {
    if (outlived.size > 0) return leftAsRunAgain(provider);
    const [reason = 'handlerElsewhere'] = refused.keys();
    return left(provider.range, reason, handlerFaultText(reason, name));
  }
  for (const [fault, events] of refused)
    sentences.push(
      `A handler of ${mentionAll([...events])} stays as it is: ${lowerFirst(handlerFaultText(fault, name))}`,
    );
  const unheard = SIGNALS.filter((signal) => !handlers.some(({ events }) => events.includes(signal)));
  if (unheard.length > 0)
    sentences.push(`The file has no handler of ${mentionAll(unheard)}, which ends the process without a shutdown.`);
  const naming = new Set([...seen, ...(isOutlived ? group : [])].flatMap((one) => one.edits));
  return done(provider.range, 'handlerExtended', sentences.join(' '), [...naming, ...edits]);
}

function isSignal(event: ExitEvent): event is Exclude<ExitEvent, 'beforeExit'> {
  return event !== 'beforeExit';
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/** Ends the provider where only its exporter is: that ends the exporter too. */
function planExporter({ reading }: CodemodInput<object>, provider: Reached, exporter: Node): SitePlan {
  const { tree } = reading;
  const declarator = tree.parentOf(exporter);
  const id =
    declarator?.type === 'VariableDeclarator' && declarator.id.type === 'Identifier' ? declarator.id : undefined;
  const flushes = provider.site.api.endings.includes('forceFlush');
  const edits: Edit[] = [...provider.edits];
  const leave = left(
    provider.range,
    'exporterEnded',
    `Only the exporter is flushed or shut down: call \`${provider.receiver}.shutdown()\` in its place, which ends the exporter too.`,
  );
  const uses = (id && tree.variableOf(id)?.references.map(({ identifier }) => identifier)) ?? [];
  const endings = uses.filter((use) => /^(?:shutdown|forceFlush)$/.test(methodOn(tree, use) ?? ''));
  const shutDowns = endings.filter((use) => methodOn(tree, use) === 'shutdown');
  if (endings.length === 0 || !endings.every((use) => provider.isSeenAt(use))) return leave;
  if (provider.site.runsIn === 'handler' && shutDowns.length > 0) return leave;
  for (const use of endings) {
    const statement = statementAround(tree, use);
    const isWhole =
      statement?.type === 'ExpressionStatement' &&
      /^(?:await |void )?[\w$]+\??\.\w+\(\);?$/.test(tree.quote(statement, 200));
    const isBeside = shutDowns.some(
      (other) => other !== use && tree.functionAround(other) === tree.functionAround(use),
    );
    if (methodOn(tree, use) === 'forceFlush' && isBeside && isWhole) edits.push(removeStatement(tree, statement));
    else if (methodOn(tree, use) === 'forceFlush' && !flushes) return leave;
    else edits.push({ range: use.range, text: provider.receiver });
  }
  const sentence = `Ends ${mention(provider.receiver)} in place of its exporter.`;
  return done(provider.range, 'exporterReplaced', sentence, edits);
}

/** The method that is called on a value. */
function methodOn(tree: Tree, use: Node): string | undefined {
  const member = tree.parentOf(use);
  const call = member && tree.parentOf(member);
  const isCalled = member?.type === 'MemberExpression' && member.object === use && call?.type === 'CallExpression';
  return isCalled && call.callee === member ? keyOf(member) : undefined;
}

/** Whether the file declares a name that the hook means as the platform's; an import of that module is the same thing. */
function isShadowed({ tree, origins }: FileReading, names: readonly string[]): boolean {
  return tree.all('Identifier').some((identifier) => {
    if (!names.includes(identifier.name) || (tree.variableOf(identifier)?.defs.length ?? 0) === 0) return false;
    const origin = origins.of(identifier);
    return !(origin?.kind === 'module' && /^(?:node:)?(?:process|console)$/.test(origin.module));
  });
}

/** How a message calls what holds a provider; the range of an identifier may take in its type. */
function holderName(tree: Tree, holder: Node): string {
  if (holder.type === 'Identifier') return holder.name;
  return holder.type === 'PropertyDefinition' ? `this.${keyOf(holder) ?? ''}` : tree.quote(holder);
}
