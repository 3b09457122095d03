import { wordsOf } from './content-words.ts';

/**
 * Words of values that are certainly no target of an operation, as a model, a tool or a queue is: each stands for one record, one person
 * or one moment, or for what somebody wrote. Whatever is not listed may be a target.
 * Source: OpenTelemetry semantic conventions 1.44.0 on what span names hold, and the span calls of public repositories, 2026.
 */
const DATA = words(
  'uuid guid ulid nonce email emails phone username timestamp now datetime date json sql filename hash checksum digest url uri href ip',
);

/** What people and models write. */
const CONTENT = words(
  'prompt prompts message messages question questions query utterance transcript content text body payload input answer completion',
);

/** Things whose id, address or name is one of few: the program or its operators set them up. */
const FEW = words(
  'model tool agent assistant bot crew workflow flow graph pipeline task step node plugin extension skill server service provider vendor engine deployment queue topic exchange stream channel subscription destination table collection bucket index database dataset schema config route function fn handler procedure operation command event action resource prompt template tenant type class store connector source',
);

/** Keys of one record; a routing key is one of few. */
const RECORD_KEYS = words('record row object primary cache session idempotency message item api');

/** People, whose names are many. */
const PEOPLE = words('user customer person contact patient recipient sender visitor');

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/** What a client asks for, where a route is what the program has set up for it. Source: Node.js 24, Fetch, express 5, hono 4, Next 15. */
const ASKED = /^(?:\w*(?:pathname|url|uri|href)|(?:raw|request|req|original)_?path|path_?with_?query)$/i;
/** Objects whose `path` is such. */
const REQUEST = /^(?:req|request|ctx|context|event|c|url|uri|location|\w*(?:Request|Req|Url|URL))$/;

/** Operations whose target is such a value all the same: `prompts/get {prompt}`. */
const TARGETS: Readonly<Record<string, RegExp>> = { 'prompts/get': /^prompt$/, 'resources/read': /^(?:uri|url)$/ };

/** Operations on records and messages; a bare `id` behind another one may be that of an agent or a tool. */
const ON_RECORDS =
  /^(?:publish|send|receive|process|settle|create|poll|SELECT|INSERT|UPDATE|DELETE|MERGE|CALL|find|findAndModify|aggregate)$/;

/**
 * Whether the name of a value says that it is data or content, and no target of an operation.
 * @param name a variable's or a property's name: `orderId`, `email`
 * @param owner the name of the object that a property is read from
 * @param operation what stands in the span name beside it: `process`
 */
export function isNoTarget(name: string, owner: string, operation: string): boolean {
  const own = wordsOf(name);
  const last = own.at(-1) ?? '';
  const before = own.at(-2) ?? wordsOf(owner).at(-1) ?? '';
  if (TARGETS[operation]?.test(last)) return false;
  if (CONTENT.has(last)) return true;
  if (FEW.has(before)) return false;
  if (DATA.has(last)) return true;
  if (last === 'id' || last === 'ids') return before !== '' || ON_RECORDS.test(operation);
  if (last === 'at') return /^(?:created|updated|started|ended|received|sent)$/.test(before);
  if (last === 'time') return /^(?:start|end|current|request|sent)$/.test(before);
  if (last === 'address') return before === 'email' || before === 'mail';
  return (last === 'key' && RECORD_KEYS.has(before)) || (last === 'name' && PEOPLE.has(before));
}

/**
 * Whether a value is the path or the URL that a client asks for, by its name: another one for each record.
 * @param owner the name of the object that a property is read from
 */
export function isOfRequest(name: string, owner: string): boolean {
  return ASKED.test(name) || (name === 'path' && REQUEST.test(owner));
}
