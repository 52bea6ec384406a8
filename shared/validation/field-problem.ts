/** One thing that is wrong with an input of many fields. */
export interface FieldProblem {
  /** The path in the input: `config.size`. */
  readonly field: string;
  /** One sentence that begins with the field: what came, what is allowed, what to do. */
  readonly message: string;
  /** The values that the field may have; absent if they cannot be listed. */
  readonly allowed?: readonly string[] | undefined;
}
