/**
 * Words that say what a variable part of a name most likely is.
 * Source: about 700 labelled span calls of public repositories, 2026.
 */

/** Values that the code or a protocol fixes to few: HTTP methods and route patterns, class and function names. */
const BOUNDED =
  /^(?:method|route|httpMethod|verb|routePath|routeName|routeId|routerPath|baseUrl|routePattern|route_path|(?:route|url|uri|path)_?[tT]emplate|(?:url|uri|path)_?[pP]attern|matchedPath|matchedRoute|propertyKey|prop|methodName|functionName|fnName|className|NODE_ENV|protocol)$/;

/**
 * Attributes that names of spans are made of: `attributes[ATTR_DB_OPERATION_NAME]`.
 * Source: "Span name" of the semantic conventions 1.44.0 for HTTP, databases, RPC, messaging, GraphQL and GenAI, and their older keys.
 */
const OF_NAMES =
  /^(?:http\.(?:route|method|request\.method)|url\.template|db\.(?:query\.summary|operation(?:\.name)?|collection\.name|namespace|name|stored_procedure\.name|sql\.table|mongodb\.collection)|rpc\.(?:method|service)|messaging\.operation(?:\.name)?|graphql\.operation\.type|gen_ai\.(?:operation\.name|request\.model))$/;

/** Functions and classes, whose names are written in the code. */
const OF_CODE =
  /(?:^(?:fn|func|handler|target|method|descriptor|resolver|middle[wW]are|callback|original(?:Fn|Func|Function|Method)?|this\.fn)|(?:^|\.)(?:class|cls|klass|clazz|ctor|constructor)|\w*(?:Class|Fn|Handler|Ctor|Constructor))$/;

/** Errors, whose names are those of their classes. */
const ERROR = /(?:^|\.)(?:err|error|exception|cause|\w+(?:Err|Error|Exception))$/i;

/** A route as the router knows it, or a remote procedure that is patched; not the path of a request. */
const ROUTE_OWNER =
  /(?:\broute|\boriginal|getRoute\(\)|routeOptions|routerPath|layer|matchedRoutes?(?:\(\w*\))?(?:\[[^\]]*\]|\.at\(-?\d+\))?)$/;

/** Properties of unseen objects, and parameters, that are most often a union of literals. */
const UNCERTAIN =
  /^(?:kind|type|phase|mode|status|role|level|stage|operation|op|action|event|eventType|event_type|direction|state|category|variant|severity|strategy|scope|prefix|provider|vendor|system)$/;

const OPTIONS =
  /(?:^|[a-z])(?:opts?|options|params|parameters|conf|cfg|config|configuration|args|input|init|props|settings|ctx|context|meta|metadata|spec|def|definition|descriptor|overrides)$|^(?:o|attrs|request|span(?:info|data|details)?)$/i;

/** Types of what a call is told, by the last word of their names. */
const OPTIONS_TYPE =
  /^(.*?)(?:Options?|Opts|Params|Parameters|Conf|Config|Configuration|Spec|Init|Args|Arguments|Input|Props|Settings|Definition)$/;

/** Parts of options that are about spans: the name in one is a span's, as in `options.telemetry.name`. */
const TELEMETRY = /^(?:telemetry|tracing|trace|span|otel|open_?telemetry|observability|instrumentation|monitoring)$/i;

/**
 * Fields of objects that live as long as a session, a request or a message, and differ from one to the next. Ids of what the code itself
 * makes, as of agents, tools and tasks, are left out.
 */
const DATA =
  /^(?:(?:session|user|request|conversation|thread|message|chat|order|customer|account|tenant|transaction|invoice|payment|correlation|connection|socket|visitor|device|upload|document)_?id|(?:user|customer|account)?_?email|(?:user|customer)_?name|url|href|request_?url)$/i;

/**
 * Whether a name says that its value is one of few.
 * @param name a parameter's or a property's name
 * @param owner source text of the object, for a property
 */
export function isBoundedName(name: string, owner = ''): boolean {
  const last = lastOfKey(name);
  if (BOUNDED.test(last) || OF_NAMES.test(name)) return true;
  if (last !== name) return isBoundedName(last, name.slice(0, -last.length - 1));
  if (name === 'name') return OF_CODE.test(owner) || ERROR.test(owner);
  // the id of a route is its pattern in TanStack Router, Remix and SvelteKit
  return /^(?:path|url|pattern|template|id)$/.test(name) && ROUTE_OWNER.test(owner);
}

/** Parts of a program that spans are grouped by: the callers of a wrapper write them as they write the name. */
const SCOPE =
  /^(?:scope|name_?space|prefix|suffix|area|domain|component|module|package|service|layer|group|section|feature|vendor|provider|system|library|resource|entity|table|collection|type|kind|operation|action|verb|method|category|class)(?:_?name)?$/i;

/**
 * Whether a parameter says that it is a scope of names rather than data.
 * @param words what it is called, from the outside in: `options`, `module`, `name`
 */
export function isScopeName(words: readonly string[]): boolean {
  const [last = '', owner = ''] = words.toReversed();
  return SCOPE.test(lastOfKey(last)) || (last === 'name' && SCOPE.test(owner));
}

/** Whether the name of a field says that it holds data. */
export function isDataField(name: string): boolean {
  return DATA.test(name.replace(/^[#_]+/, ''));
}

/** Whether a property of an object that is not in sight, or a parameter, may well be a union of literals. */
export function isUncertainProperty(name: string): boolean {
  return UNCERTAIN.test(lastOfKey(name));
}

/** Whether a property, or a key of attributes, says that a span is called by it: `spanName`, `acme.span.name`. */
export function isSpanNameProperty(name: string): boolean {
  return /span[._]?name$/i.test(name);
}

/** The last word of a key, `kind` of `acme.job.kind`, which tells as much as a property does. */
function lastOfKey(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** Whether a parameter's name says that it carries the options of a call. */
export function isOptionsName(name: string): boolean {
  return OPTIONS.test(name);
}

/** Whether a step of a path says that what stands below is about spans. */
export function isTelemetryName(step: string): boolean {
  return TELEMETRY.test(step);
}

/**
 * Whether the name of a type says that it is the options of a call.
 * @param parameter what is typed: `job: JobConfig` is the job itself, and its name is data
 */
export function isOptionsType(type: string, parameter: string): boolean {
  const thing = OPTIONS_TYPE.exec(type)?.[1];
  if (thing === undefined) return false;
  const words = thing.match(/\p{Lu}?[\p{Ll}\p{N}]+|\p{Lu}+/gu) ?? [];
  const called = parameter.replace(/^_/, '').toLowerCase();
  return !words.some((_, i) => words.slice(i).join('').toLowerCase() === called);
}
