import type { InvalidTestCase } from '@typescript-eslint/rule-tester';
import rule from '../../rules/require-provider-shutdown.ts';
import { eslintRule, ruleTester } from '../rule-tester.ts';

const eslint = eslintRule(rule);
type MessageId = keyof (typeof eslint)['meta']['messages'];

const IMPORTS = `
import { trace } from '@opentelemetry/api';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { BatchSpanProcessor, NodeTracerProvider, SimpleSpanProcessor, InMemorySpanExporter } from '@opentelemetry/sdk-trace-node';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
`;

/** An SDK that batches, in the constant `sdk`, and what the file does with it. */
const withSdk = (rest: string) =>
  `${IMPORTS}const sdk = new NodeSDK({ traceExporter: new OTLPTraceExporter() });\nsdk.start();\n${rest}`;

/** A provider that batches, in the constant `provider`, with its processor in `processor`. */
const withProvider = (rest: string) =>
  `${IMPORTS}const processor = new BatchSpanProcessor(new OTLPTraceExporter());
const provider = new NodeTracerProvider({ spanProcessors: [processor] });
provider.register();\n${rest}`;

const named = (cases: Readonly<Record<string, string>>) =>
  Object.entries(cases).map(([name, code]) => ({ name, code }));

const endings = named({
  'a signal': withSdk(`process.once('SIGTERM', () => { void sdk.shutdown().finally(() => process.exit(0)); });`),
  'the end of the event loop': withSdk(`process.once('beforeExit', async () => { await sdk.shutdown(); });`),
  'a method handed over as a hook': withSdk(`process.once('SIGTERM', sdk.shutdown.bind(sdk));`),
  'an optional call': withSdk(`export async function stop() { await sdk?.shutdown?.(); }`),
  'a computed name': withSdk(`process.once('SIGTERM', () => sdk['shutdown']());`),
  'Fastify onClose': withSdk(`fastify.addHook('onClose', async () => { await sdk.shutdown(); });`),
  'the callback of server.close': withSdk(`process.once('SIGTERM', () => server.close(() => void sdk.shutdown()));`),
  terminus: withSdk(`createTerminus(server, { onSignal: () => sdk.shutdown() });`),
  'the finally of a script': withSdk(`try { await main(); } finally { await sdk.shutdown(); }`),
  'a promise chain': withSdk(`main().then(() => sdk.shutdown());`),
  destructured: withSdk(`const { shutdown: stop } = sdk; process.once('SIGTERM', stop);`),
  'under another name': withSdk(`const telemetry = sdk; process.once('SIGTERM', () => telemetry.shutdown());`),
  'one of a list': withSdk(`process.once('SIGTERM', () => Promise.all([sdk, meters].map((one) => one.shutdown())));`),
  'one of a named list': withSdk(
    `const all = []; all.push(sdk); process.once('SIGTERM', async () => { for (const one of all) await one.shutdown(); });`,
  ),
  'a property of an object': withSdk(
    `const telemetry = { sdk }; process.once('SIGTERM', () => telemetry.sdk.shutdown());`,
  ),
  'a local function that takes it': withSdk(
    `function stop(one: NodeSDK) { return one.shutdown(); } process.once('SIGTERM', () => stop(sdk));`,
  ),
  'a closure that is returned': `${IMPORTS}export function init() { const sdk = new NodeSDK(); sdk.start(); return () => sdk.shutdown(); }`,
  'an object with a method that ends it': `${IMPORTS}export const telemetry = { sdk: new NodeSDK(), stop() { return this.sdk.shutdown(); } };`,
  'await using': `${IMPORTS}await using sdk = new NodeSDK({ traceExporter: new OTLPTraceExporter() });\nsdk.start();`,
  'Symbol.asyncDispose': withSdk(`stack.defer(() => sdk[Symbol.asyncDispose]());`),
  'a flush at the end of a serverless call': withProvider(
    `export const handler = async () => { try { await run(); } finally { await provider.forceFlush(); } };`,
  ),
  'its span processor': withProvider(`process.once('SIGTERM', () => processor.forceFlush());`),
  'its span processor, added later': `${IMPORTS}const provider = new NodeTracerProvider();
const processor = new BatchSpanProcessor(new OTLPTraceExporter());
provider.addSpanProcessor(processor);
process.once('SIGTERM', () => processor.shutdown());`,
  'its span processor, asked of it': withProvider(
    `process.once('SIGTERM', () => provider.getActiveSpanProcessor().shutdown());`,
  ),
  'the global provider': withProvider(
    `process.once('SIGTERM', () => (trace.getTracerProvider() as NodeTracerProvider).shutdown());`,
  ),
  'the delegate of the global provider': withProvider(
    `process.once('SIGTERM', () => (trace.getTracerProvider() as ProxyTracerProvider).getDelegate().shutdown());`,
  ),
  'the global provider behind a function that gives it': withProvider(
    `export function getTracerProvider() { return trace.getTracerProvider(); }
export async function stop() { const one = getTracerProvider(); if (one instanceof NodeTracerProvider) await one.shutdown(); }`,
  ),
  'the global provider behind two of them': withProvider(
    `const globalProvider = () => trace.getTracerProvider();
export const current = () => globalProvider() as NodeTracerProvider;
process.once('SIGTERM', () => current().forceFlush());`,
  ),
  'the global provider behind a method': withProvider(
    `export class Telemetry { provider() { return trace.getTracerProvider(); } async stop() { await this.provider().shutdown(); } }`,
  ),
  'a variable of the module, in another function': `${IMPORTS}let sdk: NodeSDK | undefined;
export function start() { sdk = new NodeSDK(); sdk.start(); }
export async function stop() { await sdk?.shutdown(); }`,
  'Nest onApplicationShutdown': `${IMPORTS}export class Telemetry {
  private readonly sdk = new NodeSDK();
  onModuleInit() { this.sdk.start(); }
  async onApplicationShutdown() { await this.sdk.shutdown(); }
}`,
  'a private field that a method takes apart': `${IMPORTS}export class Telemetry {
  private sdk?: NodeSDK;
  start() { this.sdk = new NodeSDK(); this.sdk.start(); }
  async stop() { const { sdk } = this; await sdk?.shutdown(); }
}`,
});

