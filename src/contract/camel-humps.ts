/** Two capitals before a small letter: the second one begins a word, unless all that follows is the `s` of a plural (`IDs`). */
const AFTER_ACRONYM = /(\p{Lu})(?=\p{Lu}(?!s(?!\p{Ll}))\p{Ll})/gu;

/**
 * A text with its camel humps taken apart: `agentRun` and `LLMCall` are two words each, as `agent_run` and `llm_call` are.
 * @param between what is put between two words
 */
export function apartAtHumps(text: string, between: string): string {
  return text.replace(/([\p{Ll}\p{N}])(?=\p{Lu})/gu, `$1${between}`).replace(AFTER_ACRONYM, `$1${between}`);
}
