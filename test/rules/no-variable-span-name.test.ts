import rule from '../../rules/no-variable-span-name.ts';
import { eslintRule, ruleTester } from '../rule-tester.ts';

const TRACER = `import { trace, SpanKind } from '@opentelemetry/api';\nconst tracer = trace.getTracer('t');\n`;

/** Functions that make attributes and options, and functions that get a span. */
const BUILDERS = `import { context, type Attributes, type Span, type SpanOptions } from '@opentelemetry/api';
import { annotate, KEYS, requestAttributes, spanOptions } from '@acme/gen-ai';
const base = (model: string): Attributes => ({ 'gen_ai.request.model': model });
const ofName = (m: string): Attributes => ({ ...base(m) });
const ofRequest = ({ model: name }: { model: string }) => { const all: Attributes = {}; all['gen_ai.request.model'] = name; return all; };
const changed = (m: string): Attributes => ({ 'gen_ai.request.model': m.toLowerCase() });
const plain = (m: string): Attributes => ({ 'gen_ai.system': m });
const optionsOf = (m: string): SpanOptions => ({ attributes: base(m) });
function run(span: Span, model: string) { span.setAttribute('gen_ai.request.model', model); span.end(); }
function close(span: Span, model: string) { span.setAttribute('gen_ai.system', model); span.end(); }
`;
const ACTIVE = `\nfunction record(model: string) { trace.getActiveSpan()?.setAttribute('gen_ai.request.model', model); }`;

const contract = (spans: object, more: object = {}) => ({
  'span-contract': { contract: { version: 1, extends: ['agent'], spans, ...more } },
});

