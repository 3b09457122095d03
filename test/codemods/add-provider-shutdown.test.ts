import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import addProviderShutdown from '../../codemods/add-provider-shutdown.ts';

// What the codemod writes is run by Node.js, beside an SDK that tells what is called.

const FAKE = `
exports.NodeSDK = class NodeSDK {
  constructor({ name = 'sdk', rejects = false } = {}) {
    Object.assign(this, { name, rejects, calls: 0 });
  }
  start() {}
  async shutdown() {
    if (this.calls++ === 0) await new Promise((resolve) => setTimeout(resolve, this.name === 'slow' ? 150 : 20));
    console.log(this.name + ' was shut down');
    if (this.rejects) throw new Error('the collector is away');
  }
};
`;

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'span-contract-shutdown-')));
const STAY = `console.log('ready');\nsetInterval(() => {}, 1000);\n`;
let files = 0;

beforeAll(() => {
  const sdk = path.join(folder, 'node_modules/@opentelemetry/sdk-node');
  mkdirSync(sdk, { recursive: true });
  writeFileSync(path.join(sdk, 'index.js'), FAKE);
  // a handler of another file, which drains for a while and then ends the process its own way
  writeFileSync(
    path.join(folder, 'server.cjs'),
    `process.once('SIGTERM', () => setTimeout(() => (console.log('drained'), process.exit(7)), 200));\n`,
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly lines: readonly string[];
  readonly errors: string;
}

/** Runs the codemod over a program and then the program, which gets a signal once it is ready. */
async function run(program: string, signal?: NodeJS.Signals): Promise<End> {
  const file = path.join(folder, `program-${String(files++)}.cjs`);
  const source = `const { NodeSDK } = require('@opentelemetry/sdk-node');\n${program}`;
  const text = addProviderShutdown({ path: file, source });
  if (text === undefined) throw new Error('the codemod changed nothing');
  writeFileSync(file, text);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [output, errors] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      const isReady = output.includes('ready');
      output += chunk.toString();
      if (signal && !isReady && output.includes('ready')) child.kill(signal);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (code, by) => {
      const lines = output.split('\n').filter((line) => line !== '' && line !== 'ready');
      resolve({ code, signal: by, lines, errors });
    });
  });
}

