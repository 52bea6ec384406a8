/**
 * The object that says whose an account's files of a day are: the export that began with them last. A claim while they are
 * written, and for good where that failed; the manifest once they are whole. Whoever would write or remove files reads it first.
 */
import { z } from 'zod';
import type { AccountId, JobId } from '../ids.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { JobRow } from '../jobs/model.ts';
import type { Log } from '../seams.ts';
import { fileSchema, manifestSchema, SCHEMA_VERSION } from './manifest.ts';
import type { ExportObjects } from './export-objects.ts';
import { accountManifestKey, NIGHT_FORMATS } from './night-layout.ts';
import { parseJson } from './parse-json.ts';

const jobId = z.custom<JobId>((value) => typeof value === 'string');

/** `collected_at` is when the export was asked for. Of the night as of an account, and of any schema version. */
export const stampSchema = z.object({ collected_at: z.string(), job_id: jobId });
export type Stamp = Readonly<z.infer<typeof stampSchema>>;

/** Whose an account's files are. Without a status they are whole. */
const ownerSchema = stampSchema.extend({ status: z.enum(['writing', 'failed']).optional() });
export type AccountOwner = Readonly<z.infer<typeof ownerSchema>>;

export const accountManifestSchema = manifestSchema.extend({
  job_id: jobId,
  files: z.array(fileSchema.extend({ format: z.enum(NIGHT_FORMATS) })),
});
export type AccountManifest = Readonly<z.infer<typeof accountManifestSchema>>;

export const accountClaimSchema = z.strictObject({
  schema_version: z.literal(SCHEMA_VERSION),
  collected_at: z.string(),
  job_id: jobId,
  status: z.enum(['writing', 'failed']),
  /** Why it failed: one sentence. */
  error: z.string().optional(),
});
type AccountClaim = Readonly<z.infer<typeof accountClaimSchema>>;

export const stampOf = ({ created_at, job_id }: Pick<JobRow, 'created_at' | 'job_id'>): Stamp => ({ collected_at: created_at, job_id });

/** Of two exports of a day the one that was asked for last counts, whichever ends first. */
export const isNewer = (a: Stamp, b: Stamp): boolean =>
  a.collected_at === b.collected_at ? a.job_id > b.job_id : a.collected_at > b.collected_at;

/** Of a night's manifest as of an account's object. One that cannot be read is made anew like one that is not there. */
export function parseStamp(text: Buffer, key: string, log: Log): AccountOwner | undefined {
  const { data } = ownerSchema.safeParse(parseJson(text));
  if (!data) log.warn('An object of the exports cannot be read; it is made anew.', { key });
  return data;
}

/** Undefined if there is no object. */
export async function readStamp(objects: Pick<ExportObjects, 'get'>, key: string, log: Log): Promise<AccountOwner | undefined> {
  const text = await objects.get(key);
  return text && parseStamp(text, key, log);
}

export const readAccount = async (
  objects: Pick<ExportObjects, 'get'>,
  date: string,
  accountId: AccountId,
  log: Log,
): Promise<AccountOwner | undefined> => await readStamp(objects, accountManifestKey(date, accountId), log);

export async function claimAccount(
  objects: Pick<ExportObjects, 'putText'>,
  date: string,
  accountId: AccountId,
  claim: Omit<AccountClaim, 'schema_version'>,
): Promise<void> {
  const text = canonicalJson({ schema_version: SCHEMA_VERSION, ...claim } satisfies AccountClaim);
  await objects.putText(accountManifestKey(date, accountId), `${text}\n`);
}
