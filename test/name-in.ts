import { readText } from './read-text.ts';

/** What the one name in a file can be, as a short text: `'a' | 'b'`, `a.{x}`, `forwarded`, `unknown`. */
export function nameIn(before: string, expression: string): string {
  const reading = readText(
    `import { trace, type Span } from '@opentelemetry/api';\nconst tracer = trace.getTracer('t');\n${before.replace('NAME', `tracer.startSpan(${expression})`)}${before.includes('NAME') ? '' : `\ntracer.startSpan(${expression});`}`,
  );
  const site = reading.spanSites.find((one) => one.api === 'startSpan' && !one.wrapper);
  if (!site) return 'no site';
  const { name } = site;
  switch (name.kind) {
    case 'exact':
      return name.texts.map(({ text }) => `'${text}'`).join(' | ');
    case 'pattern':
      return name.patterns
        .map((pattern) =>
          pattern
            .map((part) =>
              part.kind === 'text'
                ? part.text
                : `{${part.kind === 'variable' ? '' : `${part.kind} `}${reading.tree.quote(part.node)}}`,
            )
            .join(''),
        )
        .join(' | ');
    default:
      return name.kind;
  }
}
