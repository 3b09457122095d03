import { describe, expect, test } from 'vitest';
import { applyEdits, type Edit } from '../../src/edits/edit.ts';
import { closeSeams } from '../../src/edits/seams.ts';

/** The text without the lines that say `gone`, each taken out by an edit of its own. */
function without(text: string, more: readonly Edit[] = []): string {
  const edits = [...text.matchAll(/^[^\n\r]*gone[^\n\r]*(?:\r\n|[\n\r])/gm)].map(({ index, 0: line }): Edit => ({
    range: [index, index + line.length],
    text: '',
  }));
  return applyEdits(text, closeSeams(text, [...edits, ...more]));
}

describe('blank lines where lines go', () => {
  test('of two that would meet one stays, however many edits take out what stood between', () => {
    expect(without('a;\n\ngone;\n\nb;\n')).toBe('a;\n\nb;\n');
    expect(without('a;\n\ngone;\ngone;\n\ngone;\n\nb;\n')).toBe('a;\n\nb;\n');
    expect(without('a;\r\n\r\ngone;\r\ngone;\r\n\r\nb;\r\n')).toBe('a;\r\n\r\nb;\r\n');
    expect(without('gone;\n\nb;\n')).toBe('b;\n');
  });

  test('none is left that would open or close a block', () => {
    expect(without('f() {\n  gone;\n  gone;\n\n  b;\n}\n')).toBe('f() {\n  b;\n}\n');
    expect(without('f() {\n  a;\n\n  gone;\n  gone;\n}\n')).toBe('f() {\n  a;\n}\n');
    expect(without('f() {\n  gone;\n\n  gone;\n}\n')).toBe('f() {\n}\n');
  });

  test('those that were there for another reason stay', () => {
    expect(without('a;\ngone;\n\nb;\n')).toBe('a;\n\nb;\n');
    expect(without('a;\n\ngone;\nb;\n')).toBe('a;\n\nb;\n');
    expect(without('a;\ngone;\n\ngone;\nb;\n')).toBe('a;\n\nb;\n');
    // blocks that are written with air in them
    expect(without('f() {\n\n  gone;\n  b;\n}\n')).toBe('f() {\n\n  b;\n}\n');
    expect(without('f() {\n  a;\n\n  gone;\n\n}\n')).toBe('f() {\n  a;\n\n}\n');
    expect(without('a = [\n  1,\n\n  gone,\n]\n')).toBe('a = [\n  1,\n\n]\n');
  });

  test('what another edit writes beside them keeps its place', () => {
    const text = 'a;\n\ngone;\n\nb;\n';
    const at = text.indexOf('\n\nb') + 1;
    expect(without(text, [{ range: [at, at], text: 'new;\n' }])).toBe('a;\n\nnew;\n\nb;\n');
    expect(without('a;\n\n  c(gone);\n', [{ range: [0, 1], text: 'x' }])).toBe('x;\n\n');
  });

  test('an edit that takes out a part of a line leaves the lines alone', () => {
    const text = 'f() {\n\n  a; b;\n}\n';
    expect(applyEdits(text, closeSeams(text, [{ range: [9, 12], text: '' }]))).toBe('f() {\n\n  b;\n}\n');
  });
});