describe.skipIf(process.platform === 'win32').concurrent('the hook, when the program is run', () => {
  const plain = (options = '') => `const sdk = new NodeSDK(${options});\nsdk.start();\n`;

  test('a script that ends itself waits for the shutdown first', async () => {
    const program = `${plain()}async function main() {\n  process.exitCode = 1;\n  process.exit(0);\n}\nmain();\n`;
    expect(await run(program)).toEqual({ code: 0, signal: null, lines: ['sdk was shut down'], errors: '' });
  });

  test('a shutdown that fails does not keep a script from its own end', async () => {
    const { code, lines, errors } = await run(
      `${plain('{ rejects: true }')}work().then(() => process.exit(0));\nasync function work() {}\n`,
    );
    expect({ code, lines }).toEqual({ code: 0, lines: ['sdk was shut down'] });
    expect(errors).toContain('the collector is away');
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('%s ends the process, after the shutdown', async (signal) => {
    expect(await run(plain() + STAY, signal)).toEqual({ code: null, signal, lines: ['sdk was shut down'], errors: '' });
  });

  test('the end of the work shuts down once', async () => {
    expect(await run(plain())).toEqual({ code: 0, signal: null, lines: ['sdk was shut down'], errors: '' });
  });

  test('a shutdown that rejects is told, and the signal still ends the process', async () => {
    const end = await run(plain('{ rejects: true }') + STAY, 'SIGTERM');
    expect(end).toMatchObject({ code: null, signal: 'SIGTERM', lines: ['sdk was shut down'] });
    expect(end.errors).toMatch(/^Error: the collector is away/);
  });

  test('a shutdown that rejects at the end of the work does not make it fail', async () => {
    const end = await run(plain('{ rejects: true }'));
    expect(end).toMatchObject({ code: 0, signal: null, lines: ['sdk was shut down'] });
    expect(end.errors).toMatch(/^Error: the collector is away/);
  });

  // Node.js takes a listener that runs once away before it calls it: one that was there before the hook must still be counted
  test.each([
    ['after', `${plain()}require('./server.cjs');\n${STAY}`],
    ['before', `require('./server.cjs');\n${plain()}${STAY}`],
  ])('a handler of another file, which came %s the hook, ends the process in its own time', async (_, program) => {
    const end = await run(program, 'SIGTERM');
    expect(end).toEqual({ code: 7, signal: null, lines: ['sdk was shut down', 'drained'], errors: '' });
  });

  test('several providers are all shut down before the signal ends the process', async () => {
    const program = `const fast = new NodeSDK({ name: 'fast', rejects: true });\nconst slow = new NodeSDK({ name: 'slow' });\n${STAY}`;
    expect(await run(program, 'SIGTERM')).toEqual({
      code: null,
      signal: 'SIGTERM',
      lines: ['fast was shut down', 'slow was shut down'],
      errors: '',
    });
  });

  test("the file's own handler ends the process as before, after the shutdown", async () => {
    const handler = `process.on('SIGTERM', () => {\n  console.log('bye');\n  process.exit(3);\n});\n`;
    const end = await run(plain('{ rejects: true }') + handler + STAY, 'SIGTERM');
    expect(end).toMatchObject({ code: 3, signal: null, lines: ['bye', 'sdk was shut down'] });
  });

  test('a handler that goes on after its first signal shuts nothing down before it ends the process', async () => {
    const handler = `let presses = 0;
process.on('SIGTERM', () => {
  presses += 1;
  if (presses > 1) process.exit(3);
  console.log('press again');
  setTimeout(() => process.kill(process.pid, 'SIGTERM'), 50);
});\n`;
    const end = await run(plain() + handler + STAY, 'SIGTERM');
    expect(end).toEqual({ code: 3, signal: null, lines: ['press again', 'sdk was shut down'], errors: '' });
  });

  test('a local function that ends the process is handed on by its name', async () => {
    const handler = `const closed = () => {\n  console.log('closed');\n  process.exit(4);\n};
process.on('SIGTERM', () => require('node:http').createServer().listen(0).close(closed));\n`;
    const end = await run(plain() + handler + STAY, 'SIGTERM');
    expect(end).toEqual({ code: 4, signal: null, lines: ['closed', 'sdk was shut down'], errors: '' });
  });

  test("the file's own handler of the end of the work runs once, before the shutdown", async () => {
    const end = await run(`${plain()}process.once('beforeExit', () => console.log('all work is done'));\n`);
    expect(end).toEqual({ code: 0, signal: null, lines: ['all work is done', 'sdk was shut down'], errors: '' });
  });

  test('a handler that stops a turn does not shut down: the turns behind it need their spans', async () => {
    const program = `let turn = 0;
process.on('SIGINT', () => console.log('stopped turn ' + turn));
const next = () => (turn++ < 2 ? (console.log(turn === 1 ? 'ready' : 'turn 2'), setTimeout(next, 100)) : undefined);
next();\n`;
    const end = await run(plain() + program, 'SIGINT');
    expect(end).toEqual({
      code: 0,
      signal: null,
      lines: ['stopped turn 1', 'turn 2', 'sdk was shut down'],
      errors: '',
    });
  });

  test('a handler that drains a server shuts down behind the last request', async () => {
    const program = `const server = require('node:http').createServer((req, res) => {
  console.log('ready');
  setTimeout(() => (console.log('answered'), res.end()), 100);
}).listen(0, () => require('node:http').get({ port: server.address().port, agent: false }, (res) => res.resume()));
process.on('SIGTERM', () => { server.close(); });\n`;
    const end = await run(plain() + program, 'SIGTERM');
    expect(end).toEqual({ code: 0, signal: null, lines: ['answered', 'sdk was shut down'], errors: '' });
  });

  test('a handler that ends the process after a time shuts down then', async () => {
    const handler = `process.on('SIGTERM', () => {
  setTimeout(() => {
    console.log('time is up');
    process.exit(2);
  }, 50);
});\n`;
    const end = await run(plain() + handler + STAY, 'SIGTERM');
    expect(end).toEqual({ code: 2, signal: null, lines: ['time is up', 'sdk was shut down'], errors: '' });
  });

  test('an SDK that had no name', async () => {
    const end = await run(`new NodeSDK().start();\n${STAY}`, 'SIGINT');
    expect(end).toEqual({ code: null, signal: 'SIGINT', lines: ['sdk was shut down'], errors: '' });
  });
});

describe('what its row says of the signals', () => {
  const rowsOf = (program: string) => {
    const rows: string[] = [];
    const source = `import { NodeSDK } from '@opentelemetry/sdk-node';\nconst sdk = new NodeSDK();\n${program}`;
    addProviderShutdown({ path: path.join(folder, 'program.ts'), source }, { report: (row) => rows.push(row) });
    return rows;
  };
  const DONE = "2:13 done (handlerExtended): Shuts `sdk` down in the file's own handler of";
  const AT_END =
    "2:13 done (handlerExtended): Shuts `sdk` down when the process has nothing left to do: it goes on after the file's own handler of";

  test('both are covered', () => {
    expect(
      rowsOf(`process.on('SIGTERM', () => process.exit());\nprocess.on('SIGINT', () => process.exit());\n`),
    ).toEqual([`${DONE} \`SIGTERM\` and \`SIGINT\`.`]);
  });

  test('one is covered, and nothing listens to the other', () => {
    expect(rowsOf(`process.on('SIGTERM', () => process.exit());\n`)).toEqual([
      `${DONE} \`SIGTERM\`. The file has no handler of \`SIGINT\`, which ends the process without a shutdown.`,
    ]);
  });

  test('the process goes on after both', () => {
    expect(rowsOf(`process.on('SIGTERM', () => {});\nprocess.on('SIGINT', () => {});\n`)).toEqual([
      `${AT_END} \`SIGTERM\` and \`SIGINT\`.`,
    ]);
  });

  test('the process goes on after one, and the other is covered', () => {
    expect(rowsOf(`process.on('SIGTERM', () => process.exit());\nprocess.on('SIGINT', () => {});\n`)).toEqual([
      `${DONE} \`SIGTERM\`. Shuts \`sdk\` down when the process has nothing left to do: it goes on after the file's own handler of \`SIGINT\`.`,
    ]);
  });

  test('the handler of the end of the work would run twice', () => {
    expect(rowsOf(`process.on('beforeExit', () => report());\n`)).toEqual([
      '2:13 left (runsAgain): `beforeExit` comes again once `sdk.shutdown()` is done, and runs the listener twice: listen with `process.once`, and await `sdk.shutdown()` at its end.',
    ]);
  });

  test('one is covered, and the handler of the other ends in a function typed `never` that others call', () => {
    const program = `function die(code: number): never {
  process.exit(code);
}
export const port = Number(process.env.PORT) || die(3);
process.on('SIGTERM', () => process.exit());
process.on('SIGINT', () => die(130));
`;
    expect(rowsOf(program)).toEqual([
      `${DONE} \`SIGTERM\`. A handler of \`SIGINT\` stays as it is: the function that ends the process cannot be made async: await \`sdk.shutdown()\` before it ends the process.`,
    ]);
  });
});

describe('a file that no process runs', () => {
  const provider = (processor: string) =>
    `import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
const provider = new BasicTracerProvider({ spanProcessors: [${processor}] });
provider.register();
`;
  const apply = (source: string) => addProviderShutdown({ path: path.join(folder, 'app.js'), source });

  test.each([
    [`import 'react-native';`, `new BatchSpanProcessor(make())`],
    [`import 'react-native';`, `new BatchSpanProcessor(make(), { disableAutoFlushOnDocumentHide: true })`],
    [`import 'react-dom/client';`, `new BatchSpanProcessor(make())`],
  ])('%s: %s', (first, processor) => {
    expect(apply(`${first}\n${provider(processor)}`)).toBeUndefined();
  });

  test('a page is given listeners of a page', () => {
    const processor = `new BatchSpanProcessor(make(), { disableAutoFlushOnDocumentHide: true })`;
    const text = apply(`'use client';\n${provider(processor)}`);
    expect(text).toContain(`window.addEventListener('pagehide', () => void provider.forceFlush());`);
    expect(text).not.toContain('process');
  });
});
