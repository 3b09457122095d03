import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { contractFor } from '../../src/contract/find-contract.ts';
import { entryForPattern, holesOf, isAllowed, replacedBy, spanEntryOf } from '../../src/contract/match-span.ts';
import { judgeName } from '../../src/contract/name-grammar.ts';
import { rawContractOf } from '../../src/contract/raw-key.ts';
import { isSemconvPattern } from '../../src/contract/semconv-pattern.ts';
import { draftedEntry } from '../../src/contract/drafted-entry.ts';
import { exampleName } from '../../src/contract/example-name.ts';
import { suggestName } from '../../src/contract/suggest-name.ts';
import type { Contract } from '../../src/contract/contract.ts';

function contract(data: object): Contract {
  const found = contractFor('<text>', { contract: { version: 1, ...data } });
  if (!found.ok) throw new Error(found.faults[0]?.sentence);
  return found.contract;
}

const dots = contract({ extends: ['agent'] });
const open = contract({ extends: ['agent'], naming: { accept: ['dot', 'semconv'] } });

describe('the dot grammar', () => {
  test.each(['agent.step', 'gen_ai.completion', 'agent.v2.step', 'a.b.c.d.e', 'retrieval.top10_query'])(
    '%s is right',
    (name) => {
      expect(judgeName(name, dots)).toBeUndefined();
    },
  );

  test.each([
    ['', 'empty', '', 0],
    ['agent.step ', 'blank', ' ', 10],
    ['agent.tool call', 'blank', ' ', 10],
    ['call-to-openai', 'separator', '-', 4],
    ['Agent/ToolCall', 'separator', '/', 5],
    ['LLMCall', 'case', 'LLMCall', 0],
    ['agent.toolCall', 'case', 'toolCall', 6],
    ['agent..step', 'emptySegment', '.', 6],
    ['.agent.step', 'emptySegment', '.', 0],
    ['agent.step.', 'emptySegment', '.', 11],
    ['agent.2nd', 'segment', '2nd', 6],
    ['agent._step', 'segment', '_step', 6],
    ['llm_call', 'tooFewSegments', 'llm_call', 0],
    ['a.b.c.d.e.f', 'tooManySegments', 'a.b.c.d.e.f', 0],
  ])('%j: %s', (name, id, part, position) => {
    expect(judgeName(name, dots)).toEqual({ id, part, position });
  });

  test('roles and namespaces', () => {
    const own = contract({ naming: { roles: ['planner'], namespaces: ['agent'] } });
    expect(judgeName('agent.planner', own)).toMatchObject({ id: 'role', part: 'planner', position: 6 });
    expect(judgeName('agent.planning', own)).toBeUndefined();
    expect(judgeName('tool.call', own)).toMatchObject({ id: 'namespace', part: 'tool' });
  });
});

describe("OpenTelemetry's own style", () => {
  test.each([
    'chat gpt-4o',
    'chat',
    'execute_tool web_search',
    'invoke_agent Math Tutor',
    'GET',
    'GET /users/:id',
    'HTTP GET',
    'SELECT orders',
    'orders publish',
    'publish orders',
    'tools/call search',
    'shop.Cart/AddItem',
    'UserService/GetUser',
    'HMSET',
    'DynamoDB.GetItem',
    'S3/ListBuckets',
    'read_item orders',
    'search my-index',
    'query findBook',
    'GraphQL Operation',
    'search_memory notes',
  ])('%s', (name) => {
    expect(judgeName(name, open)).toBeUndefined();
    expect(judgeName(name, dots) === undefined).toBe(false);
  });

  test.each([
    'llm_call',
    'Agent A: plan step',
    'my span',
    'chat  gpt',
    'GET ',
    'call-to-openai',
    'HSHOUT',
    'Agent.ToolCall',
    'Agent/ToolCall',
    'read_item',
    'search the whole index',
    'query for all users',
    'update',
  ])('%j is no such name', (name) => {
    expect(judgeName(name, open)).toBeDefined();
  });

  test.each(['SELECT', 'INSERT'])('%s alone, where the target is not known', (name) => {
    expect(judgeName(name, open)).toBeUndefined();
  });

  test('a slash in a dotted name is a slip, not a service', () => {
    expect(judgeName('agent.tool/call', open)).toMatchObject({ id: 'separator', part: '/' });
  });

  test('with a hole for the target', () => {
    expect(isSemconvPattern(['chat ', null], open)).toBe(true);
    expect(isSemconvPattern(['chat ', null], dots)).toBe(false);
    expect(isSemconvPattern(['GET ', null], open)).toBe(false);
    expect(isSemconvPattern(['call_', null, '_tool'], open)).toBe(false);
  });

  test.each<[string, boolean, (string | null)[][]]>([
    [
      'any target of an operation',
      true,
      [
        ['search_memory ', null],
        ['CREATE ', null],
        ['read_item ', null],
        [null, ' publish'],
        [null, ' ack'],
        ['nack ', null],
      ],
    ],
    [
      'no target of an everyday verb',
      false,
      [
        ['search ', null],
        ['update ', null],
        ['query ', null],
        ['commit ', null],
      ],
    ],
    [
      'no target of an operation without one',
      false,
      [
        ['tools/list ', null],
        ['HMSET ', null],
        ['GraphQL Operation ', null],
      ],
    ],
  ])('a hole for %s', (_, expected, shapes) => {
    for (const shape of shapes) {
      expect([shape, isSemconvPattern(shape, open)]).toEqual([shape, expected]);
      // a name whose target may vary is right with any one target
      if (expected) expect(judgeName(shape.map((part) => part ?? 'x').join(''), open)).toBeUndefined();
    }
  });
});

