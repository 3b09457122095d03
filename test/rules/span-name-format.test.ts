import rule from '../../rules/span-name-format.ts';
import { eslintRule, ruleTester } from '../rule-tester.ts';

const TRACER = `import { trace } from '@opentelemetry/api';\nconst tracer = trace.getTracer('t');\n`;
const GENERAL = 'Write dot-separated lower-case words, from the general to the particular, such as `agent.tool.call`.';
const DOT = { 'span-contract': { contract: { version: 1, extends: ['agent'] } } };
const settings = (more: object) => ({ 'span-contract': { contract: { version: 1, extends: ['agent'], ...more } } });

ruleTester.run('span-name-format', eslintRule(rule), {
  valid: [
    { name: 'dot notation', code: `${TRACER}tracer.startSpan('agent.tool.call');` },
    { name: 'the value counts, not its spelling', code: `${TRACER}tracer.startSpan('agent\\x2estep');` },
    ...['chat gpt-4o', 'GET /users/:id', 'GET', 'SELECT orders', 'orders publish', 'tools/call search'].map((name) => ({
      name: `without a contract file, OpenTelemetry's own style: ${name}`,
      code: `${TRACER}tracer.startSpan('${name}');`,
    })),
    {
      name: 'a listed name is never a fault',
      code: `${TRACER}tracer.startSpan('Legacy Import');`,
      settings: settings({ spans: { 'Legacy Import': {} } }),
    },
    {
      name: 'nor is one that the contract allows',
      code: `${TRACER}tracer.startSpan('temporal.StartWorkflow');`,
      settings: settings({ allow: ['temporal.*'] }),
    },
    {
      name: 'patterns, forwarded and unknown names are silent here',
      code: `${TRACER}import { N } from './n';\nexport const f = (id: string, name: string) => [tracer.startSpan(\`Bad \${id}\`), tracer.startSpan(N)];`,
    },
    {
      name: 'a file that the contract ignores',
      filename: 'legacy/file.ts',
      code: `${TRACER}tracer.startSpan('Bad Name');`,
      settings: settings({ ignore: ['legacy/**'] }),
    },
  ],
  invalid: [
    ...[
      { old: 'llm_call', line: 3 },
      { old: 'LLMCall', line: 3 },
      { old: 'call-to-openai', line: 3 },
    ].map(({ old, line }) => ({
      name: `three spellings of one operation: ${old}`,
      code: `${TRACER}tracer.startSpan('${old}');`,
      errors: [
        {
          messageId: 'replacedName' as const,
          data: { contract: 'The preset `agent`', name: `\`${old}\``, better: '`gen_ai.completion`' },
          line,
          column: 18,
          endColumn: 20 + old.length,
          suggestions: [
            {
              messageId: 'suggestName' as const,
              data: { contract: 'The preset `agent`', name: `\`${old}\``, better: '`gen_ai.completion`' },
              output: `${TRACER}tracer.startSpan('gen_ai.completion');`,
            },
          ],
        },
      ],
    })),
    {
      name: 'the same words in the right style, quotes kept',
      code: `${TRACER}tracer.startSpan("agent.toolRun");`,
      errors: [
        {
          messageId: 'badName',
          data: {
            name: '`agent.toolRun`',
            fault: 'has upper-case letters in `toolRun`',
            remedy: 'Write `agent.tool_run`.',
          },
          suggestions: [{ messageId: 'suggestName', output: `${TRACER}tracer.startSpan("agent.tool_run");` }],
        },
      ],
    },
    {
      name: 'the empty name',
      code: `${TRACER}tracer.startSpan('');`,
      errors: [{ messageId: 'emptyName', suggestions: [] }],
    },
    {
      name: 'a single word has no namespace, and none is made up',
      code: `${TRACER}tracer.startSpan('step');`,
      errors: [
        {
          messageId: 'badName',
          data: {
            name: '`step`',
            fault: 'has no namespace: it is a single word without a dot',
            remedy: GENERAL,
          },
          suggestions: [],
        },
      ],
    },
    {
      name: 'with a contract file, only dots count',
      code: `${TRACER}tracer.startSpan('GET /users/:id');`,
      settings: DOT,
      errors: [
        {
          messageId: 'badName',
          data: { name: '`GET /users/:id`', fault: 'holds blanks', remedy: 'Write `get.users.id`.' },
          suggestions: [{ messageId: 'suggestName', output: `${TRACER}tracer.startSpan('get.users.id');` }],
        },
      ],
    },
    {
      name: 'role words belong in service.name',
      code: `${TRACER}tracer.startSpan('agent.planner.step');`,
      settings: settings({ naming: { roles: ['planner'] } }),
      errors: [{ messageId: 'roleInName', data: { name: '`agent.planner.step`', part: '`planner`' }, suggestions: [] }],
    },
    {
      name: 'namespaces',
      code: `${TRACER}tracer.startSpan('billing.charge');`,
      settings: settings({ naming: { namespaces: ['agent', 'gen_ai'] } }),
      errors: [
        {
          messageId: 'badName',
          data: {
            name: '`billing.charge`',
            fault: 'begins with `billing`, which is no namespace of the contract',
            remedy: GENERAL,
          },
        },
      ],
    },
    {
      name: 'an exact set gives one finding that names the bad members, and each can be rewritten',
      code: `${TRACER}export const f = (b: boolean) => tracer.startSpan(b ? 'agentPlan' : b ? 'agent.step' : 'agent.toolRun');`,
      errors: [
        {
          messageId: 'badNames',
          data: {
            names: '`agentPlan` and `agent.toolRun`',
            first: '`agentPlan`',
            fault: 'has upper-case letters, and no namespace before a dot',
            remedy: 'Write `agent.plan`.',
          },
          suggestions: [
            {
              messageId: 'suggestName',
              data: { name: '`agentPlan`', better: '`agent.plan`' },
              output: `${TRACER}export const f = (b: boolean) => tracer.startSpan(b ? 'agent.plan' : b ? 'agent.step' : 'agent.toolRun');`,
            },
            {
              messageId: 'suggestName',
              data: { name: '`agent.toolRun`', better: '`agent.tool_run`' },
              output: `${TRACER}export const f = (b: boolean) => tracer.startSpan(b ? 'agentPlan' : b ? 'agent.step' : 'agent.tool_run');`,
            },
          ],
        },
      ],
    },
    {
      name: 'a constant is judged where it is used, and not rewritten there',
      code: `${TRACER}const NAMES = { step: 'agentStep' } as const;\ntracer.startSpan(NAMES.step);`,
      errors: [
        {
          messageId: 'replacedName',
          data: { contract: 'The preset `agent`', name: '`agentStep`', better: '`agent.step`' },
          line: 4,
          column: 18,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a faulty contract is one error with its place, and nothing else',
      code: `${TRACER}tracer.startSpan('Bad Name');`,
      settings: settings({ naming: { segment: { min: 2 } } }),
      errors: [{ messageId: 'contractFault', line: 1, column: 1 }],
    },
  ],
});