/** A factory of the file, which makes the SDK and gives it back. */
const withFactory = (rest: string) =>
  `${IMPORTS}function createSdk(): NodeSDK {\n  return new NodeSDK({ traceExporter: new OTLPTraceExporter() });\n}\n${rest}`;

const waitedFor = named({
  'beforeExit waits': withSdk(`process.on('beforeExit', () => void sdk.shutdown());`),
  'the exit in its own chain': withSdk(
    `process.on('SIGTERM', () => { void sdk.shutdown().then(() => process.exit(0)); });`,
  ),
  'the exit at the end of its own chain': withSdk(
    `process.on('SIGTERM', () => { void sdk.shutdown().finally(() => { log('ended'); process.exit(0); }); });`,
  ),
  'the exit behind an await': withSdk(`process.on('SIGTERM', async () => { await sdk.shutdown(); process.exit(0); });`),
  'the exit behind an await of what it gave': withSdk(
    `async function end() { const ended = sdk.shutdown(); await ended; process.exit(0); }`,
  ),
  'the exit in a branch': withSdk(`function end(now) { void sdk.shutdown(); if (now) process.exit(0); }`),
  'the exit some time later': withSdk(
    `function end() { void sdk.shutdown(); setTimeout(() => process.exit(0), 500); }`,
  ),
  'work that goes on in between': withSdk(
    `async function end() { void sdk.shutdown(); await drain(); process.exit(0); }`,
  ),
  'a listener of exit beside one of a signal': withSdk(
    `process.on('exit', () => void sdk.shutdown());\nprocess.on('SIGTERM', () => void sdk.shutdown());`,
  ),
  'one function for exit and a signal': withSdk(
    `const stop = () => sdk.shutdown();\nprocess.on('exit', stop);\nprocess.on('SIGTERM', stop);`,
  ),
  'one loop for exit and a signal': withSdk(
    `for (const event of ['exit', 'SIGTERM']) process.on(event, () => sdk.shutdown());`,
  ),
  'a function that other files can call': withSdk(
    `export const stop = () => sdk.shutdown();\nprocess.on('exit', stop);`,
  ),
  'the exit of something else': withSdk(`worker.on('exit', () => void sdk.shutdown());`),
  'an exit that is not the process’s': withSdk(`function end(process) { void sdk.shutdown(); process.exit(0); }`),
  'a listener of exit, and an exporter that nobody knows': `${IMPORTS}import { Ours } from './ours';
const sdk = new NodeSDK({ traceExporter: new Ours() });\nsdk.start();\nprocess.on('exit', () => sdk.shutdown());`,
  'a flush in a listener of exit, which may write to the console at once': withProvider(
    `process.on('exit', () => provider.forceFlush());`,
  ),
});

/** Listeners that the exit of a script passes by, and why it need not. */
const HOOK = `process.once('SIGTERM', () => { void sdk.shutdown(); });`;
const notPassed = named({
  'a failure alone ends the process': withSdk(`${HOOK}\nmain().catch(() => process.exit(1));`),
  'a failure ends it with a code that it gives': withSdk(`${HOOK}\nmain().catch((error) => process.exit(error.code));`),
  'a wrong use of the command ends it': withSdk(`${HOOK}\nif (!argv[2]) { usage(); process.exit(); }\nawait main();`),
  'the end of some stream ends it': withSdk(`${HOOK}\nsocket.on('close', () => process.exit(0));`),
  'the end of what is typed waits': withSdk(
    `${HOOK}\nconst rl = createInterface({ input: process.stdin });\nrl.on('close', async () => { await sdk.shutdown(); process.exit(0); });`,
  ),
  'a wrong use ends it in a function': withSdk(
    `${HOOK}\nfunction usage() { console.log('…'); process.exit(0); }\nif (!argv[2]) usage();\nawait main();`,
  ),
  'a way that is left before': withSdk(
    `${HOOK}\nasync function main() { if (watches) { await watch(); return; } await job(); process.exit(0); }\nmain();`,
  ),
  'a function that other code runs': withSdk(`${HOOK}\nprogram.action(async () => { await job(); process.exit(0); });`),
  'a function that other files run': withSdk(`${HOOK}\nexport async function main() { await job(); process.exit(0); }`),
  'the listener of a signal ends it': withSdk(
    `process.once('SIGTERM', async () => { await sdk.shutdown(); process.exit(0); });\nawait main();`,
  ),
  'the listener of an error ends it': withSdk(`${HOOK}\nprocess.on('uncaughtException', () => process.exit(1));`),
  'the same function is awaited before it': withSdk(
    `const stop = () => sdk.shutdown();\nprocess.once('SIGTERM', stop);\nawait main();\nawait stop();\nprocess.exit(0);`,
  ),
  'it is shut down at the end of the work too': withSdk(
    `${HOOK}\nmain().finally(() => sdk.shutdown()).then(() => process.exit(0));`,
  ),
  'something else may send the batch first': withSdk(
    `${HOOK}\nawait main();\nawait flushTelemetry();\nprocess.exit(0);`,
  ),
  'the batch is given time': withSdk(`${HOOK}\nawait main();\nawait sleep(5000);\nprocess.exit(0);`),
  'the batch is given time in a chain': withSdk(
    `${HOOK}\nmain().then(() => new Promise((done) => setTimeout(done, 5000))).then(() => process.exit(0));`,
  ),
  'the script sends itself the signal': withSdk(`${HOOK}\nawait main();\nprocess.kill(process.pid, 'SIGTERM');`),
  'the script runs the listeners itself': withSdk(`${HOOK}\nawait main();\nprocess.emit('SIGTERM');\nprocess.exit(0);`),
  'the listener ends what the script waits for': withSdk(
    `process.once('SIGTERM', async () => { await sdk.shutdown(); stop.abort(); });\nawait work(stop.signal);\nprocess.exit(0);`,
  ),
  'the script waits for the listener': withSdk(
    `await new Promise((done) => process.once('SIGTERM', () => sdk.shutdown().finally(done)));\nprocess.exit(0);`,
  ),
  'another listener ends the work': withSdk(
    `${HOOK}\nlet running = true;\nprocess.on('SIGTERM', () => { running = false; });\nwhile (running) await poll();\nprocess.exit(0);`,
  ),
  'the script waits for the signal': withSdk(`${HOOK}\nawait once(process, 'SIGTERM');\nprocess.exit(0);`),
  'a listener of another file may do so': withSdk(
    `import { stop } from './stop';\n${HOOK}\nprocess.on('SIGINT', stop);\nawait main();\nprocess.exit(0);`,
  ),
  'a server, which a signal ends': withSdk(`${HOOK}\nserver.listen(3000);\nprocess.exit(0);`),
  'a listener of something else than the process': withSdk(
    `app.on('close', () => sdk.shutdown());\nawait main();\nprocess.exit(0);`,
  ),
});

