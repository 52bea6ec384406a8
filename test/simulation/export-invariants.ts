/** The invariants of exports: which objects the bucket holds, which exports the pointers name, and how the job of an export ends. */
import { hash } from 'node:crypto';
import { dayOf } from '../../shared/exports/account-changes.ts';
import type { ExportPointer } from '../../shared/exports/export-pointers.ts';
import { type AccountManifest, accountManifestSchema, type NightAccount, nightManifestSchema } from '../../shared/exports/night.ts';
import { accountManifestKey, type AttemptPlace, fileKey, nightManifestKey, pointerObjectKey } from '../../shared/exports/night-layout.ts';
import type { AccountId, JobId } from '../../shared/ids.ts';
import { isEnded, type JobRow } from '../../shared/jobs/model.ts';
import type { Totals } from '../../shared/operations.ts';
import type { ExportContent } from './export-content.ts';
import type { Bucket, ObjectChange } from './sim-bucket.ts';
import type { Tables, Written } from './sim-store.ts';
import type { Violations } from './violations.ts';

type Request = Pick<JobRow, 'created_at' | 'job_id'>;

/** Whether `a` was requested later than `b`; both are exports of the same date. */
const isNewer = (a: Request, b: Request): boolean => (a.created_at === b.created_at ? a.job_id > b.job_id : a.created_at > b.created_at);

const isDone = ({ status }: JobRow): boolean => status === 'completed' || status === 'completed_with_errors';

export class ExportInvariants {
  readonly #bucket: Bucket;
  readonly #tables: Tables;
  readonly #violations: Violations;
  /** Whether clocks agree as closely as inventories assume. If they do not, the rows of inventories may contradict each other. */
  readonly #clocksAgree: boolean;
  readonly #content: ExportContent;

  constructor(bucket: Bucket, tables: Tables, content: ExportContent, violations: Violations, clocksAgree: boolean) {
    this.#bucket = bucket;
    this.#tables = tables;
    this.#content = content;
    this.#violations = violations;
    this.#clocksAgree = clocksAgree;
  }

