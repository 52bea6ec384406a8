/** Like `Promise.all`, but waits for every promise before it throws the first failure, so that no work continues in the background. */
export async function settled<T>(work: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(work);
  return await Promise.all(work);
}