const localFactories = named({
  'its result is shut down': withFactory(
    `const sdk = createSdk();\nsdk.start();\nprocess.once('SIGTERM', () => sdk.shutdown());`,
  ),
  'its result is asked for again': `${IMPORTS}let sdk: NodeSDK | undefined;
function getSdk() { sdk ??= new NodeSDK(); return sdk; }
getSdk().start();\nprocess.once('SIGTERM', () => getSdk().shutdown());`,
  'one of two results is shut down': withFactory(
    `createSdk().start();\nconst sdk = createSdk();\nprocess.once('SIGTERM', () => sdk.shutdown());`,
  ),
  'a part of its result is shut down': `${IMPORTS}function create() { const sdk = new NodeSDK(); sdk.start(); return { sdk, tracer: trace.getTracer('x') }; }
const { sdk, tracer } = create();\nprocess.once('SIGTERM', () => sdk.shutdown());`,
  'its result is shut down in a chain': `${IMPORTS}async function createSdk() { return new NodeSDK(); }
createSdk().then((sdk) => process.once('SIGTERM', () => sdk.shutdown()));`,
  'its result is exported': withFactory(`export const sdk = createSdk();\nsdk.start();`),
  'its result is returned by an exported function': withFactory(
    `export function start() { const sdk = createSdk(); sdk.start(); return sdk; }`,
  ),
  'its result is handed to another module': withFactory(`onShutdown(createSdk());`),
  'it is exported below': withFactory(`createSdk().start();\nexport { createSdk };`),
  'it is handed on itself': withFactory(`createSdk().start();\nlifecycle.register(createSdk);`),
  'it is never called': withFactory(''),
  'it gives them away one by one': `${IMPORTS}function* all() { yield new NodeSDK(); }\nfor (const sdk of all()) sdk.start();`,
  'a method that others can call': `${IMPORTS}export class Telemetry {
  make() { return new NodeSDK(); }
  start() { this.make().start(); }
}`,
});

const othersEndIt = named({
  returned: `${IMPORTS}export function createSdk() { const sdk = new NodeSDK(); sdk.start(); return sdk; }`,
  'returned in an object': `${IMPORTS}export function create() { const sdk = new NodeSDK(); sdk.start(); return { sdk, tracer: trace.getTracer('x') }; }`,
  'the value of an arrow': `${IMPORTS}export const createSdk = () => new NodeSDK();`,
  exported: `${IMPORTS}export const sdk = new NodeSDK();\nsdk.start();`,
  'exported below': withSdk(`export { sdk };`),
  'the default export': withSdk(`export default sdk;`),
  'module.exports': `const { NodeSDK } = require('@opentelemetry/sdk-node');\nconst sdk = new NodeSDK();\nsdk.start();\nmodule.exports = { sdk };`,
  'handed to another module': withSdk(`onShutdown(sdk);`),
  'kept on another object': withSdk(`app.locals.sdk = sdk;`),
  'kept for a hot reload': withSdk(`globalThis.__sdk = sdk;`),
  'a field that others can reach': `${IMPORTS}export class Telemetry { readonly sdk = new NodeSDK(); }`,
  'a processor that is exported': withProvider(`export { processor };`),
  'a member that the catalogue does not know': withSdk(`sdk['_tracerProvider'].forceFlush();`),
  'a package that flushes by itself': `import { configure } from '@pydantic/logfire-node';\nimport '@opentelemetry/sdk-node';\nconfigure({ serviceName: 'agent' });`,
  'an instrumentation that flushes after each invocation': withProvider(
    `import { AwsLambdaInstrumentation } from '@opentelemetry/instrumentation-aws-lambda';
registerInstrumentations({ instrumentations: [new AwsLambdaInstrumentation({ disableAwsContextPropagation: true })] });`,
  ),
  'an instrumentation that flushes, in an SDK': `const { NodeSDK } = require('@opentelemetry/sdk-node');
const lambda = require('@opentelemetry/instrumentation-aws-lambda');
const sdk = new NodeSDK({ instrumentations: [new lambda.AwsLambdaInstrumentation()] });
sdk.start();`,
  'an instrumentation that flushes, among all of a package': withProvider(
    `import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';
registerInstrumentations({
  instrumentations: [getNodeAutoInstrumentations({ '@opentelemetry/instrumentation-aws-lambda': { disableAwsContextPropagation: true } })],
});`,
  ),
  'a platform that flushes': `import { registerOTel } from '@vercel/otel';\nimport '@opentelemetry/sdk-node';\nexport function register() { registerOTel('agent'); }`,
});

