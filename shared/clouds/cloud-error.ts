/**
 * The error that a cloud answered instead of data, with its class. Each provider has one function that makes it from the
 * SDK's error (`aws/classify-error.ts`); no other code looks at SDK errors.
 */
import { MusterError } from '../errors.ts';

export const CLOUD_ERROR_CLASSES = [
  /** The login lacks a permission. A retry does not help. */
  'denied',
  /** The request itself is wrong. A retry does not help. */
  'invalid',
  /** The cloud refused the call for too many requests, after the SDK's own retries too. */
  'throttled',
  /** A retry may succeed: network errors, 5xx, expired credentials, and every error that Muster does not know. */
  'transient',
  /** The service or region does not exist for this account. */
  'unsupported',
] as const;
export type CloudErrorClass = (typeof CLOUD_ERROR_CLASSES)[number];

export interface CloudErrorDetails {
  readonly class: CloudErrorClass;
  /** The provider's own code: `AccessDenied`. */
  readonly error_code: string;
  /** The permission that is missing, if known: `s3:GetBucketPolicy`. */
  readonly permission?: string;
}

interface CloudErrorOptions extends ErrorOptions {
  readonly apiCalls?: number;
}

export class CloudError extends MusterError {
  readonly code = 'cloud_error';
  readonly details: CloudErrorDetails;
  /** For an error of `OpenLogin.session`: the number of requests that the login sent. A session counts its requests itself. */
  readonly apiCalls: number;

  constructor(message: string, details: CloudErrorDetails, { apiCalls = 0, ...options }: CloudErrorOptions = {}) {
    super(message, options);
    this.name = 'CloudError';
    this.details = details;
    this.apiCalls = apiCalls;
  }
}

/** True for the classes of errors after which a retry may succeed. */
export const isRetryable = (errorClass: CloudErrorClass): boolean => errorClass === 'throttled' || errorClass === 'transient';

/**
 * An error of Muster's own that was thrown on the way to a cloud, where an SDK or a classifier would take it for the cloud's answer. `cause` is
 * the error itself.
 */
export class OwnFault extends Error {
  constructor(cause: unknown) {
    super('Muster failed before the call was sent.', { cause });
    this.name = 'OwnFault';
  }
}
