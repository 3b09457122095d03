import type { SpanLibrary } from '../span-library.ts';
import { AXIOM, CLOUDFLARE, GENKIT, LIVEKIT, TRIGGER, VOLTAGENT } from './agents.ts';
import { EFFECT } from './effect.ts';
import { ADONIS, AUTOTEL, ELYSIA, NEST, NETLIFY, NEXT } from './frameworks.ts';
import { LAMINAR } from './laminar.ts';
import { LANGFUSE } from './langfuse.ts';
import { LOGFIRE } from './logfire.ts';
import { OPENINFERENCE } from './openinference.ts';
import { OPENTELEMETRY } from './opentelemetry.ts';
import {
  AZURE,
  BRAINTRUST,
  DATADOG,
  ELASTIC,
  LANGFUSE_LEGACY,
  LANGSMITH,
  MASTRA,
  NEW_RELIC,
  OPENAI_AGENTS,
  OPIK,
  SENTRY,
  WEAVE,
} from './silent.ts';
import { TRACELOOP } from './traceloop.ts';

/** Every library whose span calls are known. */
export const LIBRARIES: readonly SpanLibrary[] = [
  OPENTELEMETRY,
  LANGFUSE,
  TRACELOOP,
  OPENINFERENCE,
  LAMINAR,
  LOGFIRE,
  EFFECT,
  NEXT,
  NEST,
  AUTOTEL,
  ADONIS,
  ELYSIA,
  NETLIFY,
  TRIGGER,
  GENKIT,
  LIVEKIT,
  VOLTAGENT,
  AXIOM,
  CLOUDFLARE,
  SENTRY,
  DATADOG,
  LANGSMITH,
  BRAINTRUST,
  OPENAI_AGENTS,
  LANGFUSE_LEGACY,
  MASTRA,
  OPIK,
  WEAVE,
  AZURE,
  ELASTIC,
  NEW_RELIC,
];
