/** One guard of the code, which the simulation must miss when it is taken out. */
export interface Guard {
  readonly name: string;
  readonly file: string;
  readonly guard: string;
  readonly without: string;
  /** What goes wrong without it. */
  readonly protects: string;
}
