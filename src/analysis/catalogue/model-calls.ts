/**
 * Calls of models, by the end of the method chain or by an imported function, and where content goes in.
 * Source: openai 6, @anthropic-ai/sdk 0.9x, ai 6, @google/genai 1, @langchain/core 1.
 */
const CHAINS =
  /(?:^|\.)(?:messages\.(?:create|stream)|completions\.(?:create|stream|parse)|responses\.(?:create|stream|parse)|embeddings\.create|generateContent(?:Stream)?)$/;

const FUNCTIONS: Readonly<Record<string, ReadonlySet<string>>> = {
  ai: new Set(['generateText', 'streamText', 'generateObject', 'streamObject', 'embed', 'embedMany']),
};

/** The words of all of them: without those of one a text calls no model. */
const CHAIN_WORDS = [/\b(?:messages|completions|responses|embeddings)\b/, /\b(?:create|stream|parse)\b/];
const FUNCTION_WORDS = new RegExp(
  String.raw`\b(?:${Object.values(FUNCTIONS)
    .flatMap((names) => [...names])
    .join('|')})\b`,
);

/** Whether a text may hold a call of a model; most that record attributes do not. */
export function mayCallModel(text: string): boolean {
  return text.includes('generateContent') || CHAIN_WORDS.every((word) => word.test(text)) || FUNCTION_WORDS.test(text);
}

const CONTENT_POSITIONS = new Set([
  'messages',
  'prompt',
  'input',
  'system',
  'contents',
  'content',
  'instructions',
  'text',
  'parts',
  'value',
  'values',
]);

/**
 * Whether a method chain is a model call.
 * @param chain property names joined by dots: `chat.completions.create`
 */
export function isModelChain(chain: string): boolean {
  return CHAINS.test(chain);
}

/** Whether a function that a module exports calls a model. */
export function isModelFunction(module: string, name: string): boolean {
  return FUNCTIONS[module]?.has(name) ?? false;
}

/** Whether a property of a model call's argument takes content. */
export function takesContent(key: string): boolean {
  return CONTENT_POSITIONS.has(key);
}
