/**
 * The errors that Muster throws on purpose. Each has a literal `code`, so that callers branch on data and never on a
 * message. Errors of a cloud are in `clouds/cloud-error.ts`.
 */
export abstract class MusterError extends Error {
  abstract readonly code: string;
  /** The message without the advice. */
  readonly plain: string;
  /** The message ends with it. */
  readonly advice: Advice | undefined;

  constructor(plain: string, { advice, ...options }: MusterErrorOptions = {}) {
    super(advice === undefined ? plain : `${plain} ${advice.text}`, options);
    this.plain = plain;
    this.advice = advice;
  }
}

/** A sentence that says what to do. It is shown to callers of this role or a higher one who see everything: others cannot do it. */
export interface Advice {
  readonly role: 'operator' | 'admin';
  readonly text: string;
}

export interface MusterErrorOptions extends ErrorOptions {
  readonly advice?: Advice | undefined;
}

/** The request is invalid: HTTP 400, exit code 2 of the CLI. */
export class InvalidRequest extends MusterError {
  readonly code = 'invalid_request';
  /** Path of the invalid field in the input: `then.policy`. */
  readonly field: string;
  /** The allowed values or forms; undefined if they cannot be listed. */
  readonly allowed: readonly string[] | undefined;

  constructor(field: string, message: string, allowed?: readonly string[], advice?: Advice) {
    super(message, { advice });
    this.name = 'InvalidRequest';
    this.field = field;
    this.allowed = allowed;
  }
}

/** It is not known who makes the request: HTTP 401. */
export class Unauthenticated extends MusterError {
  readonly code = 'unauthenticated';

  constructor(message: string) {
    super(message);
    this.name = 'Unauthenticated';
  }
}

/** The caller may not make the request: HTTP 403. */
export class Forbidden extends MusterError {
  readonly code = 'forbidden';

  constructor(message: string) {
    super(message);
    this.name = 'Forbidden';
  }
}

/** Something that Muster needs for the answer cannot be reached: HTTP 503. */
export class Unavailable extends MusterError {
  readonly code = 'unavailable';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Unavailable';
  }
}

/** The thing that the request names does not exist: HTTP 404. */
export class NotFound extends MusterError {
  readonly code = 'not_found';

  constructor(message: string, advice?: Advice) {
    super(message, { advice });
    this.name = 'NotFound';
  }
}

/** The request contradicts the present state: HTTP 409. */
export class Conflict extends MusterError {
  readonly code = 'conflict';
  /** The customer with whom the request conflicts, if it is one. */
  readonly customer_id: string | undefined;

  constructor(message: string, customerId?: string, advice?: Advice) {
    super(message, { advice });
    this.name = 'Conflict';
    this.customer_id = customerId;
  }
}

/** The caller has read another version of what it wants to change: HTTP 412. */
export class PreconditionFailed extends MusterError {
  readonly code = 'precondition_failed';

  constructor(message: string) {
    super(message);
    this.name = 'PreconditionFailed';
  }
}

/** The row is not in the state that a conditional write requires. Callers expect and handle this; it is never an incident. */
export class ConditionFailed extends MusterError {
  readonly code = 'condition_failed';

  constructor(table: string, options?: ErrorOptions) {
    super(`The row in ${table} is not in the state that this write needs.`, options);
    this.name = 'ConditionFailed';
  }
}

/** A part of Muster that this deployment does not have: HTTP 409. */
export class NotTurnedOn extends MusterError {
  readonly code = 'not_turned_on';

  constructor(message: string) {
    super(message);
    this.name = 'NotTurnedOn';
  }
}

/** A newer version of Muster has migrated the stored data: HTTP 500. */
export class NewerData extends MusterError {
  readonly code = 'newer_data';

  constructor(message: string) {
    super(message);
    this.name = 'NewerData';
  }
}
