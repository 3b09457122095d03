import { endersOf, findProviderSites, type ProviderSite } from '../src/analysis/providers/providers.ts';
import type { FileReading } from '../src/analysis/reading.ts';
import { isScript, scriptExitsOf } from '../src/analysis/providers/script-exits.ts';
import { scriptFunctionOf } from '../src/analysis/providers/script-function.ts';
import { sharedEndingsOf } from '../src/analysis/providers/shared-endings.ts';
import { keyOf, type Node } from '../src/analysis/syntax/tree.ts';
import { mention, mentionAll } from '../src/mention.ts';
import type { ContractRule, Finding } from '../src/rule.ts';

type MessageId =
  | 'neverShutDown'
  | 'neverShutDownAnywhere'
  | 'endingNeverCalled'
  | 'neverEnded'
  | 'neverFlushed'
  | 'exporterOnly'
  | 'unreachable'
  | 'staysOnPage'
  | 'neverShutDownBeforeExit'
  | 'unreachableBeforeExit'
  | 'neverShutDownInScript'
  | 'unreachableInScript'
  | 'neverShutDownInMain'
  | 'unreachableInMain'
  | 'lostByExit'
  | 'lostInExitListener'
  | 'passedByExit';

/** Wants a provider that spans wait in to be shut down, flushed or given to someone who does it. */
const rule: ContractRule<MessageId, object, ProviderSite> = {
  name: 'require-provider-shutdown',
  description: 'require a tracer provider or SDK to be shut down or flushed before the process ends',
  recommended: true,
  optionsSchema: { type: 'object', properties: {}, additionalProperties: false },
  defaults: {},
  messages: {
    neverShutDown:
      "{{ provider }} buffers spans and nothing in this file shuts it down: the last batch is lost when the process ends. Call {{ ending }} when the process stops, for example in `process.once('SIGTERM', …)`.",
    neverShutDownAnywhere:
      "{{ provider }} buffers spans, and neither this file nor one that imports it shuts it down: the last batch is lost when the process ends. Call {{ ending }} when the process stops, for example in `process.once('SIGTERM', …)`.",
    endingNeverCalled:
      "{{ provider }} buffers spans, and nothing calls {{ enders }}, which would shut it down: the last batch is lost when the process ends. Call {{ ender }} when the process stops, for example in `process.once('SIGTERM', …)`.",
    neverEnded:
      '{{ constructor }} buffers spans and nothing in this file sends the last batch: it is lost when the process ends. Call {{ ending }} when the process stops, unless another file does.',
    neverFlushed:
      '{{ provider }} buffers spans and nothing in this file flushes it: the last batch is lost when the function is frozen. Call {{ ending }} before the handler returns.',
    exporterOnly:
      'Only the exporter {{ exporter }} is flushed or shut down: the last spans still wait in the span processor that {{ provider }} keeps. Call {{ ending }} instead; it ends the processor and the exporter too.',
    unreachable:
      "This {{ constructor }} buffers spans and is kept in no variable, so nothing can shut it down: the last batch is lost when the process ends. Keep it in a variable and call {{ ending }} when the process stops, for example in `process.once('SIGTERM', …)`.",
    staysOnPage:
      '{{ provider }} buffers spans and is told not to flush when the page is hidden: the last batch is lost. Call {{ ending }} on `visibilitychange` and `pagehide`, or remove `disableAutoFlushOnDocumentHide`.',
    neverShutDownBeforeExit:
      '{{ provider }} buffers spans and nothing in this file shuts it down: the last batch is lost when {{ exit }} in {{ lines }} ends the process. Call {{ ending }} before it: listeners of `SIGTERM` and `beforeExit` do not run then.',
    unreachableBeforeExit:
      'This {{ constructor }} buffers spans and is kept in no variable, so nothing can shut it down: the last batch is lost when {{ exit }} in {{ lines }} ends the process. Keep it in a variable and call {{ ending }} before that: listeners of `SIGTERM` and `beforeExit` do not run then.',
    neverShutDownInScript:
      "{{ provider }} buffers spans and nothing in this file shuts it down: the last batch is lost when the script is done. Call {{ ending }} at its end, in a `finally`, or in `process.once('beforeExit', …)`; and in `process.once('SIGTERM', …)` if a signal may stop it.",
    unreachableInScript:
      "This {{ constructor }} buffers spans and is kept in no variable, so nothing can shut it down: the last batch is lost when the script is done. Keep it in a variable and call {{ ending }} at the end of the script, in a `finally`, or in `process.once('beforeExit', …)`; and in `process.once('SIGTERM', …)` if a signal may stop it.",
    neverShutDownInMain:
      "{{ provider }} buffers spans and nothing in this file shuts it down: the last batch is lost when {{ main }} is done. Call {{ ending }} at the end of {{ main }}, in a `finally`; and in `process.once('SIGTERM', …)` if a signal may stop it.",
    unreachableInMain:
      "This {{ constructor }} buffers spans and is kept in no variable, so nothing can shut it down: the last batch is lost when {{ main }} is done. Keep it in a variable and call {{ ending }} at the end of {{ main }}, in a `finally`; and in `process.once('SIGTERM', …)` if a signal may stop it.",
    lostByExit:
      'Nothing waits for this shutdown: {{ exit }} in line {{ line }} ends the process before the last batch of {{ provider }} is sent. Write {{ ending }}, or {{ chain }} in place of both.',
    lostInExitListener:
      "This shutdown of {{ provider }} runs in a listener of `exit`, where the process waits for nothing: it never completes, and the last batch is lost. Call {{ ending }} in `process.once('SIGTERM', …)`, and in `process.once('beforeExit', …)` or before `process.exit()`.",
    passedByExit:
      '{{ exit }} ends the process before the last batch of {{ provider }} is sent: what shuts it down are listeners of {{ events }}, and they do not run then. Call {{ ending }} before it.',
  },
  *check({ reading, isInRun = false }) {
    const reported = new Set<Node>();
    for (const site of findProviderSites(reading)) {
      const givenOut = isInRun && site.runsIn === 'process' ? site.givenOut : undefined;
      if ((site.ending !== undefined && !givenOut) || site.sending !== 'later') continue;
      // an app is ended without a word: there is nothing to listen to
      if (site.runsIn === 'test' || site.runsIn === 'app') continue;
      // two branches that fill one variable are one fault
      const what = site.holder && declarationOf(reading, site.holder);
      if (what && reported.has(what)) continue;
      if (what) reported.add(what);
      const finding = report(reading, site);
      // a shutdown of this file that comes too late is wrong beside any other
      if (site.lost || site.passed) yield finding;
      else yield { ...finding, settledBy: sharedEndingsOf(site.api), ...(givenOut ? { givenOut } : {}) };
    }
  },
};

