import { describe, expect, test } from 'vitest';
import { check, folderWith } from './command.ts';
import { runInProcess } from './run-in-process.ts';

/** A provider that its file gives to others: a run over the whole project knows whether one of them ends it. */

const IMPORT = `import { NodeSDK } from '@opentelemetry/sdk-node';\n`;
const NAMED = `${IMPORT}export const sdk = new NodeSDK();\nsdk.start();\n`;
const DEFAULT = `${IMPORT}const sdk = new NodeSDK();\nsdk.start();\nexport default sdk;\n`;
const MADE = `${IMPORT}export function startTracing() {\n  const sdk = new NodeSDK();\n  sdk.start();\n  return sdk;\n}\n`;
const COMMON_JS = `const { NodeSDK } = require('@opentelemetry/sdk-node');\nconst sdk = new NodeSDK();\nsdk.start();\nmodule.exports = sdk;\n`;

/** What a check finds and a migration would do in a project, where the files are those of the paths. */
function run(files: Readonly<Record<string, string>>, paths: readonly string[] = ['.']) {
  return runInProcess(files, 'add-provider-shutdown', { paths });
}

describe('an exported provider that no file ends is reported, and gets its hook', () => {
  test.each([
    [
      'which nobody imports, for the program is told to load the file first',
      NAMED,
      `export const port = 80;\n`,
      '2:20',
    ],
    ['which another file starts', NAMED, `import { sdk } from './tracing';\nsdk.start();\n`, '2:20'],
    ['whose file is imported alone', NAMED, `import './tracing';\nserver.shutdown();\n`, '2:20'],
    ['in a list of exports', NAMED.replace('export ', '').concat('export { sdk };\n'), `import './tracing';\n`, '2:13'],
    ['by default', DEFAULT, `import sdk from './tracing.js';\nsdk.start();\n`, '2:13'],
    ['that a function gives back', MADE, `import { startTracing } from '@/tracing';\nstartTracing();\n`, '3:15'],
    ['that another variable is called like', NAMED, `const sdk = new Mail();\nsdk.shutdown();\n`, '2:20'],
  ])('%s', async (_, tracing, server, place) => {
    expect(await run({ 'src/tracing.ts': tracing, 'src/server.ts': server })).toEqual({
      places: [`src/tracing.ts:${place} require-provider-shutdown`],
      rows: ['done'],
    });
  });

  test('in CommonJS', async () => {
    const server = `const sdk = require('./tracing');\nsdk.start();\n`;
    expect(await run({ 'src/tracing.js': COMMON_JS, 'src/server.js': server })).toEqual({
      places: ['src/tracing.js:2:13 require-provider-shutdown'],
      rows: ['done'],
    });
  });

  test('by the command, which says so', () => {
    const { report } = check([], folderWith({ 'tracing.ts': NAMED }));
    expect(report.findings).toHaveLength(1);
    expect(report.findings[0]?.message).toBe(
      "`sdk` buffers spans, and neither this file nor one that imports it shuts it down: the last batch is lost when the process ends. Call `await sdk.shutdown()` when the process stops, for example in `process.once('SIGTERM', …)`.",
    );
  });
});

const ENDER = `${IMPORT}const sdk = new NodeSDK();\nexport const startTracing = () => sdk.start();\nexport async function stopTracing() {\n  await sdk.shutdown().catch(console.error);\n}\n`;

describe('a provider is reported whose ending nobody calls', () => {
  const START = `import { startTracing } from './tracing';\nstartTracing();\n`;

  test('and left, for the function is there', async () => {
    expect(await run({ 'src/tracing.ts': ENDER, 'src/server.ts': START })).toEqual({
      places: ['src/tracing.ts:2:13 require-provider-shutdown'],
      rows: ['left'],
    });
  });

  test('which the message names', () => {
    const { report } = check([], folderWith({ 'tracing.ts': ENDER, 'server.ts': START }));
    expect(report.findings.map(({ message }) => message)).toEqual([
      "`sdk` buffers spans, and nothing calls `stopTracing`, which would shut it down: the last batch is lost when the process ends. Call `stopTracing()` when the process stops, for example in `process.once('SIGTERM', …)`.",
    ]);
  });

  test('beside an export of the provider that nobody ends', async () => {
    const tracing = ENDER.replace('const sdk', 'export const sdk');
    expect((await run({ 'tracing.ts': tracing, 'server.ts': START })).places).toHaveLength(1);
    const server = `${START}import { sdk } from './tracing';\nprocess.once('SIGTERM', () => void sdk.shutdown());\n`;
    expect((await run({ 'tracing.ts': tracing, 'server.ts': server })).places).toEqual([]);
  });

  test.each([
    [
      'another file calls it',
      ENDER,
      `${START}import { stopTracing } from './tracing';\nprocess.once('SIGTERM', () => void stopTracing());\n`,
    ],
    ['another file hands it over', ENDER, `${START}import { stopTracing } from './tracing';\nonExit(stopTracing);\n`],
    [
      'another file calls it as a part of the module',
      ENDER,
      `import * as tracing from './tracing';\ntracing.startTracing();\nonExit(() => tracing.stopTracing());\n`,
    ],
    ['the file itself calls it', `${ENDER}process.once('SIGTERM', () => void stopTracing());\n`, START],
    ['nobody imports the file', ENDER, `export const port = 80;\n`],
    ['it is the one export of the module', ENDER.replace('export async', 'export default async'), START],
    [
      'the function ends what it makes itself',
      `${IMPORT}export async function traced() {\n  const sdk = new NodeSDK();\n  sdk.start();\n  await sdk.shutdown();\n}\n`,
      `import './tracing';\n`,
    ],
  ])('not where %s', async (_, tracing, server) => {
    expect(await run({ 'src/tracing.ts': tracing, 'src/server.ts': server })).toEqual({ places: [], rows: [] });
  });

  test('in CommonJS too', async () => {
    const tracing = `const { NodeSDK } = require('@opentelemetry/sdk-node');\nconst sdk = new NodeSDK();\nsdk.start();\nconst stop = () => sdk.shutdown();\nmodule.exports = { stop };\n`;
    const places = async (server: string) => (await run({ 'tracing.js': tracing, 'server.js': server })).places.length;
    expect(await places(`require('./tracing');\n`)).toBe(1);
    expect(await places(`const { stop } = require('./tracing');\nprocess.once('SIGTERM', stop);\n`)).toBe(0);
  });
});