describe('matching', () => {
  const own = contract({
    spans: {
      'chat {gen_ai.request.model}': {},
      'agent.tool.call': { replaces: ['call_{agent.tool.name}_tool', 'callTool'] },
    },
    allow: ['temporal.*'],
  });

  test('entries, with and without holes', () => {
    expect(holesOf('a {x.y} b {z}')).toEqual(['x.y', 'z']);
    expect(spanEntryOf('chat gpt-4', own)?.name).toBe('chat {gen_ai.request.model}');
    expect(spanEntryOf('chat ', own)).toBeUndefined();
    expect(entryForPattern(['chat ', null], own)).toMatchObject({ holes: ['gen_ai.request.model'] });
    expect(entryForPattern(['chat', null], own)).toBeUndefined();
  });

  test('what replaces an old name', () => {
    expect(replacedBy(['call_', null, '_tool'], own)).toEqual({ name: 'agent.tool.call', holes: ['agent.tool.name'] });
    expect(replacedBy(['call_web_search_tool'], own)).toEqual({
      name: 'agent.tool.call',
      holes: ['agent.tool.name'],
      values: ['web_search'],
    });
    const steps = contract({ spans: { 'step.run': { replaces: ['step-{a.b}-{c.d}'] } } });
    expect(replacedBy(['step-1-two-2'], steps)?.values).toEqual(['1', 'two-2']);
    expect(replacedBy(['callTool'], own)).toEqual({ name: 'agent.tool.call', holes: [] });
    expect(replacedBy(['other'], own)).toBeUndefined();
  });

  test('allowed names', () => {
    expect(isAllowed('temporal.StartWorkflow', own)).toBe(true);
    expect(isAllowed('temporalX', own)).toBe(false);
    expect(isAllowed('a'.repeat(500), contract({ allow: ['*a*a*a*a*a*a*b'] }))).toBe(false);
  });

  test('content keys, with an index and with any suffix', () => {
    expect(rawContractOf('gen_ai.prompt.3.content', dots)?.key).toBe('gen_ai.prompt.N.content');
    expect(rawContractOf('gen_ai.prompt.variable.city', dots)?.key).toBe('gen_ai.prompt.variable.*');
    expect(rawContractOf('gen_ai.prompt.token_count', dots)).toBeUndefined();
  });
});

