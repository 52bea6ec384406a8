import { CloudError } from '../cloud-error.ts';
import type { ErrorSign } from '../types/definition.ts';

/** A failed call with the permission that this call needs, so that a denial names the right permission. */
export class CallFailure extends Error {
  /** The service's error code: `AccessDenied`. */
  readonly code: string;
  /** `ecs:ListServices` */
  readonly permission: string;

  constructor(cause: unknown, permission: string) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'CallFailure';
    this.code = cause instanceof Error ? cause.name : '';
    this.permission = permission;
  }
}

export const INCOMPLETE_ITEM = 'IncompleteItem';

/** The error of an item that lacks a member which the service always gives. */
export const incompleteItem = (message: string): CloudError => new CloudError(message, { class: 'invalid', error_code: INCOMPLETE_ITEM });

/** The service's error code; empty for an error that is no `CallFailure`. */
export const codeOf = (error: unknown): string => (error instanceof CallFailure ? error.code : '');

/** True if the error is a `CallFailure` with one of these signs. */
export const failedWith = (error: unknown, signs: readonly ErrorSign[] = []): boolean =>
  error instanceof CallFailure &&
  signs.some((sign) => (typeof sign === 'string' ? sign === error.code : sign.code === error.code && error.message.includes(sign.text)));
