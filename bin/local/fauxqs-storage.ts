/** Corrections to fauxqs 2.4.1, so that it loses no data on disk. Its thread applies them before it starts fauxqs. */
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
 * Keeps a message's count of receives when the message is made visible at once. fauxqs would write NULL, which its own table
 * refuses; the message would then be lost from the running queue.
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
 * Ends the thread at the first write that fails, for example on a full disk. fauxqs would answer 500 and continue with queues that
 * differ from those on disk: messages that it had dropped would only come back at the next start.
 */
export function endThreadOnFailedWrite(): void {
  // eslint-disable-next-line typescript/unbound-method -- applied to the statement that runs, below
  const run = StatementSync.prototype.run as (...values: readonly unknown[]) => StatementResultingChanges;
  StatementSync.prototype.run = function guarded(this: StatementSync, ...values: readonly unknown[]): StatementResultingChanges {
    try {
      return Reflect.apply(run, this, values);
    } catch (error) {
      // Thrown again outside of every `catch`, so that it ends the thread.
      setImmediate(() => {
        throw error;
      });
      throw error;
    }
  };
}

/**
 * Writes each object to a staging folder and renames it into place, so that the disk always holds the whole old object or the whole
 * new one. fauxqs overwrites the old object: a kill or a full disk would leave half of it, and fauxqs does not start again with
 * half of an object's metadata.
 */
export async function replaceObjectsAtomically(): Promise<void> {
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
