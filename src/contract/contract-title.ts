import type { Contract } from './contract.ts';
import { replacedBy } from './match-span.ts';
import { mergeFiles } from './merge.ts';
import { PRESETS } from './presets/presets.ts';
import { eventReplacing, replacedLoosely } from './suggest-name.ts';

/** Whether nobody wrote a contract, so that a preset applies alone. */
export function isPresetAlone({ sources }: Contract): boolean {
  const [only] = sources;
  return sources.length === 1 && only !== undefined && isPreset(only);
}

/** How a message speaks of a contract. */
export function contractTitle(contract: Contract): string {
  return isPresetAlone(contract) ? presetTitle(contract.sources[0] ?? '') : 'The contract';
}

/**
 * How a message speaks of what replaces a name: the preset that says so, where one does, for nobody finds it in the team's own file.
 * @param parts texts and holes (`null`) of the old name
 * @param better the entry that replaces it
 */
export function titleOfReplacing(parts: readonly (string | null)[], better: string, contract: Contract): string {
  const [only] = parts;
  const isSaidBy = (preset: Contract) =>
    (replacedBy(parts, preset)?.name ??
      (parts.length === 1 && typeof only === 'string' ? replacedLoosely(only, preset) : undefined)) === better;
  return titleOf(contract, isSaidBy);
}

/** The same for an event. */
export function titleOfReplacingEvent(name: string, better: string, contract: Contract): string {
  return titleOf(contract, (preset) => eventReplacing(name, preset) === better);
}

function titleOf(contract: Contract, isSaidBy: (preset: Contract) => boolean): string {
  const preset = contract.sources.find((source) => isPreset(source) && isSaidBy(presetAlone(source)));
  return preset === undefined ? contractTitle(contract) : presetTitle(preset);
}

function presetTitle(name: string): string {
  return `The preset \`${name}\``;
}

function isPreset(source: string): source is keyof typeof PRESETS {
  return Object.hasOwn(PRESETS, source);
}

const presets = new Map<string, Contract>();

function presetAlone(name: keyof typeof PRESETS): Contract {
  const known = presets.get(name) ?? mergeFiles([PRESETS[name]], [name]);
  presets.set(name, known);
  return known;
}
