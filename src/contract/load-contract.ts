import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Contract } from './contract.ts';
import { ContractError } from './fault.ts';
import { CONTRACT_FILES, contractIn } from './contract-files.ts';
import { isThere, statOf } from './file-stat.ts';
import { mergeFiles } from './merge.ts';
import { packageContract, type Extension } from './package-contract.ts';
import { parseContract, type ParsedContract } from './parse-contract.ts';
import { PRESETS } from './presets/presets.ts';
import type { ContractFile } from './schema.ts';

/** Bytes; a larger file is no contract that a person wrote. */
const LARGEST = 1024 * 1024;

/** A contract and the files that it was made of, to see later whether they have changed. */
export interface LoadedContract {
  readonly contract: Contract;
  readonly files: readonly string[];
}

/** One of the files that a contract is made of. */
interface Layer {
  readonly source: string;
  readonly file: ContractFile;
  /** Absent for presets. */
  readonly placeOf?: ParsedContract['placeOf'];
  readonly keyPlaceOf?: ParsedContract['keyPlaceOf'];
}

/**
 * A team that never agreed on a contract must not drown: names in OpenTelemetry's own style pass, and tests, whose spans reach no backend,
 * are left alone.
 */
const UNAGREED = {
  version: 1,
  naming: { accept: ['dot', 'semconv'] },
  ignore: ['**/*.{test,spec,e2e}.?(c|m)[jt]s?(x)', '**/{test,tests,__tests__,__mocks__,__fixtures__}/**'],
} satisfies ContractFile;

/** Files that are left alone until a team says otherwise: tests. */
export const UNAGREED_IGNORE: readonly string[] = UNAGREED.ignore;

/** The contract that applies where no file was found. */
export function presetContract(): Contract {
  return mergeFiles([PRESETS.agent, UNAGREED], ['agent']);
}

/**
 * Reads a contract file with all that it extends.
 * @param seen every file that was read, also when the reading fails
 * @throws ContractError
 */
export function loadContract(file: string, seen: Set<string>): LoadedContract {
  const layers: Layer[] = [];
  addFile(file, [], layers, seen);
  return complete(file, layers);
}

/**
 * A contract that is not on the disk yet.
 * @param file where it will stand
 * @throws ContractError
 */
export function contractOfText(file: string, text: string): Contract {
  const layers: Layer[] = [];
  addText(file, text, [], layers, new Set());
  return complete(file, layers).contract;
}

/**
 * A contract that is given as an object in ESLint's settings.
 * @param seen every file that it extends, also when the reading fails
 * @throws ContractError
 */
export function inlineContract(data: object, cwd: string, seen: Set<string>): LoadedContract {
  const name = path.join(cwd, 'settings.span-contract.contract');
  const layers: Layer[] = [];
  addText(name, asText(data, name), [], layers, seen);
  return complete(name, layers);
}

function asText(data: object, name: string): string {
  try {
    return JSON.stringify(data, undefined, 2);
  } catch {
    throw new ContractError(name, 'the contract holds itself or a value that JSON does not know: write plain data.');
  }
}

function complete(file: string, layers: readonly Layer[]): LoadedContract {
  const sources = layers.map((layer) => layer.source).reverse();
  const contract = mergeFiles(
    layers.map((layer) => layer.file),
    sources,
  );
  for (const layer of layers) refuseListedOldNames(layer);
  refuseDoubleClaims(file, contract, layers);
  refuseEmptyRange(file, contract, layers);
  return { contract, files: sources.filter((source) => path.isAbsolute(source)) };
}

/**
 * A name that one file both lists and replaces is right and wrong at once. One that replaces others itself is a step on the way to the
 * newest name, and what a file lists or replaces of another file is its last word.
 */
function refuseListedOldNames({ source, file, placeOf, keyPlaceOf }: Layer): void {
  if (!placeOf || !keyPlaceOf) return;
  for (const section of ['spans', 'events'] as const) {
    const entries = file[section] ?? {};
    for (const [name, entry] of Object.entries(entries)) {
      for (const [i, old] of (entry?.replaces ?? []).entries()) {
        const listed = old !== name && Object.hasOwn(entries, old) ? entries[old] : undefined;
        if (!listed || (listed.replaces ?? []).length > 0) continue;
        const [line] = keyPlaceOf([section, old]);
        const message = `\`${name}\` replaces \`${old}\`, which line ${String(line)} lists as a name to be written: take it out of this \`replaces\`, or take the entry in line ${String(line)} out.`;
        throw new ContractError(source, message, ...placeOf([section, name, 'replaces', i]));
      }
    }
  }
}

/** Two names that claim to replace the same old one leave a codemod no answer. */
function refuseDoubleClaims(file: string, contract: Contract, layers: readonly Layer[]): void {
  for (const section of ['spans', 'events'] as const) {
    const entries = contract[section];
    const claimed = new Map<string, string>();
    for (const [name, { replaces }] of entries) {
      for (const old of replaces) {
        const other = claimed.get(old);
        if (other !== undefined) {
          const claim = (layer: Layer) =>
            [name, other]
              .map((one) => [section, one, 'replaces', layer.file[section]?.[one]?.replaces?.indexOf(old) ?? -1])
              .find((steps) => steps.at(-1) !== -1);
          const message = `both \`${other}\` and \`${name}\` replace \`${old}\`: keep it under one of them.`;
          throw errorAt(file, layers, claim, message);
        }
        claimed.set(old, name);
      }
    }
    refuseCircle(file, section, claimed, layers);
  }
}