const nothingWaits = named({
  'a provider without a processor': `${IMPORTS}const provider = new NodeTracerProvider();\nprovider.register();`,
  'each span sent at once': `${IMPORTS}const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(new OTLPTraceExporter())] });\nprovider.register();`,
  'spans kept in memory': `${IMPORTS}const provider = new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(new InMemorySpanExporter())] });\nprovider.register();`,
  'an SDK with an exporter in memory': `${IMPORTS}const exporter = new InMemorySpanExporter();\nconst sdk = new NodeSDK({ traceExporter: exporter });\nsdk.start();`,
  'an SDK that sends at once': `${IMPORTS}const sdk = new NodeSDK({ spanProcessors: [new SimpleSpanProcessor(new OTLPTraceExporter())] });\nsdk.start();`,
  'processors that the file does not show': `${IMPORTS}import { processors } from './processors';\nconst provider = new NodeTracerProvider({ spanProcessors: processors });\nprovider.register();`,
  'a processor of unknown kind': `${IMPORTS}import { Ours } from './ours';\nconst provider = new NodeTracerProvider({ spanProcessors: [new Ours()] });\nprovider.register();`,
  // the batch processor for browsers listens to visibilitychange and pagehide
  'a page, whose batch processor flushes when it is hidden': `
import { BatchSpanProcessor, WebTracerProvider } from '@opentelemetry/sdk-trace-web';
const provider = new WebTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter)] });
provider.register();`,
  'a distribution for pages': `import { HoneycombWebSDK } from '@honeycombio/opentelemetry-web';\nconst sdk = new HoneycombWebSDK({ apiKey });\nsdk.start();`,
  'a page by what it imports, with a provider that is made for Node.js too': `
import { createRoot } from 'react-dom/client';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
const provider = new BasicTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter)] });
provider.register();`,
  'a page by what it uses': `
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
const provider = new BasicTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter)] });
document.getElementById('go')!.addEventListener('click', () => provider.getTracer('shop').startSpan('shop.click').end());`,
  // it has no `process.once`, and no moment that an app can be sure of
  'an app of React Native': `
import { AppState } from 'react-native';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
const provider = new BasicTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter)] });
provider.register();`,
  'a page that flushes': `
import { BatchSpanProcessor, WebTracerProvider } from '@opentelemetry/sdk-trace-web';
const provider = new WebTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter, { disableAutoFlushOnDocumentHide: true })] });
window.addEventListener('pagehide', () => void provider.forceFlush());`,
  'a test': `${IMPORTS}describe('agent', () => { it.only('runs', async () => { const sdk = new NodeSDK(); sdk.start(); }); });`,
  'Langfuse in immediate mode': `${IMPORTS}import { LangfuseSpanProcessor } from '@langfuse/otel';
const sdk = new NodeSDK({ spanProcessors: [new LangfuseSpanProcessor({ exportMode: 'immediate' })] });\nsdk.start();`,
  'Traceloop without batches': `import * as traceloop from '@traceloop/node-server-sdk';\ntraceloop.initialize({ disableBatch: true });`,
  'Traceloop switched off': `import * as traceloop from '@traceloop/node-server-sdk';\ntraceloop.initialize({ tracingEnabled: false });`,
  'Phoenix without batches': `import { register } from '@arizeai/phoenix-otel';\nconst provider = register({ projectName: 'agent', batch: false });`,
});

const notOurs = named({
  'a class of the same name': `class NodeSDK { start() {} }\nconst sdk = new NodeSDK();\nsdk.start();`,
  'a class of the same name from elsewhere': `import { NodeSDK } from './fake-sdk';\nconst sdk = new NodeSDK();\nsdk.start();`,
  'a shadowed name': `${IMPORTS}function run(NodeSDK) { const sdk = new NodeSDK(); sdk.start(); }`,
  'a type of that name': `import type { TracerProvider } from '@opentelemetry/api';\nlet provider: TracerProvider;`,
  'functions of the module that end it': `import { useAzureMonitor, shutdownAzureMonitor } from '@azure/monitor-opentelemetry';
useAzureMonitor();\nprocess.once('SIGTERM', () => shutdownAzureMonitor());`,
  'functions of the module, by its namespace': `import * as traceloop from '@traceloop/node-server-sdk';
traceloop.initialize({});\nawait main();\nawait traceloop.forceFlush();`,
  'a method of the class that began it': `import { Laminar } from '@lmnr-ai/lmnr';\nLaminar.initialize();\nawait main();\nawait Laminar.flush();`,
});

/** The exit of a script that ends well, as a message quotes it. */
const mentionExit = (code: string) =>
  `\`${/process\.exit\((?:await main\(\))?\)/.exec(code)?.[0] ?? 'process.exit(0)'}\``;

