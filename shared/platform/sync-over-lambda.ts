/**
 * Syncs of accounts, which the inventory worker's function does: only its role may log in by the connections. The API asks for one and waits; the
 * nightly schedule asks for one that starts the night's job afterwards.
 */
import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { z } from 'zod';
import { type AccountSync, type SyncDeps, syncAccounts, type SyncRequest } from '../connections/sync-accounts.ts';
import type { JobStarter, StartedJob } from '../jobs/job-api.ts';
import { jobRequestSchema } from '../jobs/job-request.ts';
import type { Log } from '../seams.ts';

/** How long the API waits, in milliseconds. API Gateway waits 30 seconds for an answer. */
export const SYNC_WAIT_MS = 24_000;
/** Milliseconds that starting the night's job takes at most, after the sync. */
export const SYNC_START_MS = 5 * 60_000;

/** The event of a direct invocation that asks for a sync, and names the job to start afterwards. */
const syncEvent = z.strictObject({
  sync_accounts: z.strictObject({
    connection_id: z.string().min(1).max(200).optional(),
    dry_run: z.boolean().optional(),
    tags: z.boolean().optional(),
    accept_left: z.boolean().optional(),
  }),
  then: jobRequestSchema.optional(),
});
export type SyncEvent = z.infer<typeof syncEvent>;

export const isSync = (event: unknown): event is SyncEvent => syncEvent.safeParse(event).success;

export interface AnswerDeps extends SyncDeps {
  readonly starter: JobStarter;
  readonly log: Log;
  /** Aborted when the job that follows has to be started, whether or not the sync has ended. */
  readonly late: AbortSignal;
}

/** In the worker: does the sync. The job that follows starts also if the sync fails, with the accounts that are registered. @throws NotFound */
export async function answerSync({ sync_accounts: request, then }: SyncEvent, deps: AnswerDeps): Promise<AccountSync | StartedJob> {
  const { late, log, starter } = deps;
  if (!then) return await syncAccounts(request, deps);
  try {
    const { counts, connections, notes } = await Promise.race([
      syncAccounts(request, deps),
      new Promise<never>((_, reject) => {
        late.addEventListener('abort', () => reject(new Error('The sync took too long.')), { once: true });
      }),
    ]);
    log.info('Accounts synced.', { counts });
    for (const { connection_id, status, message } of connections)
      if (status !== 'read') log.warn('A connection could not be read; its accounts stay as they are.', { connection_id, message });
    for (const note of notes) log.warn('A sync of accounts has a note.', { note });
  } catch (error) {
    log.error('The accounts could not be synced; the job covers those that are registered.', { error });
  }
  return await starter.start(then);
}

/**
 * In the API: asks the worker. Undefined if the sync takes longer than a caller waits, which `abortSignal` tells; it goes on then.
 * @throws Error if the worker fails
 */
export async function syncOverLambda(
  client: LambdaClient,
  functionName: string,
  request: SyncRequest,
  abortSignal: AbortSignal,
): Promise<AccountSync | undefined> {
  const event: SyncEvent = { sync_accounts: request };
  try {
    const answer = await client.send(new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(event) }), { abortSignal });
    if (answer.FunctionError !== undefined) throw new Error(`The sync of accounts failed in the worker: ${answer.FunctionError}.`);
    // The worker is Muster's own, so its answer has the type that `answerSync` gives for an event without a job.
    return JSON.parse(Buffer.from(answer.Payload ?? []).toString('utf8')) as AccountSync;
  } catch (error) {
    if (abortSignal.aborted) return undefined;
    throw error;
  }
}
