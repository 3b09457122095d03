import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, clash, offsetBefore, type Edit } from '../../src/edits/edit.ts';

const edit = (start: number, end: number, text: string): Edit => ({ range: [start, end], text });

describe('edits that clash', () => {
  test.each([
    ['they share text', edit(0, 4, 'x'), edit(2, 6, 'y'), true],
    ['one lies in the other', edit(0, 9, 'x'), edit(2, 6, 'y'), true],
    ['an insertion lies in a replacement', edit(0, 9, 'x'), edit(4, 4, 'y'), true],
    ['two insertions at one place', edit(4, 4, 'x'), edit(4, 4, 'y'), true],
    ['the same twice', edit(4, 6, 'x'), edit(4, 6, 'x'), false],
    ['side by side', edit(0, 4, 'x'), edit(4, 6, 'y'), false],
    ['an insertion before a replacement', edit(4, 4, 'x'), edit(4, 6, 'y'), false],
    ['an insertion behind a replacement', edit(4, 6, 'x'), edit(6, 6, 'y'), false],
  ])('%s', (_, a, b, expected) => {
    expect(clash(a, b)).toBe(expected);
    expect(clash(b, a)).toBe(expected);
  });
});

test('clashing edits are refused', () => {
  expect(() => applyEdits('abcdef', [edit(0, 3, 'x'), edit(2, 4, 'y')])).toThrow(RangeError);
});

test('an offset in the edited text leads back', () => {
  const edits = [edit(2, 4, 'wxyz'), edit(6, 6, '!'), edit(8, 9, '')];
  const text = 'abcdefghijk';
  const changed = applyEdits(text, edits);
  expect(changed).toBe('abwxyzef!ghjk');
  for (const letter of 'abefghjk') expect(text[offsetBefore(edits, changed.indexOf(letter))]).toBe(letter);
  expect(offsetBefore(edits, changed.indexOf('y'))).toBe(2);
});

test('what lies outside of the edits stays, whatever they are', () => {
  const pieces = fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), fc.string()), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(pieces, fc.string(), (parts, tail) => {
      let text = '';
      let expected = '';
      const edits: Edit[] = [];
      for (const [kept, old, fresh] of parts) {
        // an empty piece between two insertions would be one place
        const before = `${kept}|`;
        edits.push(edit(text.length + before.length, text.length + before.length + old.length, fresh));
        text += before + old;
        expected += before + fresh;
      }
      expect(applyEdits(text + tail, edits.reverse())).toBe(expected + tail);
    }),
  );
});
