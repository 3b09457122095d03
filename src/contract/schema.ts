import { createRequire } from 'node:module';
import type { z as Zod } from 'zod';
import { SILENT_LIBRARIES } from '../analysis/catalogue/find-calls.ts';

const require = createRequire(import.meta.url);

/** A name with holes, each with a key in it and text between two of them: else nobody could tell where one value ends. */
const PATTERN = /^[^{}]*(?:\{[^{}\s]+\}[^{}]+)*(?:\{[^{}\s]+\})?$/;

/** A name is more than holes and signs. ASCII and what lies beyond it, for a reader of JSON Schema knows no classes of letters. */
const WORDED = /^(?:\{[^{}]*\}|[^{}\w\u0080-\uFFFF])*[\w\u0080-\uFFFF]/;

/** A place among arguments, as text: an index, or a path below one. */
const PLACE = /^\d+(?:\.[\w$]+)*$/;

/** Whether a contract can name a place among arguments: `0`, `1.attributes`. */
export function isWritablePlace(place: string): boolean {
  return PLACE.test(place);
}

/** A name of the global scope, or a path below one. */
const GLOBAL = /^[\p{ID_Start}$_][\p{ID_Continue}$]*(?:\.[\p{ID_Start}$_][\p{ID_Continue}$]*)*$/u;

/** The schema of a contract file, built once; the library is loaded only when there is a file to check. */
let built: ReturnType<typeof build> | undefined;

/** The one schema behind the types, the run-time check and the published JSON Schema. */
export function contractSchema(): ReturnType<typeof build> {
  built ??= build((require('zod') as { z: typeof Zod }).z);
  return built;
}

/** A contract as a team writes it. */
export type ContractFile = Zod.input<ReturnType<typeof build>>;

/** What is wrong with how an entry names its function: by module and export, or by global. */
function referenceFaults(entry: Readonly<Record<string, unknown>>): { path: string[]; message: string }[] {
  const { module, export: name, global } = entry;
  if (global !== undefined) {
    return module === undefined && name === undefined
      ? []
      : [{ path: ['global'], message: 'take it out, or take out `module` and `export`' }];
  }
  if (module === undefined && name === undefined)
    return [{ path: [], message: 'write `module` and `export`, or `global`' }];
  return Object.entries({ module, export: name }).flatMap(([key, value]) =>
    value === undefined ? [{ path: [key], message: 'write a text' }] : [],
  );
}

