import type { ValueKind } from '../attributes/value-kinds.ts';
import type { Role } from './roles.ts';

/** A place among the arguments of a call: `0`, `1.name` for a property of an argument, `last` for the last of several. */
export type Position = `${number}` | `${number}.${string}` | 'last';

/** What an argument looks like, as far as the file tells; a `factory` is a function that does nothing but give a function. */
export type ArgumentLook = 'text' | 'function' | 'factory' | 'object' | 'array';

/** What must hold of the arguments, where one function has several shapes. */
export interface When {
  readonly least?: number;
  readonly most?: number;
  /** Looks by index of the argument; one that the file does not explain has none of them. */
  readonly looks?: Readonly<Record<number, ArgumentLook>>;
}

/**
 * What a span is called where no name is written: the function, its method, its class and method, the function or line that makes the
 * call, or what the library makes up, whatever the code does.
 */
export type DefaultName = 'function' | 'method' | 'classMethod' | 'caller' | 'library';

/** What a library takes in the place of a name: one of these, or the function's where it has one and else its caller's. */
export type NameSource = DefaultName | 'functionOrCaller';

interface LibraryCall {
  /**
   * What is called, as a path from the package: `observe`, `Laminar.startSpan`, `TraceService#startSpan` for a method of an instance,
   * `getTracer().trace` for a method of what a function gives. A subpath may stand before it, `Effect.withSpan` is also `withSpan` of
   * `effect/Effect`.
   */
  readonly call?: string;
  /** Instead: the role of what the method is called on. */
  readonly on?: Role;
  /** The method, with `on`; nothing for a call of the thing itself. */
  readonly method?: string;
  /** `curried`: what the call gives is called with the function. Nothing: a plain call. */
  readonly form?: 'decorator' | 'curried';
  readonly when?: When;
  /** What the call gives. */
  readonly returns?: Role;
  /** What kinds of values its attributes may be, where that is less than an attribute of OpenTelemetry may be. */
  readonly takes?: readonly ValueKind[];
}

/** A call that makes a span, or a decorator that makes one for each call of a method. */
export interface SpanCall extends LibraryCall {
  readonly makes: 'span' | 'rename';
  /** Nothing where the library makes up the name. */
  readonly name?: Position;
  /** A name that counts more than the one at `name`. */
  readonly nameBefore?: Position;
  /** What the span is called where nothing stands at `name`. */
  readonly unnamed?: NameSource;
  /** What stands before the name that the span has then, where it is written. */
  readonly unnamedBehind?: Position;
  /** Where a name may be put, if not at `name`. */
  readonly unnamedAt?: Position;
  /** The notation is the library's own: a sentence for people, or the function's name. What the contract says of notation is no matter then. */
  readonly ownNotation?: true;
  /** What the library adds to the written name. */
  readonly suffix?: string;
  /** An object with `attributes`, and perhaps `links` and `kind`. */
  readonly options?: Position;
  /** Where such an object may be put, in a shape that has none: what stands there moves on. */
  readonly optionsAt?: Position;
  /** A map of attributes. */
  readonly attributes?: Position;
  /** What kinds of values its type lets them be; nothing where all of OpenTelemetry's are fine. */
  readonly takes?: readonly ValueKind[];
  /** Parameters that are recorded, each under a key of its own. */
  readonly content?: Readonly<Partial<Record<Position, string>>>;
  /** Functions whose results are attributes of the span: they make them of what the callback is given or gives. */
  readonly makers?: readonly Position[];
  readonly kind?: Position;
  readonly callback?: Position;
  /** Index of the callback's parameter that is the span, and what it is. */
  readonly span?: readonly [index: number, role: Role];
  /** Index of the callback's parameter whose properties are recorded when it is done, each under a key of its own. */
  readonly filled?: readonly [index: number, content: Readonly<Record<string, string>>];
  /** `callee on success`: a failure leaves the span open. */
  readonly ends: 'caller' | 'callee' | 'callee on success';
  /** How a failure is recorded by the library. */
  readonly records: 'nothing' | 'exception' | 'status' | 'exception and status';
  /** The span is made later, each time that what the call gives is run: a function, or an effect, which runs where it is yielded. */
  readonly deferred?: true | 'effect';
}

/** A call that records attributes on a span that it finds itself, or on the span that it is a method of. */
export interface AttributeCall extends LibraryCall {
  readonly makes: 'attributes';
  /** The name of the event that is made with them. */
  readonly event?: Position;
  readonly key?: Position;
  readonly value?: Position;
  readonly attributes?: Position;
  readonly content?: Readonly<Partial<Record<Position, string>>>;
}

/** A call that is named like one that makes a span, and makes none. */
export interface OtherCall extends LibraryCall {
  readonly makes: 'nothing';
}

export type CatalogueCall = SpanCall | AttributeCall | OtherCall;

/** One library and its calls. */
export interface SpanLibrary {
  /** As the contract's `apis` and the docs say it. */
  readonly name: string;
  readonly title: string;
  /** Packages; `*` at the end stands for anything. */
  readonly packages: readonly string[];
  /** The versions that the facts were read in. */
  readonly versions: string;
  /** Whether its spans are spans of OpenTelemetry. Where not, the library is silent until the contract lists it under `apis`. */
  readonly openTelemetry: boolean;
  /** Words without one of which a file makes no span with the packages, where they are for much else. */
  readonly words?: RegExp;
  /** Of several that fit, the first counts. */
  readonly calls: readonly CatalogueCall[];
}
