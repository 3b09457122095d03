import { describe, expect, test } from 'vitest';
import { mayConcernSpans } from '../../src/analysis/gate.ts';

describe('the gate', () => {
  test('lets in what names a span method, however it is spelled', () => {
    expect(mayConcernSpans('tracer.startSpan("a")', [])).toBe(true);
    expect(mayConcernSpans(String.raw`tracer["\u0073tartSpan"]("a")`, [])).toBe(true);
    expect(mayConcernSpans(String.raw`tracer["start\x53pan"]("a")`, [])).toBe(true);
    expect(mayConcernSpans(String.raw`tracer.start\u{53}pan("a")`, [])).toBe(true);
    expect(mayConcernSpans(String.raw`tracer.start\u{000053}pan("a")`, [])).toBe(true);
  });

  test('leaves a file out whose escapes spell no word of spans', () => {
    expect(mayConcernSpans(String.raw`const dash = "\u2014", red = "\x1b[31m", face = "\u{1f600}";`, [])).toBe(false);
    expect(mayConcernSpans(String.raw`const none = "\u{ffffff}", rest = "\u12", end = "\x";`, [])).toBe(false);
  });

  test('lets in words of the contract, spelled out or not', () => {
    expect(mayConcernSpans('traced("a")', [])).toBe(false);
    expect(mayConcernSpans('traced("a")', ['traced'])).toBe(true);
    expect(mayConcernSpans(String.raw`\u0074raced("a")`, ['traced'])).toBe(true);
  });

  test('lets in what does something to a span, and leaves the elements of a page out', () => {
    const tracing = ["import { trace } from '@opentelemetry/api';", "import type { Span } from './telemetry';"];
    for (const line of tracing) expect(mayConcernSpans(`${line}\ncurrent.setAttribute('a', 1);`, [])).toBe(true);
    for (const set of [
      "span?.setAttribute('a', 1)",
      'this.span.setAttributes({})',
      "span!\n  .addEvent('a')",
      'span.attributes = {}',
    ])
      expect(mayConcernSpans(`function mark(ctx, span) { ${set}; }`, [])).toBe(true);
    expect(mayConcernSpans("const el = document.createElement('span'); el.setAttribute('class', 'a');", [])).toBe(
      false,
    );
    expect(mayConcernSpans("// telemetry\nwindow.addEventListener('load', start);", [])).toBe(false);
    expect(mayConcernSpans('// telemetry\nif (node.attributes === other.attributes) skip();', [])).toBe(false);
  });

  test('asks a package of many uses for a word of its span calls', () => {
    const example = "// import { Effect } from 'effect';\n".repeat(3);
    expect(mayConcernSpans(`${example}Effect.runSync(program);`, [])).toBe(false);
    expect(mayConcernSpans(`${example}Effect.withSpan(program, 'a');`, [])).toBe(true);
  });
});
