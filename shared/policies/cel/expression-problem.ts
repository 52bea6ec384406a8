/** What is wrong with an expression, and where: `offset` counts characters from its beginning. */
export interface ExpressionProblem {
  readonly offset: number;
  readonly message: string;
}
