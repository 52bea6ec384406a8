/** The members of a registered resource, and their bounds, which keep its row, its history and its exports small, whatever people send. */
import { InvalidRequest } from '../errors.ts';

export const MAX_BYTES = 64 * 1024;
export const MAX_DEPTH = 16;
export const MAX_TAGS = 200;
export const MAX_RELATIONSHIPS = 100;

/** The state that people give. */
export interface RegisteredState {
  readonly name: string;
  readonly region: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly config: Readonly<Record<string, unknown>>;
  readonly relationships: readonly { readonly relation: string; readonly type: string; readonly id: string }[];
}

/** @throws InvalidRequest naming `config` if it is too deep or cannot be stored, or `body` if everything together is too large */
export function checkBounds(state: RegisteredState): void {
  if (isDeeper(state.config, MAX_DEPTH))
    throw new InvalidRequest('config', `config: it nests lists and maps more than ${MAX_DEPTH} deep; make it flatter.`);
  if (!isWellFormed(state.config))
    throw new InvalidRequest(
      'config',
      'config: it has half of a surrogate pair, such as \\ud800 alone, which no table can store; write whole characters.',
    );
  const bytes = Buffer.byteLength(JSON.stringify(state));
  if (bytes > MAX_BYTES)
    throw new InvalidRequest(
      'body',
      `body: the resource has ${Math.ceil(bytes / 1024)} KiB as JSON; at most ${MAX_BYTES / 1024} KiB are allowed, so keep large parts elsewhere.`,
    );
}

/** Tells whether every text and key in the value has whole characters only. */
function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, member]) => key.isWellFormed() && isWellFormed(member));
}

/** Whether lists and maps are nested in the value more than `depth` deep, itself included. */
export function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((member) => isDeeper(member, depth - 1));
}
