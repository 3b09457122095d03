import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { contractSchema } from '../../src/contract/schema.ts';
import { PRESETS } from '../../src/contract/presets/presets.ts';

const committed: unknown = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../../span-contract.schema.json'), 'utf8'),
);

test('the committed JSON Schema is the one that the schema gives', () => {
  const generated = { ...z.toJSONSchema(contractSchema(), { io: 'input' }), title: 'span-contract' };
  expect(committed, 'run `npm run schema`').toEqual(generated);
});

test('every field tells an editor what it is', () => {
  const fields = Object.entries((committed as { properties: Record<string, { description?: string }> }).properties);
  expect(fields.filter(([, field]) => field.description === undefined).map(([name]) => name)).toEqual([]);
});

test.each(Object.entries(PRESETS))('the preset %s is a valid contract', (_, preset) => {
  expect(contractSchema().safeParse(preset).success).toBe(true);
});
