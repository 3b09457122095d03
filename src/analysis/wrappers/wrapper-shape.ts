import type { Contract, WrapperContract } from '../../contract/contract.ts';
import { isExportAt } from '../modules/listed-exports.ts';
import type { ModuleSummaries } from '../modules/module-summaries.ts';
import type { GivenRecording } from '../attributes/given-recordings.ts';
import type { ValueKind } from '../attributes/value-kinds.ts';
import type { Certainty } from '../spans/span-site.ts';

/** A piece of a name that its wrapper adds: a text, or what is not fixed there. */
export type AddedPiece = string | OpenPiece;

export interface OpenPiece {
  /** Whether the code allows few texts for it, or anything. */
  readonly kind: 'bounded' | 'unknown';
  /** Where the caller gives it, if it does: `1.module.name`. */
  readonly argument?: string;
}

/** How a wrapper takes what it is given: argument indexes, or paths below one such as `0.name`. */
export interface WrapperShape {
  readonly name: string;
  /** Where else the name is looked for if it is not given there, in this order. */
  readonly otherNames?: readonly string[];
  /** Attributes, or options that hold them where the path ends in `.attributes`. */
  readonly attributes?: string | undefined;
  /** What kinds of values a written type lets these attributes be; nothing where all are fine or nobody says, none where it lists their keys. */
  readonly takes?: readonly ValueKind[] | undefined;
  /** Keys that the wrapper itself sets, in place of those of its caller. */
  readonly replaced?: readonly string[];
  /** What the wrapper itself puts on the span of what it is given. */
  readonly recordsGiven?: readonly GivenRecording[] | undefined;
  readonly callback?: string | undefined;
  /** Which argument of the callback the span is. */
  readonly spanIn?: number | undefined;
  /** What the wrapper puts before and behind the name. */
  readonly before: readonly AddedPiece[];
  readonly after: readonly AddedPiece[];
  /** Whether the wrapper changes the letters of the name, so that nobody can tell it from what the caller writes. */
  readonly changed?: true;
  /** What a library adds behind the name, and whether its notation is the library's own, where a library makes the span. */
  readonly suffix?: string | undefined;
  readonly ownNotation?: true | undefined;
  /** Whether the wrapper ends the span, and records failures; nothing where nobody says. */
  readonly ends?: boolean | undefined;
  readonly records?: boolean | undefined;
  /** How many more calls it takes until the span is made, where the wrapper gives a function that makes it. */
  readonly callsUntil?: number | undefined;
  /** Whether each span stands for one message, whatever the wrapper is called with. */
  readonly perMessage?: boolean | undefined;
  /** Whether a written type fixes which names it takes, and whether it does more with a name than give it to spans. */
  readonly fixesName?: boolean;
  readonly readsName?: boolean;
  /** The title of the library whose own function this is, where a file of the project hands it on: the catalogue knows more of it. */
  readonly library?: string;
  /** Whether the contract says so. */
  readonly declared?: true;
  readonly certainty: Certainty;
  /** Where the wrapper is defined, as a reader of the calling file would look for it (`./spans.ts:3`). */
  readonly place?: string | undefined;
}

/** Puts the wrappers that a contract declares before those that are found in other files. */
export function withDeclaredWrappers(summaries: ModuleSummaries, { wrappers }: Contract): ModuleSummaries {
  if (wrappers.length === 0) return summaries;
  const hasGlobals = wrappers.some((one) => 'global' in one);
  return {
    ...summaries,
    wrapper(module, path) {
      const declared = wrappers.find((one) => 'module' in one && isExportAt(one, module, path));
      if (!declared) return summaries.wrapper(module, path);
      return {
        ...shapeOfDeclared(declared),
        // the contract says nothing of these; only who changes a name or an attribute, or finds it in a loop, asks: the file of the wrapper is
        // read then
        get fixesName() {
          return summaries.wrapper(module, path)?.fixesName === true;
        },
        get readsName() {
          return summaries.wrapper(module, path)?.readsName === true;
        },
        get takes() {
          return summaries.wrapper(module, path)?.takes;
        },
        get recordsGiven() {
          return summaries.wrapper(module, path)?.recordsGiven;
        },
        get callsUntil() {
          return summaries.wrapper(module, path)?.callsUntil;
        },
        get perMessage() {
          return summaries.wrapper(module, path)?.perMessage === true;
        },
      };
    },
    globalWrapper: hasGlobals
      ? (path) => {
          const declared = wrappers.find((one) => 'global' in one && one.global === path.join('.'));
          return declared && shapeOfDeclared(declared);
        }
      : undefined,
  };
}

function shapeOfDeclared(wrapper: WrapperContract): WrapperShape {
  const { name, before = '', after = '', attributes, callback, ends, records } = wrapper;
  return {
    name,
    attributes,
    callback,
    spanIn: callback === undefined ? undefined : 0,
    before: before === '' ? [] : [before],
    after: after === '' ? [] : [after],
    ends,
    records,
    declared: true,
    certainty: 'certain',
  };
}
