/** A problem in an expression. `offset` counts characters from the beginning of the expression. */
export interface ExpressionProblem {
  readonly offset: number;
  readonly message: string;
}
