import { describe, expect, test } from 'vitest';
import { findProviderSites } from '../../src/analysis/providers.ts';
import { readText } from '../read-text.ts';

/** The providers of a text: `constructor sending ending`, with `?` for what the file does not tell. */
function providersIn(text: string): string[] {
  return findProviderSites(readText(text)).map(
    ({ api, sending, ending }) => `${api.export} ${sending ?? '?'} ${ending ?? '?'}`,
  );
}

const SDK = `import { trace } from '@opentelemetry/api'; import { NodeSDK } from '@opentelemetry/sdk-node'; `;
const PROVIDER = `import { trace } from '@opentelemetry/api'; import { BasicTracerProvider, BatchSpanProcessor, SimpleSpanProcessor, InMemorySpanExporter } from '@opentelemetry/sdk-trace-base'; `;

describe('how a provider ends', () => {
  test.each([
    ['shutDown', `const sdk = new NodeSDK(); sdk.shutdown();`],
    ['shutDown', `let sdk; sdk ??= new NodeSDK(); stop(() => sdk.shutdown());`],
    ['shutDown', `const { shutdown } = new NodeSDK();`],
    ['shutDown', `class A { private sdk = new NodeSDK(); stop() { return this.sdk.shutdown(); } }`],
    ['shutDown', `const a = { sdk: new NodeSDK() }; a.sdk.shutdown();`],
    ['shutDown', `const stop = (one) => one.shutdown(); stop(new NodeSDK());`],
    ['shutDown', `const [a] = [1]; const list = [new NodeSDK()]; list[0].shutdown();`],
    ['disposed', `await using sdk = new NodeSDK();`],
    ['disposed', `const sdk = new NodeSDK(); sdk[Symbol.asyncDispose]();`],
    ['returned', `function f() { return new NodeSDK(); }`],
    ['returned', `const f = () => new NodeSDK();`],
    ['exported', `export const sdk = new NodeSDK();`],
    ['exported', `const sdk = new NodeSDK(); export { sdk as telemetry };`],
    ['exported', `exports.sdk = new NodeSDK();`],
    ['handedOver', `keep(new NodeSDK());`],
    ['handedOver', `class A { sdk = new NodeSDK(); }`],
    ['handedOver', `class A { constructor() { this.sdk = new NodeSDK(); } }`],
    ['unknownUse', `const list = [new NodeSDK()]; list.map((one) => one.shutdown());`],
    ['unknownUse', `const sdk = new NodeSDK(); sdk[method]();`],
    ['throughGlobal', `const sdk = new NodeSDK(); trace.getTracerProvider().forceFlush();`],
    ['?', `const sdk = new NodeSDK(); sdk.start(); if (!sdk) console.log(sdk);`],
    ['?', `const sdk = new NodeSDK(); const tracer = trace.getTracerProvider().getTracer('t');`],
    ['?', `const a = { sdk: new NodeSDK(), pool }; a.pool.shutdown(); a.sdk.start();`],
    ['?', `const start = (one) => one.start(); start(new NodeSDK());`],
    ['?', `class A { #sdk = new NodeSDK(); }`],
  ])('%s: %s', (ending, text) => {
    expect(providersIn(SDK + text)).toEqual([`NodeSDK later ${ending}`]);
  });

  test('through its processor, not through that of another provider', () => {
    const two = `const p = new BatchSpanProcessor(e); const q = new BatchSpanProcessor(e);
      const a = new BasicTracerProvider({ spanProcessors: [p] }); const b = new BasicTracerProvider({ spanProcessors: [q] }); q.forceFlush();`;
    expect(providersIn(PROVIDER + two)).toEqual([
      'BasicTracerProvider later ?',
      'BasicTracerProvider later throughProcessor',
    ]);
  });
});

test('through the processor that another one wraps', () => {
  const text = `const inner = new BatchSpanProcessor(e); const a = new BasicTracerProvider({ spanProcessors: [new Wrap(inner)] }); inner.forceFlush();`;
  expect(providersIn(PROVIDER + text)).toEqual(['BasicTracerProvider later throughProcessor']);
});

describe('whether spans wait in it', () => {
  test.each([
    ['atOnce', `new BasicTracerProvider();`],
    ['atOnce', `new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(e)] });`],
    [
      'atOnce',
      `new BasicTracerProvider({ spanProcessors: [new BatchSpanProcessor({ exporter: new InMemorySpanExporter() })] });`,
    ],
    ['later', `new BasicTracerProvider({ spanProcessors: [new BatchSpanProcessor({ exporter: make() })] });`],
    [
      'later',
      `new BasicTracerProvider({ spanProcessors: [flag ? new SimpleSpanProcessor(e) : new BatchSpanProcessor(e)] });`,
    ],
    [
      'later',
      `const config = { spanProcessors: [new BatchSpanProcessor(e)] }; new BasicTracerProvider({ ...config });`,
    ],
    ['later', `const make = () => new BatchSpanProcessor(e); new BasicTracerProvider({ spanProcessors: [make()] });`],
    ['later', `class Ours extends BatchSpanProcessor {} new BasicTracerProvider({ spanProcessors: [new Ours(e)] });`],
    [
      'later',
      `class A { #p = new BasicTracerProvider(); constructor() { this.#p.addSpanProcessor(new BatchSpanProcessor(e)); } }`,
    ],
    ['?', `new BasicTracerProvider({ spanProcessors });`],
    ['?', `const f = (spanProcessors) => { new BasicTracerProvider({ spanProcessors }); };`],
    // a list that grows out of itself ends
    ['later', `let p = new BatchSpanProcessor(e); p = new Wrap(p); new BasicTracerProvider({ spanProcessors: [p] });`],
  ])('%s: %s', (sending, text) => {
    expect(providersIn(PROVIDER + text)).toEqual([`BasicTracerProvider ${sending} ?`]);
  });
});
