import { nearest } from '../contract/did-you-mean.ts';
import plugin, { contractRules } from '../plugin.ts';
import type { ContractRule } from '../rule.ts';
import { UsageError } from './usage-error.ts';

/** A config of the plugin by its name. */
export type ConfigName = 'recommended' | 'strict';

/** A rule that runs, and with what. */
export interface SelectedRule {
  readonly rule: ContractRule;
  readonly options: object;
}

/**
 * The rules of a config, with the options that it sets.
 * @param names rules to run alone, with or without a prefix; empty for all of the config
 * @throws UsageError for a name that no rule has
 */
export function selectRules(config: ConfigName, names: readonly string[]): readonly SelectedRule[] {
  const known = contractRules.map((rule) => rule.name);
  const wanted = names.map((name) => name.slice(name.lastIndexOf('/') + 1));
  for (const [index, name] of wanted.entries()) {
    if (known.includes(name)) continue;
    const meant = nearest(name, known);
    const remedy = meant === undefined ? `The rules are ${known.join(', ')}.` : `Did you mean ${meant}?`;
    throw new UsageError(`--rule: there is no rule ${names[index] ?? name}. ${remedy}`);
  }
  const entries = plugin.configs[config].rules ?? {};
  return contractRules.flatMap((rule) => {
    const entry = entries[`${plugin.meta.namespace}/${rule.name}`];
    if (wanted.length > 0 ? !wanted.includes(rule.name) : entry === undefined) return [];
    const [, set] = Array.isArray(entry) ? (entry as readonly unknown[]) : [];
    return [{ rule, options: { ...rule.defaults, ...(set as object | undefined) } }];
  });
}

/** The page of a rule. */
export function pageOf(rule: string): string {
  return plugin.rules[rule]?.meta?.docs?.url ?? '';
}

/** The rule's name as it stands in reports and in comments: `span-contract/no-variable-span-name`. */
export function idOf(rule: string): string {
  return `${plugin.meta.namespace}/${rule}`;
}

/** The package, and where its pages are. */
export const PACKAGE = {
  version: plugin.meta.version,
  homepage: pageOf(contractRules[0]?.name ?? '').replace(/\/blob\/.*/, ''),
} as const;
