import rule from '../../rules/no-raw-prompt-attribute.ts';
import { eslintRule, ruleTester } from '../rule-tester.ts';

const HEAD = `import { trace, type Span } from '@opentelemetry/api';\nexport async function f(span: Span, x: any) {\n`;
/** What is recorded as the output of a tool after some statements. */
const after = (body: string, value: string) => ({
  name: `${value} after ${body}`,
  code: `${HEAD}${body}\n  span.setAttribute('tool.output', ${value});\n}`,
});
/** The same where something is caught. */
const caught = (body: string, value: string) => ({
  name: `${value} of what is caught, after ${body}`,
  code: `${HEAD}  try { await x.run(); } catch (thrown) { ${body}\n    span.setAttribute('tool.output', ${value});\n  }\n}`,
});
const found = (body: string, value: string, line = 4) => ({
  ...after(body, value),
  errors: [{ messageId: 'rawContent' as const, line, column: 3 }],
});

ruleTester.run('no-raw-prompt-attribute: what errors say, whatever they are called', eslintRule(rule), {
  valid: [
    // made or taken over from what was caught
    caught('const rootCause = thrown instanceof Error ? thrown : new Error(String(thrown));', 'rootCause.message'),
    caught('const problem = thrown as any;', 'problem.message'),
    caught('const problem = toError(thrown);', 'problem.message'),
    caught('const problem = x.ensureError(thrown);', 'String(problem.message)'),
    caught('', 'toError(thrown).message'),
    caught('', 'getErrorMessage(thrown)'),
    caught('const rootCause = toError(thrown); const told = rootCause.message;', 'told'),
    caught('const rootCause = toError(thrown); const { message } = rootCause;', '`failed: ${message}`'),
    caught('const first = thrown; const second = first; const message = second.message;', 'message'),
    caught('let problem; problem = thrown;', 'problem?.message'),
    caught('let problem = null; if (x) problem = thrown; else problem = new TypeError();', 'problem.message'),
    after('const problem = x.lastError ?? new Error();', 'problem.message'),
    // written types and tests
    after('const problem: Error | undefined = x.problem;', 'problem?.message'),
    after('', '(x as Error).message'),
    after('if (!(x instanceof Error)) return;\n  const outcome = x as TypeError;', 'outcome.message'),
    after('if (x instanceof Error)', 'x.message'),
    after('if (x.isLast && x instanceof TypeError)', 'x.message'),
    after('', 'x instanceof Error && x.message'),
    {
      name: 'the second function of a promise',
      code: `${HEAD}  x.run().then(() => 1, (thrown: any) => span.setAttribute('tool.output', thrown.message));\n}`,
    },
  ],
  invalid: [
    found('const reply = x.reply;', 'reply.message'),
    found('const rootCause = x.ok ? x : new Error();', 'rootCause.message'),
    found('let told = new Error().message; told = x.message;', 'told'),
    found('let told = new Error().message; told += x.message;', 'told'),
    found('const { message } = x;', 'message'),
    found('const { output } = new Error() as any;', 'output'),
    found('if (x instanceof Error) x.message = ``;', 'x.message'),
    found('if (x instanceof Error) {} else', 'x.message'),
    found('if (x instanceof Map)', 'x.message'),
    // one that names itself
    found('let told = x.message; told = told;', 'told'),
  ],
});
