/** What fauxqs 2.4.1 needs to lose nothing on disk. For its own thread, before it starts. */
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StatementSync, type StatementResultingChanges } from 'node:sqlite';

interface PersistenceManager {
  readonly db: { prepare(sql: string): { run(...values: readonly unknown[]): unknown } };
  updateMessageReady(messageId: string): void;
}

interface ObjectPersistence {
  readonly baseDir: string;
  upsertObject(bucket: string, object: unknown): void;
}

const fauxqsModule = async (path: string): Promise<unknown> => await import(new URL(path, import.meta.resolve('fauxqs')).href);

/**
 * A message made visible at once is to keep its count of receives: fauxqs writes NULL there, which its own table refuses,
 * and the message is gone from the running queue.
 */
export async function keepMessagesMadeVisible(): Promise<void> {
  const { PersistenceManager } = (await fauxqsModule('./persistence.js')) as {
    readonly PersistenceManager: { readonly prototype: PersistenceManager };
  };
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

/**
 * An object on disk is the old one or the new one: fauxqs writes over the old one, so that a kill or a full disk would leave
 * half of it, and half a description keeps fauxqs from starting again.
 */
export async function keepObjectsWhole(): Promise<void> {
  const { FileS3Persistence } = (await fauxqsModule('./s3/fileS3Persistence.js')) as {
    readonly FileS3Persistence: (new (baseDir: string) => ObjectPersistence) & { readonly prototype: ObjectPersistence };
  };
  // eslint-disable-next-line typescript/unbound-method -- applied to where the object is staged, below
  const write = FileS3Persistence.prototype.upsertObject;
  FileS3Persistence.prototype.upsertObject = function whole(this: ObjectPersistence, bucket, object) {
    const staging = join(this.baseDir, '_staging');
    rmSync(staging, { recursive: true, force: true });
    write.call(new FileS3Persistence(staging), bucket, object);
    const staged = readdirSync(staging, { recursive: true, encoding: 'utf8' });
    for (const part of ['.data', '.meta.json']) {
      for (const file of staged.filter((name) => name.endsWith(part))) {
        mkdirSync(dirname(join(this.baseDir, file)), { recursive: true });
        renameSync(join(staging, file), join(this.baseDir, file));
      }
    }
    rmSync(staging, { recursive: true });
  };
}
