import type { TSESTree } from '@typescript-eslint/types';
import { withoutAdded, type AddedText } from '../wrappers/added-text.ts';
import type { ValueKind } from '../attributes/value-kinds.ts';
import type { DefaultName, Position, SpanCall } from '../catalogue/span-library.ts';
import type { NameParameter, NameText, NameValue } from '../names/name-value.ts';
import type { ObjectEntry } from '../syntax/object-entries.ts';
import type { FunctionNode, Node } from '../syntax/tree.ts';

/** How sure the reading is that a call is a span call. */
export type Certainty = 'certain' | 'likely';

/** The methods of an OpenTelemetry tracer and span, whose arguments are those of OpenTelemetry. */
export type OpenTelemetryMethod = 'startSpan' | 'startActiveSpan' | 'withActiveSpan' | 'withSpan' | 'updateName';

/** One place that creates or renames a span. */
export interface SpanSite {
  readonly kind: 'create' | 'rename';
  /** `startSpan`, `updateName`, the function of a library, or the name of a wrapper. */
  readonly api: string;
  /** The method of OpenTelemetry that the call is; nothing for libraries and wrappers, whose arguments are their own. */
  readonly method?: OpenTelemetryMethod;
  /** The title of the library that makes the span; nothing for OpenTelemetry itself and for wrappers. */
  readonly library?: string;
  /** A wrapper's call: the span is made in the wrapper, the name comes from here. */
  readonly wrapper: boolean;
  readonly certainty: Certainty;
  /** The call, or the expression of a decorator. */
  readonly call: TSESTree.CallExpression;
  /** The name; what is called where no name is written. */
  readonly nameNode: Node;
  /** The name stands below `nameNode`, options that come from elsewhere and may hold more. */
  readonly isBelow?: true;
  /** What the span is called in the end: with what a library adds. */
  readonly name: NameValue;
  /** What a library adds to the written name. */
  readonly suffix?: string;
  /** The notation of the name is the library's own: a sentence for people, or the name of a function. */
  readonly ownNotation?: true;
  /** Where no name is written: what the span is called after, and where a name would stand. */
  readonly unwritten?: Unwritten;
  /** An object with `attributes`, as OpenTelemetry takes it. */
  readonly options: Node | undefined;
  /** Attributes that are an argument of their own, as wrappers may take them. */
  readonly attributes?: Node;
  /** Keys of these attributes, or of those in the options, that a wrapper sets to values of its own. */
  readonly replaced?: readonly string[];
  /** Of a library's call that gives neither: where it could. */
  readonly attributesAt?: AttributesPlace;
  /** What kinds of values a library, or a wrapper's written type, lets attributes be; nothing where all are fine or nobody says, none where it lists their keys. */
  readonly takes?: readonly ValueKind[] | undefined;
  /** Parameters of a library that are recorded, each under a key of its own. */
  readonly content?: readonly FixedAttribute[];
  /** Functions whose results a library puts on the span as attributes. */
  readonly makers?: readonly FunctionNode[];
  /** The kind, where it does not stand in the options under that name. */
  readonly kindNode?: Node;
  readonly callback: FunctionNode | undefined;
  /** The span is made later, each time that what the call gives is run. */
  readonly deferred?: SpanCall['deferred'];
  /** Who ends the span, and how the call itself records a failure; nothing where nobody knows. */
  readonly ends?: SpanCall['ends'];
  readonly records?: SpanCall['records'];
}

/** A place of a call where its library takes attributes. */
export interface AttributesPlace {
  readonly position: Position;
  /** An object with `attributes`, or the attributes themselves. */
  readonly holds: 'options' | 'attributes';
  /** Whether the call visibly gives nothing there: what it gives may stand out of sight. */
  readonly isFree: boolean;
}

/** A name that the code leaves to the library; from nothing where that would be the name of a function that has none. */
export interface Unwritten {
  readonly from: DefaultName | 'nothing';
  /** The name that the library takes, where the file tells. */
  readonly text: string | undefined;
  /** Where a name would stand; nothing where the call takes none. */
  readonly position: Position | undefined;
}

/** A parameter of a library and the attribute key that it is recorded under. */
export interface FixedAttribute {
  readonly key: string;
  readonly value: Node;
  /** The entry of an object; nothing for a whole argument. */
  readonly entry: ObjectEntry | undefined;
}

/** A function that passes a parameter of its own on as a span name. */
export interface Wrapper extends NameParameter {
  /** Parameters that give the name where that one does not, in the order they are asked. */
  readonly others: readonly NameParameter[];
  readonly certainty: Certainty;
  /** What the name can be inside, where the parameter is only a part of it. */
  readonly parts: readonly NameText[] | undefined;
  /** The name expression inside, where the wrapper itself makes the span and the parameter is only a part of the name. */
  readonly around: Node | undefined;
  readonly suffix?: string;
  readonly ownNotation?: true;
  /** How many more calls it takes until the span is made: one where the wrapper gives a function that makes it. */
  readonly callsUntil?: number;
}

/** Why a call that is named like a span call was not taken for one. */
export interface Unseen {
  readonly call: TSESTree.CallExpression;
  readonly reason: 'otherOrigin' | 'unknownReceiver' | 'noName' | 'noSpan' | 'silentLibrary';
  /** The name of the library as the contract's `apis` takes it. */
  readonly library?: string;
}

/** A name with what a library adds to it. */
export function withSuffix(name: NameValue, suffix: string | undefined, node: Node): NameValue {
  if (suffix === undefined) return name;
  if (name.kind === 'exact')
    return { kind: 'exact', texts: name.texts.map((one) => ({ ...one, text: one.text + suffix })) };
  if (name.kind !== 'pattern') return name;
  const patterns = name.patterns.map((parts): NameText => [...parts, { kind: 'text', text: suffix, node }]);
  return { ...name, patterns };
}

/**
 * The text to write at a site so that the span is called `name`; nothing where no text does that.
 * @param added what a wrapper adds to the name that stands there now
 */
export function writtenName(
  { suffix = '' }: Pick<SpanSite, 'suffix'>,
  name: string,
  added?: AddedText,
): string | undefined {
  const fits = name.endsWith(suffix) && name.length > suffix.length;
  return fits ? withoutAdded(name.slice(0, name.length - suffix.length), added) : undefined;
}
