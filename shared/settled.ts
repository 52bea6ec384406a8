/** Waits for all, then throws the first failure: nothing goes on in the background after a run has ended. */
export async function settled<T>(work: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(work);
  return await Promise.all(work);
}