describe('suggestions', () => {
  test.each([
    ['LLMCall', 'gen_ai.completion', 'replaces'],
    ['llm-call', 'gen_ai.completion', 'replaces'],
    ['callTool', 'agent.tool.call', 'replaces'],
    ['gen_ai.complection', 'gen_ai.completion', 'near'],
    ['GenAi.Completion', 'gen_ai.completion', 'near'],
    ['Agent/ToolRun', 'agent.tool_run', 'style'],
    ['Web Search', 'web.search', 'style'],
    ['create order', 'order.create', 'style'],
    ['Index Rebuild', 'index.rebuild', 'style'],
    ['retryHandler - execute', 'retry_handler.execute', 'style'],
    ['redirectHandler | redirect', 'redirect_handler.redirect', 'style'],
    ['complete order', 'order.complete', 'style'],
    ['Order Status Page', 'order.status_page', 'style'],
    ['store agent state', 'agent.state.store', 'style'],
    ['http cart.add', 'http.cart.add', 'style'],
    ['GET /users', 'get.users', 'style'],
  ])('%s → %s (%s)', (name, better, how) => {
    expect(suggestName(name, dots)).toEqual({ name: better, how });
  });

  // where the thing ends and its namespace begins only the code base tells
  test.each(['step', 'Agent', 'a.b.c.d.e.f.G', '', 'createOrder', 'fetch user profile', 'load orders (again)'])(
    '%j: nothing that would be right',
    (name) => {
      expect(suggestName(name, dots)).toBeUndefined();
    },
  );

  test('the nearest of several near names', () => {
    const own = contract({ spans: { 'order.item_ones': {}, 'order.item_two': {}, 'order.item_one': {} } });
    expect(suggestName('order.item_onne', own)).toEqual({ name: 'order.item_one', how: 'near' });
  });

  test('a suggestion is always a right name, and another one', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.stringMatching(/^[A-Za-z][\w ./:-]{0,20}$/)),
        (name) => {
          const better = suggestName(name, dots)?.name;
          expect(better === undefined || (better !== name && judgeName(better, dots) === undefined)).toBe(true);
        },
      ),
    );
  });
});

describe('the example that a message gives', () => {
  test.each([
    ['save_order', 'order.save'],
    ['createPost', 'post.create'],
    ['agent-run', 'agent.run'],
    ['EmbedQuery', 'query.embed'],
    ['vectorSearch', 'vector.search'],
    ['score-chunk', 'chunk.score'],
    ['handleChat', 'chat.handle'],
    ['generate-chunk-context', 'chunk_context.generate'],
    ['host-discovery', 'host.discovery'],
    ['title-generation-handler', 'title.generation_handler'],
    ['get request from body', 'request.get_from_body'],
  ])('is made of the words of the name: %s', (name, example) => {
    expect(exampleName(name, dots)).toBe(example);
  });

  test.each(['ingest', 'emptyDirAndClone', 'createOrGet', 'save_user_profile_to_disk_now', 'user profile (old)', ''])(
    'is any other name where there is one word, or only a person knows how they belong together: %j',
    (name) => {
      expect(exampleName(name, dots)).toBe('agent.tool.call');
    },
  );

  test('keeps to the contract, and is no name that was agreed on for another span', () => {
    const own = contract({ naming: { namespaces: ['shop'] }, spans: { 'shop.completion': {} } });
    expect(exampleName('ingest', own)).toBe('shop.order.create');
    expect(exampleName('save_order', own)).toBe('shop.order.create');
  });
});

describe('the entry that replaces a name with data in it', () => {
  test.each<[string, (string | string[])[], string]>([
    ['a text before', ['save order ', ['order', 'id']], "order.save: { replaces: ['save order {order.id}'] }"],
    ['a right name', ['agent.run ', ['job', 'id']], "agent.run: { replaces: ['agent.run {agent.job_id}'] }"],
    ['texts in a row', ['sh', 'op.', ['id']], "your.name: { replaces: ['shop.{your.id}'] }"],
    ['a value without a name', ['task:', []], "your.name: { replaces: ['task:{your.value}'] }"],
    [
      'the same twice',
      ['pair ', ['side'], ' ', ['side']],
      "your.name: { replaces: ['pair {your.side} {your.side_2}'] }",
    ],
    ['a quote', ["user's ", ['id']], "your.name: { replaces: ['user''s {your.id}'] }"],
  ])('is a line of YAML that works: %s', (_, parts, line) => {
    const draft = draftedEntry(parts, dots);
    expect(draft?.line).toBe(line);
    const spans = parse(line) as object;
    const shape = parts
      .map((part) => (typeof part === 'string' ? part : null))
      .reduce<(string | null)[]>((all, part) => {
        const last = all.at(-1);
        return part !== null && typeof last === 'string' ? [...all.slice(0, -1), last + part] : [...all, part];
      }, []);
    expect(replacedBy(shape, contract({ spans }))?.name).toBe(draft?.name);
  });

  test.each([[[['a'], ' ', ['b']]], [['{x} ', ['b']]]])('is none where no text tells it: %j', (parts) => {
    expect(draftedEntry(parts, dots)).toBeUndefined();
  });
});
