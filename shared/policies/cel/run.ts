/** What the library's functions need to know of the evaluation under way: CEL gives them their arguments only. */
import type { AccountResources, Subject } from '../evaluation.ts';

/**
 * Steps that one evaluation may take: about a step for each operation in the body of a loop, and for what an operation
 * looks through. They are spent in about a tenth of a second; the built-in policies need a few hundred.
 */
export const MAX_STEPS = 250_000;

/** An evaluation that ran away. What the expression makes of it does not count: it is unknown. */
export class OutOfSteps extends Error {
  constructor() {
    super(`The expression took more than ${MAX_STEPS.toLocaleString('en-US')} steps and was stopped.`);
    this.name = 'OutOfSteps';
  }
}

/** Something that the verdict depends on is not known. Never an EvaluationError: optional selects swallow those. */
export class NotKnown extends Error {
  readonly permission: string | undefined;

  constructor(message: string, permission?: string) {
    super(message);
    this.name = 'NotKnown';
    this.permission = permission;
  }
}

/** One at a time: evaluation is synchronous. */
export class Run {
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
    return this.#left < 0;
  }

  /** Loops swallow the errors of single rounds: what they answered then does not count. @throws OutOfSteps */
  check(): void {
    if (this.#left < 0) throw new OutOfSteps();
  }

  /** @throws OutOfSteps */
  spend(steps: number): true {
    this.#left -= steps;
    if (this.#left < 0) throw new OutOfSteps();
    return true;
  }
}
