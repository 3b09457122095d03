import { createHash } from 'node:crypto';
import { InvalidArgumentError } from 'commander';

/** One of several parts of a run, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/**
 * Reads `1/4`.
 * @throws InvalidArgumentError
 */
export function parseShard(text: string): Shard {
  const [, index = 0, count = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (index < 1 || index > count) throw new InvalidArgumentError('Write a part and their number, such as 1/4.');
  return { index, count };
}

/**
 * Whether a file belongs to a part. Its own path decides, so a new file moves no other, and every machine gives the same answer.
 * @param file relative to the top of the work tree
 */
export function isInShard(file: string, { index, count }: Shard): boolean {
  return createHash('sha256').update(file).digest().readUInt32BE(0) % count === index - 1;
}