/**
 * Names that replace each other, all the way round, leave none to write.
 * @param claimed old names and what replaces them
 */
function refuseCircle(
  file: string,
  section: 'spans' | 'events',
  claimed: ReadonlyMap<string, string>,
  layers: readonly Layer[],
): void {
  const settled = new Set<string>();
  for (const start of claimed.keys()) {
    const chain: string[] = [];
    for (let at: string | undefined = start; at !== undefined && !settled.has(at); at = claimed.get(at)) {
      if (!chain.includes(at)) {
        chain.push(at);
        continue;
      }
      const circle = chain.slice(chain.indexOf(at));
      const claim = (layer: Layer) =>
        circle
          .map((old) => {
            const name = claimed.get(old) ?? '';
            return [section, name, 'replaces', layer.file[section]?.[name]?.replaces?.indexOf(old) ?? -1];
          })
          .find((steps) => steps.at(-1) !== -1);
      throw errorAt(file, layers, claim, circleText(circle));
    }
    for (const one of chain) settled.add(one);
  }
}

/** @param circle each name is replaced by the next one, and the last by the first */
function circleText(circle: readonly string[]): string {
  const [first = '', second = first, ...more] = circle.map((name) => `\`${name}\``);
  if (circle.length === 1) return `${first} replaces itself: take it out of its own \`replaces\`.`;
  if (more.length === 0)
    return `${first} and ${second} replace each other: take the one that is to be written out of the other's \`replaces\`.`;
  const shown = [first, second, ...more, first].join(' → ');
  return `\`replaces\` goes in a circle (old → new: ${shown}): take the name that is to be written out of the \`replaces\` it stands in.`;
}

function refuseEmptyRange(file: string, contract: Contract, layers: readonly Layer[]): void {
  const { min, max } = contract.naming.segments;
  if (min <= max) return;
  const said = (layer: Layer) => (layer.file.naming?.segments ? ['naming', 'segments'] : undefined);
  throw errorAt(
    file,
    layers,
    said,
    `\`naming.segments\` asks for at least ${String(min)} and at most ${String(max)}: no name has that many.`,
  );
}

/** An error at the path that the nearest file says, of those that say it. */
function errorAt(
  file: string,
  layers: readonly Layer[],
  pathIn: (layer: Layer) => PropertyKey[] | undefined,
  message: string,
): ContractError {
  for (const layer of layers.toReversed()) {
    const path = pathIn(layer);
    if (path && layer.placeOf) return new ContractError(layer.source, message, ...layer.placeOf(path));
  }
  return new ContractError(file, message);
}

function addFile(file: string, chain: readonly Extension[], layers: Layer[], seen: Set<string>): void {
  const last = chain.at(-1);
  const open = chain.findIndex((one) => one.from === file);
  if (last && open !== -1) {
    const shown = [...chain.slice(open).map((one) => one.from), file].map((one) => path.basename(one)).join(' → ');
    throw new ContractError(last.from, `\`extends\` goes in a circle (${shown}): take one of them out.`, ...last.place);
  }
  // Applied twice, a common base would undo what a file between says.
  if (layers.some((layer) => layer.source === file)) return;
  seen.add(file);
  addText(file, readText(file), chain, layers, seen);
}

function addText(source: string, text: string, chain: readonly Extension[], layers: Layer[], seen: Set<string>): void {
  const { data, placeOf, keyPlaceOf } = parseContract(source, text);
  for (const [i, base] of (data.extends ?? []).entries()) {
    addExtended({ base, from: source, place: placeOf(['extends', i]) }, chain, layers, seen);
  }
  layers.push({ source, file: data, placeOf, keyPlaceOf });
}

function addExtended(extension: Extension, chain: readonly Extension[], layers: Layer[], seen: Set<string>): void {
  const { base, from, place } = extension;
  const preset = Object.hasOwn(PRESETS, base) ? PRESETS[base as keyof typeof PRESETS] : undefined;
  if (preset) {
    if (!layers.some((layer) => layer.source === base)) layers.push({ source: base, file: preset });
    return;
  }
  if (/^\.{0,2}\//.test(base)) {
    const file = path.resolve(path.dirname(from), base);
    // Watched also while it is absent, so that it counts once it is there.
    seen.add(file);
    if (!isThere(file))
      throw new ContractError(
        from,
        `\`extends\` names \`${base}\`, and there is no such file: check the path.`,
        ...place,
      );
    if (statOf(file)?.isDirectory()) {
      const name = path.basename(contractIn(file) ?? CONTRACT_FILES[0]);
      throw new ContractError(
        from,
        `\`extends\` names the folder \`${base}\`: name the file in it, such as \`${base.replace(/\/*$/, `/${name}`)}\`.`,
        ...place,
      );
    }
    addFile(file, [...chain, extension], layers, seen);
    return;
  }
  addFile(packageContract(extension, seen), [...chain, extension], layers, seen);
}

function readText(file: string): string {
  if (!isThere(file)) throw new ContractError(file, 'there is no such contract: check the path.');
  const stat = statOf(file);
  if (stat?.isDirectory()) throw new ContractError(file, 'this is a folder, not a contract: give a file.');
  // A pipe or a device may never end.
  if (stat && !stat.isFile()) throw new ContractError(file, 'this is no regular file: give a file.');
  if (stat && stat.size > LARGEST) {
    throw new ContractError(
      file,
      `the contract has ${String(Math.round(stat.size / LARGEST))} MB, more than the 1 MB that is read: is it the right file?`,
    );
  }
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new ContractError(
      file,
      `the contract cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}): check the link or its permissions.`,
    );
  }
}
