import type { TSESTree } from '@typescript-eslint/types';
import { filledAt } from '../catalogue/model-answers.ts';
import { entryOf } from '../syntax/object-entries.ts';
import type { FileReading } from '../reading.ts';
import { schemaMaker } from '../types/schema-maker.ts';
import type { Path } from '../syntax/sources.ts';
import { unwrap, type Node } from '../syntax/tree.ts';

/** Makers of zod that let a field be one of few values, a number, a date or a yes or no. */
const NO_TEXT =
  /^(?:enum|nativeEnum|literal|number|int|int32|uint32|int64|float32|float64|boolean|stringbool|bigint|date|null|undefined)$/;
const OBJECTS = /^(?:object|strictObject|looseObject)$/;
const DEEPEST = 8;

/**
 * What the schema that a model was called with lets a field of its answer be, where the schema is written in this file.
 * @param path steps from what the call gives to the field
 */
export function fieldOfSchema(
  reading: FileReading,
  call: TSESTree.CallExpression,
  path: Path,
): 'no text' | 'text' | undefined {
  const filled = filledAt(path);
  const [argument] = call.arguments;
  if (filled === undefined || !argument || argument.type === 'SpreadElement') return undefined;
  const schema = schemaIn(reading, argument, 0);
  return schema && field(reading, schema, path.slice(filled), 0);
}

/** `{ schema }`, `{ output: Output.object({ schema }) }`, `{ response_format: zodResponseFormat(schema, 'name') }`. */
function schemaIn(reading: FileReading, options: Node, depth: number): Node | undefined {
  if (depth > 2) return undefined;
  const at = (key: string) => entryOf(reading.tree, reading.origins, options, key);
  const direct = at('schema');
  if (direct) return direct;
  const format = at('text') ?? at('output_config');
  const holder =
    at('output') ?? at('experimental_output') ?? at('response_format') ?? at('format') ?? at('output_format') ?? format;
  const made = holder && unwrap(holder);
  if (made?.type === 'ObjectExpression') return schemaIn(reading, made, depth + 1);
  const [argument] = made?.type === 'CallExpression' ? made.arguments : [];
  if (!argument || argument.type === 'SpreadElement') return undefined;
  return unwrap(argument).type === 'ObjectExpression' ? schemaIn(reading, argument, depth + 1) : argument;
}

function field(reading: FileReading, schema: Node, path: Path, depth: number): 'no text' | 'text' | undefined {
  const call = depth > DEEPEST ? undefined : schemaMaker(reading.tree, schema);
  if (!call) return undefined;
  const { maker, made } = call;
  const [argument] = made.arguments;
  const given = argument && argument.type !== 'SpreadElement' ? argument : undefined;
  const [step, ...rest] = path;
  if (path.length === 0) {
    if (maker === 'array' && given) return field(reading, given, path, depth + 1);
    return NO_TEXT.test(maker) ? 'no text' : 'text';
  }
  if (maker === 'array') return given && field(reading, given, rest, depth + 1);
  if (!OBJECTS.test(maker) || typeof step !== 'string') return undefined;
  const entry = entryOf(reading.tree, reading.origins, given, step);
  return entry && field(reading, entry, rest, depth + 1);
}
