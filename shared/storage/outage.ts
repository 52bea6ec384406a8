/** Tells errors of the storage as a whole from those of one request. */

/** Errors of DynamoDB and of the way to it that concern every request; each other error of a service has `$metadata`. */
const OUTAGES = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'InternalServerError',
  'TimeoutError',
]);
/** DynamoDB refuses the row itself, so that other rows can be written. */
const REFUSALS = new Set(['ValidationException', 'SerializationException']);

/** Whether DynamoDB does not answer, is throttled or lets nobody in, so that another row or slice would fare no better. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error) || REFUSALS.has(error.name)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return OUTAGES.has(error.name) || '$metadata' in error || (typeof code === 'string' && /^E[A-Z_]+$/.test(code));
}