export default rule;

function report(reading: FileReading, site: ProviderSite): Finding<MessageId, ProviderSite> {
  const { tree } = reading;
  const { node, api, holder, endedExporter, lost, passed, runsIn } = site;
  const constructor = tree.quote(node.callee);
  const name = holder && nameOf(reading, holder);
  const data = {
    constructor: mention(constructor),
    provider: mention(name ?? constructor),
    ending: endingCall(site, name, constructor),
  };
  if (lost && runsIn === 'process') {
    const { exit } = lost;
    if (!exit) return { range: lost.node.range, messageId: 'lostInExitListener', data, subject: site };
    const ends = tree.quote(exit);
    const call = tree.quote(lost.node);
    const line = String(tree.lineAt(exit.range[0]));
    return {
      range: lost.node.range,
      messageId: 'lostByExit',
      data: {
        ...data,
        ending: `\`await ${call}\``,
        exit: mention(ends),
        line,
        chain: `\`${call}.finally(() => ${ends})\``,
      },
      subject: site,
    };
  }
  const [exit] = passed?.exits ?? [];
  if (passed && exit) {
    return {
      range: exit.range,
      messageId: 'passedByExit',
      data: { ...data, exit: mention(tree.quote(exit)), events: mentionAll(passed.events) },
      subject: site,
    };
  }
  const range = [node.range[0], node.callee.range[1]] as const;
  if (site.ending !== undefined) {
    const enders = endersOf(site);
    const [ender] = enders;
    if (ender === undefined) return { range, messageId: 'neverShutDownAnywhere', data, subject: site };
    const said = { ...data, enders: mentionAll(enders), ender: mention(`${ender}()`) };
    return { range, messageId: 'endingNeverCalled', data: said, subject: site };
  }
  const exits = runsIn === 'process' ? exitsFor(reading, node) : undefined;
  const main = !exits && !endedExporter && api.endedBy === 'value' ? mainOf(reading, site) : undefined;
  if (main !== undefined) {
    const messageId = name === undefined ? 'unreachableInMain' : 'neverShutDownInMain';
    return { range, messageId, data: { ...data, main: mention(main) }, subject: site };
  }
  if (api.endedBy === 'value' && !name)
    return exits
      ? { range, messageId: 'unreachableBeforeExit', data: { ...data, ...exits }, subject: site }
      : { range, messageId: isEndOfScript(reading, site) ? 'unreachableInScript' : 'unreachable', data, subject: site };
  if (endedExporter)
    return {
      range,
      messageId: 'exporterOnly',
      data: { ...data, exporter: mention(tree.quote(exporterName(reading, endedExporter))) },
      subject: site,
    };
  if (exits) return { range, messageId: 'neverShutDownBeforeExit', data: { ...data, ...exits }, subject: site };
  return { range, messageId: plainMessage(reading, site), data, subject: site };
}

