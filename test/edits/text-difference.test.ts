import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits } from '../../src/edits/edit.ts';
import { editsBetween, offsetsIn } from '../../src/edits/text-difference.ts';

test('edits between two texts make one of the other', () => {
  const text = fc.array(fc.constantFrom('a', 'b(c)', ' ', '\n', '\r\n', '\u2028', '🙂', 'span'), { maxLength: 40 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const [one, other] = [before.join(''), after.join('')];
      expect(applyEdits(one, editsBetween(one, other))).toBe(other);
    }),
  );
});

test('only what differs is edited, also within a line', () => {
  expect(editsBetween("a();\nstart('old_step', b);\nc();\n", "a();\nstart('step', b);\nc();\n")).toEqual([
    { range: [12, 20], text: 'step' },
  ]);
});

test('an offset is found again after lines were added above and words before it', () => {
  const before = "start('old');\nend();\n";
  const after = "import 'x';\nstart('a.new', {});\nend();\n";
  const inAfter = offsetsIn(before, after);
  expect(after.slice(inAfter(before.indexOf('end')))).toBe('end();\n');
  const inBefore = offsetsIn(after, before);
  expect(before.slice(inBefore(after.indexOf('end')))).toBe('end();\n');
  // what the other text does not have lies where its surroundings begin
  expect(inBefore(after.indexOf('import'))).toBe(0);
});
