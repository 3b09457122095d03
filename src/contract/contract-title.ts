import type { Contract } from './contract.ts';
import { PRESETS } from './presets/presets.ts';

/** How a message speaks of a contract: nobody wrote one where only a preset applies. */
export function contractTitle({ sources }: Contract): string {
  const [only] = sources;
  return sources.length === 1 && only !== undefined && Object.hasOwn(PRESETS, only)
    ? `The preset \`${only}\``
    : 'The contract';
}
