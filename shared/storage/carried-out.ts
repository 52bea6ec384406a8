/** Conditional writes whose refusal is an answer and not an error. */
import { ConditionFailed } from '../errors.ts';

/** Whether the write was carried out, and not refused by its condition. */
export async function carriedOut(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    return false;
  }
}