ruleTester.run('no-variable-span-name', eslintRule(rule), {
  valid: [
    { name: 'a literal', code: `${TRACER}tracer.startSpan('agent.step');` },
    { name: 'constants put together', code: `${TRACER}const A = 'agent';\ntracer.startSpan(\`\${A}.step\`);` },
    {
      name: 'a choice between literals',
      code: `${TRACER}export const f = (b: boolean) => tracer.startSpan(b ? 'agent.plan' : 'agent.step');`,
    },
    {
      name: 'a union of literals bounds the hole',
      code: `${TRACER}export const f = (tier: 'hot' | 'cold') => tracer.startSpan(\`agent.memory.\${tier}\`);`,
    },
    ...[
      'name = name.trim(); return fn(span, name);',
      'metrics.timing(name, 1); return fn(span);',
      'return context.with(name, () => fn(span));',
      'return fetcher.call(this, name, span);',
    ].map((body) => ({
      name: `a function that completes the name it is given, whatever else it tells it: ${body}`,
      code: `${TRACER}export const traced = (name, fn) => tracer.startActiveSpan(\`agent.\${name}\`, (span) => { ${body} });`,
    })),
    ...[
      ['by its descriptor', 'queue', '', '(_target, _key, descriptor) => ', 'queue'],
      ['by the type of its descriptor', 'opts', '', '(_t, _k, d: TypedPropertyDescriptor<any>) => ', 'opts.queue'],
      ['by its context', '{ queue }', '', '(value, context: ClassMethodDecoratorContext) => ', 'queue'],
      ['by its type', 'queue', ': MethodDecorator', '(t, k, d) => ', 'queue'],
    ].map(([how = '', parameter = '', type = '', made = '', value = '']) => ({
      name: `what a decorator is given is fixed where the class is written: a decorator ${how}`,
      code: `${TRACER}export function Job(${parameter}: any)${type} { return ${made}tracer.startActiveSpan(\`job.\${${value}}\`, () => 1) as any; }`,
    })),
    ...[
      ['(target: object, key: string, descriptor: any)', 'key'],
      ['(_t: unknown, key: string, d: PropertyDescriptor)', 'key'],
      ['(value: any, context: ClassMethodDecoratorContext)', 'String(context.name)'],
    ].flatMap(([parameters = '', value = '']) => [
      {
        name: `what a decorator itself is given: ${parameters}`,
        code: `${TRACER}export function Traced${parameters} { return tracer.startActiveSpan(\`acme.\${${value}}\`, () => 1) as any; }`,
      },
      {
        name: `what a decorator is given that a function makes: ${parameters}`,
        code: `${TRACER}export const Traced = (name?: string) => ${parameters} => tracer.startActiveSpan(name ?? \`acme.\${${value}}\`, () => 1) as any;`,
      },
    ]),
    {
      name: 'a wrapper of the file that records what the contract lets vary',
      code: `${TRACER}const withStep = (name: string, fn: () => void) => tracer.startActiveSpan(\`acme.step.\${name}\`, { attributes: { 'acme.step': name } }, fn);\nexport const f = (job: { title: string }) => withStep(job.title, () => {});`,
      settings: contract({ 'acme.step.{acme.step}': {} }),
    },
    {
      name: 'an HTTP method and a route pattern',
      code: `${TRACER}export const f = (req) => tracer.startSpan(\`\${req.method} \${req.route.path}\`);`,
    },
    ...['event.route.id', 'matchedRoute.id', 'routeId', 'serverFn.name', '(handler as { name: string }).name'].map(
      (value) => ({
        name: `routes and functions are few: ${value}`,
        code: `${TRACER}export const f = ({ event, matchedRoute, routeId, serverFn, handler }) => tracer.startSpan(\`app.load.\${${value}}\`);`,
      }),
    ),
    ...[
      'Refunds.name',
      'Refunds.prototype.issue.name',
      'Refunds.check.name',
      'plan.name',
      'step.name',
      'Other.name',
    ].map((value) => ({
      name: `the name of a class or a function that is declared or imported is one: ${value}`,
      code: `${TRACER}import { Other } from './other';\nclass Refunds { static check() {} issue() { tracer.startSpan(\`agent.\${${value}}\`).end(); } }\nfunction plan() {}\nconst step = () => {};`,
    })),
    ...[
      ['by its type', '(task: () => void) => { START; }'],
      ['by a call of it', '(task) => { START; return task(); }'],
      ['by a call of it with another `this`', '(task) => { START; return task.apply(null, []); }'],
    ].map(([by, code = '']) => ({
      name: `the name of a function that is given is one of few, told ${by}`,
      code: `${TRACER}export const f = ${code.replace('START', 'tracer.startSpan(`agent.${task.name}`)')};`,
    })),
    {
      name: 'a route with the path that its router is mounted at',
      code: `${TRACER}export const f = (req) => tracer.startSpan(\`\${req.method} \${req.baseUrl}\${req.route.path}\`);`,
    },
    {
      name: 'the route that a framework or an instrumentation has put on the span',
      code: `${TRACER}export const f = (span) => span.updateName(\`GET \${span.attributes['next.route']}\`);`,
    },
    ...['db.name', 'db.namespace', 'db.stored_procedure.name'].map((key) => ({
      name: `what an object of attributes says of the database: ${key}`,
      code: `${TRACER}export const f = (operation: 'find' | 'insert', attributes: Attributes) => tracer.startSpan(\`\${operation} \${attributes['${key}']}\`);`,
    })),
    {
      name: 'a forwarded parameter: the caller is judged',
      code: `${TRACER}export const inSpan = (name: string) => tracer.startSpan(name);`,
    },
    ...['spanNameSuffix', 'nameSuffix', 'spanNamePart', 'span_name', 'nameOfSpan', 'dbOperation'].map((name) => ({
      name: `a parameter that is called a part of the name: ${name}`,
      code: `${TRACER}export const inSpan = (${name}: string) => tracer.startSpan(\`orders.\${${name}}\`);`,
    })),
    ...[
      ['update ${table}', 'db.collection.name'],
      ['delete ${table}', 'db.sql.table'],
      ['commit ${table}', 'messaging.destination.name'],
    ].map(([name = '', key = '']) => ({
      name: `an operation of the conventions whose target the span carries as \`${key}\``,
      code: `${TRACER}export const f = (table: string) => tracer.startSpan(\`${name}\`, { attributes: { '${key}': table } });`,
      settings: contract({}, { naming: { accept: ['dot', 'semconv'] } }),
    })),
    ...[
      ['its name', 'cfg: { name: string }', 'cfg.name'],
      ['its written type', 'step: SpanParams', 'step.name'],
      ['the name of an imported type', 'p: StepSpec', 'p.name'],
      ['a member that OpenTelemetry types', 'p: { title: string; links?: Link[] }', 'p.title'],
      ['a callback that takes the span', 'p: { name: string; run(span: Span): void }', 'p.name'],
      ['attributes that go to the span', 'p', 'p.name, { attributes: { ...p.attributes }, kind: SpanKind.CLIENT }'],
      ['options that go to the span', 'p', 'p.name, p.options ?? {}'],
      ['being the options itself', 'p', 'p.name, p'],
    ].map(([by, parameter, given]) => ({
      name: `options of a wrapper are the caller's, told by ${by}`,
      code: `${TRACER}import type { Attributes, Link, Span } from '@opentelemetry/api';\nimport type { StepSpec } from './types';\ninterface SpanParams { name: string; attributes?: Attributes }\nexport function start(${parameter}) { return tracer.startSpan(${given}); }`,
    })),
    {
      name: 'the same where they are taken apart in the body, and where the callback is called with the span',
      code: `${TRACER}export function start(one) { const { name, attributes = {} } = one; return tracer.startSpan(name, { attributes }); }\nexport const inSpan = (one) => tracer.startActiveSpan(one.name, (span) => { span.setAttributes(one.data); return one.run(span); });`,
    },
    ...[
      ['a builder of the file', '', '{ attributes: base(model) }'],
      [
        'the same with another name for what it is given',
        '',
        "{ attributes: { ...ofName(model), 'gen_ai.operation.name': 'chat' } }",
      ],
      ['what it takes apart', '', '{ attributes: ofRequest({ model }) }'],
      ['a builder of the options', '', 'optionsOf(model)'],
      ['a builder that may change the value', '', '{ attributes: changed(model) }'],
      ['a builder of another file', '', '{ attributes: requestAttributes(model) }'],
      ['a part of one', '', "{ attributes: { ...requestAttributes(model), 'a.b': 1 } }"],
      ['options of another file', '', 'spanOptions(model)'],
      ['attributes that the caller gives', '', '{ attributes }'],
      [
        'an object that a function adds to',
        'const given: Attributes = {};\nannotate(given, model);',
        '{ attributes: given }',
      ],
      ['a key that is not known', '', '{ attributes: { [KEYS.model]: model } }'],
    ].map(([by, before, options]) => ({
      name: `a hole that the contract allows is recorded, or nobody knows: ${by}`,
      code: `${TRACER}${BUILDERS}export function f(model: string, attributes: Attributes) { ${before}\ntracer.startSpan(\`chat \${model}\`, ${options}).end(); }\nexport const g = (model: string, attributes: Attributes) => tracer.startSpan(\`chat \${model}\`, { attributes: base(model) }).end();`,
      settings: contract({ 'chat {gen_ai.request.model}': {} }),
    })),
    ...[
      ['attributes that the caller gives', '(span) => { span.setAttributes(attributes); span.end(); }'],
      ['a function of the file that records it', '(span) => run(span, model)'],
      ['that function itself', 'run'],
      ['a function of another file', '(span) => { annotate(span, { model }); span.end(); }'],
      ['a callback of the caller', 'then'],
      ['a field', '(span) => { spans.push({ span }); }'],
      ['what is set on the active span', '() => record(model)'],
    ].map(([by, callback]) => ({
      name: `the same for a span that goes to other code: ${by}`,
      code: `${TRACER}${BUILDERS}export function f(model: string, attributes: Attributes, then: () => void, spans: object[]) { tracer.startActiveSpan(\`chat \${model}\`, ${callback}); }${by === 'what is set on the active span' ? ACTIVE : ''}`,
      settings: contract({ 'chat {gen_ai.request.model}': {} }),
    })),
    {
      name: 'the same for a span that its caller gets, and one that is only renamed here',
      code: `${TRACER}${BUILDERS}export const f = (model: string) => tracer.startSpan(\`chat \${model}\`);\nexport function g(span: Span, model: string) { span.updateName(\`chat \${model}\`); }`,
      settings: contract({ 'chat {gen_ai.request.model}': {} }),
    },
    {
      name: 'a hole that the contract allows is recorded under a constant of the conventions',
      code: `${TRACER}import { ATTR_DB_COLLECTION_NAME } from '@opentelemetry/semantic-conventions';\nexport const f = (table: string) => tracer.startSpan(\`load \${table}\`, { attributes: { [ATTR_DB_COLLECTION_NAME]: table } }).end();`,
      settings: contract({ 'load {db.collection.name}': {} }),
    },
    ...["'db.operation.name'", "'db.query.summary'", 'ATTR_DB_OPERATION_NAME', 'SEMATTRS_DB_OPERATION'].map((key) => ({
      name: `an attribute that the conventions make names of: ${key}`,
      code: `${TRACER}import { ATTR_DB_OPERATION_NAME, SEMATTRS_DB_OPERATION } from '@opentelemetry/semantic-conventions';\nexport const f = (attributes) => tracer.startSpan(\`db \${attributes[${key}]}\`, { attributes }).end();`,
    })),
    {
      name: 'the same where several functions set what one builder makes',
      code: `${TRACER}${BUILDERS}${['find', 'count']
        .map(
          (name) =>
            `export function ${name}(model: string) { const span = tracer.startSpan(\`chat \${model}\`); span.setAttributes(base(model)); span.end(); }`,
        )
        .join('\n')}`,
      settings: contract({ 'chat {gen_ai.request.model}': {} }),
    },
    {
      name: 'a field of what is taken apart is the same value',
      code: `${TRACER}export function f(req) { const { model } = req; tracer.startSpan(\`chat \${model}\`, { attributes: { 'gen_ai.request.model': req.model } }).end(); }`,
      settings: contract({ 'chat {gen_ai.request.model}': {} }),
    },
    ...['temporal.${activity}', 'temporal.${activity}.run', '${activity}:external', '${activity}/${activity}'].map(
      (name) => ({
        name: `a name that the contract says is not the team's: ${name}`,
        code: `${TRACER}export const f = (activity: string) => tracer.startSpan(\`${name}\`);`,
        settings: contract({}, { allow: ['temporal.*', '*:external', '*/*'] }),
      }),
    ),
    {
      name: 'a constant of another file',
      code: `${TRACER}import { AREA } from './areas';\ntracer.startSpan(\`\${AREA}.step\`);`,
    },
    {
      name: "OpenTelemetry's own names hold their target, where no contract file says otherwise",
      code: `${TRACER}export const f = (model: string) => tracer.startSpan(\`chat \${model}\`);`,
    },
    ...[
      ['chat', 'modelId'],
      ['chat', 'model.id'],
      ['execute_tool', 'tool.name'],
      ['execute_tool', 'id'],
      ['invoke_agent', 'session.agentId'],
      ['prompts/get', 'prompt'],
      ['resources/read', 'uri'],
      ['process', 'queueUrl'],
      ['process', 'job.name'],
      ['process', 'message.type'],
      ['publish', 'routingKey'],
      ['SELECT', 'table'],
      ['find', 'data.collection'],
      ['chat', 'label(model)'],
    ].map(([operation, target]) => ({
      name: `a target of an operation may vary: ${operation} ${target}`,
      code: `${TRACER}const label = (name: string) => name;\nexport const f = ({ modelId, model, tool, id, session, prompt, uri, queueUrl, job, message, routingKey, table, data }) => tracer.startSpan(\`${operation} \${${target}}\`);`,
    })),
    {
      name: 'a hole that the contract allows, with the same value on the span',
      code: `${TRACER}export const f = (model: string) => tracer.startSpan(\`chat \${model}\`, { attributes: { 'gen_ai.request.model': model } });`,
      settings: contract({ 'chat {gen_ai.request.model}': {} }),
    },
    {
      name: 'the same, set later in the callback',
      code: `${TRACER}export const f = (model: string) => tracer.startActiveSpan(\`chat \${model}\`, (span) => { span.setAttribute('gen_ai.request.model', model); });`,
      settings: contract({ 'chat {gen_ai.request.model}': {} }),
    },
    {
      name: 'a messaging operation behind its destination',
      code: `${TRACER}export const f = (queue: string) => tracer.startSpan(\`\${queue} process\`);`,
    },
    {
      name: 'a private method whose callers all write literals',
      code: `${TRACER}export class Log {\n  private span(level: string) { tracer.startSpan(\`console.\${level}\`); }\n  warn() { this.span('warn'); }\n  info() { this.span('info'); }\n}`,
    },
    {
      name: 'the name of a function that is patched',
      code: `${TRACER}export const patch = (original: Function) => function (this: unknown) { tracer.startSpan(\`db.\${original.name}\`).end(); tracer.startSpan(\`grpc.\${original.path}\`).end(); return original.apply(this); };`,
    },
    ...['error.name', 'caught.cause.name', 'this.lastError.name'].map((value) => ({
      name: `the name of an error, which is that of its class: ${value}`,
      code: `${TRACER}export class Run { lastError: Error; fail(error: Error, caught: any) { tracer.startSpan(\`run.failed.\${${value}}\`).end(); } }`,
    })),
    {
      name: 'options of a wrapper that a local function takes the name from',
      code: `${TRACER}function nameOf(options: { name?: string }, fn: Function) { if (options.name) return options.name; return fn.name; }\nexport function wrap(options: { name?: string }, fn: Function) { tracer.startSpan(nameOf(options, fn)); }`,
    },
    {
      name: 'a table whose key another file writes: which value it is stays open',
      code: `${TRACER}import { KEY } from './keys';\nexport const f = (id: string) => { const table = { [KEY.A]: id, [KEY.B]: 'agent.step' }; tracer.startSpan(table[KEY.B]); };`,
    },
    {
      name: 'other origins',
      code: `import tracer from 'dd-trace';\nexport const f = (id: string) => tracer.startSpan(\`job \${id}\`);`,
    },
    {
      name: 'fields that are set once from a constant, whose word says no data, or that nobody in sight fills',
      code: `${TRACER}class A { private readonly url = 'agent'; private step = 0; sessionId?: string;
  constructor(readonly agentId: string, readonly kind: 'a' | 'b', readonly modelName: string) { this.step = 1; }
  run() {
    tracer.startSpan(\`\${this.url}.run\`);
    tracer.startSpan(\`agent.\${this.agentId}\`);
    tracer.startSpan(\`agent.\${this.modelName}\`);
    tracer.startSpan(\`agent.\${this.kind}\`);
    tracer.startSpan(\`agent.turn_\${this.step}\`);
    tracer.startSpan(\`agent.\${this.sessionId}\`);
  }
}`,
    },
    {
      name: 'a convention whose parts stand in a copy of the attributes',
      code: `${TRACER}const OP = 'gen_ai.operation.name';
const MODEL = 'gen_ai.request.model';
export function f(params: { model: string; topP?: number }) {
  const common: Attributes = { [OP]: 'chat', [MODEL]: params.model };
  const attrs: Attributes = { ...common };
  if (params.topP != null) attrs['gen_ai.request.top_p'] = params.topP;
  tracer.startSpan(\`\${attrs[OP]} \${attrs[MODEL]}\`, { attributes: attrs });
}`,
    },
    {
      name: 'a URL that the code fixes, and a class of the file that is called so',
      code: `${TRACER}export const f = () => { const url = new URL('https://api.example.com/a'); tracer.startSpan(\`POST \${url}\`); };\nexport const g = (x: string) => { class URL { constructor(readonly a: string) {} } const url = new URL(x); tracer.startSpan(\`POST \${url}\`); };`,
    },
    ...[
      [
        'another parameter',
        'export const two = (area: string, name: string, run: () => void) => tracer.startActiveSpan(`${area}.${name}`, run);',
      ],
      [
        'a part of its options',
        'export const op = (name: string, opts: { module: { name: string } }) => tracer.startSpan(`${opts.module.name}:${name}`);',
      ],
      [
        'a parameter of the factory around it',
        'export const makeScope = (scope: string) => ({ run: (name: string, fn: () => void) => tracer.startActiveSpan(`${scope}.${name}`, fn) });',
      ],
    ].map(([what, code]) => ({
      name: `the body of a wrapper whose callers give the scope as well as the name: ${what}`,
      code: `${TRACER}${code}`,
    })),
    ...[
      ['through a variable', 'const one = MODES[mode]; tracer.startSpan(one.span);'],
      ['taken apart', 'const { span } = MODES[mode]; tracer.startSpan(span);'],
      ['by a condition', "const one = mode === 'deep' ? MODES.deep : MODES.fast; tracer.startSpan(one.span);"],
      ['by a function', 'const one = pick(mode); tracer.startSpan(one.span);'],
    ].map(([how, code]) => ({
      name: `an entry of a table of constants, ${how}`,
      code: `${TRACER}const MODES = { fast: { span: 'search.fast' }, deep: { span: 'search.deep' } } as const;\nconst pick = (mode: keyof typeof MODES) => MODES[mode];\nexport function run(mode: keyof typeof MODES) { ${code} }`,
    })),
    ...[
      ['NestJS', 'context: any', 'context.getClass().name', 'context.getHandler().name'],
      ['GraphQL', 'info: GraphQLResolveInfo', 'info.parentType.name', 'info.fieldName'],
      ['GraphQL, taken apart', '{ parentType, fieldName }', 'parentType.name', 'fieldName'],
      ['API Gateway', 'event', 'event.httpMethod', 'event.resource'],
      ['API Gateway, taken apart', '{ httpMethod, resource }', 'httpMethod', 'resource'],
      [
        'API Gateway, by its type',
        'event: APIGatewayProxyEvent',
        'event.resource',
        'event.requestContext.resourcePath',
      ],
      ['API Gateway v2', 'event: APIGatewayProxyEventV2', 'event.routeKey'],
      ['Connect', 'req', 'req.service.typeName', 'req.method.name'],
      ['koa', 'ctx', 'ctx.method', 'ctx._matchedRoute', 'ctx.routerPath'],
      ['express, taken apart', '{ method, route: { path } }', 'method', 'path'],
      ['fastify', 'request', 'request.routeOptions.url'],
      ['hono', 'c', 'c.req.routePath'],
      ['SvelteKit', 'event', 'event.route.id'],
      ['tRPC', '{ path, next }', 'path'],
      ['the class of an event', 'event', 'event.constructor.name'],
      ['a union of another file', '{ type }: Stripe.Event', 'type'],
    ].map(([framework, parameter, ...values]) => ({
      name: `what a program registers with its framework: ${framework}`,
      code: `${TRACER}export const go = (${parameter}) => tracer.startSpan(\`app.\${${values.join('}.${')}}\`);`,
    })),
    ...[
      ['db.operation.name', 'command.name', 'command.name'],
      ['db.operation', 'name.toLowerCase()', 'name.toUpperCase()'],
      ['rpc.method', 'name', 'name'],
      ['messaging.operation.name', 'name', 'name'],
    ].map(([key, part, value]) => ({
      name: `what the span carries as its operation is one of few: ${key}`,
      code: `${TRACER}export function go(command: { name: string }) {
  const name = (command.name || 'unknown').toLowerCase();
  const span = tracer.startSpan(\`store.\${${part}}\`);
  span.setAttribute('${key}', ${value});
  span.end();
}`,
    })),
    {
      name: 'an operation that a function of the file completes',
      code: `${TRACER}const verbOf = (text: string) => text.split(' ', 1)[0] ?? 'UNKNOWN';
const nameFor = (verb: string) => \`store.\${verb.toLowerCase()}\`;
export function go(text: string) {
  const verb = verbOf(text);
  return tracer.startActiveSpan(nameFor(verb), (span) => { span.setAttributes({ 'db.operation': verb }); span.end(); });
}`,
    },
    ...[
      "tracer.startSpan(`${operation} ${request.model}`, { attributes: { 'gen_ai.operation.name': operation, 'gen_ai.request.model': request.model } });",
      "tracer.startSpan(request.model ? `${operation} ${request.model}` : operation, { attributes: { 'gen_ai.operation.name': operation, 'gen_ai.request.model': request.model } });",
      "tracer.startSpan(`${operation} ${request.agent}`, { attributes: { 'gen_ai.operation.name': operation, 'gen_ai.agent.name': request.agent } });",
      "tracer.startSpan(`${operation} ${request.model}`, { attributes: { 'db.operation.name': operation, 'db.collection.name': request.model } });",
      "tracer.startSpan(`${operation} ${request.model}`, { attributes: { 'db.operation': operation, 'db.name': request.model } });",
      "tracer.startSpan(`${operation} ${request.model}`, { attributes: { 'messaging.operation.name': operation, 'messaging.destination.name': request.model } });",
      "tracer.startSpan(`${request.model} ${operation}`, { attributes: { 'messaging.operation': operation, 'messaging.destination': request.model } });",
      "tracer.startSpan(`${request.model} subscribe`, { attributes: { 'messaging.operation': 'subscribe', 'messaging.destination.name': request.model } });",
    ].map((code) => ({
      name: `an operation and its target, where the span carries both: ${code.slice(17, 54)}`,
      code: `${TRACER}export function go(request: { operation?: string; model?: string; agent?: string }) {
  const operation = request.operation ?? 'chat';
  ${code}
}`,
    })),
    ...[
      "`${operation} ${model}`, { attributes: { 'gen_ai.operation.name': operation, 'gen_ai.request.model': model } }",
      "`summarise ${model}`, { attributes: { 'gen_ai.operation.name': 'summarise', 'gen_ai.request.model': model } }",
      "`upsert ${model}`, { attributes: { 'db.operation.name': 'upsert', 'db.collection.name': model } }",
    ].map((given) => ({
      name: `an operation that the conventions do not list, where the span carries both: ${given}`,
      code: `${TRACER}export const go = (operation: 'chat' | 'summarise', { model }: Job) => tracer.startSpan(${given});`,
    })),
    ...[
      "`${req.method} ${found.tpl}`, { attributes: { 'http.route': found.tpl } }",
      "`GET ${found.tpl}`, { attributes: { 'url.template': found.tpl } }",
      "`${found.verb} ${found.tpl}`, { attributes: { 'http.request.method': found.verb, 'http.route': found.tpl } }",
    ].map((given) => ({
      name: `a method and a route that the span carries: ${given}`,
      code: `${TRACER}export const go = (req, found) => tracer.startSpan(${given});`,
    })),
    {
      name: 'a method and a route that are set on the span',
      code: `${TRACER}export const go = (span: Span, req, found) => { span.setAttribute('http.route', found.tpl); span.updateName(\`\${req.method} \${found.tpl}\`); };`.replace(
        'SpanKind',
        'SpanKind, type Span',
      ),
    },
    ...[
      'route.template',
      'req.urlTemplate',
      'req.pathTemplate',
      'req.matchedPath',
      'c.req.routePath',
      'request.routeOptions.url',
      'ctx._matchedRoute',
      'matchedRoutes(c)[0].path',
      'c.req.matchedRoutes.at(-1).path',
      'args.unstable_pattern',
    ].map((value) => ({
      name: `what a router gives is a route: ${value}`,
      code: `${TRACER}export const go = (req, c, ctx, route, request, args) => tracer.startSpan(\`GET \${${value}}\`);`,
    })),
    {
      name: 'the pattern of a loader of React Router',
      code: `${TRACER}export const loader = ({ request, pattern }: LoaderFunctionArgs) => tracer.startSpan(\`\${request.method} \${pattern}\`);`,
    },
    ...[
      ['route ?? req.path', 'req.route?.path ?? null'],
      ['route || req.path', 'req.route?.path || undefined'],
      ["(req.route?.path || '') || req.path", '0'],
      ['route !== undefined ? route : req.path', 'req.route?.path'],
      ['route != null ? route : req.path', 'req.route?.path ?? null'],
    ].map(([value = '', route = '']) => ({
      name: `a path where there is no route, which is ${route}: ${value}`,
      code: `${TRACER}export const go = (req) => { const route = ${route}; tracer.startSpan(\`\${req.method} \${${value}}\`); };`,
    })),
    ...[
      "all['acme.span.name'] ?? 'openai.chat'",
      "all['acme.spanName'] ?? 'openai.chat'",
      "all['acme.span_name'] ?? 'openai.chat'",
      'all[SPAN_NAME]',
      "`acme.${all['acme.job.kind']}`",
      "`acme.${all['acme.http.method']}`",
    ].map((value) => ({
      name: `a key says as much as a property: ${value}`,
      code: `${TRACER}const SPAN_NAME = 'acme.span.name';\nexport const go = ({ all }: Message) => tracer.startSpan(${value});`,
    })),
    ...[
      ['f: Function', 'f.name'],
      ['c: { new (): Date }', 'c.name'],
      ['c: new (...args: any[]) => Date', 'c.name'],
      ['c: Ctor<Date>', 'c.name'],
      ['c: { type: typeof Date }', 'c.type.name'],
      ['all: Ctor<Date>[]', 'all[0].name'],
      ['o', 'o.class.name'],
      ['o', 'o.ctor.name'],
      ['ctor', 'ctor.name'],
      ['o', 'o.eventConstructor.name'],
    ].map(([parameter = '', value = '']) => ({
      name: `the name of a function or a class: ${value} of ${parameter}`,
      code: `${TRACER}type Ctor<T> = new (...args: any[]) => T;\nexport const go = (${parameter}, x: () => void) => { tracer.startSpan(\`on.\${${value}}\`); };`,
    })),
    ...[
      'onLCP((metric) => { tracer.startSpan(`vital.${metric.name}`); });',
      'onCLS(({ name }) => tracer.startSpan(`vital.${name}`));',
      'vitals.onINP((metric) => tracer.startSpan(`vital.${metric.name}`));',
      'onTTFB(send); function send(metric) { tracer.startSpan(`vital.${metric.name}`); }',
      'export const send = (metric: Metric, x: string) => { tracer.startSpan(`vital.${metric.name}`); };',
      'export const send = (metric: LCPMetric, x: string) => { tracer.startSpan(`vital.${metric.name}`); };',
    ].map((code) => ({
      name: `a metric of web-vitals: ${code}`,
      code: `${TRACER}import * as vitals from 'web-vitals';\nimport { onCLS, onLCP, onTTFB, type LCPMetric, type Metric } from 'web-vitals';\n${code}`,
    })),
    ...[
      'req.route?.path ?? req.path',
      'req.route?.path || req.originalUrl',
      '(req.route as { path?: string } | undefined)?.path ?? req.path',
      'req.routePath || req.path',
      'req.routeOptions?.url ?? req.url',
      'req.route ? req.route.path : req.path',
    ].map((value) => ({
      name: `a route, and the path only where there is none: ${value}`,
      code: `${TRACER}export function serve(req) { const route = ${value}; tracer.startSpan(\`\${req.method} \${route}\`, { attributes: { 'http.route': route } }); }`,
    })),
    ...['options: FetchOptions', '{ ...options }', 'config'].map((parameter) => ({
      name: `a part of the program in options: ${parameter}`,
      code: `${TRACER}export const load = (${parameter}) => tracer.startSpan(\`\${${parameter.includes('config') ? 'config' : 'options'}.component}.load\`);`,
    })),
    ...['event', 'scope', 'phase', 'provider'].map((value) => ({
      name: `what is most often a union of literals, as a parameter and as a property of one: ${value}`,
      code: `${TRACER}export const one = (${value}: string) => tracer.startSpan(\`app.\${${value}}\`);
export const two = (report: { ${value}: string }) => tracer.startSpan(\`app.\${report.${value}}\`);`,
    })),
    ...[
      'for (const one of steps) await tracer.startActiveSpan(one.name, one.fn);',
      'for (const one of steps) await withSpan(one.name, one.fn);',
      'for (const { name, fn } of steps) await withSpan(name, fn);',
      'for (const one of steps) tracer.startSpan(one.name, { attributes: one.attributes }).end();',
      'await Promise.all(steps.map((one) => withSpan(one.name, one.fn)));',
    ].map((code) => ({
      name: `a list of spans to make: ${code}`,
      code: `${TRACER}const withSpan = (name, fn) => tracer.startActiveSpan(name, fn);
export async function inSpans(steps) { ${code} }`,
    })),
    ...[
      'const { guards } = options;',
      'const guards = options.guards;',
      'const { guards } = options; const again = guards;',
    ].map((taken) => ({
      name: `the name of a span deep in options is its caller's, with a text beside it: ${taken}`,
      code: `${TRACER}export function tool(options) { ${taken} return () => tracer.startSpan(\`tool.\${guards?.telemetry?.name ?? options.name}\`); }`,
    })),
    {
      name: 'the same through constants',
      code: `${TRACER}export function go(context, event, req) {
  const owner = context.getClass();
  const { name: handler } = context.getHandler();
  const { name } = event.constructor;
  const { url } = req.routeOptions;
  tracer.startSpan(\`\${owner.name}.\${handler}.\${name}.\${url}\`);
}`,
    },
    {
      name: 'the options of a tRPC middleware',
      code: `${TRACER}export const traced = t.middleware((opts) => tracer.startActiveSpan(\`trpc.\${opts.path}\`, () => opts.next()));`,
    },
    {
      name: 'the parameter of a handler whose constant is typed',
      code: `${TRACER}export const handler: APIGatewayProxyHandler = async (event) => { tracer.startSpan(\`api \${event.resource}\`); };`,
    },
    {
      name: 'values that a written type, a guard or a schema closes',
      code: `${TRACER}import { z } from 'zod';
const CHANNELS = ['email', 'sms'] as const;
type Channel = (typeof CHANNELS)[number];
const isChannel = (value: string): value is Channel => (CHANNELS as readonly string[]).includes(value);
const Message = z.object({ to: z.enum(CHANNELS) });
export function each(steps: { name: Channel }[], sides: Map<'left' | 'right', number>) {
  steps.forEach((step) => tracer.startSpan(\`flow.\${step.name}\`));
  for (const [side] of sides) tracer.startSpan(\`flow.\${side}\`);
}
export function notify(raw: string) {
  if (!isChannel(raw)) return;
  tracer.startSpan(\`notify.\${raw}\`);
  tracer.startSpan(\`notify.\${Message.parse(raw).to}\`);
}`,
    },
  ],
  invalid: [
    ...[
      'req.path ?? req.route?.path',
      'req.id ?? req.path',
      'req.path || "/"',
      'req.path ? req.path : req.route.path',
      'req.ok ? req.route.path : req.path',
    ].map((value) => ({
      name: `a path before a route, or before nothing: ${value}`,
      code: `${TRACER}export function serve(req) { const route = ${value}; tracer.startSpan(\`\${req.method} \${route}\`); }`,
      errors: [{ messageId: 'variableName' as const }],
    })),
    ...['order.component', 'options.tool', 'options.user.component'].map((value) => ({
      name: `no part of the program in options: ${value}`,
      code: `${TRACER}export const load = (options, order) => tracer.startSpan(\`\${${value}}.load\`);`,
      errors: [{ messageId: 'variableName' as const }],
    })),
    ...[
      'for (const tool of tools) tracer.startSpan(tool.name).end();',
      'for (const tool of tools) tracer.startActiveSpan(tool.name, () => tool.execute());',
      'for (const { name, id } of tools) tracer.startSpan(name, { attributes: { id } }).end();',
      'for (const tool of tools) tracer.startSpan(tool.name, { attributes: { id: tool.id } }).end();',
    ].map((code) => ({
      name: `a list of other things: ${code}`,
      code: `${TRACER}export function inSpans(tools) { ${code} }`,
      errors: [{ messageId: 'variableName' as const }],
    })),
    ...['options.tool.name', 'options.plan.name ?? options.name', 'job.telemetry.name'].map((value) => ({
      name: `of a thing in options the name is data: ${value}`,
      code: `${TRACER}export function run(options, job) { return () => tracer.startSpan(\`tool.\${${value}}\`); }`,
      errors: [{ messageId: 'variableName' as const }],
    })),
    ...(
      [
        ['store.${tool}', "{ 'db.query.text': tool }", 'recordedName'],
        ['store.${tool}', "{ 'db.operation.name': tool.slice(0, 3) }", 'variableName'],
        ['${tool} ${model}', "{ 'gen_ai.request.model': model }", 'recordedName'],
        ['${model} ${tool}', "{ 'gen_ai.operation.name': tool, 'gen_ai.request.model': model }", 'recordedName'],
        ['${model} ${tool}', "{ 'messaging.operation.name': tool, 'db.collection.name': model }", 'recordedName'],
        ['${model}  ${tool}', "{ 'messaging.operation': tool, 'messaging.destination': model }", 'recordedName'],
        ['${tool}.${model}', "{ 'gen_ai.operation.name': tool, 'gen_ai.request.model': model }", 'recordedName'],
        ['${tool} ${model}', "{ 'db.operation.name': tool, 'messaging.destination.name': model }", 'recordedName'],
      ] as const
    ).map(([name, attributes, messageId]) => ({
      name: `what the span carries otherwise than as its operation is data: ${name} with ${attributes}`,
      code: `${TRACER}export const go = ({ data: { tool, model } }) => tracer.startSpan(\`${name}\`, { attributes: ${attributes} });`,
      errors: [{ messageId }],
    })),
    ...(
      [
        ['${req.method} ${req.path}', "{ 'http.route': req.path }", 'recordedName'],
        ['${req.method} ${url.pathname}', "{ 'http.route': url.pathname }", 'recordedName'],
        ['${req.method} ${req.originalUrl}', "{ 'http.route': req.originalUrl }", 'recordedName'],
        ['${req.method} ${url.tpl}', "{ 'http.request.method': req.method }", 'variableName'],
        ['${req.method}: ${url.tpl}', "{ 'http.route': url.tpl }", 'recordedName'],
        ['load ${url.tpl}', "{ 'http.route': url.tpl }", 'recordedName'],
        ['GET ${req.match.pathname}', '{}', 'variableName'],
        ["acme.${req['acme.user.id']}", '{}', 'variableName'],
        ["acme.${req['acme.user.name']}", '{}', 'variableName'],
        ['on.${req.tool.name}', '{}', 'variableName'],
        ['${kind} ${url.model}', "{ 'gen_ai.request.model': url.model }", 'recordedName'],
        ['GET ${Math.random() > 1 ? req.route.path : req.path}', '{}', 'variableName'],
      ] as const
    ).map(([name, attributes, messageId]) => ({
      name: `data that looks like what few values fill: ${name} with ${attributes}`,
      code: `${TRACER}export const go = (req, url: URL, kind: 'chat' | 'summarise') => { tracer.startSpan(\`${name}\`, { attributes: ${attributes} }); };`,
      errors: [{ messageId }],
    })),
    {
      name: 'a metric of the file',
      code: `${TRACER}interface Metric { name: string }\nexport const send = (metric: Metric, x: string) => { tracer.startSpan(\`vital.\${metric.name}\`); };`,
      errors: [{ messageId: 'variableName' }],
    },
    {
      name: 'punctuation around data says nothing without it, and one of few values makes a name each',
      code: `${TRACER}export const f = (group: 'web' | 'files', { tool, i }: { tool: string; i: number }) => {
  tracer.startSpan(\`execute_tool [\${tool}] #\${i}\`);
  tracer.startSpan(\`cart.add(\${tool}, "\${i}")\`);
  tracer.startSpan(\`mcp.\${group}.\${tool}\`);
};`,
      errors: [
        ['`execute_tool [${tool}] #${i}`', 'the fixed name `execute_tool`', '`tool` and `i`', 'attributes'],
        ['`cart.add(${tool}, "${i}")`', 'the fixed name `cart.add`', '`tool` and `i`', 'attributes'],
        ['`mcp.${group}.${tool}`', 'one of the fixed names `mcp.web` and `mcp.files`', '`tool`', 'an attribute'],
      ].map(([name = '', fixed = '', hole = '', attributes = ''], i) => ({
        messageId: 'variableName' as const,
        data: { name, varies: `varies with ${hole}`, fixed, hole, attributes },
        line: i + 4,
      })),
    },
    ...[
      'inSpan(`agent.run ${id}`, { attributes: { "agent.id": id } })',
      'outer(`agent.run ${id}`, { "agent.id": id })',
    ].map((call) => ({
      name: `a wrapper of the file that is given the attribute: ${call}`,
      code: `${TRACER}const inSpan = (name, options) => tracer.startSpan(name, options);\nconst outer = (name, attributes) => inSpan(name, { attributes: { ...attributes, 'agent.x': 1 } });\nexport const go = (id) => ${call};`,
      errors: [
        {
          messageId: 'recordedName' as const,
          data: {
            name: '`agent.run ${id}`',
            varies: 'varies with `id`',
            fixed: 'the fixed name `agent.run`',
            recorded: 'it carries `id` as `agent.id` already',
          },
        },
      ],
    })),
    ...[
      ['(`do.${t}`)!', '`do.${t}`'],
      ['`do.${t}` as string', '`do.${t}`'],
      ['`do.${t}` satisfies string', '`do.${t}`'],
      ['key as string', '`do.{t}`'],
    ].map(([written = '', name = '']) => ({
      name: `a name is told without its cast: ${written}`,
      code: `${TRACER}export function f(t: string) { const key = \`do.\${t}\`; tracer.startSpan(${written}); }`,
      errors: [
        {
          messageId: 'variableName' as const,
          data: {
            name,
            varies: 'varies with `t`',
            fixed: 'one fixed name',
            hole: '`t`',
            attributes: 'an attribute',
          },
        },
      ],
    })),
    ...[
      ['event', 'event.resource'],
      ['info: GraphQLResolveInfo', 'info.operation.name.value'],
      ['form', 'form.fieldName'],
      ['event: APIGatewayProxyEvent', 'event.path'],
      ['req', 'req.path'],
      ['{ path }', 'path'],
      ['{ data: { color } }', 'color'],
      ['req', 'req.service.name'],
    ].map(([parameter = '', value = '']) => ({
      name: `the same words where they do not stand for what a framework knows, and what a client sends: ${value} of ${parameter}`,
      code: `${TRACER}export const go = (${parameter}) => tracer.startSpan(\`app.page.\${${value}}\`);`,
      errors: [
        {
          messageId: 'variableName' as const,
          data: {
            name: `\`app.page.\${${value}}\``,
            varies: `varies with \`${value}\``,
            fixed: 'the fixed name `app.page`',
            hole: `\`${value}\``,
            attributes: 'an attribute',
          },
          line: 3,
        },
      ],
    })),
    {
      name: 'a guard that lets any text through',
      code: `${TRACER}const isText = (value: unknown): value is string => typeof value === 'string';
export function notify(raw: string) {
  if (!isText(raw)) return;
  tracer.startSpan(\`notify.\${raw}\`);
}`,
      errors: [
        {
          messageId: 'variableName',
          data: {
            name: '`notify.${raw}`',
            varies: 'varies with `raw`',
            fixed: 'one fixed name',
            hole: '`raw`',
            attributes: 'an attribute',
          },
          line: 6,
          column: 20,
        },
      ],
    },
    {
      name: 'an entry of a table that may be an object of the caller',
      code: `${TRACER}const MODES = { deep: { span: 'search.deep' } };\nexport function run(user: { span: string }, deep: boolean) { const one = deep ? MODES.deep : user; tracer.startSpan(one.span); }`,
      errors: [
        {
          messageId: 'variableName',
          data: {
            name: '`one.span`',
            varies: 'is data of the running program',
            fixed: 'one fixed name',
            hole: '`one.span`',
            attributes: 'an attribute',
          },
          line: 4,
        },
      ],
    },
    {
      name: 'data that a wrapper is given beside the name',
      code: `${TRACER}export const withSpan = (name: string, orderId: string) => tracer.startSpan(\`\${name}.\${orderId}\`);`,
      errors: [{ messageId: 'variableName', line: 3 }],
    },
    {
      name: 'fields that a parameter fills and whose word says data',
      code: `${TRACER}class A { private readonly userEmail: string;
  constructor(readonly sessionId: string, options: { email: string }) { this.userEmail = options.email; }
  run(options?: { spanName?: string }) {
    tracer.startSpan(\`session.open.\${this.sessionId}\`);
    tracer.startSpan(\`session.open.\${this.userEmail}\`);
    tracer.startSpan(options?.spanName ?? \`sessions.open.\${this.sessionId}.once\`);
  }
}`,
      errors: [
        {
          messageId: 'variableName',
          data: {
            name: '`session.open.${this.sessionId}`',
            varies: 'varies with `this.sessionId`',
            fixed: 'the fixed name `session.open`',
            hole: '`this.sessionId`',
            attributes: 'an attribute',
          },
          line: 6,
        },
        { messageId: 'variableName', line: 7 },
        { messageId: 'variableName', line: 8 },
      ],
    },
    {
      name: 'a table that is written to where the name is read',
      code: `${TRACER}export function f(id: string) { const names: Record<string, string> = { load: 'load' }; names.load = id; tracer.startSpan(\`agent.\${names.load}\`); }`,
      errors: [{ messageId: 'variableName', line: 3 }],
    },
    {
      name: 'a field that counts',
      code: `${TRACER}class A { private turn = 0; #step = 0;
  run() {
    this.turn += 1;
    tracer.startSpan(\`agent.turn_\${this.turn}\`);
    tracer.startSpan(\`agent.step.\${this.#step++}\`);
    tracer.startSpan(\`agent.step.\${this.#step}\`);
  }
}`,
      errors: [
        {
          messageId: 'variableName',
          data: {
            name: '`agent.turn_${this.turn}`',
            varies: 'varies with `this.turn`',
            fixed: 'the fixed name `agent.turn`',
            hole: '`this.turn`',
            attributes: 'an attribute',
          },
          line: 6,
        },
        { messageId: 'variableName', line: 8 },
      ],
    },
    {
      name: 'a URL that is made of what is given',
      code: `${TRACER}export async function f() {\n  const url = new URL(await endpoint());\n  tracer.startSpan(\`POST \${url.toString()}\`);\n  tracer.startSpan(\`POST \${url}\`);\n}`,
      errors: [
        {
          messageId: 'variableName',
          data: {
            name: '`POST ${url.toString()}`',
            varies: 'varies with `url.toString()`',
            fixed: 'the fixed name `POST`',
            hole: '`url.toString()`',
            attributes: 'an attribute',
          },
          line: 5,
        },
        { messageId: 'variableName', line: 6 },
      ],
    },
    {
      name: 'data in the path of a route are its parameters: `GET /orders/:id` is not `GET /orders`',
      code: `${TRACER}export const f = (order: { id: string }, at: string, q: string, path: string) => {
  tracer.startSpan(\`GET /orders/\${order.id}/items/\${at}\`);
  tracer.startSpan(\`GET /orders/\${at}?q=\${q}\`);
  tracer.startSpan(\`HTTP GET /orders \${at}\`);
  tracer.startSpan(\`GET /\${path}\`);
  tracer.startSpan(\`agent.step/\${at}\`);
};`,
      errors: [
        ['`GET /orders/${order.id}/items/${at}`', 'GET /orders/:id/items/:at'],
        ['`GET /orders/${at}?q=${q}`', 'GET /orders/:at'],
        ['`HTTP GET /orders ${at}`', 'HTTP GET /orders'],
        ['`GET /${path}`', 'GET'],
        ['`agent.step/${at}`', 'agent.step'],
      ].map(([name, fixed = ''], i) => {
        const holes = [...(name ?? '').matchAll(/\$\{([^}]+)\}/g)].map(([, hole = '']) => `\`${hole}\``);
        return {
          messageId: 'variableName' as const,
          data: {
            name: name ?? '',
            varies: `varies with ${holes.join(' and ')}`,
            fixed: `the fixed name \`${fixed}\``,
            hole: holes.join(' and '),
            attributes: holes.length === 1 ? 'an attribute' : 'attributes',
          },
          line: i + 4,
        };
      }),
    },
    {
      name: 'a template names the part that varies and the fixed name',
      code: `${TRACER}export const f = (doc: { id: string }) => tracer.startSpan(\`retrieval.embed.\${doc.id}\`);`,
      errors: [
        {
          messageId: 'variableName',
          data: {
            name: '`retrieval.embed.${doc.id}`',
            hole: '`doc.id`',
            varies: 'varies with `doc.id`',
            attributes: 'an attribute',
            fixed: 'the fixed name `retrieval.embed`',
          },
          line: 3,
          column: 60,
          endColumn: 87,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a rename counts like a name at the start',
      code: `import { trace } from '@opentelemetry/api';\nexport const f = (req) => trace.getActiveSpan()?.updateName(\`\${req.method} \${req.originalUrl}\`);`,
      errors: [
        {
          messageId: 'variableRename',
          data: {
            name: '`${req.method} ${req.originalUrl}`',
            hole: '`req.originalUrl`',
            varies: 'varies with `req.originalUrl`',
            attributes: 'an attribute',
            fixed: 'one fixed name',
          },
          line: 2,
          column: 61,
        },
      ],
    },
    {
      name: 'concatenation, join and concat are one mistake',
      code: `${TRACER}export function f(t: { id: string }) {\n  tracer.startSpan('agent.tool.' + t.id);\n  tracer.startSpan(['agent', 'tool', t.id].join('.'));\n  tracer.startSpan('agent.tool.'.concat(t.id));\n}`,
      errors: [4, 5, 6].map((line) => ({ messageId: 'variableName' as const, line, column: 20 })),
    },
    {
      name: 'an old pattern that the contract replaces: the rewrite is suggested',
      code: `${TRACER}export const f = (tool: { name: string }) => tracer.startSpan(\`call_\${tool.name}_tool\`);`,
      errors: [
        {
          messageId: 'replacedName',
          data: {
            contract: 'The preset `agent`',
            name: '`call_${tool.name}_tool`',
            fixed: '`agent.tool.call`',
            record: '`tool.name` as the attribute `agent.tool.name`',
          },
          suggestions: [
            {
              messageId: 'suggestReplacement',
              data: { fixed: '`agent.tool.call`', hole: '`tool.name`', key: '`agent.tool.name`' },
              output: `${TRACER}export const f = (tool: { name: string }) => tracer.startSpan('agent.tool.call', { attributes: { 'agent.tool.name': tool.name } });`,
            },
          ],
        },
      ],
    },
    ...(
      [
        ['in lower case', 't: string', '${t.toLowerCase()}', 't.toLowerCase()'],
        ['behind a test', 't?: { name: string }', '${t && t.name}', 'String(t && t.name)'],
        ['that is no attribute value', 't: Date', '${t}', 'String(t)'],
        ['that may be null', 't: string | null', '${t}', 'String(t)'],
        ['that nothing is known of', 't: unknown', '${t}', 'String(t)'],
      ] as const
    ).map(([what, parameter, hole, value]) => ({
      name: `the rewrite records what stood in the name: a value ${what}`,
      code: `${TRACER}export const f = (${parameter}) => tracer.startSpan(\`call_${hole}_tool\`);`,
      errors: [
        {
          messageId: 'replacedName' as const,
          suggestions: [
            {
              messageId: 'suggestReplacement' as const,
              output: `${TRACER}export const f = (${parameter}) => tracer.startSpan('agent.tool.call', { attributes: { 'agent.tool.name': ${value} } });`,
            },
          ],
        },
      ],
    })),
    ...(
      [
        ['a value or a text', 't?: { name: string }', "`call_${t ? t.name : 'none'}_tool`"],
        ['a value with a default', 't?: { name: string }', "`call_${t?.name ?? 'none'}_tool`"],
        ['one of several names', 't?: string', "t !== undefined ? `call_${t}_tool` : 'agent.step'"],
        ['a name with a comment in it', 't: string', '`call_${/* as it came */ t}_tool`'],
        ['a value that is made by a call', 't: () => string', '`call_${t()}_tool`'],
        ['a name beside which something else is done', 't: string', '(console.log(t), `call_${t}_tool`)'],
      ] as const
    ).map(([what, parameter, name]) => ({
      name: `no rewrite is offered for ${what}`,
      code: `${TRACER}export const f = (${parameter}) => tracer.startSpan(${name});`,
      errors: [{ messageId: 'replacedName' as const, suggestions: [] }],
    })),
    {
      name: 'the rewrite is written with the quotes of the file',
      code: `${TRACER.replaceAll("'", '"')}export const f = (tool: string) => tracer.startSpan("call_" + tool + "_tool");`,
      errors: [
        {
          messageId: 'replacedName',
          suggestions: [
            {
              messageId: 'suggestReplacement',
              output: `${TRACER.replaceAll("'", '"')}export const f = (tool: string) => tracer.startSpan("agent.tool.call", { attributes: { "agent.tool.name": tool } });`,
            },
          ],
        },
      ],
    },
    {
      name: 'an old pattern whose new name keeps the hole: it is filled',
      code: `${TRACER}export const f = (name: string) => tracer.startSpan(\`tool.\${name}\`);`,
      settings: contract({ 'execute_tool {gen_ai.tool.name}': { replaces: ['tool.{gen_ai.tool.name}'] } }),
      errors: [
        {
          messageId: 'replacedName',
          data: {
            contract: 'The contract',
            name: '`tool.${name}`',
            fixed: '`execute_tool ${name}`',
            record: '`name` as the attribute `gen_ai.tool.name`',
          },
          suggestions: [
            {
              messageId: 'suggestReplacement',
              data: { fixed: '`execute_tool ${name}`', hole: '`name`', key: '`gen_ai.tool.name`' },
              output: `${TRACER}export const f = (name: string) => tracer.startSpan(\`execute_tool \${name}\`, { attributes: { 'gen_ai.tool.name': name } });`,
            },
          ],
        },
      ],
    },
    {
      name: 'the same with a hole that the old name does not have: no rewrite is offered',
      code: `${TRACER}export const f = (name: string) => tracer.startSpan(\`tool.\${name}\`);`,
      settings: contract({ 'execute_tool {app.tool.title}': { replaces: ['tool.{gen_ai.tool.name}'] } }),
      errors: [
        {
          messageId: 'replacedName',
          data: {
            contract: 'The contract',
            name: '`tool.${name}`',
            fixed: '`execute_tool {app.tool.title}`',
            record: '`name` as the attribute `gen_ai.tool.name`',
          },
          suggestions: [],
        },
      ],
    },
    {
      name: 'an old pattern with two parts that vary: each is said with its attribute',
      code: `${TRACER}export const f = (n: number, tool: { name: string }) => tracer.startSpan(\`step_\${n}_\${tool.name}\`);`,
      settings: contract({ 'app.step.run': { replaces: ['step_{app.step.number}_{agent.tool.name}'] } }),
      errors: [
        {
          messageId: 'replacedName',
          data: {
            contract: 'The contract',
            name: '`step_${n}_${tool.name}`',
            fixed: '`app.step.run`',
            record: '`n` as the attribute `app.step.number`, and `tool.name` as the attribute `agent.tool.name`',
          },
          suggestions: [],
        },
      ],
    },
    {
      name: 'the same with options already there: no rewrite is offered',
      code: `${TRACER}export const f = (tool: { name: string }) => tracer.startSpan(\`call_\${tool.name}_tool\`, { kind: SpanKind.CLIENT });`,
      errors: [{ messageId: 'replacedName', suggestions: [] }],
    },
    ...[
      ['a builder that was given another value', '{ attributes: base(other) }', '(span) => span.end()'],
      ['a builder of other attributes', '{ attributes: plain(model) }', '(span) => span.end()'],
      [
        'attributes that are all in sight',
        "{ ...options, attributes: { 'gen_ai.system': 'x' } }",
        '(span) => span.end()',
      ],
      ['a function of the file that records something else', '{}', '(span) => close(span, model)'],
      ['a function that does not get the span', '{}', '(span) => { annotate(model); span.end(); }'],
      ['a span that is put in a context', '{}', '(span) => { trace.setSpan(context.active(), span); span.end(); }'],
    ].map(([by, options, callback]) => ({
      name: `a hole that the contract allows, and the value is nowhere: ${by}`,
      code: `${TRACER}${BUILDERS}export function f(model: string, other: string, options: SpanOptions) { tracer.startActiveSpan(\`chat \${model}\`, ${options}, ${callback}); }`,
      settings: contract({ 'chat {gen_ai.request.model}': {} }),
      errors: [{ messageId: 'unrecordedHole' as const }],
    })),
    ...["'url.full'", 'ATTR_URL_FULL'].map((key) => ({
      name: `an attribute that no name is made of: ${key}`,
      code: `${TRACER}import { ATTR_URL_FULL } from '@opentelemetry/semantic-conventions';\nexport const f = (attributes) => tracer.startSpan(\`load \${attributes[${key}]}\`, { attributes }).end();`,
      errors: [{ messageId: 'variableName' as const }],
    })),
    {
      name: 'a hole that the contract allows, beside other functions that set what the builder makes: each span has its own',
      code: `${TRACER}${BUILDERS}export function find(model: string) { const span = tracer.startSpan(\`chat \${model}\`); span.setAttributes(base(model)); span.end(); }
export function count(model: string) { const span = tracer.startSpan(\`chat \${model}\`); span.setAttributes(plain(model)); span.end(); }`,
      settings: contract({ 'chat {gen_ai.request.model}': {} }),
      errors: [{ messageId: 'unrecordedHole', line: 14 }],
    },
    {
      name: 'a hole that the contract allows, without the value on the span',
      code: `${TRACER}export const f = (model: string) => tracer.startSpan(\`chat \${model}\`).end();`,
      settings: contract({ 'chat {gen_ai.request.model}': {} }),
      errors: [
        {
          messageId: 'unrecordedHole',
          data: { key: '`gen_ai.request.model`', entry: '`chat {gen_ai.request.model}`', hole: '`model`' },
        },
      ],
    },
    ...['temporal_${activity}', 'tempo${activity}', '${activity}:extern', 'external.${activity}'].map((name) => ({
      name: `a name that may be one that is not the team's, and may be another: ${name}`,
      code: `${TRACER}export const f = (activity: string) => tracer.startSpan(\`${name}\`);`,
      settings: contract({}, { allow: ['temporal.*', '*:external'] }),
      errors: [{ messageId: 'variableName' as const }],
    })),
    ...['tool.name', 'Refunds.last.name', 'made.name'].map((value) => ({
      name: `the name of what a class holds, of one of its instances, or of something else is data: ${value}`,
      code: `${TRACER}class Refunds { static last = load(); name = load(); }\nconst made = load();\nexport const f = (tool: { name: string }) => tracer.startSpan(\`agent.\${${value}}\`);`,
      errors: [{ messageId: 'variableName' as const }],
    })),
    ...[
      ['client.callTool({ name, arguments: args })', 'a client'],
      ['this.client?.executeTool(name, args)', 'a client in a field'],
      ['invokeTool({ name })', 'a function'],
      ['tools[name](args)', 'a table'],
      ['this.toolRegistry.get(name).run(args)', 'a registry'],
      ['getTools().find((tool) => tool.name === name)', 'a list'],
    ].map(([run = '', by = '']) => ({
      name: `a function that runs what it is given the name of puts data in the span's name: by ${by}`,
      code: `${TRACER}export class Mcp {\n  callTool(name, args) {\n    return tracer.startActiveSpan(\`mcp.call \${name}\`, () => ${run});\n  }\n}\nnew Mcp().callTool('list-files', {});`,
      errors: [
        {
          messageId: 'variableName' as const,
          data: {
            name: '`mcp.call ${name}`',
            varies: 'varies with `name`',
            fixed: 'the fixed name `mcp.call`',
            hole: '`name`',
            attributes: 'an attribute',
          },
          line: 5,
        },
      ],
    })),
    {
      name: 'the caller of a wrapper',
      code: `${TRACER}const inSpan = (name: string, fn: () => void) => tracer.startActiveSpan(name, fn);\nexport const f = (id: string) => inSpan(\`agent.answer.\${id}\`, () => {});`,
      errors: [{ messageId: 'variableName', line: 4, column: 41 }],
    },
    ...(
      [
        ['in its options', '`acme.step.${stepName}`, { attributes: { "acme.step": stepName } }, ', ''],
        ['as a text', '`acme.step.${stepName}`, { attributes: { "acme.step": String(stepName) } }, ', ''],
        ['in its callback', '`acme.step.${stepName}`, ', 'span.setAttribute("acme.step", stepName);'],
        ['in a set of attributes', '`acme.step.${stepName}`, ', 'span.setAttributes({ "acme.step": stepName });'],
      ] as const
    ).map(([where, given, body]) => ({
      name: `a wrapper that records what it is given ${where} names the data of its caller, and where to mend it`,
      code: `${TRACER}function withStep(stepName: string, fn: () => void) {
  return tracer.startActiveSpan(${given}(span) => { ${body} fn(); span.end(); });
}
export const f = (job: { title: string }) => withStep(job.title, () => {});`,
      errors: [
        {
          messageId: 'recordedName' as const,
          data: {
            name: '`acme.step.{job.title}`',
            varies: 'varies with `job.title`',
            fixed: 'the fixed name `acme.step` in `withStep` (line 4)',
            recorded: 'it carries `job.title` as `acme.step` already',
          },
          line: 6,
          column: 55,
        },
      ],
    })),
    ...(
      [
        ['records something else', '`acme.step.${stepName}`', '{ attributes: { "acme.step": fn.name } }', ''],
        ['records a part of it', '`acme.step.${stepName}`', '{ attributes: { "acme.step": stepName[0] } }', ''],
        ['records it in an event', '`acme.step.${stepName}`', '{}', 'span.addEvent("x", { "acme.step": stepName });'],
        ['records it on another span', '`acme.step.${stepName}`', '{}', 'other.setAttribute("acme.step", stepName);'],
        ['records the whole name', 'stepName', '{ attributes: { "acme.step": stepName } }', ''],
      ] as const
    ).map(([what, name, options, body]) => ({
      name: `a wrapper that ${what} keeps nothing once its caller gives a fixed text`,
      code: `${TRACER}const other = tracer.startSpan('acme.other');
function withStep(stepName: string, fn: () => void) {
  return tracer.startActiveSpan(${name}, ${options}, (span) => { ${body} fn(); span.end(); });
}
export const f = (job: { title: string }) => withStep(job.title, () => {});`,
      errors: [{ messageId: 'variableName' as const, line: 7, column: 55 }],
    })),
    {
      name: 'a wrapper that another call gives a fixed name cannot have one of its own',
      code: `${TRACER}function withStep(stepName: string, fn: () => void) {
  return tracer.startActiveSpan(\`acme.step.\${stepName}\`, { attributes: { 'acme.step': stepName } }, fn);
}
withStep('plan', () => {});
export const f = (job: { title: string }) => withStep(job.title, () => {});`,
      errors: [
        {
          messageId: 'variableName',
          data: {
            name: '`acme.step.{job.title}`',
            varies: 'varies with `job.title`',
            fixed: 'one fixed name',
            hole: '`job.title`',
            attributes: 'an attribute',
          },
          line: 7,
        },
      ],
    },
    {
      name: 'a wrapper that records what it is given beside the name',
      code: `${TRACER}function withStep(name: string, id: string, fn: () => void) {
  return tracer.startActiveSpan(\`acme.\${name}\`, { attributes: { 'acme.id': id } }, fn);
}
export const f = (job: { id: string }) => withStep(\`job.\${job.id}\`, job.id, () => {});`,
      errors: [
        {
          messageId: 'recordedName',
          data: {
            name: '`job.${job.id}`',
            varies: 'varies with `job.id`',
            fixed: 'the fixed name `job`',
            recorded: 'it carries `job.id` as `acme.id` already',
          },
          line: 6,
        },
      ],
    },
    {
      name: 'a wrapper of a wrapper that records what it is given',
      code: `${TRACER}const inner = (name: string, fn: () => void) => tracer.startActiveSpan(\`acme.step.\${name}\`, { attributes: { 'acme.step': name } }, fn);
const outer = (name: string, fn: () => void) => inner(name, fn);
export const f = (job: { title: string }) => outer(job.title, () => {});`,
      errors: [{ messageId: 'variableName', line: 5, column: 52 }],
    },
    {
      name: 'parts that callers give leave a name as well, and each is to be recorded',
      code: `${TRACER}export const withStep = (workflow: string, stepName: string) => tracer.startSpan(\`acme.\${workflow}.step.\${stepName}\`);`,
      errors: [
        {
          messageId: 'variableName',
          data: {
            name: '`acme.${workflow}.step.${stepName}`',
            varies: 'varies with `workflow`',
            fixed: 'the fixed name `acme.step`',
            hole: '`workflow` and `stepName`',
            attributes: 'attributes',
          },
          line: 3,
        },
      ],
    },
    {
      name: 'parts of which the span carries one',
      code: `${TRACER}export const withStep = (workflow: string, stepName: string) => tracer.startSpan(\`acme.\${workflow}.step.\${stepName}\`, { attributes: { 'acme.workflow': workflow } });`,
      errors: [
        {
          messageId: 'recordedName',
          data: {
            name: '`acme.${workflow}.step.${stepName}`',
            varies: 'varies with `workflow`',
            fixed: 'the fixed name `acme.step`',
            recorded: 'it carries `workflow` as `acme.workflow` already. Record `stepName` as well',
          },
          line: 3,
        },
      ],
    },
    {
      name: 'content beside what the span carries is recorded by its length',
      code: `${TRACER}export const ask = (prompt: string, id: string) => tracer.startSpan(\`acme.ask.\${prompt}.\${id}\`, { attributes: { 'acme.id': id } });`,
      errors: [
        {
          messageId: 'recordedName',
          data: {
            name: '`acme.ask.${prompt}.${id}`',
            varies: 'varies with `prompt` and `id`',
            fixed: 'the fixed name `acme.ask`',
            recorded: 'it carries `id` as `acme.id` already. Record the length of `prompt` as well',
          },
          line: 3,
        },
      ],
    },
    {
      name: 'the caller of a wrapper that takes an object',
      code: `${TRACER}export function start(p: { name: string; kind?: SpanKind }) { return tracer.startSpan(p.name); }\nexport const f = (id: string) => start({ name: \`agent.answer.\${id}\` });`,
      errors: [{ messageId: 'variableName', line: 4, column: 48 }],
    },
    ...[
      ['user', 'user.name, { attributes: { id: user.id } }'],
      ['tool: Tool', 'tool.name, () => tool.execute(1)'],
      ['job: JobConfig', 'job.name, { attributes: { "job.attributes": job.attributes } }'],
      ['data: { name: string; context: object }', 'data.name'],
    ].map(([parameter, given]) => ({
      name: `an object that is no options of a wrapper: ${parameter}`,
      code: `${TRACER}export function start(${parameter}) { return tracer.startActiveSpan(${given}); }`,
      errors: [{ messageId: 'variableName' as const, line: 3 }],
    })),
    ...[
      ['process', 'orderId'],
      ['invoke_agent', 'sessionId'],
      ['process', 'id'],
      ['process', 'job.id'],
      ['send', 'email'],
      ['create', 'user.email'],
      ['chat', 'prompt'],
      ['chat', 'body.messages'],
      ['find', 'JSON.stringify(filter)'],
      ['execute_tool', 'Date.now()'],
      ['process', 'n + 1'],
      ['receive', 'message.createdAt'],
      ['send', 'url'],
    ].map(([operation, value]) => ({
      name: `what is no target of an operation is data: ${operation} ${value}`,
      code: `${TRACER}export const f = ({ orderId, sessionId, id, job, email, user, prompt, body, filter, message, url }, n: number) => tracer.startSpan(\`${operation} \${${value}}\`);`,
      errors: [{ messageId: 'variableName' as const, line: 3 }],
    })),
    {
      name: 'the same behind what it is done to',
      code: `${TRACER}export const f = (email: string) => tracer.startSpan(\`\${email} send\`);`,
      errors: [{ messageId: 'variableName' }],
    },
    {
      name: 'of what goes into a model only the length is recorded, whatever it is called, and of the rest itself',
      code: `${TRACER}import { generateText } from 'ai';\nexport const f = (n: number, step: string) => {\n  tracer.startSpan(\`Step \${n}: \${step}\`);\n  return generateText({ model: 'm', prompt: step });\n};`,
      errors: [
        {
          messageId: 'variableName',
          data: {
            name: '`Step ${n}: ${step}`',
            varies: 'varies with `n` and `step`',
            fixed: 'one fixed name',
            hole: '`n` and the length of `step`',
            attributes: 'attributes',
          },
        },
      ],
    },
    ...(
      [
        [
          'a value that goes into a model',
          'agent.step.title',
          'step',
          {},
          'the length of `step` as the attribute `agent.step.title.length`',
        ],
        [
          'a key of content',
          'agent.step.thought',
          'thought',
          {},
          'the length of `thought` as the attribute `agent.step.thought.length`',
        ],
        [
          'a key that the contract has its own way for',
          'agent.step.title',
          'title',
          { 'agent.step.title': { record: 'token_count', as: 'agent.step.tokens' } },
          'the number of tokens of `title` as the attribute `agent.step.tokens`',
        ],
        [
          'a key that is not to be recorded',
          'agent.step.title',
          'title',
          { 'agent.step.title': { record: 'remove' } },
          'nothing of `title`',
        ],
      ] as const
    ).map(([what, key, value, raw, record]) => ({
      name: `what to record of an old name is what the codemods write: ${what}`,
      code: `${TRACER}import { generateText } from 'ai';\nexport const f = (step: string, title: string, thought: string) => {\n  tracer.startSpan(\`Step \${${value}}\`);\n  return generateText({ model: 'm', prompt: step });\n};`,
      settings: contract({ 'agent.step': { replaces: [`Step {${key}}`] } }, { attributes: { raw } }),
      errors: [
        {
          messageId: 'replacedName' as const,
          data: { contract: 'The contract', name: `\`Step \${${value}}\``, fixed: '`agent.step`', record },
          suggestions: [],
        },
      ],
    })),
    {
      name: 'of content only the length is recorded',
      code: `${TRACER}export const f = (prompt: string) => tracer.startSpan(\`agent.step \${prompt}\`);`,
      errors: [
        {
          messageId: 'variableName',
          data: {
            name: '`agent.step ${prompt}`',
            varies: 'varies with `prompt`',
            fixed: 'the fixed name `agent.step`',
            hole: 'the length of `prompt`',
            attributes: 'an attribute',
          },
        },
      ],
    },
    ...[
      ['llm.', 'model', 'one fixed name such as `gen_ai.completion`', 'the attribute `gen_ai.request.model`'],
      ['llm.', 'job.id', 'one fixed name such as `gen_ai.completion`', 'an attribute'],
      ['user-', 'id', 'one fixed name', 'an attribute'],
      ['task ', 'job.id', 'one fixed name', 'an attribute'],
      ['query.', 'job.id', 'one fixed name', 'an attribute'],
    ].map(([text, value, fixed, attributes]) => ({
      name: `one word before what varies: an example and a key where the contract has them, ${text}${value}`,
      code: `${TRACER}export const f = ({ model, id, job }) => tracer.startSpan(\`${text}\${${value}}\`);`,
      errors: [
        {
          messageId: 'variableName' as const,
          data: {
            name: `\`${text}\${${value}}\``,
            varies: `varies with \`${value}\``,
            fixed,
            hole: `\`${value}\``,
            attributes,
          },
        },
      ],
    })),
    {
      name: 'a list that grows by data: the name is shown as it is put together',
      code: `${TRACER}export function f(step: string) {\n  const parts = ['agent', 'step'];\n  parts.push(step);\n  tracer.startSpan(parts.join('.'));\n}`,
      errors: [
        {
          messageId: 'variableName',
          data: {
            name: '`agent.step.{step}`',
            varies: 'varies with `step`',
            fixed: 'the fixed name `agent.step`',
            hole: '`step`',
            attributes: 'an attribute',
          },
          line: 6,
        },
      ],
    },
    {
      name: 'data that the span carries already, at its creation or by a call',
      code: `${TRACER}export function f(task: { name: string }, user: string, order: { id: string }) {
  tracer.startSpan(\`test:\${task.name}\`, { attributes: { 'test.name': task.name } });
  const span = tracer.startSpan(\`order \${order.id}\`);
  span.setAttribute('order.id', order.id);
  tracer.startActiveSpan(\`pay.\${order.id}.\${user}\`, (one) => { one.setAttributes({ 'order.id': String(order.id) }); });
  tracer.startActiveSpan('pay.order', (one) => { one.updateName(\`pay \${user}\`); one.setAttribute('user.id', user); });
}`,
      errors: [
        {
          messageId: 'recordedName',
          data: {
            name: '`test:${task.name}`',
            varies: 'varies with `task.name`',
            fixed: 'one fixed name',
            recorded: 'it carries `task.name` as `test.name` already',
          },
          line: 4,
        },
        { messageId: 'recordedName', line: 5 },
        {
          messageId: 'recordedName',
          data: {
            name: '`pay.${order.id}.${user}`',
            varies: 'varies with `order.id` and `user`',
            fixed: 'one fixed name',
            recorded: 'it carries `order.id` as `order.id` already. Record `user` as well',
          },
          line: 7,
        },
        { messageId: 'recordedRename', line: 8 },
      ],
    },
    {
      name: 'an everyday verb whose data the span carries as something else than its target',
      code: `${TRACER}export const f = (table: string) => tracer.startSpan(\`update \${table}\`, { attributes: { 'order.id': table } });`,
      settings: contract({}, { naming: { accept: ['dot', 'semconv'] } }),
      errors: [{ messageId: 'recordedName', line: 3 }],
    },
    {
      name: 'what is cut out of data is shown, and not the data: another value would be recorded',
      code: `${TRACER}export function f(job: { queue: string }) {
  const flow = job.queue.slice(4);
  tracer.startSpan(\`flow \${flow}\`, { attributes: { 'flow.name': flow } });
  const same = job.queue;
  tracer.startSpan(\`flow \${same}\`);
}`,
      errors: [
        {
          messageId: 'recordedName',
          data: {
            name: '`flow ${flow}`',
            varies: 'varies with `flow`',
            fixed: 'one fixed name',
            recorded: 'it carries `flow` as `flow.name` already',
          },
          line: 5,
        },
        {
          messageId: 'variableName',
          data: {
            name: '`flow ${same}`',
            varies: 'varies with `job.queue`',
            fixed: 'one fixed name',
            hole: '`job.queue`',
            attributes: 'an attribute',
          },
          line: 7,
        },
      ],
    },
    {
      name: 'data that only another span carries, or another value',
      code: `${TRACER}export function f(id: string, other: string) {\n  const a = tracer.startSpan('order.load');\n  const b = tracer.startSpan(\`order \${id}\`, { attributes: { 'order.id': other } });\n  a.setAttribute('order.id', id);\n  return b;\n}`,
      errors: [{ messageId: 'variableName', line: 5 }],
    },
    {
      name: 'an old name whose data the span carries already, as the contract says',
      code: `${TRACER}export const f = (tool: { name: string }) => tracer.startSpan(\`call_\${tool.name}_tool\`, { attributes: { 'agent.tool.name': tool.name } });`,
      errors: [
        {
          messageId: 'replacedRecorded',
          data: {
            contract: 'The preset `agent`',
            name: '`call_${tool.name}_tool`',
            fixed: '`agent.tool.call`',
            recorded: 'the span carries `tool.name` as `agent.tool.name` already',
          },
          suggestions: [],
        },
      ],
    },
    {
      name: 'a counter',
      code: `${TRACER}export function f(n: number) {\n  for (let i = 0; i < n; i++) tracer.startSpan(\`agent.step.\${i}\`);\n  let round = 0;\n  while (round < n) { round += 1; tracer.startSpan('agent.round.' + round); }\n  tracer.startSpan(\`agent.turn \${round + 1}\`);\n}`,
      errors: [
        { messageId: 'variableName', line: 4, column: 48 },
        { messageId: 'variableName', line: 6, column: 52 },
        {
          messageId: 'variableName',
          data: {
            name: '`agent.turn ${round + 1}`',
            varies: 'varies with `round + 1`',
            fixed: 'the fixed name `agent.turn`',
            hole: '`round + 1`',
            attributes: 'an attribute',
          },
          line: 7,
        },
      ],
    },
    {
      name: 'a name that is nothing but data, and one that is put together elsewhere',
      code: `${TRACER}export function f(job: { id: string }, user: string) {\n  tracer.startSpan(job.id);\n  const name = \`job.\${job.id}.\${user}\`;\n  tracer.startSpan(name);\n}`,
      errors: [
        {
          messageId: 'variableName',
          data: {
            name: '`job.id`',
            varies: 'is data of the running program',
            fixed: 'one fixed name',
            hole: '`job.id`',
            attributes: 'an attribute',
          },
          line: 4,
        },
        {
          messageId: 'variableName',
          data: {
            name: '`job.{job.id}.{user}`',
            varies: 'varies with `job.id` and `user`',
            fixed: 'one fixed name',
            hole: '`job.id` and `user`',
            attributes: 'attributes',
          },
          line: 6,
        },
      ],
    },
    {
      name: 'data that a wrapper puts in is reported there, once',
      code: `${TRACER}const inSpan = (name: string, url: URL) => tracer.startSpan(name || \`fetch \${url.href}\`);\nexport const f = (options: { name: string }, url: URL) => inSpan(options.name, url);`,
      errors: [{ messageId: 'variableName', line: 3, column: 61 }],
    },
    {
      name: 'data that a wrapper completes the name with is reported there alone',
      code: `${TRACER}export const query = (operation: string, table: { name: string }) => tracer.startSpan(\`\${operation} \${table.name}\`);\nquery('select', users);\nexport const f = (id: string) => query(\`select \${id}\`, users);`,
      settings: contract({ 'app.query': { replaces: ['select {table}'] } }),
      errors: [
        { messageId: 'variableName', line: 3, column: 87 },
        {
          messageId: 'variableName',
          line: 5,
          column: 40,
          data: {
            name: '`select ${id}`',
            hole: '`id`',
            varies: 'varies with `id`',
            fixed: 'one fixed name',
            attributes: 'an attribute',
          },
        },
      ],
    },
    {
      name: 'a path is not a route',
      code: `${TRACER}export const f = (request) => tracer.startSpan(\`\${request.method} \${request.path}\`);`,
      errors: [
        {
          messageId: 'variableName',
          data: {
            name: '`${request.method} ${request.path}`',
            hole: '`request.path`',
            varies: 'varies with `request.path`',
            attributes: 'an attribute',
            fixed: 'one fixed name',
          },
        },
      ],
    },
  ],
});

ruleTester.run('no-variable-span-name with libraries', eslintRule(rule), {
  valid: [
    {
      name: 'the holes of a message are no variable data',
      code: `import * as logfire from 'logfire';\nexport const f = (name: string) => logfire.span('Hello {name}', { attributes: { name } });`,
    },
    {
      name: 'a name that a library makes of an id by design',
      code: `import { withConversation } from '@traceloop/node-server-sdk';\nexport const f = (id: string) => withConversation(id, () => 1);`,
    },
    {
      name: 'the same call of another module',
      code: `import { withTool } from './tools';\nexport const f = (tool: string) => withTool({ name: \`call_\${tool}\` }, () => 1);`,
    },
    {
      name: 'a hole that the contract allows, with the value among the attributes of the library',
      code: `import { Effect } from 'effect';\nexport const f = (model: string) => Effect.withSpan(\`chat \${model}\`, { attributes: { 'gen_ai.request.model': model } });`,
      settings: contract({ 'chat {gen_ai.request.model}': {} }),
    },
    {
      name: 'the same, set in a decorated method',
      code: `import { Span, TraceService } from 'nestjs-otel';\nconst MODEL = process.env.MODEL;\nclass A { constructor(private traces: TraceService) {} @Span(\`chat \${MODEL}\`) run() { this.traces.getSpan().setAttribute('gen_ai.request.model', MODEL); } }`,
      settings: contract({ 'chat {gen_ai.request.model}': {} }),
    },
  ],
  invalid: [
    ...(
      [
        ["import { Effect } from 'effect';", 'Effect.withSpan(NAME)', 'Effect.withSpan(NAME, { attributes: ADDED })'],
        [
          "import { logger } from '@trigger.dev/sdk';",
          'logger.trace(NAME, () => run())',
          'logger.trace(NAME, () => run(), { attributes: ADDED })',
        ],
        [
          "import { record } from '@elysiajs/opentelemetry';",
          'record(NAME, run)',
          'record(NAME, { attributes: ADDED }, run)',
        ],
        [
          "import { runInNewSpan } from 'genkit/tracing';",
          'runInNewSpan({ metadata: { name: NAME } }, run)',
          'runInNewSpan({ metadata: { name: NAME }, labels: ADDED }, run)',
        ],
        // nothing is known to take attributes, or what is given may hold some
        ["import { startObservation } from '@langfuse/tracing';", 'startObservation(NAME)', undefined],
        ["import { record } from '@elysiajs/opentelemetry';", 'record(NAME, ...rest)', undefined],
        ["import { logger } from '@trigger.dev/sdk';", 'logger.trace(NAME)', undefined],
      ] as const
    ).map(([imported, call, better]) => ({
      name: `the rewrite gives a library the options that it takes: ${call}`,
      code: `${imported}\nexport const f = (tool: string) => ${call.replace('NAME', '`call_${tool}_tool`')};`,
      errors: [
        {
          messageId: 'replacedName' as const,
          suggestions:
            better === undefined
              ? []
              : [
                  {
                    messageId: 'suggestReplacement' as const,
                    output: `${imported}\nexport const f = (tool: string) => ${better
                      .replace('NAME', "'agent.tool.call'")
                      .replace('ADDED', "{ 'agent.tool.name': tool }")};`,
                  },
                ],
        },
      ],
    })),
    {
      name: 'a name in options that several calls share is told once',
      code: `import { observe } from '@langfuse/tracing';
export function f(tool: string) {
  const opts = { name: \`tool.\${tool}\` };
  return [observe(run, opts), observe(stop, opts)];
}`,
      errors: [{ messageId: 'variableName', line: 3, column: 24 }],
    },
    {
      name: 'an option',
      code: `import { observe } from '@langfuse/tracing';\nexport const f = (tool: string, run: () => void) => observe(run, { name: \`tool.\${tool}\` });`,
      errors: [
        {
          messageId: 'variableName',
          line: 2,
          column: 74,
          data: {
            name: '`tool.${tool}`',
            varies: 'varies with `tool`',
            fixed: 'one fixed name such as `agent.tool.call`',
            hole: '`tool`',
            attributes: 'the attribute `agent.tool.name`',
          },
        },
      ],
    },
    {
      name: 'what is left of a name is written without what the library adds',
      code: `import { withTool } from '@traceloop/node-server-sdk';\nexport const f = (id: string) => withTool({ name: \`web_search.\${id}\` }, () => 1);`,
      errors: [
        {
          messageId: 'variableName',
          data: {
            name: '`web_search.${id}`',
            varies: 'varies with `id`',
            fixed: 'the fixed name `web_search`',
            hole: '`id`',
            attributes: 'an attribute',
          },
        },
      ],
    },
    {
      name: 'a message that is put together',
      code: `import * as logfire from 'logfire';\nexport const f = (userId: string) => logfire.span(\`Loading \${userId}\`, {});`,
      errors: [{ messageId: 'variableName' }],
    },
  ],
});
