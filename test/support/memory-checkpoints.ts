/** Checkpoints in memory. */
import type { Checkpoints } from '../../shared/inventory/checkpoint.ts';

export class MemoryCheckpoints implements Checkpoints {
  readonly objects = new Map<string, Buffer>();

  async read(key: string): Promise<Buffer | undefined> {
    return this.objects.get(key);
  }

  async write(key: string, content: Buffer): Promise<void> {
    this.objects.set(key, content);
  }

  async remove(key: string): Promise<void> {
    this.objects.delete(key);
  }
}

/** For a run that is never interrupted. */
export const NO_CHECKPOINTS = { read: async () => undefined, write: async () => undefined };
