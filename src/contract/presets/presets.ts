import type { ContractFile } from '../schema.ts';
import { agent } from './agent.ts';

/** The contracts that ship with the package, by the name that `extends` takes. */
export const PRESETS = { agent } as const satisfies Readonly<Record<string, ContractFile>>;
