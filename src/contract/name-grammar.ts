import type { Contract } from './contract.ts';
import { isSemconvName } from './semconv-operations.ts';

/** What is wrong with a span name. `part` is the piece of text that is wrong, `position` its offset in UTF-16 code units. */
export interface NameFault {
  readonly id:
    | 'empty'
    | 'blank'
    | 'separator'
    | 'case'
    | 'emptySegment'
    | 'tooFewSegments'
    | 'tooManySegments'
    | 'namespace'
    | 'role'
    | 'segment';
  readonly part: string;
  readonly position: number;
}

const SEGMENT = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;

/**
 * Judges a span name by the contract's grammar.
 * @returns the first fault, or nothing for a right name
 */
export function judgeName(name: string, contract: Contract): NameFault | undefined {
  const { accept, namespaces, segments, roles } = contract.naming;
  const role = roleFault(name, roles);
  if (role) return role;
  if (accept.includes('semconv') && isSemconvName(name)) return undefined;
  if (name === '') return { id: 'empty', part: '', position: 0 };
  const blank = /\s/.exec(name);
  if (blank) return { id: 'blank', part: blank[0], position: blank.index };
  const separator = /[^\p{L}\p{N}_.]/u.exec(name);
  if (separator) return { id: 'separator', part: separator[0], position: separator.index };
  const parts = name.split('.');
  let position = 0;
  for (const part of parts) {
    if (part === '') return { id: 'emptySegment', part: '.', position };
    if (/\p{Lu}/u.test(part)) return { id: 'case', part, position };
    if (!SEGMENT.test(part)) return { id: 'segment', part, position };
    position += part.length + 1;
  }
  if (parts.length < segments.min) return { id: 'tooFewSegments', part: name, position: 0 };
  if (parts.length > segments.max) return { id: 'tooManySegments', part: name, position: 0 };
  const [first = ''] = parts;
  if (namespaces.length > 0 && !namespaces.includes(first)) return { id: 'namespace', part: first, position: 0 };
  return undefined;
}

function roleFault(name: string, roles: readonly string[]): NameFault | undefined {
  let position = 0;
  for (const part of name.split('.')) {
    if (roles.includes(part)) return { id: 'role', part, position };
    position += part.length + 1;
  }
  return undefined;
}
