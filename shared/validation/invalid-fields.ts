/** A request of which several fields may be wrong. */
import { InvalidRequest } from '../errors.ts';
import { numberText } from '../number-text.ts';
import type { FieldProblem } from './field-problem.ts';

/** HTTP 400. The message is the first problem's, and says how many others there are. */
export class InvalidFields extends InvalidRequest {
  readonly problems: readonly FieldProblem[];

  constructor(problems: readonly FieldProblem[]) {
    const [first, ...others] = problems;
    const more =
      others.length === 0 ? '' : ` There ${others.length === 1 ? 'is 1 more problem' : `are ${numberText(others.length)} more problems`}.`;
    super(first?.field ?? 'body', `${first?.message ?? 'The request is invalid.'}${more}`, first?.allowed);
    this.name = 'InvalidFields';
    this.problems = problems;
  }
}
