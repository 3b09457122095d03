// Writes span-contract.schema.json from the one schema; with --check it only compares.
import { readFile, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { format } from 'prettier';
import { z } from 'zod';
import { contractSchema } from '../dist/src/contract/schema.js';

const target = new URL('../span-contract.schema.json', import.meta.url);
const schema = { ...z.toJSONSchema(contractSchema(), { io: 'input' }), title: 'span-contract' };
const text = await format(JSON.stringify(schema), { parser: 'json', printWidth: 120 });

if (!process.argv.includes('--check')) await writeFile(target, text);
else if ((await readFile(target, 'utf8')) !== text) {
  console.error('span-contract.schema.json is not what the schema gives. Run `npm run schema`.');
  process.exitCode = 1;
}
