import {
  BatchSpanProcessor,
  NodeTracerProvider,
  type ReadableSpan,
  type SpanExporter,
} from '@opentelemetry/sdk-trace-node';

/** Prints a line per span, where a real program would send OTLP. */
class LineExporter implements SpanExporter {
  export(spans: ReadableSpan[], done: Parameters<SpanExporter['export']>[1]): void {
    for (const { name, attributes } of spans) console.log(`[span] ${name} ${JSON.stringify(attributes)}`);
    done({ code: 0 });
  }

  shutdown(): Promise<void> {
    return Promise.resolve();
  }
}

export function startTelemetry(exporter: SpanExporter = new LineExporter()): void {
  // breaks the contract: provider (never shut down, so that the last batch is lost; no service.name)
  const provider = new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter)] });
  provider.register();

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.prependOnceListener(signal, () => {
      const others = process.listenerCount(signal);
      void provider
        .shutdown()
        .catch(console.error)
        .finally(() => {
          if (others === 0) process.kill(process.pid, signal);
        });
    });
  }
  process.once('beforeExit', () => void provider.shutdown().catch(console.error));
}
