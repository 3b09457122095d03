import type { Contract } from './contract.ts';
import type { NameFault } from './name-grammar.ts';
import { mention } from '../mention.ts';

/** What is wrong, as the end of a sentence that began with the name. */
export function faultSentence(name: string, fault: NameFault, { naming }: Contract): string {
  const part = mention(fault.part);
  const hasDot = name.includes('.');
  switch (fault.id) {
    case 'empty':
      return 'is empty';
    case 'blank':
      return naming.accept.includes('semconv')
        ? 'holds blanks, and is no name of the semantic conventions such as `chat gpt-4`'
        : 'holds blanks';
    case 'separator':
      if (fault.part === '(' && name.endsWith(')')) return 'is written like a function call';
      return hasDot && fault.part === '-'
        ? 'joins words with `-`, where `_` does inside a segment'
        : `uses ${part} where dots separate the words`;
    case 'case':
      return hasDot || naming.segments.min < 2
        ? `has upper-case letters in ${part}`
        : 'has upper-case letters, and no namespace before a dot';
    case 'emptySegment':
      return 'has an empty segment: two dots in a row, or one at an end';
    case 'tooFewSegments':
      return 'has no namespace: it is a single word without a dot';
    case 'tooManySegments':
      return `has ${name.split('.').length} segments, where the contract allows ${naming.segments.max}`;
    case 'namespace':
      return `begins with ${part}, which is no namespace of the contract`;
    case 'role':
      return `holds the role ${part}`;
    case 'segment':
      return `has the segment ${part}, which is not lower case with underscores`;
  }
}
