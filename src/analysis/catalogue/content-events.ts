/**
 * Events of spans that are a message of a conversation, and their attributes that hold what it says. `N` stands for a part of the name that
 * is put in from data.
 * Source: OpenTelemetry GenAI conventions 1.28.0 to 1.36.0 (`gen_ai.system.message` and so on, deprecated since 1.37.0), whose bodies
 * instrumentations put into attributes where they add them to spans; OpenLIT 1.15, Traceloop 0.27.
 */
const MESSAGES = [
  'gen_ai.system.message',
  'gen_ai.user.message',
  'gen_ai.assistant.message',
  'gen_ai.tool.message',
  'gen_ai.N.message',
  'gen_ai.choice',
];

const EVENTS = new Set(MESSAGES);
const SAID = new Set(['content', 'message', 'message.content', 'tool_calls', 'message.tool_calls', 'body']);

/** Whether a convention defines an attribute of an event as content, though its key alone says nothing. */
export function isContentOfEvent(event: string, key: string): boolean {
  return EVENTS.has(event) && SAID.has(key);
}
