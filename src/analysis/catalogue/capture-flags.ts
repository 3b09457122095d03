import { wordsOf } from './content-words.ts';

const VERB = '(?:capture|record|include|trace|log|send|store|collect|export|persist|emit|debug)';
const NOUN =
  '(?:contents?|inputs?|outputs?|prompts?|completions?|data|messages?|body|payloads?|arguments|args|results?|responses?)';
const SENSITIVE = '(?:sensitive(?: (?:data|contents?|info))?|pii)';
const ASKING = '(?:(?:should|is|enable|allow|do) )*';

/**
 * Names of flags that switch the recording of content on, as words.
 * Source: options of OpenTelemetry, Vercel AI SDK, OpenLLMetry, Sentry and LiveKit instrumentations, of the OpenAI Agents SDK
 * (`traceIncludeSensitiveData`) and of Microsoft's Agent Framework (`enableSensitiveData`), 2026.
 */
const SWITCHING_ON = [
  // `captureContent`, `recordInputs`, `includePromptsInSpans`
  new RegExp(
    `^${ASKING}${VERB}(?: (?:message|prompt|raw|sensitive|llm|full|gen|ai|genai|telemetry|user|tool|model))* ${NOUN}(?: (?:in|on|to|into)(?: [a-z]+)+)?(?: enabled)?$`,
  ),
  // `contentCapture`, `enablePromptLogging`
  new RegExp(`^${ASKING}${NOUN} (?:capture|capturing|recording|logging|tracing|collection)(?: enabled)?$`),
  // `enableSensitiveData`, `sendDefaultPii`, `isSensitiveAllowed`
  new RegExp(`^(?:[a-z]+ )*(?:${VERB}|enable|allow)(?: [a-z]+)* ${SENSITIVE}(?: enabled)?$`),
  new RegExp(`^(?:is )?${SENSITIVE} (?:allowed|enabled|capture|recording|logging)$`),
  /^should (?:capture|record|send)\b/,
];

/**
 * The same in the names of environment variables.
 * Source: `OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT` of OpenTelemetry, `TRACELOOP_TRACE_CONTENT`, `ADK_CAPTURE_MESSAGE_CONTENT_IN_SPANS`,
 * `AZURE_TRACING_GEN_AI_CONTENT_RECORDING_ENABLED`, `ENABLE_SENSITIVE_DATA` of Microsoft's Agent Framework, 2026.
 */
const VARIABLE =
  /^(?:[A-Z0-9]+_)*(?:CAPTURE|RECORD|INCLUDE|TRACE|LOG|SEND|STORE|COLLECT|EXPORT)_(?:[A-Z]+_)*(?:CONTENT|INPUTS?|OUTPUTS?|PROMPTS?|COMPLETIONS?|MESSAGES?)(?:_IN_SPANS|_ENABLED)?$|_CONTENT_RECORDING_ENABLED$|^(?:[A-Z0-9]+_)*(?:CAPTURE|RECORD|INCLUDE|TRACE|LOG|SEND|EXPORT|ENABLE|ALLOW)_(?:[A-Z]+_)*(?:SENSITIVE(?:_DATA)?|PII)$/;

/** Words of names of flags that switch it off: `suppressAgentInput`, `excludeContentFromTrace`, `OPENINFERENCE_HIDE_INPUTS`. */
const HIDING = /\b(?:suppress|hide|hidden|omit|exclude|disable|skip|redact|mask|strip)\b/;
const HIDDEN =
  /\b(?:contents?|inputs?|outputs?|prompts?|completions?|messages?|text|data|body|payloads?|arguments|args|results?|responses?)\b/;

/** Names of flags that say that something is recorded, and not what: `capture`, `traceEnabled`. */
const BARE =
  /^(?:(?:should|is|do|enable|allow) )?(?:capture|record)(?: (?:enabled|all|full|raw|sensitive|verbose|details))?$|^trac(?:e|ing)(?: [a-z]+)* enabled$/;

/** Whether a name is that of a flag that switches the recording of content on or off. */
export function isCaptureFlag(name: string): boolean {
  if (VARIABLE.test(name)) return true;
  const all = wordsOf(name).join(' ');
  return SWITCHING_ON.some((words) => words.test(all)) || (HIDING.test(all) && HIDDEN.test(all));
}

/** Whether a name says that something is recorded. It is such a flag where nothing but a recording stands behind it. */
export function isBareCaptureFlag(name: string): boolean {
  return BARE.test(wordsOf(name).join(' '));
}
