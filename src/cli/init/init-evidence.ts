import { isRawKey } from '../../analysis/catalogue/content-keys.ts';
import { keyMeaning } from '../../analysis/catalogue/content-words.ts';
import type { Contract } from '../../contract/contract.ts';
import type { OperationEvidence } from '../../contract/known-operations.ts';
import { rawContractOf } from '../../contract/raw-key.ts';
import { segmentsOf } from '../../contract/name-words.ts';
import { holesOfName, type NameRecord } from './init-names.ts';

/** What the spans of some names carry and call. */
export function evidenceOf(records: readonly NameRecord[]): OperationEvidence {
  const spans = records.flatMap(({ sites }) => sites.map(({ span }) => span));
  return {
    // what a name varies with is as telling as an attribute: `toolName` is `tool.name`
    attributes: new Set([
      ...spans.flatMap(({ attributes }) => [...attributes.keys()]),
      ...records.flatMap(({ name }) =>
        holesOfName(name).map(({ names }) =>
          names
            .slice(-2)
            .flatMap((one) => segmentsOf(one).flat())
            .join('.'),
        ),
      ),
    ]),
    models: new Set(spans.flatMap(({ models }) => [...models])),
  };
}

/** The keys that tell spans apart: content goes away, and errors happen everywhere. */
export function keysOf(records: readonly NameRecord[], base: Contract): ReadonlySet<string> {
  const keys = [...evidenceOf(records).attributes];
  return new Set(
    keys.filter((key) => !isContentKey(key, base) && !/^(?:error|exception|otel|code|service)\b/.test(key)),
  );
}

/** What everybody awaits, and what is called by the name of a place for any function: neither tells spans apart. */
const EVERYBODYS =
  /^(?:fetch|f|fn|func|function|callback|cb|work|next|handler|listener|original|method|target|operation|task|job|action|run|execute|Promise\..*|Reflect(?:\..*)?|context\.with)$/;

/** Whether a function goes by a name that any function may have. */
export function isEverybodys(name: string): boolean {
  return EVERYBODYS.test(name);
}

/** The functions that are awaited right inside spans. */
export function wrapsOf(records: readonly NameRecord[]): ReadonlySet<string> {
  const all = records.flatMap(({ sites }) => sites.flatMap(({ span }) => [...span.awaited]));
  // `loadUser.apply(this, args)` calls `loadUser`
  const functions = all.map((name) => name.replace(/\??\.(?:apply|call)$/, ''));
  return new Set(functions.filter((name) => /^[\w$.]+$/.test(name) && !isEverybodys(name)));
}

/** Whether a key holds content, by the contract, a published convention or its words. */
export function isContentKey(key: string, base: Contract): boolean {
  return rawContractOf(key, base) !== undefined || isRawKey(key) || keyMeaning(key) === 'content';
}

/** Folders and files that are named after their place and not after what they do. */
const PLACES =
  /^(?:index|main|app|server|src|lib|libs|source|dist|packages|apps|services?|utils?|helpers?|common|shared|core|modules?|telemetry|tracing|tracer|otel|instrumentation|observability|spans?|types?|page|route|layout|handlers?|controllers?|callbacks?|hooks?|middlewares?|listeners?|plugins?|mod|api|v\d+|test|tests)$/;

/** What functions are to a framework, and nothing that code is about. */
const PARTS = /^(?:handler|controller|callback|hook|middleware|listener|plugin|helper|util)s?$/;

/** Whether a word only says what a function is to its framework: with the name of its file before it, it says no more. */
export function isPartOfCode(word: string): boolean {
  return PARTS.test(word);
}

/** A word for what the code of a file is about: the file's own name, else that of the nearest folder that has one. */
export function homeOf(file: string): string | undefined {
  const parts = file.replace(/\.[^./]+$/, '').split('/');
  for (const part of parts.toReversed()) {
    const [stem = ''] = part.split('.');
    const word = stem
      .replace(/([a-z\d])([A-Z])/g, '$1_$2')
      .replace(/[^A-Za-z\d]+/g, '_')
      .toLowerCase();
    if (/^[a-z]\w*$/.test(word) && !PLACES.test(word)) return word;
  }
  return undefined;
}
