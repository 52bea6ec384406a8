/** Resolves the times since or until which a list is asked for. */
import type { ApiClient } from './api-client.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import type { Job } from './shapes.ts';
import { timeOf } from './times.ts';

const DAY_MS = 86_400_000;

/** The time that `--since` or `--until` means: of `yesterday` its beginning in UTC, of a job its end. @throws CommandError */
export async function sinceOf(text: string, api: ApiClient, option = '--since'): Promise<string> {
  if (text === 'yesterday') return `${new Date(Date.now() - DAY_MS).toISOString().slice(0, 10)}T00:00:00Z`;
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) return refusedAs(text, () => timeOf(text), option);
  if (!/-\d{8}-\d{6}-/.test(text)) throw notSince(option, text, 'write yesterday, a date such as 2026-11-20, a time, or the id of a job');
  const { completed_at } = await api.call<Job>(`jobs/${encodeURIComponent(text)}`);
  if (completed_at === undefined) throw notSince(option, text, 'that job has not ended yet; wait for it, or name an earlier one');
  return completed_at;
}

const notSince = (option: string, text: string, why: string): CommandError =>
  new CommandError(`${option} ${JSON.stringify(text)}: ${why}.`, EXIT.refused);

function refusedAs(text: string, parse: () => string, option: string): string {
  try {
    return parse();
  } catch (error) {
    throw new CommandError(`${option} ${JSON.stringify(text)}: ${(error as Error).message}`, EXIT.refused, { cause: error });
  }
}
