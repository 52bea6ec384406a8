import type { z } from 'zod';
import { CloudError } from '../../clouds/cloud-error.ts';
import { problemText } from '../../validation/invalid-request.ts';
import { NOT_FOUND } from './refused-answer.ts';

/** Checks an answer of a forge: a server that a user names may answer anything. @throws CloudError */
export function parseAnswer<T>(schema: z.ZodType<T>, answer: unknown, host: string): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new CloudError(
    `${host} does not answer as a forge of that kind does (${problemText(parsed.error)}); correct provider or base_url.`,
    {
      class: 'invalid',
      error_code: 'UnexpectedAnswer',
    },
  );
}

export const isNotFound = (error: unknown): boolean => error instanceof CloudError && error.details.error_code === NOT_FOUND;

/** Undefined if the forge has no such thing. */
export async function ifFound<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Deletes what may be gone already. */
export async function untilGone(asked: Promise<unknown>): Promise<void> {
  await ifFound(asked);
}
