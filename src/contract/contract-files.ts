import path from 'node:path';
import { isThere } from './file-stat.ts';

/** Names that a contract has on disk, in the order of preference. */
export const CONTRACT_FILES = ['span-contract.yaml', 'span-contract.yml', 'span-contract.json'] as const;

/** The contract that stands in a folder itself. */
export function contractIn(folder: string): string | undefined {
  return CONTRACT_FILES.map((name) => path.join(folder, name)).find(isThere);
}
