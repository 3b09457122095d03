import rule from '../../rules/no-span-in-hot-loop.ts';
import { eslintRule, ruleTester } from '../rule-tester.ts';

const TRACER = `import { context, propagation, trace, SpanKind } from '@opentelemetry/api';\nconst tracer = trace.getTracer('t');\n`;
const contract = (spans: object) => ({ 'span-contract': { contract: { version: 1, extends: ['agent'], spans } } });

ruleTester.run('no-span-in-hot-loop', eslintRule(rule), {
  valid: [
    {
      name: 'one span around the loop, events inside',
      code: `${TRACER}export const f = (rows) => tracer.startActiveSpan('retrieval.rows', (span) => { for (const row of rows) span.addEvent('retrieval.row', { n: row }); span.end(); });`,
    },
    ...[
      ['retries', 'for (let attempt = 0; attempt < 3; attempt++)'],
      ['agent steps', 'for (let i = 0; i < maxSteps; i++)'],
      ['plan steps', 'for (const step of plan.steps)'],
      ['tool calls', 'for (const call of toolCalls)'],
      ['a consumer', 'for await (const message of consumer)'],
      ['polling', 'while (running)'],
      ['a short literal list', `for (const name of ['a', 'b'])`],
      ['batches', 'for (const batch of batches)'],
    ].map(([what, head]) => ({
      name: `orchestration: ${what ?? ''}`,
      code: `${TRACER}export async function f(maxSteps, plan, toolCalls, consumer, running, batches) { ${head ?? ''} { tracer.startSpan('agent.round').end(); } }`,
    })),
    {
      name: 'a map over tool calls',
      code: `${TRACER}export const f = (toolCalls) => Promise.all(toolCalls.map((call) => tracer.startActiveSpan('agent.tool.call', async (span) => span.end())));`,
    },
    {
      name: 'a consumer span per message of a batch of records',
      code: `${TRACER}export const f = (records) => records.forEach((record) => tracer.startSpan('agent.consume', { kind: SpanKind.CONSUMER }).end());`,
    },
    {
      name: 'a span with an extracted context, or with links',
      code: `${TRACER}export function f(records) { for (const r of records) { tracer.startSpan('a.b', {}, propagation.extract(context.active(), r)).end(); tracer.startSpan('a.b', { links: [{ context: r }] }).end(); } }`,
    },
    ...[
      ['a producer span', "for (const r of records) tracer.startSpan('a.b', { kind: SpanKind.PRODUCER }).end();"],
      ['a trace of its own', "for (const r of records) tracer.startSpan('a.b', { root: true }).end();"],
      [
        'a parent that came with it',
        "for (const r of records) { const ctx = propagation.extract(context.active(), r); tracer.startSpan('a.b', {}, ctx).end(); }",
      ],
      [
        'a parent around the call',
        "for (const r of records) { const parent = propagation.extract(context.active(), r); context.with(parent, () => tracer.startSpan('a.b').end()); }",
      ],
      [
        'a parent around the call, written there',
        "records.map((r) => context.with(propagation.extract(context.active(), r.headers), () => tracer.startActiveSpan('a.b', (span) => span.end())));",
      ],
      [
        'a span context that came with it',
        "for (const r of records) context.with(trace.setSpanContext(context.active(), r.parent), () => tracer.startSpan('a.b').end());",
      ],
      [
        'a parent around the call of a function',
        "const one = (r) => tracer.startSpan('a.b').end(); for (const r of records) context.with(propagation.extract(context.active(), r), () => one(r));",
      ],
      [
        'a parent in the function that is called',
        "const one = (r) => { const ctx = propagation.extract(context.active(), r); return context.with(ctx, () => tracer.startSpan('a.b').end()); }; for (const r of records) one(r);",
      ],
    ].map(([what, body]) => ({
      name: `one span for each message: ${what ?? ''}`,
      code: `${TRACER}export function f(records) { ${body ?? ''} }`,
    })),
    ...[
      [
        'a context from a function',
        'for (const r of records) { const ctx = toContext(r.headers); tracer.startSpan("a.b", {}, ctx).end(); }',
      ],
      [
        'a context from a function, written there',
        'for (const r of records) tracer.startSpan("a.b", {}, toContext(r.headers)).end();',
      ],
      [
        'a context from a function around the call',
        'for (const r of records) context.with(toContext(r), () => tracer.startSpan("a.b").end());',
      ],
      [
        'a context from a function, in a function that is called',
        'const one = (r) => { const ctx = toContext(r); tracer.startSpan("a.b", {}, ctx).end(); }; records.forEach(one);',
      ],
      [
        'the kind of a wrapper',
        'const consume = (name, fn) => tracer.startActiveSpan(name, { kind: SpanKind.CONSUMER }, fn); for (const r of records) consume("a.b", () => r);',
      ],
      [
        'the kind of a wrapper that a wrapper calls',
        'const consume = (name, fn) => tracer.startActiveSpan(name, { kind: SpanKind.CONSUMER }, fn); const order = (name, fn) => consume(`a.${name}`, fn); for (const r of records) order("b", () => r);',
      ],
      [
        'a parent in a wrapper',
        'const consume = (name, headers, fn) => { const from = propagation.extract(context.active(), headers); return tracer.startActiveSpan(name, {}, from, fn); }; for (const r of records) consume("a.b", r.headers, () => r);',
      ],
      [
        'a parent around the span of a wrapper',
        'const consume = (name, headers, fn) => context.with(propagation.extract(context.active(), headers), () => tracer.startActiveSpan(name, fn)); for (const r of records) consume("a.b", r.headers, () => r);',
      ],
      [
        'a context from a function, in a wrapper',
        'const consume = (name, headers, fn) => tracer.startActiveSpan(name, {}, toContext(headers), fn); for (const r of records) consume("a.b", r.headers, () => r);',
      ],
      [
        'a kind that a wrapper is given',
        'const traced = (name, options, fn) => tracer.startActiveSpan(name, options, fn); for (const r of records) traced("a.b", { kind: SpanKind.CONSUMER }, () => r);',
      ],
      [
        'a parent that a wrapper is given',
        'const traced = (name, from, fn) => tracer.startActiveSpan(name, {}, from, fn); for (const r of records) { const remote = propagation.extract(context.active(), r); traced("a.b", remote, () => r); }',
      ],
    ].map(([what, body]) => ({
      name: `one span for each message, by what others do: ${what ?? ''}`,
      code: `${TRACER}export function f(records, toContext) { ${body ?? ''} }`,
    })),
    {
      name: 'names that the contract agrees to per round',
      code: `${TRACER}export function f(documents) { for (const d of documents) tracer.startSpan('retrieval.document').end(); }`,
      settings: contract({ 'retrieval.document': { repeat: 'per-iteration' } }),
    },
    {
      name: 'names with holes that the contract agrees to per round, written with variables and with texts',
      code: `${TRACER}export function f(chunks, model) { for (const c of chunks) { tracer.startSpan(\`embeddings \${model}\`).end(); tracer.startSpan('embeddings small').end(); } }`,
      settings: contract({ 'embeddings {gen_ai.request.model}': { repeat: 'per-iteration' } }),
    },
    {
      name: 'a search that leaves on the first hit',
      code: `${TRACER}export function f(rows) { for (const row of rows) { if (!row.ok) continue; const span = tracer.startSpan('a.b'); try { return row; } finally { span.end(); } } }`,
    },
    ...[
      ['where a row failed', 'for (const row of rows) { try { work(row); } catch { SPAN } }'],
      ['where a promise failed', 'for (const row of rows) await work(row).catch((error) => { SPAN });'],
      ['where a promise failed, as the second callback', 'rows.map((row) => work(row).then(done, () => { SPAN }));'],
      ['in every hundredth round', 'for (const [i, row] of rows.entries()) { if (i % 100 === 0) { SPAN } }'],
      ['in every hundredth round, by a constant', 'rows.forEach((row, i) => { if (row && !(i % EVERY)) SPAN });'],
      [
        'in every hundredth round, in short',
        'rows.forEach((row, i) => { 0 === i % 100 && tracer.startSpan("a.b").end(); });',
      ],
      ['behind a jump over the others', 'for (const [i, row] of rows.entries()) { if (i % 100 !== 0) continue; SPAN }'],
      ['before the loop is left', 'for (const row of rows) if (row.bad) { SPAN throw new Error(); }'],
      [
        'before the loop is left, in an inner one',
        'all: for (const row of rows) { for (const one of row.parts) { SPAN break all; } }',
      ],
      [
        'before the loop is left, in a case with braces',
        'for (const row of rows) { switch (row.kind) { case 1: { SPAN return; } } }',
      ],
      [
        'before the loop is left, in one of several cases',
        'for (const row of rows) { switch (row.kind) { case 1: SPAN return; } }',
      ],
      [
        'in a function that is called',
        'for (const row of rows) one(row); function one(row) { try { work(row); } catch { SPAN } }',
      ],
      [
        'in a function that is called where a row failed',
        'for (const row of rows) { try { work(row); } catch { one(row); } } function one(row) { SPAN }',
      ],
      ['where one is not ok', 'for (const row of rows) { const result = work(row); if (!result.ok) SPAN }'],
      ['where it is no success', "for (const row of rows) { if (row.status !== 'fulfilled') SPAN }"],
      ['where it has an error', 'for (const row of rows) { if (row.error != null) SPAN }'],
      ['where it has errors', 'for (const row of rows) { if (row.errors.length > 0) SPAN }'],
      ['where the status says so', 'for (const row of rows) { if (row.status >= 400) SPAN }'],
      ['behind a jump over what is right', 'for (const row of rows) { if (row.ok) continue; SPAN }'],
      ['of the rows that failed', "for (const row of rows.filter((one) => one.status === 'rejected')) { SPAN }"],
      [
        'where it was slow',
        'for (const row of rows) { const t = Date.now(); work(row); if (Date.now() - t > 1000) SPAN }',
      ],
      ['where it was slow, by a name', 'for (const row of rows) { const slow = work(row) > 5; if (slow) SPAN }'],
      ['as a sample', 'for (const row of rows) { if (Math.random() < 0.01) SPAN }'],
      ['as a sample, by a name', 'for (const row of rows) { if (shouldSample(row)) SPAN }'],
      ['the first', 'let seen = false; for (const row of rows) { if (!seen) { seen = true; SPAN } }'],
      ['the first, by its index', 'rows.forEach((row, i) => { if (i === 0) SPAN });'],
      [
        'the last, by its index',
        'rows.forEach((row, at) => { const isLast = at === rows.length - 1; if (isLast) SPAN });',
      ],
      ['the first five', 'let n = 0; for (const row of rows) { if (n++ >= 5) break; SPAN }'],
      ['the first few', 'for (let i = 0; i < rows.length; i++) { if (i < max) SPAN }'],
      [
        'until enough is found',
        'const found = []; for (const row of rows) { if (found.length >= 5) break; SPAN found.push(row); }',
      ],
      [
        'each group',
        "let group = ''; for (const row of rows) { if (row.group !== group) { group = row.group; SPAN } }",
      ],
      [
        'each second',
        'let last = 0; for (const row of rows) { if (row.time - last >= 1000) { SPAN last = row.time; } }',
      ],
      ['behind a debug switch', 'for (const row of rows) { if (options.traceRows) SPAN }'],
      [
        'a batch',
        'let batch = []; for await (const row of rows) { batch.push(row); if (batch.length >= 500) { SPAN batch = []; } }',
      ],
      [
        'a batch of a size',
        'const batch = []; for (const row of rows) { batch.push(row); if (batch.length < SIZE) continue; SPAN batch.length = 0; }',
      ],
      [
        'a batch, in a function',
        'let batch = []; const flush = () => { SPAN batch = []; }; for (const row of rows) { batch.push(row); if (batch.length === 500) flush(); }',
      ],
      [
        'a batch, by its bytes',
        'let bytes = 0; for (const row of rows) { bytes += row.size; if (bytes > MAX) { SPAN bytes = 0; } }',
      ],
      ['one kind of parts of a stream', "for await (const row of rows) { if (row.kind === 'session') SPAN }"],
      ['one case of parts of a stream', "for await (const row of rows) { switch (row.kind) { case 'session': SPAN } }"],
    ].map(([what, body]) => ({
      name: `few rounds make a span: ${what ?? ''}`,
      code: `${TRACER}export async function f(rows, work, done, EVERY, options, max) { ${(body ?? '').replace('SPAN', "tracer.startSpan('a.b').end();")} }`,
    })),
    {
      name: 'few rounds make a span: a batch, through a method that sends it',
      code: `${TRACER}export class Loader { buffer = []; async load(rows) { for await (const row of rows) { this.buffer.push(row); if (this.buffer.length >= 1000) await this.flush(); } } async flush() { tracer.startSpan('a.b').end(); this.buffer = []; } }`,
    },
    {
      name: 'few rounds make a span: a batch, through a method that asks whether it is full',
      code: `${TRACER}export class Loader { bytes = 0; load(rows) { for (const row of rows) { this.bytes += row.size; this.flush(); } } flush() { if (this.bytes < 1000) return; tracer.startSpan('a.b').end(); this.bytes = 0; } }`,
    },
    {
      name: 'polling: a number of rounds that is only the most',
      code: `${TRACER}export async function f(status) { for (let attempt = 0; attempt < 120; attempt++) { tracer.startSpan('a.b').end(); if (await status() === 'done') return; } }`,
    },
    {
      name: 'a handler of a router is kept for later',
      code: `${TRACER}export function f(pages, app) { for (const page of pages) app.all(page.path, (_, res) => { tracer.startSpan('a.b').end(); res.send(page.html); }); }`,
    },
    {
      name: 'functions that are kept for later',
      code: `${TRACER}export function f(rows, app) { for (const row of rows) { app.get(row, () => tracer.startSpan('a.b').end()); row.run = () => tracer.startSpan('a.b').end(); } }`,
    },
    ...[
      [
        'a function',
        "const traced = (name, fn) => (...args) => tracer.startActiveSpan(name, (span) => fn(...args)); export const f = (docs) => docs.map((doc) => traced('a.b', doc.read));",
      ],
      [
        'a function by its name',
        "function traced(name, fn) { const run = () => tracer.startActiveSpan(name, fn); return run; } export const f = (docs) => docs.map((doc) => traced('a.b', doc.read));",
      ],
      [
        'a function with a type',
        "function traced<T>(name: string, fn: T): T { return ((...args: never[]) => tracer.startActiveSpan(name, () => fn(...args))) as T; } export const f = (docs) => docs.map((doc) => traced('a.b', doc.read));",
      ],
      [
        'an object with a function',
        "const tool = (name, run) => ({ name, execute: () => tracer.startActiveSpan(name, run) }); export const f = (docs) => docs.map((doc) => tool('a.b', doc.read));",
      ],
      [
        'an object with a function, from its definition',
        "function tool(def) { return { ...def, execute: (input) => tracer.startActiveSpan(def.name, () => def.execute(input)) }; } export const f = (docs) => docs.map((doc) => tool({ name: 'a.b', execute: doc.read }));",
      ],
      [
        'a function, through another wrapper',
        "const traced = (name, fn) => () => tracer.startActiveSpan(name, fn); const named = (name, fn) => traced(`a.${name}`, fn); export const f = (docs) => docs.map((doc) => named('b', doc.read));",
      ],
      [
        'a function of a function, which is called once',
        "const traced = (name) => (fn) => () => tracer.startActiveSpan(name, fn); export const f = (docs) => docs.map((doc) => traced('a.b')(doc.read));",
      ],
    ].map(([what, body]) => ({
      name: `a wrapper that makes no span but gives ${what ?? ''}`,
      code: `${TRACER}${body ?? ''}`,
    })),
    {
      name: 'what stands behind the callback runs once, when all is done',
      code: `${TRACER}export const f = (async, rows, one) => async.each(rows, one, () => tracer.startSpan('a.b').end());`,
    },
    ...[
      ['over something else', 'toolCalls.map(one);'],
      ['to a function that nobody knows', 'queue.add(rows, one);'],
      ['as what a fold begins with', 'rows.reduce(sum, one);'],
      ['to be called once, for the function that it gives', 'rows.map(one(1));'],
      ['and bound for later', 'for (const row of rows) row.run = one.bind(null, row);'],
    ].map(([what, body]) => ({
      name: `a function handed on ${what ?? ''}`,
      code: `${TRACER}function one() { return tracer.startSpan('a.b').end(); }\nexport function f(rows, toolCalls, queue, sum) { ${body ?? ''} }`,
    })),
    {
      name: 'a method of the same name of another object',
      code: `${TRACER}export class C { one() { tracer.startSpan('a.b').end(); } all(texts, other) { texts.map(other.one); } }`,
    },
    ...[
      ['steps of a batch', 'for (let i = 0; i < rows.length; i += size) {'],
      ['a hundred items in ten batches', 'for (let i = 0; i < 100; i += 10) {'],
      ['an index that jumps', 'let i = 0; while (i < rows.length) { i += size;'],
      ['an index that is set by a call', 'let i = 0; while (i < rows.length) { i = next(i);'],
      ['a list that is filled up to a size', 'while (rows.length < size) { rows.push(next());'],
      ['a list of work that grows', 'while (rows.length > 0) { const row = rows.shift(); rows.push(...row.more);'],
      ['a list that a call may fill', 'while (rows.length > 0) { rows.shift(); next(rows);'],
      ['batches out of a list', 'while (rows.length) { const batch = rows.splice(0, size);'],
      ['a list that nothing is taken from', 'while (rows.length > 0) { await next();'],
      ['batches that a call gives', 'for (const chunk of splitInto(rows, size)) {'],
      ['pages of an API', 'for await (const page of next(size)) {'],
      ['what a call gives, without a word of data', 'for (const item of await next(size)) {'],
      ['pages of a browser', 'for (const one of browser.pages()) {'],
      ['few items by their number', 'for (const n of Array(5).fill(0)) {'],
    ].map(([what, head]) => ({
      name: `no item by item: ${what ?? ''}`,
      code: `${TRACER}export async function f(rows, size, next, splitInto, browser) { ${head ?? ''} tracer.startSpan('a.b').end(); } }`,
    })),
    ...[
      ['of lodash', 'const chunks = chunk(rows, 1000); for (const part of chunks) {'],
      ['of lodash, as a method', 'const chunks = _.chunk(rows, 1000); for (const part of chunks) {'],
      ['of Ramda', 'const chunks = R.splitEvery(100, rows); for (const part of chunks) {'],
      ['of documents', 'const chunks = chunk(documents, 100); for (const part of chunks) {'],
      ['of a list with methods', 'const chunks = collect(rows).chunk(5); for (const part of chunks) {'],
      ['by a function of its own', 'for (const part of chunkRows(rows)) {'],
      ['by a word at the end', 'const chunks = splitIntoBatches(rows, 10); for (const part of chunks) {'],
      [
        'through copies',
        'const chunks = await toChunks(rows, 10); for (const [i, part] of chunks.filter(Boolean).entries()) {',
      ],
      [
        'by hand',
        'const chunks = []; for (let i = 0; i < rows.length; i += 10) chunks.push(rows.slice(i, i + 10)); for (const part of chunks) {',
      ],
      ['that are called so', 'for (const batch of rows) {'],
      ['that are pages', 'const pages = paginateScan({ client }, {}); for await (const page of pages) {'],
      [
        'that are pages, kept',
        'const pages = []; for await (const page of paginateScan({}, {})) pages.push(page); for (const page of pages) {',
      ],
      ['by the type of a function', 'const chunks = group(rows, 100); for (const part of chunks) {'],
      ['by their type', 'const chunks: readonly (readonly string[])[] = client; for (const part of chunks) {'],
      ['in steps of a size', 'for (let i = 0; i < rows.length; i += BATCH) {'],
    ].map(([what, head]) => ({
      name: `batches: ${what ?? ''}`,
      code: `${TRACER}export async function f(rows, documents, chunk, _, R, collect, client) { ${head ?? ''} tracer.startSpan('a.b').end(); } }\nfunction group<T>(all: T[], size: number): T[][] { return [all]; }`,
    })),
    ...[
      'for (const url of Object.values(PAGES)) {',
      'for (const [key] of Object.entries(PAGES)) {',
      'for (const key of Object.keys(Object.freeze(PAGES))) {',
      'for (const page in PAGES) {',
      'for (const doc of DOCS) {',
      'for (const [key, doc] of TABLE.docs.entries()) {',
      'for (const [key, doc] of LINES) {',
      'for (const doc of documents.slice(0, 3)) {',
      'for (const doc of documents.slice(-3)) {',
      'for (const doc of documents.slice(0, MAX)) {',
      'for (const doc of documents.filter(Boolean).slice(0, LIMITS.max)) {',
      'const docs = documents.slice(2, 5); for (const doc of docs) {',
      'const docs = documents.splice(0, 3); for (const doc of docs) {',
      'const docs = take(documents, 3); for (const doc of docs) {',
      'const pages = LIST; for (const page of pages) {',
      'const pages = LIST; for (const [i, page] of pages.entries()) {',
      "const pages = [...LIST, 'c']; for (const page of pages) {",
      "const pages = few ? LIST : ['c']; for (const page of pages) {",
      'const pages = LIST.filter(Boolean).map(String); for (const page of pages) {',
      'for (let i = 0; i < LIST.length; i++) {',
      'for (const point of points) {',
      "const { rows } = await db.query('SELECT id FROM jobs LIMIT 5 FOR UPDATE SKIP LOCKED'); for (const row of rows) {",
      "const result = await db.query('SELECT id FROM jobs FETCH FIRST 5 ROWS ONLY'); for (const row of result.rows) {",
      'const rows = await sql`SELECT id FROM jobs WHERE a = ${few} LIMIT 5;`; for (const row of rows) {',
      'const rows = await db.select().from(few).limit(5); for (const row of rows) {',
      'const docs = await db.doc.findMany({ where: { few }, take: MAX }); for (const doc of docs) {',
      'const { matches: docs } = await db.query({ topK: 3 }); for (const doc of docs) {',
      'const pages = await browser.pages(); for (const page of pages) {',
      'const pages = browser.contexts().flatMap((one) => one.pages()); for (const page of pages) {',
      'for (const point of given.points) {',
    ].map((head) => ({
      name: `few items, as it is written in the file: ${head}`,
      code: `${TRACER}const PAGES = { home: '/', pricing: '/pricing' } as const;\nconst LIST = ['a', 'b'].sort();\nconst DOCS = new Set(['terms', 'privacy']);\nconst LINES = new Map([['a', 1]]);\nconst TABLE = { docs: ['a'] };\nconst MAX = 5;\nconst LIMITS = { max: 5 } as const;\ntype Points = readonly [x: number, y: number];\nexport async function f(documents: string[], few: boolean, points: Points, given: { points: Points }, take, db, sql, browser) { ${head} tracer.startSpan('a.b').end(); } }`,
    })),
    ...[
      'for (const record of event.Records) {',
      'for (const record of event.Records.filter(Boolean)) {',
      'const { Records: records } = event; for (const record of records) {',
      'const records = event.Records ?? []; for (const record of records) {',
    ].map((head) => ({
      name: `messages of an event of Lambda: ${head}`,
      code: `${TRACER}export async function handler(event) { ${head} tracer.startSpan('a.b').end(); } }`,
    })),
    ...[
      'entryPoints',
      'mountPoints',
      'breakPoints',
      'endPoints',
      'deviceTokens',
      'mxRecords',
      'openPages',
      'keyWords',
      'tokenMap',
      'pageList',
      'rowsByTable',
      'toolsByDocument',
      'documentTypes',
    ].map((name) => ({
      name: `few of something else: ${name}`,
      code: `${TRACER}export function f(given) { for (const one of given.${name}) tracer.startSpan('a.b').end(); }`,
    })),
    {
      name: 'fewer than a hundred rounds',
      code: `${TRACER}for (let i = 0; i < 99; i++) tracer.startSpan('a.b').end();`,
    },
  ],
  invalid: [
    ...[
      ['for of', 'for (const row of rows)', 'rows'],
      ['a counted loop', 'for (let i = 0; i < rows.length; i++)', 'rows'],
      ['a property', 'for (const row of result.rows)', 'rows'],
      ['a long name', 'for (const row of pendingDocuments)', 'pendingDocuments'],
      ['what they are held in', 'for (const [id, one] of documentMap)', 'documentMap'],
      ['what they are found by', 'for (const one of documentsById.values())', 'documentsById'],
      ['what they are called by', 'for (const id of chunkIds)', 'chunkIds'],
      ['entries', 'for (const [key, row] of Object.entries(rows))', 'rows'],
      ['a copy', 'for (const row of [...rows])', 'rows'],
    ].map(([what, head, collection]) => ({
      name: `a loop over data: ${what ?? ''}`,
      code: `${TRACER}export function f(rows, result, pendingDocuments, documentMap, documentsById, chunkIds) {\n  ${head ?? ''} {\n    tracer.startSpan('a.b').end();\n  }\n}`,
      errors: [
        {
          messageId: 'spanPerItem' as const,
          data: { name: "`'a.b'`", collection: `\`${collection ?? ''}\``, line: '4', rounds: '' },
          line: 5,
          column: 5,
          endColumn: 27,
          suggestions: [],
        },
      ],
    })),
    ...[
      ['forEach', `rows.forEach((row) => {\n    SPAN\n  });`],
      ['map behind a filter', `rows.filter(Boolean).map((row) => {\n    SPAN\n  });`],
      ['Promise.all', `await Promise.all(rows.map(async (row) => {\n    SPAN\n  }));`],
      ['p-map', `await pMap(rows, async (row) => {\n    SPAN\n  });`],
      ['lodash', `_.each(rows, (row) => {\n    SPAN\n  });`],
      ['p-map with options', `await pMap(rows, async (row) => {\n    SPAN\n  }, { concurrency: 5 });`],
      ['async with a limit', `_.eachLimit(rows, 5, (row) => {\n    SPAN\n  }, done);`],
      ['a limit of its own', `await mapAsync(rows, 5, (row) => {\n    SPAN\n  });`],
      ['for await', `for await (const row of rows) {\n    SPAN\n  }`],
    ].map(([what, body]) => ({
      name: `an iteration callback is a loop: ${what ?? ''}`,
      code: `${TRACER}export async function f(rows, _, pMap, mapAsync, done) {\n  ${(body ?? '').replace('SPAN', "tracer.startSpan('a.b').end();")}\n}`,
      errors: [{ messageId: 'spanPerItem' as const, line: 5 }],
    })),
    {
      name: 'a long name is told whole',
      code: `${TRACER}export function f(rows) {\n  for (const row of rows) {\n    tracer.startSpan('CVRQueryDrivenUpdater.#deleteUnreferencedRows').end();\n  }\n}`,
      errors: [
        {
          messageId: 'spanPerItem' as const,
          data: {
            name: "`'CVRQueryDrivenUpdater.#deleteUnreferencedRows'`",
            collection: '`rows`',
            line: '4',
            rounds: '',
          },
        },
      ],
    },
    ...[
      ['pieces of a text', 'const chunks = chunk(text, 500); for (const part of chunks) {', 'chunks'],
      ['pieces by the name', 'const chunks = chunkText(input); for (const part of chunks) {', 'chunks'],
      ['pieces of documents', 'const chunks = splitter.chunk(documents); for (const part of chunks) {', 'chunks'],
      ['pieces that are kept', 'const chunks = await store.getChunks(); for (const part of chunks) {', 'chunks'],
      ['pieces by hand', 'const chunks = []; chunks.push(text.slice(0, 10)); for (const part of chunks) {', 'chunks'],
      ['one text after the other', 'const chunks: string[] = input; for (const part of chunks) {', 'chunks'],
      ['pages of lines', 'const pages: string[][] = input; for (const page of pages) {', 'pages'],
      ['rows of cells', 'const rows: string[][] = input; for (const row of rows) {', 'rows'],
      ['items out of batches', 'const rows = chunk(input, 10).flat(); for (const row of rows) {', 'rows'],
      ['items that are got in batches', 'const rows = await batchGetRows(input); for (const one of rows) {', 'rows'],
      ['items of a paginated list', 'for await (const row of paginateRows(input)) {', 'paginateRows()'],
    ].map(([what, head, collection]) => ({
      name: `no batches: ${what ?? ''}`,
      code: `${TRACER}export async function f(text, input, documents, chunk, splitter, store) { ${head ?? ''} tracer.startSpan('a.b').end(); } }`,
      errors: [
        {
          messageId: 'spanPerItem' as const,
          data: { name: "`'a.b'`", collection: `\`${collection ?? ''}\``, rounds: '', line: '3' },
        },
      ],
    })),
    ...[
      ['what is filled', 'const docs = []; for (const one of input) docs.push(one); for (const doc of docs) {', 'docs'],
      ['what grows', "const docs = new Map([['a', 1]]); docs.set(input, 2); for (const doc of docs.keys()) {", 'docs'],
      ['a table that grows', 'const docs = { a: 1 }; docs[input] = 2; for (const doc of Object.keys(docs)) {', 'docs'],
      ['what may be another list', "let docs = ['a']; docs = input; for (const doc of [...docs]) {", 'docs'],
      ['a part of unknown size', 'for (const doc of docs.slice(0, input)) {', 'docs'],
      ['a large limit', "const docs = db.query('SELECT * FROM docs LIMIT 1000'); for (const doc of docs) {", 'docs'],
      [
        'a limit of something within',
        "const docs = db.query('SELECT * FROM docs WHERE id IN (SELECT id FROM few LIMIT 5)'); for (const doc of docs) {",
        'docs',
      ],
      ['an unknown limit', 'const docs = db.find({ limit: input }); for (const doc of docs) {', 'docs'],
      ['points of data', 'for (const one of db.dataPoints) {', 'dataPoints'],
      ['all but a few', 'for (const doc of docs.slice(1)) {', 'docs'],
      ['all but the last few', 'for (const doc of docs.slice(0, -1)) {', 'docs'],
      ['a large part', 'for (const doc of docs.slice(0, 500)) {', 'docs'],
      ['more out of each', "const lines = ['a', 'b']; for (const line of lines.flatMap(input)) {", 'lines'],
      ['one list and another', "const docs = ['a', ...input]; for (const doc of docs) {", 'docs'],
      ['a tuple with a rest', 'const docs: [string, ...string[]] = input; for (const doc of docs) {', 'docs'],
    ].map(([what, head, collection]) => ({
      name: `no small size is written: ${what ?? ''}`,
      code: `${TRACER}export function f(docs, input, db) { ${head ?? ''} tracer.startSpan('a.b').end(); } }`,
      errors: [
        {
          messageId: 'spanPerItem' as const,
          data: { name: "`'a.b'`", collection: `\`${collection ?? ''}\``, rounds: '', line: '3' },
        },
      ],
    })),
    ...[
      ['in the block that is tried', 'for (const row of rows) { try { SPAN } catch { work(row); } }'],
      ['in the last part of a trial', 'for (const row of rows) { try { work(row); } finally { SPAN } }'],
      [
        'in all rounds but every hundredth',
        'for (const [i, row] of rows.entries()) { if (i % 100 === 0) work(row); else { SPAN } }',
      ],
      ['when a promise is kept', 'for (const row of rows) await work(row).then(() => { SPAN });'],
      ['in one of several cases', 'for (const row of rows) { switch (row.kind) { case 1: SPAN break; } }'],
      ['in a case with braces', 'for (const row of rows) { switch (row.kind) { case 1: { SPAN break; } } }'],
      ['before an inner loop is left', 'for (const row of rows) { for (const one of row.parts) { SPAN break; } }'],
      [
        'in a case whose trial leaves the switch',
        'for (const row of rows) { switch (row.kind) { case 1: try { SPAN break; } finally { work(); } } }',
      ],
      ['in the callback, which goes on', 'rows.forEach((row) => { SPAN return; });'],
      ['in a loop that failed as a whole', 'try { work(); } catch { for (const row of rows) { SPAN } }'],
      ['where all went well', 'for (const row of rows) { if (row.ok) { SPAN } }'],
      ['behind a jump over what failed', 'for (const row of rows) { if (row.error) continue; SPAN }'],
      [
        'behind a jump over what is there',
        'for (const row of rows) { if (seen.has(row.id)) continue; seen.add(row.id); SPAN }',
      ],
      ['all but the first', 'rows.forEach((row, i) => { if (i > 0) { SPAN } });'],
      ['the first thousand', 'rows.forEach((row, i) => { if (i < 1000) { SPAN } });'],
      ['up to a time', 'for (const row of rows) { if (Date.now() > end) break; SPAN }'],
      ['where there is something', 'for (const row of rows) { if (row.text.length > 0) { SPAN } }'],
      ['where there are many', 'for (const row of rows) { if (rows.length > 1000) { SPAN } }'],
      ['from a number on', 'let n = 0; for (const row of rows) { n++; if (n > 5) { SPAN } }'],
      [
        'a list that is never empty',
        'const all = []; for (const row of rows) { all.push(row); if (all.length > 0) { SPAN } }',
      ],
      ['of one kind', "for (const row of rows) { if (row.kind === 'insert') { SPAN } }"],
      ['of those that are missing', 'for (const row of rows.filter((one) => !one.vector)) { SPAN }'],
    ].map(([what, body]) => ({
      name: `most rounds make a span: ${what ?? ''}`,
      code: `${TRACER}export async function f(rows, work, seen, end) { ${(body ?? '').replace('SPAN', "tracer.startSpan('a.b').end();")} }`,
      errors: [{ messageId: 'spanPerItem' as const, line: 3 }],
    })),
    {
      name: 'a function handed on where something else failed',
      code: `${TRACER}function one(text) { tracer.startSpan('a.b').end(); }\nexport function f(texts, work) { try { work(); } catch { texts.forEach(one); } }`,
      errors: [{ messageId: 'spanPerItemThroughFunction', line: 4 }],
    },
    ...[
      ['an inner kind', "for (const r of records) tracer.startSpan('a.b', { kind: SpanKind.CLIENT }).end();"],
      ['no trace of its own', "for (const r of records) tracer.startSpan('a.b', { root: false }).end();"],
      [
        'one parent for all',
        "const ctx = propagation.extract(context.active(), records); for (const r of records) context.with(ctx, () => tracer.startSpan('a.b').end());",
      ],
      [
        'a parent around the loop',
        "context.with(propagation.extract(context.active(), records), () => { for (const r of records) tracer.startSpan('a.b').end(); });",
      ],
      [
        'a parent span of the same trace',
        "for (const r of records) context.with(trace.setSpan(context.active(), r.parent), () => tracer.startSpan('a.b').end());",
      ],
      [
        'one context for all',
        "const ctx = toContext(records); for (const r of records) tracer.startSpan('a.b', {}, ctx).end();",
      ],
      [
        'the active context',
        "for (const r of records) { const ctx = context.active(); tracer.startSpan('a.b', {}, ctx).end(); }",
      ],
      [
        'a context of the same trace',
        "for (const r of records) { const ctx = trace.setSpan(context.active(), r.span); tracer.startSpan('a.b', {}, ctx).end(); }",
      ],
      [
        'the inner kind of a wrapper',
        "const traced = (name, fn) => tracer.startActiveSpan(name, { kind: SpanKind.CLIENT }, fn); for (const r of records) traced('a.b', () => r);",
      ],
      [
        'a wrapper that could be given links and a parent',
        "const traced = (name, { links, from = context.active() }, fn) => tracer.startActiveSpan(name, { links }, from, fn); for (const r of records) traced('a.b', {}, () => r);",
      ],
    ].map(([what, body]) => ({
      name: `no message of its own: ${what ?? ''}`,
      code: `${TRACER}export function f(records, toContext) { ${body ?? ''} }`,
      errors: [{ messageId: 'spanPerItem' as const, line: 3 }],
    })),
    ...[
      [
        'called at once',
        'const traced = (name, fn) => () => tracer.startActiveSpan(name, fn);',
        "traced('a.b', doc.read)()",
      ],
      [
        'that is run by a method',
        'const tool = (name, fn) => ({ run: () => tracer.startActiveSpan(name, fn) });',
        "tool('a.b', doc.read).run()",
      ],
      [
        'of a function, called to the end',
        'const traced = (name) => (fn) => tracer.startActiveSpan(name, fn);',
        "traced('a.b')(doc.read)",
      ],
      [
        'that runs its own function',
        'const traced = (name, fn) => { const run = () => tracer.startActiveSpan(name, fn); return run(); };',
        "traced('a.b', doc.read)",
      ],
      [
        'that hands it to what runs it',
        'const traced = (name, fn) => context.with(context.active(), () => tracer.startActiveSpan(name, fn));',
        "traced('a.b', doc.read)",
      ],
    ].map(([what, wrapper, call]) => ({
      name: `a wrapper with a function ${what ?? ''}`,
      code: `${TRACER}${wrapper ?? ''}\nexport const f = (docs) => docs.map((doc) => ${call ?? ''});`,
      errors: [{ messageId: 'spanPerItem' as const, line: 4 }],
    })),
    {
      name: 'a name with a hole whose entry says nothing of rounds, and one with more holes than the entry',
      code: `${TRACER}export function f(chunks, model) { for (const c of chunks) { tracer.startSpan(\`chat \${model}\`).end(); tracer.startSpan(\`embeddings \${model} \${c}\`).end(); } }`,
      settings: contract({
        'chat {gen_ai.request.model}': {},
        'embeddings {gen_ai.request.model}': { repeat: 'per-iteration' },
      }),
      errors: [
        { messageId: 'spanPerItem', data: { name: '`chat ${model}`', collection: '`chunks`', rounds: '', line: '3' } },
        { messageId: 'spanPerItem', line: 3 },
      ],
    },
    {
      name: 'a literal flood whose inner loop is left',
      code: `${TRACER}for (let i = 0; i < 1000; i++) { for (;;) { if (next()) break; } tracer.startSpan('a.b').end(); }`,
      errors: [{ messageId: 'spanPerRound', line: 3 }],
    },
    {
      name: 'a literal flood',
      code: `${TRACER}const ROUNDS = 10_000;\nfor (let i = 0; i < ROUNDS; i++) tracer.startSpan('a.b').end();`,
      errors: [
        { messageId: 'spanPerRound', data: { name: "`'a.b'`", collection: '`the items`', rounds: '10000', line: '4' } },
      ],
    },
    ...[
      ['an index that is counted up', 'let i = 0; while (i < rows.length) { i++;', 'rows'],
      ['an index that is counted up by one', 'let i = 0; while (i < rows.length) { i += 1;', 'rows'],
      ['items that are taken out', 'while (rows.length > 0) { rows.shift();', 'rows'],
      ['items that are taken out, until none is left', 'while (rows.length) { const row = rows.pop();', 'rows'],
      ['a call that gives data by its name', 'for (const one of await db.findRows()) {', 'findRows()'],
      ['a function that gives data by its name', 'for (const one of loadDocuments(db)) {', 'loadDocuments()'],
      ['items by their own name', 'for await (const document of db.find({})) {', 'find()'],
      ['items by their own name, in a callback', '(await db.find({})).forEach((userRow) => {', 'find()'],
    ].map(([what, head, collection]) => ({
      name: `item by item: ${what ?? ''}`,
      code: `${TRACER}export async function f(rows, db, loadDocuments) { ${head ?? ''} tracer.startSpan('a.b').end(); }${head?.includes('=>') ? ')' : ''} }`,
      errors: [
        {
          messageId: 'spanPerItem' as const,
          data: { name: "`'a.b'`", collection: `\`${collection ?? ''}\``, rounds: '', line: '3' },
        },
      ],
    })),
    ...[
      'Array(1000).fill(0).forEach(() => {',
      'new Array(1000).fill(0).map((_, n) => {',
      'Array.from({ length: 1000 }, () => {',
      'Array.from({ length: 1000 }).map(() => {',
      '[...Array(1000).keys()].forEach((n) => {',
      'for (let n = 0; n < 100_000; n += 100) {',
      'for (const n of Array(1000).keys()) {',
    ].map((head) => ({
      name: `a flood by a number: ${head}`,
      code: `${TRACER}${head} tracer.startSpan('a.b').end(); }${head.startsWith('for') ? '' : ')'}`,
      errors: [
        {
          messageId: 'spanPerRound' as const,
          data: { name: "`'a.b'`", rounds: '1000', line: '3' },
        },
      ],
    })),
    {
      name: 'of nested spans the outermost',
      code: `${TRACER}export const f = (rows) => rows.forEach(() => tracer.startActiveSpan('a.b', (span) => { tracer.startSpan('a.c').end(); span.end(); }));`,
      errors: [{ messageId: 'spanPerItem', line: 3, column: 47 }],
    },
    {
      name: 'through a local function: at the call in the loop',
      code: `${TRACER}function one(text) {\n  return tracer.startSpan('a.b').end();\n}\nexport function all(texts) {\n  for (const text of texts) one(text);\n}`,
      errors: [
        {
          messageId: 'spanPerItemThroughFunction',
          data: { name: "`'a.b'`", collection: '`texts`', rounds: '', line: '7', spanLine: '4' },
          line: 7,
          column: 29,
        },
      ],
    },
    {
      name: 'through a method of the same class',
      code: `${TRACER}export class C { one(t) { tracer.startSpan('a.b').end(); } all(texts) { for (const t of texts) this.one(t); } }`,
      errors: [{ messageId: 'spanPerItemThroughFunction' }],
    },
    ...[
      ['to a method of a list', 'texts.forEach(one);', 'forEach(one)'],
      ['inside Promise.all', 'Promise.all(texts.filter(Boolean).map(one));', 'map(one)'],
      ['to a function, with options', 'pMap(texts, one, { concurrency: 5 });', 'pMap(texts, one, { concurrency: 5 })'],
      ['as the mapping of a copy', 'Array.from(texts, one);', 'from(texts, one)'],
      ['bound', 'texts.map(one.bind(undefined));', 'map(one.bind(undefined))'],
      ['called in a callback with options', 'pMap(texts, (text) => one(text), { concurrency: 5 });', 'one(text)'],
    ].map(([what, body, call]) => ({
      name: `a local function handed on ${what ?? ''}`,
      code: `${TRACER}function one(text) {\n  return tracer.startSpan('a.b').end();\n}\nexport function all(texts, pMap) {\n  ${body ?? ''}\n}`,
      errors: [
        {
          messageId: 'spanPerItemThroughFunction' as const,
          data: { name: "`'a.b'`", collection: '`texts`', rounds: '', line: '7', spanLine: '4' },
          line: 7,
          column: 3 + (body ?? '').indexOf(call ?? ''),
          endColumn: 3 + (body ?? '').indexOf(call ?? '') + (call ?? '').length,
        },
      ],
    })),
    {
      name: 'two chained lists are two findings; a function declared below its use',
      code: `${TRACER}export const all = (texts) => texts.map(one).forEach(one);\nconst one = (text) => tracer.startSpan('a.b').end();`,
      errors: [
        { messageId: 'spanPerItemThroughFunction', line: 3, column: 37 },
        { messageId: 'spanPerItemThroughFunction', line: 3, column: 46 },
      ],
    },
    ...[
      'texts.map(this.one)',
      'texts.map(this.one, this)',
      'texts.map(this.one.bind(this))',
      'texts.map(this.two)',
      'texts.map(this.#three)',
      'texts.map((text) => this.two(text))',
    ].map((call) => ({
      name: `a method or a field of the same class handed on: ${call}`,
      code: `${TRACER}export class C {\n  one(t) { tracer.startSpan('a.b').end(); }\n  two = (t) => { tracer.startSpan('a.b').end(); };\n  #three(t) { tracer.startSpan('a.b').end(); }\n  all(texts) { return ${call}; }\n}`,
      errors: [{ messageId: 'spanPerItemThroughFunction' as const, line: 7 }],
    })),
    {
      name: 'handed on in a loop over data, to a list of something else',
      code: `${TRACER}function one(part) { tracer.startSpan('a.b').end(); }\nexport function all(documents) { for (const document of documents) document.parts.forEach(one); }`,
      errors: [
        {
          messageId: 'spanPerItemThroughFunction',
          data: { name: "`'a.b'`", collection: '`documents`', rounds: '', line: '4', spanLine: '3' },
          column: 68,
        },
      ],
    },
    {
      name: "a team's own words for data",
      code: `${TRACER}export function f(invoices) { for (const i of invoices) tracer.startSpan('a.b').end(); }`,
      options: [{ dataWords: ['invoices'] }],
      errors: [{ messageId: 'spanPerItem' }],
    },
  ],
});

