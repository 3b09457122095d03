import path from 'node:path';
import { readFileSync } from 'node:fs';
import type { Contract } from './contract.ts';
import { entryForPattern, isAllowedPattern, replacedBy, spanEntryOf } from './match-span.ts';
import { judgeName } from './name-grammar.ts';
import { parseContract } from './parse-contract.ts';
import { PRESETS } from './presets/presets.ts';
import { rawContractOf } from './raw-key.ts';
import type { ContractFile } from './schema.ts';
import { isSemconvName } from './semconv-operations.ts';
import { segmentsOf } from './name-words.ts';
import { suggestName } from './suggest-name.ts';
import { mention } from '../mention.ts';

/** A part of the contract that decides about a name or a key. */
export interface Clause {
  /** Keys from the top, an item of a list by its text at the end. */
  readonly path: readonly string[];
  /** What it decides, as a sentence. */
  readonly says: string;
}

/** Where a clause stands: in a file, in a preset, or nowhere, because it is what holds where nobody says anything. */
export interface ClausePlace {
  /** An absolute path, or the name of a preset; absent for a default. */
  readonly source?: string;
  readonly line?: number;
  readonly column?: number;
}

/** The clauses that decide about a span name, the strongest first. */
export function clausesOfName(name: string, contract: Contract): readonly Clause[] {
  const { naming } = contract;
  const glob = allowing([name], contract);
  if (glob !== undefined) return [{ path: ['allow', glob], says: `${mention(name)} is not the team's own name` }];
  const replaced = replacedBy([name], contract);
  if (replaced && replaced.name !== name) return [replacingClause(mention(name), [name], replaced.name, contract)];
  const listed = spanEntryOf(name, contract);
  if (listed) return [{ path: ['spans', listed.name], says: `${mention(name)} is listed` }];
  const loose = suggestName(name, contract);
  if (loose?.how === 'replaces') return [looseClause(name, loose.name, contract)];
  const fault = judgeName(name, contract);
  const unlisted = { path: ['spans'], says: `${mention(name)} is not listed` };
  switch (fault?.id) {
    case undefined: {
      const isSemconv = naming.accept.includes('semconv') && isSemconvName(name);
      const style = isSemconv ? 'the style of the semantic conventions' : 'dot notation';
      return [
        { path: ['naming', 'accept', isSemconv ? 'semconv' : 'dot'], says: `${mention(name)} is in ${style}` },
        unlisted,
      ];
    }
    case 'namespace':
      return [{ path: ['naming', 'namespaces'], says: `${mention(fault.part)} is none of its namespaces` }, unlisted];
    case 'tooFewSegments':
    case 'tooManySegments':
      return [
        {
          path: ['naming', 'segments'],
          says: `a name has ${naming.segments.min} to ${naming.segments.max} segments, ${mention(name)} has ${name.split('.').length}`,
        },
        unlisted,
      ];
    case 'role':
      return [
        { path: ['naming', 'roles', fault.part], says: `${mention(fault.part)} is the role of an agent` },
        unlisted,
      ];
    default:
      return [{ path: ['naming', 'accept'], says: `${mention(name)} is in no style that it accepts` }, unlisted];
  }
}

/**
 * The clauses that decide about a span name with holes.
 * @param shape its texts and holes (`null`)
 * @param hasTarget whether what varies is a target that the semantic conventions put into a name
 */
export function clausesOfPattern(
  shape: readonly (string | null)[],
  contract: Contract,
  hasTarget: boolean,
): readonly Clause[] {
  const shown = mention(shape.map((part) => part ?? '{…}').join(''));
  const glob = allowing(shape, contract);
  if (glob !== undefined) return [{ path: ['allow', glob], says: `${shown} is not the team's own name` }];
  const agreed = entryForPattern(shape, contract);
  if (agreed)
    return [
      {
        path: ['spans', agreed.name],
        says: `${shown} is listed, and what varies must be recorded as ${agreed.holes.map((key) => mention(key)).join(', ')}`,
      },
    ];
  if (hasTarget)
    return [
      {
        path: ['naming', 'accept', 'semconv'],
        says: `${shown} is in the style of the semantic conventions, whose target varies`,
      },
    ];
  const replaced = replacedBy(shape, contract);
  if (replaced) return [replacingClause(shown, shape, replaced.name, contract)];
  return [{ path: ['spans'], says: `no entry lists ${shown} or replaces it` }];
}

/** The glob under `allow` that takes a name. */
function allowing(shape: readonly (string | null)[], contract: Contract): string | undefined {
  return contract.allow.find((glob) => isAllowedPattern(shape, { ...contract, allow: [glob] }));
}

function replacingClause(shown: string, shape: readonly (string | null)[], entry: string, contract: Contract): Clause {
  const only = (old: string) => ({ ...contract, spans: new Map([[entry, { attributes: {}, replaces: [old] }]]) });
  const old = contract.spans.get(entry)?.replaces.find((one) => replacedBy(shape, only(one)));
  return { path: ['spans', entry, 'replaces', old ?? ''], says: `${mention(entry)} replaces ${shown}` };
}

/** The clause that replaces a name because it has the words of an old one: `CallTool` for `callTool`. */
function looseClause(name: string, entry: string, contract: Contract): Clause {
  const words = (text: string) => segmentsOf(text).flat().join(' ');
  const old = contract.spans.get(entry)?.replaces.find((one) => words(one) === words(name)) ?? '';
  const says = `${mention(entry)} replaces ${mention(old)}, which has the words of ${mention(name)}`;
  return { path: ['spans', entry, 'replaces', old], says };
}

/** The clause that decides about an attribute's key. */
export function clausesOfKey(key: string, contract: Contract): readonly Clause[] {
  const found = rawContractOf(key, contract);
  if (!found) return [{ path: ['attributes', 'raw'], says: `${mention(key)} is not listed as content` }];
  const { record, as } = found.raw;
  const remedy =
    record === 'remove' ? 'nothing is recorded instead' : `its ${record} is recorded instead, as ${mention(as ?? '')}`;
  return [{ path: ['attributes', 'raw', found.key], says: `${mention(key)} is content, and ${remedy}` }];
}

/** Where a clause stands; of several files that say it, the one that has the last word. */
export function placeOfClause({ path: steps }: Clause, contract: Contract): ClausePlace {
  for (const source of contract.sources) {
    if (!path.isAbsolute(source)) {
      const preset = Object.hasOwn(PRESETS, source) ? PRESETS[source as keyof typeof PRESETS] : undefined;
      if (preset && pathIn(preset, steps)) return { source };
      continue;
    }
    const { data, keyPlaceOf } = parseContract(source, readFileSync(source, 'utf8').replace(/^\uFEFF/, ''));
    const found = pathIn(data, steps);
    if (!found) continue;
    const [line, column] = keyPlaceOf(found);
    return { source, line, column };
  }
  return {};
}

/** The path in the data of one file, with the index of an item of a list; nothing where the file does not say it. */
function pathIn(data: ContractFile, steps: readonly string[]): PropertyKey[] | undefined {
  const found: PropertyKey[] = [];
  let at: unknown = data;
  for (const step of steps) {
    if (Array.isArray(at)) {
      const index = at.indexOf(step);
      if (index < 0) return undefined;
      found.push(index);
      at = at[index];
    } else {
      if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
      found.push(step);
      at = (at as Record<string, unknown>)[step];
    }
  }
  return found;
}