function isEndOfScript(reading: FileReading, { runsIn, node }: ProviderSite): boolean {
  return runsIn === 'process' && isScript(reading, node);
}

/** The function that is all of a script and makes the provider. */
function mainOf(reading: FileReading, { runsIn, node }: ProviderSite): string | undefined {
  return runsIn === 'process' ? scriptFunctionOf(reading, node) : undefined;
}

function plainMessage(reading: FileReading, site: ProviderSite): MessageId {
  const { api, runsIn } = site;
  if (runsIn === 'handler') return 'neverFlushed';
  if (runsIn === 'page') return 'staysOnPage';
  // functions of a package are there to be called from anywhere
  if (api.endedBy === 'module') return 'neverEnded';
  return isEndOfScript(reading, site) ? 'neverShutDownInScript' : 'neverShutDown';
}

/** The calls by which a script ends itself, and their lines, for a message. */
function exitsFor(reading: FileReading, provider: Node): { readonly exit: string; readonly lines: string } | undefined {
  const { tree } = reading;
  const exits = scriptExitsOf(reading, provider);
  const [exit, ...more] = exits;
  if (!exit) return undefined;
  const lines = [...new Set(exits.map(({ range }) => String(tree.lineAt(range[0]))))];
  const last = lines.pop() ?? '';
  return {
    exit: mention(tree.quote(more.length === 0 ? exit : exit.callee)),
    lines: lines.length === 0 ? `line ${last}` : `lines ${lines.join(', ')} and ${last}`,
  };
}

/** The call that sends what waits, in backticks. */
function endingCall({ api, runsIn }: ProviderSite, name: string | undefined, constructor: string): string {
  const flush = api.endings.find((ending) => /[fF]lush$/.test(ending));
  const ending = (runsIn === 'process' ? undefined : flush) ?? api.endings[0] ?? 'shutdown';
  if (api.endedBy === 'value') {
    // NodeSDK has no `forceFlush`, and a function that is called again must not shut down
    if (runsIn === 'handler' && !flush) return '`await processor.forceFlush()` of a span processor that you give it';
    return `\`await ${name ?? (api.form === 'new' && api.pipeline === 'own' ? 'sdk' : 'provider')}.${ending}()\``;
  }
  const namespace = constructor.includes('.') ? `${constructor.slice(0, constructor.lastIndexOf('.'))}.` : '';
  return `\`await ${namespace}${ending.slice(ending.lastIndexOf('.') + 1)}()\``;
}

function nameOf({ tree }: FileReading, holder: Node): string {
  // the range of an identifier may take in its type
  if (holder.type === 'Identifier') return holder.name;
  if (holder.type !== 'PropertyDefinition') return tree.quote(holder);
  return `${holder.static ? (tree.classOfThis(holder)?.id?.name ?? 'this') : 'this'}.${keyOf(holder) ?? ''}`;
}

function declarationOf({ tree }: FileReading, holder: Node): Node {
  const definition = holder.type === 'Identifier' ? tree.variableOf(holder)?.defs[0] : undefined;
  return (definition?.name as Node | undefined) ?? holder;
}

/** The variable that an exporter is kept in, or its construction. */
function exporterName({ tree }: FileReading, exporter: Node): Node {
  const parent = tree.parentOf(exporter);
  if (parent?.type === 'VariableDeclarator') return parent.id;
  return exporter.type === 'NewExpression' ? exporter.callee : exporter;
}
