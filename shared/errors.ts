/**
 * The errors that Muster raises on purpose. Every one has a literal `code`, so callers branch on data and
 * never on a message. Errors of a cloud are in `clouds/cloud-error.ts`.
 */
export abstract class MusterError extends Error {
  abstract readonly code: string;
}

/** What a caller asked for cannot be done as asked: HTTP 400, CLI exit 2. `field` is the input's own path. */
export class InvalidRequest extends MusterError {
  readonly code = 'invalid_request';
  readonly field: string;
  readonly allowed: readonly string[] | undefined;

  constructor(field: string, message: string, allowed?: readonly string[]) {
    super(message);
    this.name = 'InvalidRequest';
    this.field = field;
    this.allowed = allowed;
  }
}

/** What was named does not exist: HTTP 404. */
export class NotFound extends MusterError {
  readonly code = 'not_found';

  constructor(message: string) {
    super(message);
    this.name = 'NotFound';
  }
}

/** The request contradicts the present state: HTTP 409. */
export class Conflict extends MusterError {
  readonly code = 'conflict';

  constructor(message: string) {
    super(message);
    this.name = 'Conflict';
  }
}

/** A conditional write found the row in another state than it asked for. Expected; never an incident. */
export class ConditionFailed extends MusterError {
  readonly code = 'condition_failed';

  constructor(table: string, options?: ErrorOptions) {
    super(`The row in ${table} is not in the state that this write needs.`, options);
    this.name = 'ConditionFailed';
  }
}
