import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  type ReadableSpan,
  type SpanExporter,
  type SpanProcessor,
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

/** Registers the provider and answers how to end it: by hand at the end of the program, by itself on a signal. */
export function startTelemetry(
  spanProcessors: SpanProcessor[] = [new BatchSpanProcessor(new LineExporter())],
): () => Promise<void> {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'support-agent' }),
    spanProcessors,
  });
  provider.register();

  let stopped: Promise<void> | undefined;
  const shutdown = (): Promise<void> => {
    process.off('SIGTERM', onSignal);
    process.off('SIGINT', onSignal);
    return (stopped ??= provider.shutdown());
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    // The listeners are gone by then, so that the same signal ends the process as it would without us.
    void shutdown()
      .catch(console.error)
      .finally(() => process.kill(process.pid, signal));
  };
  process.once('SIGTERM', onSignal);
  process.once('SIGINT', onSignal);
  return shutdown;
}