function build(z: typeof Zod) {
  const text = z.string().min(1, { error: 'write a text that is not empty' });
  const name = text
    .regex(PATTERN, { error: 'write a hole as `{attribute.key}`, and some text between two holes' })
    .regex(WORDED, { error: 'write a word beside the holes, for else every name would be meant' });
  const texts = (description: string) => z.array(text).describe(description);
  const kind = z.enum(['internal', 'server', 'client', 'producer', 'consumer']);
  const attribute = z.strictObject({
    type: z
      .enum(['string', 'int', 'double', 'boolean', 'string[]', 'int[]', 'double[]', 'boolean[]'])
      .optional()
      .describe('The type of the value, for example int.'),
    required: z.boolean().optional().describe('Whether every such span must carry it.'),
  });
  const span = z.strictObject({
    description: z
      .string()
      .optional()
      .describe('What the span stands for, for example "One call of a tool by an agent."'),
    kind: z
      .union([kind, z.array(kind).min(1)])
      .optional()
      .describe('The SpanKind, or those that are right.'),
    repeat: z
      .enum(['once', 'per-iteration'])
      .optional()
      .describe('per-iteration: a span for each round of a loop is agreed.'),
    attributes: z.record(text, attribute).optional().describe('Attributes by key.'),
    replaces: z
      .array(name)
      .optional()
      .describe('Old names that this name replaces; {attribute.key} stands for a part that becomes that attribute.'),
  });
  const event = z.strictObject({
    description: z.string().optional().describe('What the event stands for.'),
    replaces: texts('Old event names that this name replaces.').optional(),
  });
  const raw = z.strictObject({
    record: z
      .enum(['length', 'token_count', 'template_id', 'remove'])
      .describe('What to record instead of the content.'),
    as: text
      .optional()
      .describe('The key of what is recorded instead; left out: the key with .length, .token_count or .template_id.'),
  });
  const reference = {
    module: text.describe('The module as it is imported.'),
    export: text.describe('The name of the export.'),
  };
  // one object with a check, and no union: the fault of a union cannot be told at its key
  const wrapper = <Shape extends Zod.core.$ZodLooseShape>(shape: Shape) =>
    z
      .strictObject(shape)
      .check(({ value, issues }) => {
        issues.push(...referenceFaults(value).map((fault) => ({ code: 'custom' as const, input: value, ...fault })));
      })
      .meta({ oneOf: [{ required: ['module', 'export'] }, { required: ['global'] }] });
  const place = { error: 'write an argument index (`0`) or a path (`1.attributes`)' };
  const position = z.union([z.int().nonnegative(), z.string().regex(PLACE, place)], place);
  return z
    .strictObject({
      $schema: z.string().optional().describe('The JSON Schema that an editor checks this file with.'),
      version: z.literal(1).describe('The version of this format.'),
      extends: texts(
        'Presets (agent), relative files, or packages, of npm or of the workspace, whose contract this one builds on.',
      ).optional(),
      naming: z
        .strictObject({
          accept: z
            .array(z.enum(['dot', 'semconv']))
            .min(1)
            .optional()
            .describe("dot: agent.tool.call. semconv: OpenTelemetry's own style, chat gpt-4."),
          namespaces: texts('Allowed first segments; empty: any.').optional(),
          segments: z
            .strictObject({
              min: z.int().positive().optional().describe('Fewest segments.'),
              max: z.int().positive().optional().describe('Most segments.'),
            })
            .optional()
            .describe('How many segments a name has.'),
          roles: texts('Words for the role of an agent; they belong in service.name.').optional(),
        })
        .optional()
        .describe('The grammar of names.'),
      spans: z
        .record(name, span.nullable())
        .optional()
        .describe('Spans by name; null takes out one that was inherited.'),
      events: z
        .record(text, event.nullable())
        .optional()
        .describe('Events by name; null takes out one that was inherited.'),
      attributes: z
        .strictObject({
          raw: z
            .union([z.record(text, raw.nullable()), z.array(text)], { error: 'write a map of keys, or a list of keys' })
            .optional()
            .describe(
              'Content that must not be recorded, and what to record instead. A list is short for record: length.',
            ),
        })
        .optional()
        .describe('Attributes in general.'),
      redactors: z.array(z.strictObject(reference)).optional().describe('Functions whose result is safe to record.'),
      captureGates: texts('Names of flags behind which recording content is agreed.').optional(),
      wrappers: z
        .array(
          wrapper({
            module: reference.module.optional(),
            export: reference.export.optional(),
            global: text
              .regex(GLOBAL, { error: 'write a name (`withSpan`) or a path below one (`telemetry.withSpan`)' })
              .optional()
              .describe(
                'In place of module and export: a function that no file imports, or its path below a global object, such as telemetry.withSpan.',
              ),
            name: position.describe('Where the span name stands: an argument index, or a path such as 0.name.'),
            before: text.optional().describe('A fixed text that the wrapper puts before the name, such as "app.".'),
            after: text.optional().describe('A fixed text that the wrapper puts behind the name.'),
            attributes: position.optional().describe('Where the attributes stand, such as 1.attributes.'),
            callback: position.optional().describe('Where the callback stands.'),
            ends: z.boolean().optional().describe('Whether the wrapper ends the span.'),
            records: z.boolean().optional().describe('Whether the wrapper records failures.'),
          }),
        )
        .optional()
        .describe("The project's own functions that create a span for their caller."),
      apis: z
        .array(z.enum(SILENT_LIBRARIES))
        .optional()
        .describe(
          'Libraries whose spans are none of OpenTelemetry and are to be held to this contract as well, such as sentry.',
        ),
      allow: texts('Span names that are not ours; * stands for any characters.').optional(),
      ignore: texts('Files that are not checked, as globs relative to this file.').optional(),
    })
    .describe('A contract of eslint-plugin-span-contract.');
}
