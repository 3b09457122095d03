import { describe, expect, test } from 'vitest';
import { runInProcess } from './run-in-process.ts';

/** A provider that one file sets up and another one ends: what a run over both knows, and a reading of one does not. */

const SDK = `import { NodeSDK } from '@opentelemetry/sdk-node';

const sdk = new NodeSDK({ serviceName: 'agent' });
sdk.start();
`;
const GLOBAL = `import { trace } from '@opentelemetry/api';

export async function stop() {
  const provider = trace.getTracerProvider() as { getDelegate(): { shutdown(): Promise<void> } };
  await provider.getDelegate().shutdown();
}
`;
const AZURE = `import { useAzureMonitor } from '@azure/monitor-opentelemetry';

useAzureMonitor();
`;

const FOUND = ['src/tracing.ts:3:1 require-provider-shutdown', 'src/tracing.ts:3:13 require-provider-shutdown'];

/** What a check finds and a migration would do, over a project of two files. */
function both(tracing: string, server: string, name = 'src/server.ts') {
  return runInProcess({ 'src/tracing.ts': tracing, [name]: server }, 'add-provider-shutdown');
}

describe('a provider is ended by another file', () => {
  test.each([
    ['through the delegate of the global provider', SDK, GLOBAL],
    [
      'through the global provider, flushed',
      SDK,
      `import { trace } from '@opentelemetry/api';\nprocess.once('SIGTERM', () => (trace.getTracerProvider() as any).forceFlush());\n`,
    ],
    [
      'through the global provider that a function of the first file gives',
      `${SDK}import { trace } from '@opentelemetry/api';\nexport const globalProvider = () => trace.getTracerProvider();\n`,
      `import { globalProvider } from './tracing';\nprocess.once('SIGTERM', () => (globalProvider() as any).shutdown());\n`,
    ],
    [
      'by the function of its package, in a file without a word of spans',
      AZURE,
      `import { shutdownAzureMonitor } from '@azure/monitor-opentelemetry';\nprocess.once('SIGTERM', () => void shutdownAzureMonitor());\n`,
    ],
    [
      'by a method of its package',
      `import { Laminar } from '@lmnr-ai/lmnr';\n\nLaminar.initialize();\n`,
      `import { Laminar } from '@lmnr-ai/lmnr';\nprocess.once('SIGTERM', () => void Laminar.shutdown());\n`,
    ],
    [
      'by a function that stands in a namespace',
      `import * as traceloop from '@traceloop/node-server-sdk';\n\ntraceloop.initialize({});\n`,
      `import * as traceloop from '@traceloop/node-server-sdk';\nexport const stop = () => traceloop.forceFlush();\n`,
    ],
  ])('%s', async (_, tracing, server) => {
    expect(await both(tracing, server)).toEqual({ places: [], rows: [] });
    // as ESLint, which reads one file
    const files = { 'src/tracing.ts': tracing, 'src/server.ts': server };
    const { places } = await runInProcess(files, 'add-provider-shutdown', { asEslint: true });
    expect(FOUND).toContain(places.join());
  });

  test.each([
    [
      'the other file only reads the global provider',
      SDK,
      `import { trace } from '@opentelemetry/api';\nexport const tracer = trace.getTracerProvider().getTracer('t');\nserver.shutdown();\n`,
    ],
    [
      'the other file shuts down what another provider function gives',
      `${SDK}import { trace } from '@opentelemetry/api';\nexport const globalProvider = () => trace.getTracerProvider();\nexport const mailProvider = () => new Mails();\n`,
      `import { globalProvider, mailProvider } from './tracing';\nexport const tracer = globalProvider().getTracer('t');\nawait mailProvider().shutdown();\n`,
    ],
    ['the other file shuts something else down', SDK, `import './tracing';\nawait pool.shutdown();\n`],
    [
      'a function of another package',
      AZURE,
      `import { Laminar } from '@lmnr-ai/lmnr';\nprocess.once('SIGTERM', () => void Laminar.shutdown());\n`,
    ],
    [
      'the function of the package is only spoken of',
      AZURE,
      `// shutdownAzureMonitor of '@azure/monitor-opentelemetry'\nexport const tracer = 1;\n`,
    ],
    [
      'its own shutdown is lost',
      `import { NodeSDK } from '@opentelemetry/sdk-node';\n\nconst sdk = new NodeSDK();\nsdk.start();\nfunction end() {\n  void sdk.shutdown();\n  process.exit(0);\n}\nprocess.once('SIGTERM', end);\n`,
      GLOBAL,
    ],
  ])('not where %s', async (_, tracing, server) => {
    const { places, rows } = await both(tracing, server);
    expect({ places: places.length, rows: rows.length }).toEqual({ places: 1, rows: 1 });
  });

  test('not where a test does it, which the contract leaves alone', async () => {
    const { places, rows } = await both(SDK, GLOBAL, 'src/tracing.test.ts');
    expect(places).toEqual(['src/tracing.ts:3:13 require-provider-shutdown']);
    expect(rows).toHaveLength(1);
  });
});
