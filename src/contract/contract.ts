/** Words of the contract after reading, extending and merging: what every rule and codemod asks. */

/** Severity-free facts about one attribute of a contracted span. */
export interface AttributeContract {
  readonly type?: string;
  readonly required?: boolean;
}

/** Kinds of span as the contract writes them (lower-case OpenTelemetry `SpanKind` names). */
export type SpanKindName = 'internal' | 'server' | 'client' | 'producer' | 'consumer';

/** One entry of `spans`, keyed by a name that may hold `{attribute.key}` holes. */
export interface SpanContract {
  readonly description?: string;
  readonly kind?: readonly SpanKindName[];
  /** `per-iteration`: a span per loop round is agreed. */
  readonly repeat?: 'once' | 'per-iteration';
  readonly attributes: Readonly<Record<string, AttributeContract>>;
  /** Old names, with holes, that this name replaces. */
  readonly replaces: readonly string[];
}

/** One entry of `events`. */
export interface EventContract {
  readonly description?: string;
  readonly replaces: readonly string[];
}

/** What to record in place of raw content. */
export interface RawContract {
  readonly record: 'length' | 'token_count' | 'template_id' | 'remove';
  /** Key of the replacement; absent for `remove`. */
  readonly as?: string;
}

/** A function by the module it comes from. */
export interface ExportReference {
  readonly module: string;
  readonly export: string;
}

/** A function of the global scope, or its path below a global object: `telemetry.withSpan`. */
export interface GlobalReference {
  readonly global: string;
}

/** A project's own function that creates a span for its caller. Positions are paths: `0`, `1.attributes`. */
export type WrapperContract = (ExportReference | GlobalReference) & WrapperArguments;

/** How a wrapper takes its arguments, and what it does with the span. */
export interface WrapperArguments {
  readonly name: string;
  /** Fixed texts that it puts before and behind the name. */
  readonly before?: string;
  readonly after?: string;
  readonly attributes?: string;
  readonly callback?: string;
  readonly ends?: boolean;
  readonly records?: boolean;
}

/** The naming grammar. */
export interface NamingContract {
  /** `dot` alone, or also OpenTelemetry's own style (`chat gpt-4`, `GET /users/:id`). */
  readonly accept: readonly ('dot' | 'semconv')[];
  /** Allowed first segments; empty: any. */
  readonly namespaces: readonly string[];
  readonly segments: { readonly min: number; readonly max: number };
  /** Words that belong in `service.name` and must not be a segment. */
  readonly roles: readonly string[];
}

/** A contract, complete: presets and `extends` merged, defaults filled in. */
export interface Contract {
  /** Files and presets that it was made of, the linted project's own file first; empty path list: the preset alone. */
  readonly sources: readonly string[];
  readonly naming: NamingContract;
  readonly spans: ReadonlyMap<string, SpanContract>;
  readonly events: ReadonlyMap<string, EventContract>;
  readonly attributes: {
    /** Content keys; a `N` segment stands for an index, `*` as the last segment for any suffix. */
    readonly raw: ReadonlyMap<string, RawContract>;
    /** Those of them that a team listed, and not a preset alone: a person decided that their values are content, whatever these are called. */
    readonly listed: ReadonlySet<string>;
  };
  readonly redactors: readonly ExportReference[];
  /** Identifiers that, when tested around a recording, make captured content agreed (`captureContent`). */
  readonly captureGates: readonly string[];
  readonly wrappers: readonly WrapperContract[];
  /** Libraries that are held to the contract although their spans are none of OpenTelemetry. */
  readonly apis: readonly string[];
  /** Globs over span names that are not ours. */
  readonly allow: readonly string[];
  /** Globs over files, relative to the contract's folder. */
  readonly ignore: readonly string[];
}
