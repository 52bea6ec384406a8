/** The evaluation under way. Muster's functions read it from here, because CEL passes them their arguments only. */
import type { AccountResources, Subject } from '../evaluation.ts';
import { numberText } from '../../number-text.ts';

/**
 * Steps that one evaluation may take: about one for each operation in the body of a loop, and more for the values that an
 * operation looks through. All of them take about a tenth of a second; the built-in policies need a few hundred.
 */
export const MAX_STEPS = 250_000;

/** The evaluation took too many steps. Its verdict is unknown, even if the expression catches this error and answers. */
export class OutOfSteps extends Error {
  constructor() {
    super(`The expression took more than ${numberText(MAX_STEPS)} steps and was stopped.`);
    this.name = 'OutOfSteps';
  }
}

/** The verdict depends on something that is not known. It is no EvaluationError, because optional selects catch those. */
export class NotKnown extends Error {
  readonly permission: string | undefined;

  constructor(message: string, permission?: string) {
    // A verdict shows the message only, and recording the stack would take longer than most verdicts do.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'NotKnown';
    this.permission = permission;
  }
}

/** Holds one evaluation at a time, because evaluation is synchronous. */
export class Run {
  /** Milliseconds since 1970. */
  now = 0;
  subject: Subject | undefined;
  resources: AccountResources | undefined;
  #left = MAX_STEPS;

  begin(subject: Subject, now: number, resources: AccountResources): void {
    this.subject = subject;
    this.now = now;
    this.resources = resources;
    this.#left = MAX_STEPS;
  }

  get exhausted(): boolean {
    return !(this.#left >= 0);
  }

  /** Called after an evaluation, because loops catch the errors of single rounds and answer nevertheless. @throws OutOfSteps */
  check(): void {
    if (this.exhausted) throw new OutOfSteps();
  }

  /** Steps that are no finite number, or negative, use up the whole budget. @throws OutOfSteps */
  spend(steps: number): true {
    this.#left = steps >= 0 ? this.#left - steps : -1;
    // NaN and -Infinity are not at least 0 either.
    if (!(this.#left >= 0)) throw new OutOfSteps();
    return true;
  }
}
