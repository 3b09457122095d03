import type { ExportedDefinition } from './analysis/modules/module-summaries.ts';
import type { Range } from './analysis/syntax/tree.ts';
import type { Edit } from './edits/edit.ts';

/** A text that other files read too and that should be another one, for a run that sees these files. */
export interface SharedText {
  readonly definitions: readonly ExportedDefinition[];
  readonly from: string;
  readonly to: string;
}

/** A name that a codemod writes in place of another, for whoever keeps dashboards. */
export interface Renaming {
  readonly kind: 'span' | 'event';
  /** The old name; what varied in it stands as the key of its attribute: `call_{agent.tool.name}_tool`. */
  readonly from: string;
  readonly to: string;
}

/** An attribute that a codemod takes out, or records as something else under another key. */
export interface Rekeying {
  readonly kind: 'attribute';
  readonly from: string;
  /** Left out where nothing takes its place. */
  readonly to?: string;
}

/** A callback that is given behind another argument now, for whoever stands in for the method. */
export interface MovedCallback {
  /** What is called: `startActiveSpan`. */
  readonly method: string;
  /** Its place among the arguments before, from 0. */
  readonly from: number;
  /** The names that the span had and has, what varies in them in braces. */
  readonly names: readonly string[];
}

/** What a codemod wants to do at one site, or why it does nothing there. */
export interface SitePlan {
  /** The site: what the rule's finding points at. Offsets in UTF-16 code units, without a BOM. */
  readonly range: Range;
  readonly outcome: 'done' | 'left';
  /** A stable id of what is done, or of why nothing is. */
  readonly reason: string;
  /** The same for people, as a whole sentence. */
  readonly sentence: string;
  readonly edits: readonly Edit[];
  /** How many findings of the rule are gone once the edits are made. */
  readonly covers: number;
  readonly renaming?: Renaming;
  readonly rekeying?: Rekeying;
  readonly movedCallback?: MovedCallback;
  /** Of a site that is left because of it. */
  readonly shared?: SharedText;
}

/** A plan that leaves a site alone. */
export function left(range: Range, reason: string, sentence: string): SitePlan {
  return { range, outcome: 'left', reason, sentence, edits: [], covers: 0 };
}

/** A plan that changes a site. */
export function done(
  range: Range,
  reason: string,
  sentence: string,
  edits: readonly Edit[],
  { covers = 1, ...more }: Partial<Pick<SitePlan, 'covers' | 'renaming' | 'rekeying' | 'movedCallback'>> = {},
): SitePlan {
  return { range, outcome: 'done', reason, sentence, edits, covers, ...more };
}
