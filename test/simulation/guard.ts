/** A guard of the protocol: code without which some seed of the simulation must break an invariant. */
export interface Guard {
  readonly name: string;
  readonly file: string;
  /** The source text of the guard, which occurs once in `file`. */
  readonly guard: string;
  /** The text that replaces `guard` in order to disable it. */
  readonly without: string;
  /** The property that the guard protects; one sentence. */
  readonly protects: string;
}