  objectWritten({ key, before, after, by }: ObjectChange): void {
    const details = () => ({ key, before: before?.toString(), after: after.toString(), by: by.name });
    this.#violations.require(before === undefined || before.equals(after), 'an object of an export never changes', details);
    const place = attemptOfManifest(key);
    if (!place) return;
    this.#checkFiles(place, accountManifestSchema.parse(JSON.parse(after.toString())));
    if (this.#clocksAgree) this.#content.check(place, by);
  }

  pointerWritten({ before, after, by }: Written<ExportPointer>): void {
    const details = () => ({ before, after, by: by.name });
    this.#violations.require(!before || isNewer(after, before), 'a pointer never goes back to an older export', details);
    const job = this.#job(after.job_id);
    this.#violations.require(!job || !isEnded(job.status) || isDone(job), 'a cancelled or failed export is not published', details);
    this.#checkPointer(after);
  }

  jobWritten({ before, after, by }: Written<JobRow<Totals>>): void {
    if (after.operation !== 'export' || !before?.open || !isEnded(after.status)) return;
    const pointer = this.#pointer(dayOf(after.created_at));
    const details = () => ({ job: after, pointer, by: by.name });
    if (!isDone(after)) {
      this.#violations.require(pointer?.job_id !== after.job_id, 'a cancelled or failed export is not published', details);
      return;
    }
    const newer = after.totals?.export?.superseded_by;
    const isTold = newer === undefined || (pointer !== undefined && isNewer(pointer, after));
    this.#violations.require(isTold, 'an export says that it is superseded only if a newer one is published', details);
    // After its deadline, a job ends even if its export could not be published.
    if (by.clock.now() >= Date.parse(after.deadline)) return;
    const isPublished = pointer !== undefined && !isNewer(after, pointer);
    this.#violations.require(isPublished, 'an export that is done is published, or a newer one is', details);
  }

  /** Checks every pointer once more at the end, because later writes may have damaged what a pointer names. */
  checkPointers(): void {
    for (const row of this.#tables.rows('exports')) this.#checkPointer(row as unknown as ExportPointer);
    for (const row of this.#tables.rows('jobs')) {
      const job = row as unknown as JobRow;
      if (job.operation !== 'export' || !isDone(job) || (job.completed_at ?? '') >= job.deadline) continue;
      const pointer = this.#pointer(dayOf(job.created_at));
      const isNamed = pointer !== undefined && !isNewer(job, pointer);
      this.#violations.require(isNamed || !this.#clocksAgree, 'of the exports of a date that are done, the newest is published', () => ({
        job,
        pointer,
      }));
    }
  }

  /** The names and hashes of the files in the export that the pointer of the job's date names. */
  contentOf({ created_at }: JobRow): { readonly date: string; readonly files: string } {
    const date = dayOf(created_at);
    const pointer = this.#pointer(date);
    const lines = (pointer ? this.#accounts(pointer) : []).flatMap((account) =>
      this.#manifest(pointer!, account).files.map(({ name, sha256 }) => `${account.account_id} ${name} ${sha256}`),
    );
    return { date, files: lines.join('\n') };
  }

  /** Checks that the export that a pointer names is whole. */
  #checkPointer(pointer: ExportPointer): void {
    const manifest = this.#bucket.objects.get(pointer.manifest_key);
    const isSame = manifest !== undefined && hash('sha256', manifest) === pointer.manifest_sha256;
    const details = () => ({ pointer, manifest: manifest?.toString() });
    this.#violations.require(
      isSame && pointer.manifest_key === nightManifestKey(pointer),
      'a pointer names a manifest that is there',
      details,
    );
    const isShown = this.#bucket.objects.has(pointerObjectKey(pointer, pointer.created_at));
    this.#violations.require(isShown, 'Athena shows what a pointer names', details);
    if (!isSame) return;
    for (const account of this.#accounts(pointer)) {
      if (account.status === 'exported') this.#checkFiles(placeOf(pointer, account), this.#manifest(pointer, account));
    }
  }

  #checkFiles(place: AttemptPlace, manifest: AccountManifest): void {
    for (const file of manifest.files) {
      const content = this.#bucket.objects.get(fileKey(file.dataset, file.format, place));
      const isSame = content !== undefined && content.length === file.bytes && hash('sha256', content) === file.sha256;
      this.#violations.require(isSame, 'the files of a manifest are there as it names them', () => ({
        place,
        file,
        content: content?.toString(),
      }));
    }
  }

  #accounts({ manifest_key }: ExportPointer): readonly NightAccount[] {
    return nightManifestSchema.parse(this.#bucket.json(manifest_key)).accounts;
  }

  #manifest(pointer: ExportPointer, account: NightAccount): AccountManifest {
    const text = this.#bucket.objects.get(accountManifestKey(placeOf(pointer, account)));
    const isSame = text !== undefined && hash('sha256', text) === account.manifest_sha256;
    this.#violations.require(isSame, 'an exported account has the manifest that its export names', () => ({
      pointer,
      account,
      manifest: text?.toString(),
    }));
    return accountManifestSchema.parse(JSON.parse(text?.toString() ?? ''));
  }

  #pointer(date: string): ExportPointer | undefined {
    return ([...this.#tables.rows('exports')] as unknown as readonly ExportPointer[]).find((pointer) => pointer.date === date);
  }

  #job(job_id: JobId): JobRow | undefined {
    return this.#tables.row('jobs', { job_id }) as unknown as JobRow | undefined;
  }
}

const placeOf = ({ date, job_id }: ExportPointer, { account_id, attempt = 0 }: NightAccount): AttemptPlace => ({
  date,
  job_id,
  account_id,
  attempt,
});

/** The attempt whose manifest has this key; undefined if the key is not that of an account's manifest. */
function attemptOfManifest(key: string): AttemptPlace | undefined {
  const parts = /^exports\/manifests\/date=([^/]+)\/job=([^/]+)\/provider=([^/]+)\/account=([^/]+)\/attempt=(\d+)\//.exec(key);
  if (!parts) return undefined;
  const [, date = '', job, provider, account, attempt] = parts;
  return { date, job_id: job as JobId, account_id: `${provider}:${account}` as AccountId, attempt: Number(attempt) };
}
