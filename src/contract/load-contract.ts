import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Contract } from './contract.ts';
import { nearest } from './did-you-mean.ts';
import { ContractError } from './fault.ts';
import { isThere, statOf } from './file-stat.ts';
import { mergeFiles } from './merge.ts';
import { parseContract } from './parse-contract.ts';
import { PRESETS } from './presets/presets.ts';
import { contractSchema, type ContractFile } from './schema.ts';

/** Names that a contract has on disk, in the order of preference. */
export const CONTRACT_FILES = ['span-contract.yaml', 'span-contract.yml', 'span-contract.json'] as const;

/** Bytes; a larger file is no contract that a person wrote. */
const LARGEST = 1024 * 1024;

/** A contract and the files that it was made of, to see later whether they have changed. */
export interface LoadedContract {
  readonly contract: Contract;
  readonly files: readonly string[];
}

/**
 * A team that never agreed on a contract must not drown: names in OpenTelemetry's own style pass, and tests, whose spans reach no backend,
 * are left alone.
 */
const UNAGREED: ContractFile = {
  version: 1,
  naming: { accept: ['dot', 'semconv'] },
  ignore: ['**/*.{test,spec,e2e}.?(c|m)[jt]s?(x)', '**/{__tests__,__mocks__}/**'],
};

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
  const layers: { source: string; file: ContractFile }[] = [];
  addLayers(file, [], layers, seen);
  return complete(file, layers);
}

/** A contract that is given as an object in ESLint's settings. */
export function inlineContract(data: object, cwd: string): LoadedContract {
  const name = path.join(cwd, 'settings.span-contract.contract');
  const parsed = parseContract(name, JSON.stringify(data, undefined, 2));
  contractSchema();
  const layers: { source: string; file: ContractFile }[] = [];
  for (const base of parsed.extends ?? []) addExtended(base, name, [name], layers, new Set());
  layers.push({ source: name, file: parsed });
  return complete(name, layers);
}

function complete(file: string, layers: readonly { source: string; file: ContractFile }[]): LoadedContract {
  const sources = layers.map((layer) => layer.source).reverse();
  const contract = mergeFiles(
    layers.map((layer) => layer.file),
    sources,
  );
  refuseDoubleClaims(file, contract);
  return { contract, files: sources.filter((source) => path.isAbsolute(source)) };
}

/** Two names that claim to replace the same old one leave a codemod no answer. */
function refuseDoubleClaims(file: string, contract: Contract): void {
  for (const entries of [contract.spans, contract.events]) {
    const claimed = new Map<string, string>();
    for (const [name, { replaces }] of entries) {
      for (const old of replaces) {
        const other = claimed.get(old);
        if (other !== undefined)
          throw new ContractError(
            file,
            `both \`${other}\` and \`${name}\` replace \`${old}\`: keep it under one of them.`,
          );
        claimed.set(old, name);
      }
    }
  }
}

function addLayers(
  file: string,
  chain: readonly string[],
  layers: { source: string; file: ContractFile }[],
  seen: Set<string>,
): void {
  if (chain.includes(file)) {
    const shown = [...chain.slice(chain.indexOf(file)), file].map((one) => path.basename(one)).join(' → ');
    throw new ContractError(file, `\`extends\` goes in a circle (${shown}): take one of them out.`);
  }
  seen.add(file);
  const parsed = parseContract(file, readText(file));
  for (const base of parsed.extends ?? []) addExtended(base, file, [...chain, file], layers, seen);
  layers.push({ source: file, file: parsed });
}

function addExtended(
  base: string,
  from: string,
  chain: readonly string[],
  layers: { source: string; file: ContractFile }[],
  seen: Set<string>,
): void {
  const preset = Object.hasOwn(PRESETS, base) ? PRESETS[base as keyof typeof PRESETS] : undefined;
  if (preset) {
    layers.push({ source: base, file: preset });
    return;
  }
  if (/^\.{0,2}\//.test(base)) {
    const file = path.resolve(path.dirname(from), base);
    if (!isThere(file))
      throw new ContractError(from, `\`extends\` names \`${base}\`, and there is no such file: check the path.`);
    addLayers(file, chain, layers, seen);
    return;
  }
  addLayers(packageContract(base, from), chain, layers, seen);
}

/** The contract file of a package: its `span-contract.*`, or a `.yaml` or `.json` that its specifier names. */
function packageContract(base: string, from: string): string {
  const require = createRequire(from);
  for (const candidate of [...CONTRACT_FILES.map((name) => `${base}/${name}`), base]) {
    try {
      const file = require.resolve(candidate);
      if (/\.(?:ya?ml|json)$/.test(file)) return file;
    } catch {
      // not under this name
    }
  }
  const folder = packageFolder(base, path.dirname(from));
  const file = folder && CONTRACT_FILES.map((name) => path.join(folder, name)).find(isThere);
  if (file) return file;
  const meant = nearest(base, Object.keys(PRESETS));
  const remedy =
    meant === undefined
      ? 'install it, or name a preset (`agent`) or a file (`./base.yaml`).'
      : `did you mean the preset \`${meant}\`?`;
  throw new ContractError(
    from,
    `\`extends\` names \`${base}\`, which is no preset and no installed package with a contract: ${remedy}`,
  );
}

/** Packages may hide their files behind `exports`; the contract is read all the same. */
function packageFolder(base: string, from: string): string | undefined {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', base);
    if (statOf(candidate)?.isDirectory()) return candidate;
    if (folder === path.dirname(folder)) return undefined;
  }
}

function readText(file: string): string {
  if (!isThere(file)) throw new ContractError(file, 'there is no such contract: check the path.');
  const stat = statOf(file);
  if (stat?.isDirectory()) throw new ContractError(file, 'this is a folder, not a contract: give a file.');
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
