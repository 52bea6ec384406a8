/** Users' policies in memory. */
import type { PolicyFileStore } from '../../shared/api/api-env.ts';
import type { PolicyFile, PolicyFiles } from '../../shared/policies/policy-library.ts';

export class MemoryPolicyFiles implements PolicyFiles, PolicyFileStore {
  readonly texts = new Map<string, string>();
  /** The number of puts so far. */
  writes = 0;

  async all(): Promise<readonly PolicyFile[]> {
    return [...this.texts].map(([id, text]) => ({ file: `${id}.yaml`, text }));
  }

  async get(policyId: string): Promise<string | undefined> {
    return this.texts.get(policyId);
  }

  async put(policyId: string, text: string): Promise<void> {
    this.writes += 1;
    this.texts.set(policyId, text);
  }

  async remove(policyId: string): Promise<void> {
    this.texts.delete(policyId);
  }
}
