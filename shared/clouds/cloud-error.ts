/**
 * What a cloud answered instead of data, classed once. Each provider has one function that makes it from the SDK's
 * error (`aws/classify-error.ts`); nothing after that looks at SDK errors.
 */
import { MusterError } from '../errors.ts';

export const CLOUD_ERROR_CLASSES = [
  /** The login may not do this. Trying again does not help. */
  'denied',
  /** The request is wrong in itself. Trying again does not help. */
  'invalid',
  /** Too many requests, after the SDK's own retries. */
  'throttled',
  /** Network, 5xx, expired credentials: may pass. Also what is not known. */
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

export class CloudError extends MusterError {
  readonly code = 'cloud_error';
  readonly details: CloudErrorDetails;

  constructor(message: string, details: CloudErrorDetails, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CloudError';
    this.details = details;
  }
}

/** Classes that a later attempt may not meet again. */
export const isRetryable = (errorClass: CloudErrorClass): boolean => errorClass === 'throttled' || errorClass === 'transient';
