/** What the queues of fauxqs 2.4.1 need to lose nothing on disk. For its own thread, before it starts. */
import { StatementSync, type StatementResultingChanges } from 'node:sqlite';

interface PersistenceManager {
  readonly db: { prepare(sql: string): { run(...values: readonly unknown[]): unknown } };
  updateMessageReady(messageId: string): void;
}

/**
 * A message made visible at once is to keep its count of receives: fauxqs writes NULL there, which its own table refuses,
 * and the message is gone from the running queue.
 */
export async function keepMessagesMadeVisible(): Promise<void> {
  const module = new URL('./persistence.js', import.meta.resolve('fauxqs')).href;
  const { PersistenceManager } = (await import(module)) as { readonly PersistenceManager: { readonly prototype: PersistenceManager } };
  PersistenceManager.prototype.updateMessageReady = function visible(this: PersistenceManager, messageId) {
    this.db.prepare('UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?').run(messageId);
  };
}

/**
 * Ends the thread at the first write that fails (a full disk, say). fauxqs would answer 500 and go on, with queues that are no
 * longer those on disk: messages it has let go of would come back at the next start alone.
 */
export function endWhereWritesFail(): void {
  // eslint-disable-next-line typescript/unbound-method -- applied to the statement that runs, below
  const run = StatementSync.prototype.run as (...values: readonly unknown[]) => StatementResultingChanges;
  StatementSync.prototype.run = function guarded(this: StatementSync, ...values: readonly unknown[]): StatementResultingChanges {
    try {
      return Reflect.apply(run, this, values);
    } catch (error) {
      // Thrown where nobody catches it.
      setImmediate(() => {
        throw error;
      });
      throw error;
    }
  };
}