const invalid: InvalidTestCase<MessageId, [object?]>[] = [
  {
    name: 'an SDK that is only started; the finding stands on the construction',
    code: withSdk(`process.on('SIGTERM', () => { server.close(() => process.exit(0)); });`),
    errors: [
      {
        messageId: 'neverShutDown',
        data: { provider: '`sdk`', constructor: '`NodeSDK`', ending: '`await sdk.shutdown()`' },
        line: 6,
        column: 13,
        endLine: 6,
        endColumn: 24,
      },
    ],
  },
  {
    name: 'instrumentations of a package without a word of the one that flushes',
    code: withProvider(`import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';
registerInstrumentations({ instrumentations: [getNodeAutoInstrumentations()] });`),
    errors: [{ messageId: 'neverShutDown' }],
  },
  {
    name: 'the instrumentation that flushes, switched off',
    code: withProvider(`import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';
const options = { '@opentelemetry/instrumentation-aws-lambda': { enabled: false } };
registerInstrumentations({ instrumentations: [getNodeAutoInstrumentations(options)] });`),
    errors: [{ messageId: 'neverShutDown' }],
  },
  {
    name: 'the instrumentation that flushes, imported and not set up, and a class of its name',
    code: withProvider(`import { AwsLambdaInstrumentation as Lambda } from '@opentelemetry/instrumentation-aws-lambda';
import { AwsLambdaInstrumentation } from './ours';
export type Options = ConstructorParameters<typeof Lambda>;
registerInstrumentations({ instrumentations: [new AwsLambdaInstrumentation()] });`),
    errors: [{ messageId: 'neverShutDown' }],
  },
  {
    name: 'its default configuration batches too',
    code: `import * as opentelemetry from '@opentelemetry/sdk-node';\nconst sdk = new opentelemetry.NodeSDK();\nsdk.start();`,
    errors: [{ messageId: 'neverShutDown', line: 2, column: 13 }],
  },
  {
    name: 'a provider that is registered, used and exported only as its tracer',
    code: withProvider(`trace.setGlobalTracerProvider(provider);
registerInstrumentations({ tracerProvider: provider, instrumentations: [] });
export const tracer = provider.getTracer('agent');`),
    errors: [
      {
        messageId: 'neverShutDown',
        data: { provider: '`provider`', constructor: '`NodeTracerProvider`', ending: '`await provider.shutdown()`' },
        line: 7,
      },
    ],
  },
  {
    name: 'a processor that is added later, in a list',
    code: `${IMPORTS}const processors = [];
if (enabled) processors.push(new BatchSpanProcessor(new OTLPTraceExporter()));
const provider = new NodeTracerProvider({ spanProcessors: processors });
provider.register();`,
    errors: [{ messageId: 'neverShutDown', line: 8 }],
  },
  {
    name: "a processor of one's own around a batch processor",
    code: `${IMPORTS}import { Filtering } from './filtering';
const provider = new NodeTracerProvider();
let inner = new BatchSpanProcessor(new OTLPTraceExporter());
inner = new Filtering(inner);
provider.addSpanProcessor(inner);`,
    errors: [{ messageId: 'neverShutDown', line: 7 }],
  },
  {
    name: 'old packages and require',
    code: `const { NodeTracerProvider } = require('@opentelemetry/node');
const { BatchSpanProcessor } = require('@opentelemetry/tracing');
const provider = new NodeTracerProvider();
provider.addSpanProcessor(new BatchSpanProcessor(exporter));
provider.register();`,
    errors: [{ messageId: 'neverShutDown', line: 3 }],
  },
  {
    name: 'the provider class of SDK 3',
    code: `import { trace } from '@opentelemetry/api';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
const provider = new TracerProvider({ spanProcessors: [new BatchSpanProcessor({ exporter: make() })] });
trace.setGlobalTracerProvider(provider);`,
    errors: [{ messageId: 'neverShutDown', line: 3 }],
  },
  {
    name: 'the namespaces that sdk-node re-exports',
    code: `import { node, tracing } from '@opentelemetry/sdk-node';
const provider = new node.NodeTracerProvider({ spanProcessors: [new tracing.BatchSpanProcessor(make())] });
provider.register();`,
    errors: [{ messageId: 'neverShutDown', line: 2 }],
  },
  {
    name: 'a private field that no method ends',
    code: `${IMPORTS}export class Telemetry {
  readonly #sdk = new NodeSDK();
  start() { this.#sdk.start(); }
  stop() { this.pool.shutdown(); }
}`,
    errors: [
      {
        messageId: 'neverShutDown',
        data: { provider: '`this.#sdk`', constructor: '`NodeSDK`', ending: '`await this.#sdk.shutdown()`' },
        line: 7,
      },
    ],
  },
  {
    name: 'other things are shut down',
    code: withProvider(
      `process.once('SIGTERM', async () => { await pool.shutdown(); await meterProvider.shutdown(); });`,
    ),
    errors: [{ messageId: 'neverShutDown' }],
  },
  {
    name: 'two branches that fill one variable are one finding',
    code: `${IMPORTS}let sdk;
if (production) sdk = new NodeSDK({ traceExporter: new OTLPTraceExporter() });
else sdk = new NodeSDK();
sdk.start();`,
    errors: [{ messageId: 'neverShutDown', line: 7 }],
  },
  {
    name: 'only the exporter is flushed: the spans wait in the processor',
    code: `${IMPORTS}const exporter = new OTLPTraceExporter();
const sdk = new NodeSDK({ traceExporter: exporter });
sdk.start();
process.once('SIGTERM', async () => { await exporter.forceFlush(); await exporter.shutdown(); });`,
    errors: [
      {
        messageId: 'exporterOnly',
        data: { provider: '`sdk`', constructor: '`NodeSDK`', exporter: '`exporter`', ending: '`await sdk.shutdown()`' },
        line: 7,
      },
    ],
  },
  ...[
    [
      'a factory of the file',
      `function createSdk() {\n  return new NodeSDK();\n}\nconst sdk = createSdk();\nsdk.start();`,
      7,
    ],
    ['an arrow function', `const createSdk = (): NodeSDK => new NodeSDK();\nconst sdk = createSdk();\nsdk.start();`, 6],
    [
      'an async one',
      `async function createSdk() { return new NodeSDK(); }\nconst sdk = await createSdk();\nsdk.start();`,
      6,
    ],
    [
      'a function that is called at once',
      `const sdk = (() => { const made = new NodeSDK(); made.start(); return made; })();`,
      6,
    ],
    [
      'a factory that another one calls',
      `const make = () => new NodeSDK();\nfunction createSdk() { return make(); }\ncreateSdk().start();`,
      6,
    ],
    [
      'a part of what a factory gives',
      `function create() { const sdk = new NodeSDK(); return { sdk, n: 1 }; }\nconst { sdk } = create();\nsdk.start();`,
      6,
    ],
    [
      'a private method',
      `export class Telemetry {\n  readonly #sdk = this.#make();\n  #make() { return new NodeSDK(); }\n  start() { this.#sdk.start(); }\n}`,
      8,
    ],
  ].map(([what, code, line]) => ({
    name: `made by ${String(what)}, and never shut down`,
    code: `${IMPORTS}${String(code)}`,
    errors: [
      {
        messageId: what === 'a factory that another one calls' ? ('unreachable' as const) : ('neverShutDown' as const),
        line: Number(line),
      },
    ],
  })),
  {
    name: 'made by a factory of the file: the message names where it is kept',
    code: withFactory(`const sdk = createSdk();\nsdk.start();`),
    errors: [
      {
        messageId: 'neverShutDown',
        data: { provider: '`sdk`', constructor: '`NodeSDK`', ending: '`await sdk.shutdown()`' },
        line: 7,
        column: 10,
        endColumn: 21,
      },
    ],
  },
  ...[
    ['an arrow function', `process.on('exit', () => void sdk.shutdown());`, 31, 45],
    ['an async one, which nobody awaits', `process.once('exit', async () => { await sdk.shutdown(); });`, 42, 56],
    ['the method, bound', `process.on('exit', sdk.shutdown.bind(sdk));`, 20, 32],
    [
      'a function that is run for nothing else',
      `process.on('exit', stop); function stop() { sdk.shutdown(); }`,
      45,
      59,
    ],
    [
      'a function that a listener calls',
      `process.on('exit', () => { stop(); }); function stop() { sdk.shutdown(); }`,
      58,
      72,
    ],
  ].map(([what, code, column, endColumn]) => ({
    name: `shut down only in a listener of exit: ${String(what)}`,
    code: withSdk(String(code)),
    errors: [
      {
        messageId: 'lostInExitListener' as const,
        data: { provider: '`sdk`', constructor: '`NodeSDK`', ending: '`await sdk.shutdown()`' },
        line: 8,
        column: Number(column),
        endColumn: Number(endColumn),
      },
    ],
  })),
  ...[
    ['void', `main().finally(() => {\n  void sdk.shutdown();\n  process.exit(0);\n});`],
    ['nothing', `process.on('SIGTERM', () => {\n       sdk.shutdown();\n  process.exit(0);\n});`],
    ['an optional call', `process.on('SIGTERM', () => {\n  void sdk?.shutdown();\n  process.exit(0);\n});`],
    [
      'what comes then',
      `process.on('SIGTERM', () => {\n       sdk.shutdown().then(() => console.log('ended'));\n  process.exit(0);\n});`,
    ],
    [
      'what comes at last',
      `process.on('SIGTERM', () => {\n  void sdk.shutdown().then(log).finally(done);\n  process.exit(0);\n});`,
    ],
    ['a catch', `process.on('SIGTERM', () => {\n  void sdk.shutdown().catch(console.error);\n  process.exit(0);\n});`],
  ].map(([what, code]) => ({
    name: `the process ends right behind a shutdown that nothing waits for: ${what ?? ''}`,
    code: withSdk(code ?? ''),
    errors: [
      {
        messageId: 'lostByExit' as const,
        data: {
          provider: '`sdk`',
          constructor: '`NodeSDK`',
          ending: `\`await ${what === 'an optional call' ? 'sdk?' : 'sdk'}.shutdown()\``,
          exit: '`process.exit(0)`',
          line: '10',
          chain: `\`${what === 'an optional call' ? 'sdk?' : 'sdk'}.shutdown().finally(() => process.exit(0))\``,
        },
        line: 9,
        column: 8,
      },
    ],
  })),
  ...[
    ['a chain', `void main().then(() => process.exit(0));`, 'process.exit(0)', 'line 8'],
    ['a block', `await main();\nprocess.exit();`, 'process.exit()', 'line 9'],
    ['a code that may be zero', `main().then((code) => process.exit(code));`, 'process.exit(code)', 'line 8'],
    ['a name out of process', `import { exit } from 'node:process';\nawait main();\nexit();`, 'exit()', 'line 10'],
    [
      'several places, and failures beside them',
      `if (done) process.exit(0);\nmain().then(() => process.exit(), () => process.exit(1));`,
      'process.exit',
      'lines 8 and 9',
    ],
  ].map(([what, code, exit, lines]) => ({
    name: `a script that ends itself: the message names what to stand before, ${what ?? ''}`,
    code: withSdk(code ?? ''),
    errors: [
      {
        messageId: 'neverShutDownBeforeExit' as const,
        data: {
          provider: '`sdk`',
          constructor: '`NodeSDK`',
          ending: '`await sdk.shutdown()`',
          exit: `\`${exit ?? ''}\``,
          lines: lines ?? '',
        },
        line: 6,
        column: 13,
      },
    ],
  })),
  ...[
    [
      'the codemod’s own hook',
      `for (const signal of ['SIGTERM', 'SIGINT']) {
  process.once(signal, () => {
    const others = process.listenerCount(signal);
    void sdk.shutdown().catch(console.error).finally(() => {
      if (others === 0) process.kill(process.pid, signal);
    });
  });
}
process.once('beforeExit', () => void sdk.shutdown().catch(console.error));
async function main() { await run(); process.exit(0); }
main();`,
      '`SIGTERM`, `SIGINT` and `beforeExit`',
      17,
    ],
    [
      'the end of the work',
      `process.once('beforeExit', () => { void sdk.shutdown(); });\nawait main();\nprocess.exit(0);`,
      '`beforeExit`',
      10,
    ],
    [
      'a signal, in a chain',
      `${HOOK}\nvoid main().then(() => process.exit(0), () => process.exit(1));`,
      '`SIGTERM`',
      9,
    ],
    [
      'a signal, at the end of what is typed',
      `${HOOK}\nconst rl = createInterface({ input: process.stdin });\nrl.on('close', () => { process.exit(0); });`,
      '`SIGTERM`',
      10,
    ],
    ['a signal, with a code that may be zero', `${HOOK}\nprocess.exit(await main());`, '`SIGTERM`', 9],
    [
      'a signal, behind the work that may fail',
      `${HOOK}\ntry { await main(); process.exit(0); } catch { process.exit(1); }`,
      '`SIGTERM`',
      9,
    ],
    [
      'a signal, in a function that is called at once',
      `${HOOK}\nvoid (async () => { await run(); process.exit(0); })();`,
      '`SIGTERM`',
      9,
    ],
    [
      'a signal, where the file is what is run',
      `${HOOK}\nif (require.main === module) main().finally(() => process.exit());`,
      '`SIGTERM`',
      9,
    ],
    [
      'the method, bound',
      `process.once('SIGTERM', sdk.shutdown.bind(sdk));\nawait main();\nprocess.exit(0);`,
      '`SIGTERM`',
      10,
    ],
    [
      'a function that guards itself',
      `let stopping = false;
async function stop() { if (stopping) return; stopping = true; logger.info('stop'); await sdk.shutdown(); process.exit(0); }
process.on('SIGTERM', stop);
await main();
process.exit(0);`,
      '`SIGTERM`',
      12,
    ],
    [
      'a signal, and exit, which waits for nothing',
      `${HOOK}\nprocess.on('exit', () => void sdk.shutdown());\nawait main();\nprocess.exit(0);`,
      '`SIGTERM`',
      11,
    ],
  ].map(([what, code, events, line]) => ({
    name: `the listeners that shut it down do not run when the script ends itself: ${String(what)}`,
    code: withSdk(String(code)),
    errors: [
      {
        messageId: 'passedByExit' as const,
        data: {
          provider: '`sdk`',
          constructor: '`NodeSDK`',
          ending: '`await sdk.shutdown()`',
          exit: mentionExit(String(code)),
          events: String(events),
        },
        line: Number(line),
      },
    ],
  })),
  {
    name: 'it is the exit that is reported',
    code: withSdk(`${HOOK}\nawait main();\nprocess.exit(0);`),
    errors: [{ messageId: 'passedByExit', line: 10, column: 1, endLine: 10, endColumn: 16 }],
  },
  {
    name: 'an exit above the provider takes nothing with it',
    code: `${IMPORTS}if (help) process.exit(0);\nconst sdk = new NodeSDK();\nsdk.start();\nawait main();\nprocess.exit();`,
    errors: [
      {
        messageId: 'neverShutDownBeforeExit',
        data: {
          provider: '`sdk`',
          constructor: '`NodeSDK`',
          ending: '`await sdk.shutdown()`',
          exit: '`process.exit()`',
          lines: 'line 10',
        },
        line: 7,
      },
    ],
  },
  {
    name: 'a script that ends itself, and keeps its SDK nowhere',
    code: `${IMPORTS}new NodeSDK().start();\nvoid main().then(() => process.exit(0));`,
    errors: [
      {
        messageId: 'unreachableBeforeExit',
        data: {
          provider: '`NodeSDK`',
          constructor: '`NodeSDK`',
          ending: '`await sdk.shutdown()`',
          exit: '`process.exit(0)`',
          lines: 'line 7',
        },
        line: 6,
      },
    ],
  },
  ...[
    ['a failure', `main().catch(() => process.exit(1));`],
    ['the listener of a signal', `const stop = () => process.exit(0);\nprocess.on('SIGINT', stop);`],
    ['a time-out', `setTimeout(() => process.exit(0), 1000);`],
    ['a server', `if (help) process.exit(0);\nserver.listen(3000);`],
  ].map(([what, code]) => ({
    name: `the signal is what a process ends by, and not the exit of ${what ?? ''}`,
    code: withSdk(code ?? ''),
    errors: [{ messageId: 'neverShutDown' as const, line: 6 }],
  })),
  {
    name: 'a shutdown that is not waited for, in a listener of exit and before an exit: one finding, at the first',
    code: withSdk(
      `process.on('exit', () => void sdk.shutdown());\nprocess.on('SIGTERM', () => { sdk.shutdown(); process.exit(); });`,
    ),
    errors: [{ messageId: 'lostInExitListener', line: 8 }],
  },
  ...[
    ['it waits for its work', `const { text } = await generate('hi');\nconsole.log(text);`],
    ['it runs its work', `async function main() { await run(); }\nmain();`],
    ['it runs its work and tells of a failure', `const main = async () => run();\nvoid main().catch(console.error);`],
  ].map(([what, code]) => ({
    name: `a script is told of its end: ${what ?? ''}`,
    code: withSdk(code ?? ''),
    errors: [
      {
        messageId: 'neverShutDownInScript' as const,
        data: { provider: '`sdk`', constructor: '`NodeSDK`', ending: '`await sdk.shutdown()`' },
        line: 6,
      },
    ],
  })),
  ...[
    ['a function', 'async function main() { SDK await work(); }\nmain();'],
    [
      'a constant, with what tells of a failure',
      'const main = async () => { SDK await observe(work)(); };\nvoid main().catch(console.error);',
    ],
    [
      'what is waited for',
      'async function main() { SDK const { text } = await generate(); console.log(text); }\nawait main();',
    ],
  ].map(([what, code = '']) => ({
    name: `a script that sets its SDK up in its one function is told of the end of that: ${what ?? ''}`,
    code: IMPORTS + code.replace('SDK', 'const sdk = new NodeSDK(); sdk.start();'),
    errors: [
      {
        messageId: 'neverShutDownInMain' as const,
        data: { provider: '`sdk`', constructor: '`NodeSDK`', ending: '`await sdk.shutdown()`', main: '`main`' },
        line: 6,
      },
    ],
  })),
  {
    name: 'such a script whose SDK is kept in no variable',
    code: `${IMPORTS}async function main() { new NodeSDK().start(); await work(); }\nmain();`,
    errors: [
      {
        messageId: 'unreachableInMain',
        data: { constructor: '`NodeSDK`', ending: '`await sdk.shutdown()`', main: '`main`' },
      },
    ],
  },
  ...[
    ['it listens', 'async function main() { SDK await app.listen(3000); }\nmain();'],
    ['it begins a server of another file', 'async function main() { SDK await startServer(); }\nmain();'],
    [
      'it begins a worker',
      'async function main() { SDK const worker = await Worker.create(); await worker.run(); }\nmain();',
    ],
    [
      'it imports a framework',
      "import express from 'express';\nasync function main() { SDK await boot(express()); }\nmain();",
    ],
    ['it runs without end', 'async function main() { SDK while (true) await step(); }\nmain();'],
    ['it listens to signals', "async function main() { SDK await work(); }\nprocess.once('SIGTERM', stop);\nmain();"],
    ['it exports something', 'async function main() { SDK await work(); }\nmain();\nexport const version = 1;'],
    ['it waits for nothing but its start', 'async function main() { SDK await sdk.start(); work(); }\nmain();'],
    [
      'its function is called again',
      "async function main() { SDK await work(); }\nmain();\nemitter.on('again', main);",
    ],
    ['its function is called elsewhere', 'async function main() { SDK await work(); }\nif (ready) main();'],
  ].map(([what, code = '']) => ({
    name: `what may go on is told of signals: ${what ?? ''}`,
    code: IMPORTS + code.replace('SDK', 'const sdk = new NodeSDK(); sdk.start();'),
    errors: [{ messageId: 'neverShutDown' as const }],
  })),
  {
    name: 'a script whose SDK is kept in no variable is told of its end as well',
    code: `${IMPORTS}new NodeSDK().start();\nawait main();`,
    errors: [
      {
        messageId: 'unreachableInScript',
        data: { provider: '`NodeSDK`', constructor: '`NodeSDK`', ending: '`await sdk.shutdown()`' },
      },
    ],
  },
  ...[
    ['a server', `await app.ready();\napp.listen(3000);`],
    ['a file that only sets up', `await sdk.start();\nawait import('./app.js');`],
    ['a function that runs later', `async function main() { await run(); }\nexport { main };`],
    ['a function that waits for nothing', `function main() { run(); }\nmain();`],
  ].map(([what, code]) => ({
    name: `no script that ends by itself: ${what ?? ''}`,
    code: withSdk(code ?? ''),
    errors: [{ messageId: 'neverShutDown' as const, line: 6 }],
  })),
  {
    name: 'kept in no variable: nothing can end it',
    code: `${IMPORTS}new NodeSDK({ traceExporter: new OTLPTraceExporter() }).start();`,
    errors: [
      {
        messageId: 'unreachable',
        data: { provider: '`NodeSDK`', constructor: '`NodeSDK`', ending: '`await sdk.shutdown()`' },
        line: 6,
        column: 1,
      },
    ],
  },
  {
    name: 'a handler that never flushes; the SDK has no forceFlush',
    code: withSdk(`export const handler = async () => run();`),
    errors: [
      {
        messageId: 'neverFlushed',
        data: {
          provider: '`sdk`',
          constructor: '`NodeSDK`',
          ending: '`await processor.forceFlush()` of a span processor that you give it',
        },
      },
    ],
  },
  {
    name: 'a worker that never flushes',
    code: withProvider(`export default { async fetch(request) { return run(request); } };`),
    errors: [
      {
        messageId: 'neverFlushed',
        data: { provider: '`provider`', constructor: '`NodeTracerProvider`', ending: '`await provider.forceFlush()`' },
      },
    ],
  },
  ...[
    ['a handler that is exported by a list', 'const handler = async () => run();\nexport { handler };'],
    ['a handler that is exported under this name', 'async function main() {}\nexport { main as handler };'],
    ['a handler of CommonJS', 'const handler = async () => run();\nmodule.exports = { handler };'],
    ['a handler of CommonJS, set by itself', 'exports.handler = async () => run();'],
    ['a handler that is the default', 'export default async function handler(req, res) { res.end(); }'],
    ['a route handler', 'export async function POST(req: Request) { return Response.json(await run(req)); }'],
    ['a worker in a variable', 'const worker = { async fetch() { return run(); } };\nexport default worker;'],
    ['a worker by its type', 'const worker: ExportedHandler<Env> = make();\nexport default worker;'],
    ['a worker of a queue', 'export default { async queue(batch) {}, async scheduled() {} };'],
    ['a worker that is checked', 'export default { async scheduled() {} } satisfies ExportedHandler;'],
    [
      'a worker by a class',
      "import { WorkerEntrypoint } from 'cloudflare:workers';\nexport default class Api extends WorkerEntrypoint {}",
    ],
    [
      'an app of Hono with bindings',
      "import { Hono } from 'hono';\nconst app = new Hono<{ Bindings: Env }>();\nexport default app;",
    ],
    [
      'a function of Firebase',
      "import { onRequest } from 'firebase-functions/v2/https';\nexport const ask = onRequest((_, res) => void res.send('x'));",
    ],
    ['a function of Azure', "import { app } from '@azure/functions';\napp.http('ask', { handler: run });"],
    [
      'a function of Google Cloud',
      "import * as functions from '@google-cloud/functions-framework';\nfunctions.http('ask', run);",
    ],
    [
      'a function of Lambda by its type',
      "import type { APIGatewayProxyHandlerV2 } from 'aws-lambda';\nexport const main: APIGatewayProxyHandlerV2 = async () => run();",
    ],
  ].map(([what, code]) => ({
    name: `what is called again never flushes: ${what ?? ''}`,
    code: withProvider(code ?? ''),
    errors: [
      {
        messageId: 'neverFlushed' as const,
        data: { provider: '`provider`', constructor: '`NodeTracerProvider`', ending: '`await provider.forceFlush()`' },
      },
    ],
  })),
  ...[
    ['settings with a word of a worker', "export default { email: 'a@example.com', queue: 'jobs' };"],
    [
      'an app of Hono that is served',
      "import { Hono } from 'hono';\nconst app = new Hono();\nserve(app);\nexport { app };",
    ],
    ['a handler that stays in the file', 'const handler = () => run();\nserver.on("request", handler);'],
    ['an object of other functions', 'module.exports = { start() { run(); } };'],
  ].map(([what, code]) => ({
    name: `a process, and no function that is called again: ${what ?? ''}`,
    code: withProvider(code ?? ''),
    errors: [{ messageId: 'neverShutDown' as const }],
  })),
  {
    name: 'a page whose processor is told not to flush',
    code: `import { BatchSpanProcessor, WebTracerProvider } from '@opentelemetry/sdk-trace-web';
const provider = new WebTracerProvider({ spanProcessors: [new BatchSpanProcessor(make(), { disableAutoFlushOnDocumentHide: true })] });
provider.register();`,
    errors: [
      {
        messageId: 'staysOnPage',
        data: { provider: '`provider`', constructor: '`WebTracerProvider`', ending: '`await provider.forceFlush()`' },
        line: 2,
      },
    ],
  },
  {
    name: 'the same in a page that its directive tells',
    code: `'use client';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
const provider = new BasicTracerProvider({ spanProcessors: [new BatchSpanProcessor(make(), { disableAutoFlushOnDocumentHide: true })] });
provider.register();`,
    errors: [
      {
        messageId: 'staysOnPage',
        data: { provider: '`provider`', constructor: '`BasicTracerProvider`', ending: '`await provider.forceFlush()`' },
        line: 3,
      },
    ],
  },
  {
    name: 'a global provider that is only read',
    code: withSdk(`trace.setGlobalTracerProvider(new Filtering(trace.getTracerProvider()));`),
    errors: [{ messageId: 'neverShutDown', line: 6 }],
  },
  {
    name: 'the same behind a function that gives it back, and another one that ends something else',
    code: withSdk(`export const globalProvider = () => trace.getTracerProvider();
export const tracer = () => globalProvider().getTracer('t');
export const pool = () => makePool();
export const stop = () => pool().shutdown();`),
    errors: [{ messageId: 'neverShutDown', line: 6 }],
  },
  {
    name: 'a function that gives itself back',
    code: withSdk(
      `export function again(n) { return n > 0 ? again(n - 1) : trace.getTracerProvider(); }\npool.shutdown();`,
    ),
    errors: [{ messageId: 'neverShutDown', line: 6 }],
  },
  {
    name: 'a distribution that another function of its module ends',
    code: `import { useAzureMonitor, shutdownAzureMonitor } from '@azure/monitor-opentelemetry';\nuseAzureMonitor();`,
    errors: [
      {
        messageId: 'neverEnded',
        data: {
          provider: '`useAzureMonitor`',
          constructor: '`useAzureMonitor`',
          ending: '`await shutdownAzureMonitor()`',
        },
        line: 2,
        column: 1,
      },
    ],
  },
  {
    name: 'a distribution that gives back its provider',
    code: `import { register } from '@arizeai/phoenix-otel';\nconst provider = register({ projectName: 'agent' });`,
    errors: [
      {
        messageId: 'neverShutDown',
        data: { provider: '`provider`', constructor: '`register`', ending: '`await provider.shutdown()`' },
      },
    ],
  },
];

ruleTester.run('require-provider-shutdown', eslint, {
  valid: [...endings, ...waitedFor, ...notPassed, ...localFactories, ...othersEndIt, ...nothingWaits, ...notOurs],
  invalid,
});
