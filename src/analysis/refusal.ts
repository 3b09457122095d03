/** Why a site is left. */
export interface Refusal {
  /** A stable id. */
  readonly reason: string;
  /** The same for people, with what to do instead. */
  readonly sentence: string;
}

/** A refusal from its id and its sentence. */
export function refuse(reason: string, sentence: string): Refusal {
  return { reason, sentence };
}