describe('an exported provider is left alone', () => {
  test.each([
    [
      'another file shuts it down',
      NAMED,
      `import { sdk } from './tracing';\nprocess.once('SIGTERM', () => void sdk.shutdown());\n`,
    ],
    [
      'under another name',
      NAMED,
      `import { sdk as telemetry } from '#tracing';\nexport const stop = () => telemetry.shutdown();\n`,
    ],
    [
      'through its module',
      NAMED,
      `import * as tracing from '#telemetry';\nexport const stop = () => tracing.sdk.shutdown();\n`,
    ],
    ['by default', DEFAULT, `import telemetry from './tracing';\nexport const stop = () => telemetry.shutdown();\n`],
    ['by default, as part of the module', DEFAULT, `const tracing = await import('./tracing');\nrun(tracing);\n`],
    [
      'a function of which gives it back',
      MADE,
      `import { startTracing } from './tracing';\nconst sdk = startTracing();\nexport const stop = () => sdk.shutdown();\n`,
    ],
    ['which is handed over', NAMED, `import { sdk } from './tracing';\nonExit(sdk);\n`],
    [
      'the maker of which is handed over',
      MADE,
      `import { startTracing } from './tracing';\nlifecycle(startTracing);\n`,
    ],
    ['which is exported once more', NAMED, `export { sdk as telemetry } from './tracing';\n`],
    ['the maker of which nobody calls', MADE, `export const port = 80;\n`],
    ['the default of which nobody imports', DEFAULT, `export const port = 80;\n`],
    [
      'whose maker ends it at home',
      `${MADE}const one = startTracing();\nprocess.once('SIGTERM', () => void one.shutdown());\n`,
      `import './tracing';\n`,
    ],
    ['a file that does not parse may end it', NAMED, `import { sdk } from './tracing';\nfunction (\n`],
  ])('%s', async (_, tracing, server) => {
    expect(await run({ 'src/tracing.ts': tracing, 'src/server.ts': server })).toEqual({ places: [], rows: [] });
  });

  test('in CommonJS, by its parts', async () => {
    const server = `const { shutdown } = require('./tracing');\nprocess.once('SIGTERM', shutdown);\n`;
    expect(await run({ 'src/tracing.js': COMMON_JS, 'src/server.js': server })).toEqual({ places: [], rows: [] });
  });

  test('where not all files are of the run', async () => {
    const files = { 'src/tracing.ts': NAMED, 'server.ts': `export const port = 80;\n` };
    expect(await run(files, ['src'])).toEqual({ places: [], rows: [] });
    expect(await run(files, ['.', '!server.ts'])).toEqual({ places: [], rows: [] });
  });

  test('by ESLint, and by a check that sees what it sees', () => {
    expect(check(['--as-eslint'], folderWith({ 'tracing.ts': NAMED })).places).toEqual([]);
  });

  test.each([
    ['by what its manifest exports', { exports: './dist/index.js' }],
    ['by its types', { types: 'index.d.ts', main: 'index.js' }],
    ['by being the main file', { main: './dist/tracing.js' }],
  ])('where other packages may import it: %s', async (_, manifest) => {
    const files = { 'src/tracing.ts': NAMED, 'package.json': JSON.stringify({ name: 'telemetry', ...manifest }) };
    expect(await run(files)).toEqual({ places: [], rows: [] });
  });

  test('but not where the package is an app, or one that only the workspace knows', async () => {
    const places = async (manifest: object) =>
      (await run({ 'src/tracing.ts': NAMED, 'package.json': JSON.stringify(manifest) })).places.length;
    expect(await places({ name: 'app', main: 'index.js' })).toBe(1);
    expect(await places({ name: 'app', private: true, exports: './src/index.ts' })).toBe(1);
  });

  test('where another package of the workspace ends it', async () => {
    const files = {
      'packages/telemetry/package.json': '{ "name": "telemetry", "private": true, "exports": "./src/tracing.ts" }',
      'packages/telemetry/src/tracing.ts': NAMED,
      'packages/app/main.ts': `import { sdk } from 'telemetry';\nprocess.once('SIGTERM', () => void sdk.shutdown());\n`,
    };
    expect(await run(files)).toEqual({ places: [], rows: [] });
  });
});
