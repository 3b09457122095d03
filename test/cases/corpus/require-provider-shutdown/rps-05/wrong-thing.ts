import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { Pool, exporter } from './db-pool';

const pool = new Pool();
const meterProvider = new MeterProvider();
const provider = new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter)] });
provider.register();

export const tracer = provider.getTracer('billing');

process.once('SIGTERM', async () => {
  await pool.shutdown();
  await meterProvider.shutdown();
});
