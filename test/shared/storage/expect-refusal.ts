import { expect } from '@jest/globals';
import { ConditionFailed } from '../../../shared/errors.ts';

/** Expects that the request itself is refused, which is not the same as a condition that does not hold. */
export async function expectRefusal(request: Promise<unknown>): Promise<void> {
  const error: unknown = await request.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Error);
  expect(error).not.toBeInstanceOf(ConditionFailed);
}
