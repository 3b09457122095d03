import type { Contract } from './contract.ts';
import { PRESETS } from './presets/presets.ts';

/** Whether nobody wrote a contract, so that a preset applies alone. */
export function isPresetAlone({ sources }: Contract): boolean {
  const [only] = sources;
  return sources.length === 1 && only !== undefined && Object.hasOwn(PRESETS, only);
}

/** How a message speaks of a contract. */
export function contractTitle(contract: Contract): string {
  return isPresetAlone(contract) ? `The preset \`${contract.sources[0] ?? ''}\`` : 'The contract';
}
