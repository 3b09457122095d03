import { describe, expect, test } from 'vitest';
import { findProviderSites } from '../../../src/analysis/providers/providers.ts';
import { readText } from '../../read-text.ts';

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
    ['throughGlobal', `const sdk = new NodeSDK(); stopAll(trace.getTracerProvider());`],
    ['throughGlobal', `const sdk = new NodeSDK(); trace.getTracerProvider()._delegate.shutdown();`],
    // it is read by everyone, and ended by few
    ['?', `const sdk = new NodeSDK(); trace.setGlobalTracerProvider(new Filtering(trace.getTracerProvider()));`],
    [
      '?',
      `const sdk = new NodeSDK(); const all = trace.getTracerProvider(); const filtering = new Filtering({ all });`,
    ],
    ['?', `const sdk = new NodeSDK(); export const provider = trace.getTracerProvider();`],
    ['?', `const sdk = new NodeSDK(); export function providerOf() { return trace.getTracerProvider(); }`],
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

describe('what it runs in', () => {
  const BASE = `import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'; `;
  const ANY = `new BasicTracerProvider({ spanProcessors: [new BatchSpanProcessor(e)] });`;
  const SDK = `import { NodeSDK } from '@opentelemetry/sdk-node'; new NodeSDK();`;

  test.each([
    // by what the file imports
    ['process', BASE + ANY],
    ['process', `import { renderToString } from 'react-dom/server'; ${BASE}${ANY}`],
    ['process', `import 'exponential-backoff'; ${SDK}`],
    ['page', `import { createRoot } from 'react-dom/client'; ${BASE}${ANY}`],
    ['page', `import { ZoneContextManager } from '@opentelemetry/context-zone'; ${BASE}${ANY}`],
    ['page', `const { createPortal } = require('react-dom'); ${BASE}${ANY}`],
    ['app', `import { AppState } from 'react-native'; ${BASE}${ANY}`],
    ['app', `import * as Device from 'expo-device'; ${BASE}${ANY}`],
    ['app', `import AsyncStorage from '@react-native-async-storage/async-storage'; ${SDK}`],
    ['app', `${BASE}class ReactNativeExporter {} ${ANY}`],
    ['page', `import { WebTracerProvider } from '@opentelemetry/sdk-trace-web'; new WebTracerProvider();`],
    // by what it says and uses
    ['page', `'use client'; ${BASE}${ANY}`],
    ['page', `${BASE}${ANY} document.body.addEventListener('click', run);`],
    ['page', `${BASE}${ANY} window.onload = run;`],
    ['process', `${BASE}${ANY} const window = open(); window.focus(); store.document.save();`],
    ['process', `import fs from 'node:fs'; ${BASE}${ANY} page.evaluate(() => document.title);`],
    ['process', `${BASE}if (typeof window === 'undefined') { ${ANY} }`],
    // code for both, whose page has no process
    ['app', `${BASE}${ANY} if (typeof window !== 'undefined') window.onload = run;`],
    ['app', `import '@opentelemetry/sdk-trace-web'; ${SDK}`],
    // a program of Node.js that drives a browser
    ['process', `${SDK} page.evaluate(() => document.title);`],
    // the rest
    ['handler', `${BASE}${ANY} export const handler = () => {};`],
    ['test', `import 'react-native'; ${BASE}it('runs', () => { ${ANY} });`],
  ])('%s: %s', (runsIn, text) => {
    expect(findProviderSites(readText(text)).map((site) => site.runsIn)).toEqual([runsIn]);
  });

  test('the batch processor flushes when a page is hidden, unless it is told not to', () => {
    const page = `'use client'; ${BASE}`;
    expect(providersIn(page + ANY)).toEqual(['BasicTracerProvider atOnce ?']);
    const stays = ANY.replace('(e)', '(e, { disableAutoFlushOnDocumentHide: true })');
    expect(providersIn(page + stays)).toEqual(['BasicTracerProvider later ?']);
  });
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
