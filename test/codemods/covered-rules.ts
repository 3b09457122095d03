/** The rule whose findings each codemod takes away. */
export const COVERED_RULES = {
  'rename-spans': 'known-span-name',
  'hoist-span-variables': 'no-variable-span-name',
  'redact-prompts': 'no-raw-prompt-attribute',
  'lift-spans-from-loops': 'no-span-in-hot-loop',
  'add-provider-shutdown': 'require-provider-shutdown',
} as const;

export type CodemodName = keyof typeof COVERED_RULES;