const inEffect = (statement: string) =>
  `import { Effect, pipe } from 'effect';\nexport const f = (rows) => Effect.gen(function* () {\n  ${statement}\n});`;

ruleTester.run('no-span-in-hot-loop with libraries', eslintRule(rule), {
  valid: [
    {
      name: 'functions that are wrapped make no span in the loop',
      code: `import { traceable } from 'langsmith/traceable';\nimport { observe } from '@langfuse/tracing';\nexport const f = (documents) => documents.map((document) => observe(() => document, { name: 'a.b' }));`,
    },
    {
      name: 'an effect is a description',
      code: `import { Effect } from 'effect';\nexport const f = (rows) => rows.map((row) => Effect.withSpan(row, 'a.b'));`,
    },
    ...[
      [
        'in an effect that is kept',
        `for (const row of rows) { all.push(Effect.gen(function* () { yield* load(row).pipe(Effect.withSpan('a.b')); })); }`,
      ],
      ['kept in a list', `for (const row of rows) all.push(load(row).pipe(Effect.withSpan('a.b')));`],
      [
        'kept in a constant',
        `for (const row of rows) { const one = load(row).pipe(Effect.withSpan('a.b')); use(one); }`,
      ],
      ['run once around the loop', `yield* Effect.forEach(rows, load).pipe(Effect.withSpan('a.b'));`],
      [
        'given to something else',
        `yield* Effect.forEach(rows, (row) => retried(load(row).pipe(Effect.withSpan('a.b'))));`,
      ],
      ['of a function', `for (const row of rows) { const one = Effect.fn('a.b')(function* () {}); use(one); }`],
      ['for each of few', `yield* Effect.forEach(['a', 'b'], (row) => load(row).pipe(Effect.withSpan('a.b')));`],
      ['of another forEach', `forEach(rows, (row) => load(row).pipe(Effect.withSpan('a.b')));`],
    ].map(([name = '', code = '']) => ({ name: `an effect that is ${name}`, code: inEffect(code) })),
  ],
  invalid: [
    {
      name: 'a span of a library for each document',
      code: `import { Laminar } from '@lmnr-ai/lmnr';\nexport function f(documents) {\n  for (const document of documents) Laminar.startSpan({ name: 'a.b' }).end();\n}`,
      errors: [{ messageId: 'spanPerItem', line: 3, column: 37 }],
    },
    ...[
      ['yielded in the loop', `for (const row of rows) yield* load(row).pipe(Effect.withSpan('a.b'));`],
      [
        'yielded in an effect that the loop yields',
        `for (const row of rows) { yield* Effect.gen(function* () { yield* load(row).pipe(Effect.withSpan('a.b')); }); }`,
      ],
      [
        'yielded in the effect of each item',
        `yield* Effect.forEach(rows, (row) => Effect.gen(function* () { yield* load(row).pipe(Effect.withSpan('a.b')); }));`,
      ],
      ['run in the loop', `for (const row of rows) Effect.runFork(Effect.withSpan(load(row), 'a.b'));`],
      [
        'given to forEach',
        `yield* Effect.forEach(rows, (row) => load(row).pipe(Effect.asVoid, Effect.withSpan('a.b')));`,
      ],
      [
        'given back to it',
        `yield* Effect.forEach(rows, (row) => { return pipe(load(row), Effect.withSpan('a.b')); });`,
      ],
      ['given to all', `yield* Effect.all(rows.map((row) => Effect.withSpan('a.b')(load(row))), { concurrency: 4 });`],
      ['used with its span', `yield* Effect.forEach(rows, (row) => Effect.useSpan('a.b', () => load(row)));`],
    ].map(([name = '', code = '']) => ({
      name: `an effect that is ${name}`,
      code: inEffect(code),
      errors: [{ messageId: 'spanPerItem' as const, line: 3 }],
    })),
    {
      name: 'a span of a library whose name is not in sight',
      code: `import { Laminar } from '@lmnr-ai/lmnr';\nimport { options } from './options';\nexport function f(documents) {\n  for (const document of documents) Laminar.startSpan({ ...options, input: document.id }).end();\n}`,
      errors: [
        {
          messageId: 'spanPerItem',
          data: { name: '`Laminar.startSpan`', collection: '`documents`', rounds: '', line: '4' },
          line: 4,
          column: 37,
          endColumn: 54,
        },
      ],
    },
  ],
});
