/** What must hold of the bucket of exports at every change of an object, and when an export ends, whatever goes wrong. */
import { hash } from 'node:crypto';
import { dayOf } from '../../shared/exports/account-changes.ts';
import {
  accountClaimSchema,
  type AccountManifest,
  accountManifestSchema,
  isNewer,
  type Stamp,
  stampOf,
  stampSchema,
} from '../../shared/exports/account-object.ts';
import { type Night, type NightAccount, nightAccountSchema, nightSchema } from '../../shared/exports/night.ts';
import {
  accountManifestKey,
  accountOfKey,
  EXPORTS_PREFIX,
  fileKey,
  fileKeys,
  nightAccountsKey,
  nightKey,
} from '../../shared/exports/night-layout.ts';
import type { AccountId } from '../../shared/ids.ts';
import type { JobRow, TaskMessage, TaskRow } from '../../shared/jobs/model.ts';
import type { Item } from '../../shared/storage/store.ts';
import type { ExportContent } from './export-content.ts';
import type { Invocation } from './invocation.ts';
import type { Bucket, ObjectChange } from './sim-bucket.ts';
import type { Tables, Written } from './sim-store.ts';
import type { Violations } from './violations.ts';

export class ExportInvariants {
  readonly #bucket: Bucket;
  readonly #tables: Tables;
  readonly #violations: Violations;
  /** Whether clocks are as close together as the protocol assumes. If not, two may work on an account, or on a night, at once. */
  readonly #clocksAgree: boolean;
  readonly #content: ExportContent;
  /** Which task each invocation of a worker is for. */
  readonly #tasks = new WeakMap<Invocation, TaskMessage>();
  /** Who took each lease on a night. */
  readonly #closers = new Map<unknown, Invocation>();
  /** Those that have claimed their account. */
  readonly #claimed = new WeakSet<Invocation>();

  constructor(bucket: Bucket, tables: Tables, content: ExportContent, violations: Violations, clocksAgree: boolean) {
    this.#bucket = bucket;
    this.#tables = tables;
    this.#content = content;
    this.#violations = violations;
    this.#clocksAgree = clocksAgree;
  }

  objectChanged(change: ObjectChange): void {
    if (!this.#clocksAgree) return;
    const { key } = change;
    if (key.startsWith(`${EXPORTS_PREFIX}nights/`)) this.#nightChanged(change);
    else if (key.startsWith(`${EXPORTS_PREFIX}night-accounts/`)) this.#listChanged(change);
    else if (key.startsWith(`${EXPORTS_PREFIX}manifests/`)) this.#accountChanged(change);
    else this.#fileChanged(change);
  }

  jobWritten({ before, after, by }: Written<JobRow>): void {
    const done = after.status === 'completed' || after.status === 'completed_with_errors';
    if (after.operation !== 'export' || !before?.open || !done || !this.#clocksAgree) return;
    // Past its deadline a job ends whether its night could be written or not.
    if (by.clock.now() >= Date.parse(after.deadline)) return;
    const night = this.#night(dayOf(after.created_at));
    const hasNight = night !== undefined && !isNewer(stampOf(after), night);
    this.#violations.require(hasNight, 'an export that is done has made a night, or a newer one has', () => ({ job: after, night }));
    if (night?.job_id === after.job_id) this.#checkCleared(night, by);
  }

  /** The invocation holds the lease on a night. */
  nightTaken({ before, after, by }: Written<Item>): void {
    const holder = this.#closers.get(before?.['holder']);
    const isTaken = holder?.alive === true && after['holder'] !== before?.['holder'];
    this.#violations.require(!isTaken || !this.#clocksAgree, 'a night is not taken from a living closer', () => ({
      before,
      after,
      by: by.name,
    }));
    this.#closers.set(after['holder'], by);
  }

  began(invocation: Invocation, task: TaskMessage): void {
    this.#tasks.set(invocation, task);
  }

  /** Who puts a task back leaves the account to whoever works on it next. */
  taskWritten({ after, by }: Written<TaskRow>): void {
    if (after.status === 'queued') this.#claimed.delete(by);
  }

  /** A worker that nothing disturbed takes its files back if its task has failed, by itself or by others. */
  returned(invocation: Invocation): void {
    const key = this.#claimed.has(invocation) ? this.#tasks.get(invocation) : undefined;
    const task = key && (this.#tables.row('job_tasks', key) as unknown as TaskRow | undefined);
    const job = key && (this.#tables.row('jobs', { job_id: key.job_id }) as unknown as JobRow | undefined);
    if (!task || !job || task.status !== 'failed' || !this.#clocksAgree) return;
    const object = this.#bucket.objects.get(accountManifestKey(dayOf(job.created_at), task.account_id));
    const isOwn = object !== undefined && stampOfObject(object).job_id === job.job_id;
    const claim = object && accountClaimSchema.safeParse(JSON.parse(object.toString())).data;
    const isLeft = isOwn && claim?.status !== 'failed';
    const details = () => ({ job, task, object: object?.toString(), by: invocation.name });
    this.#violations.require(!isLeft, 'a task that failed leaves neither files nor a claim to them', details);
  }

  /** What every night says that no newer export has touched. */
  checkNights(): void {
    if (!this.#clocksAgree) return;
    for (const key of this.#bucket.keys(`${EXPORTS_PREFIX}nights/`)) {
      const night = nightSchema.parse(this.#bucket.json(key));
      for (const account of this.#accounts(night)) if (account.status === 'exported') this.#checkExported(night, account);
      this.#checkLeft(night);
    }
  }

  /** Late tasks of older exports have written nothing beside a night; past its deadline a job ends though one may be at it. */
  #checkLeft(night: Night): void {
    const job = this.#tables.row('jobs', { job_id: night.job_id }) as unknown as JobRow | undefined;
    if (!job?.completed_at || job.completed_at > job.deadline) return;
    const exported = new Set(
      this.#accounts(night)
        .filter(({ status }) => status === 'exported')
        .map(({ account_id }) => account_id),
    );
    const left = this.#bucket.keys(EXPORTS_PREFIX).filter((key) => {
      const id = key.includes(`/date=${night.date}/`) && !key.includes('/manifests/') ? accountOfKey(key) : undefined;
      if (id === undefined || exported.has(id)) return false;
      const object = this.#bucket.objects.get(accountManifestKey(night.date, id));
      return !object || !isNewer(stampOfObject(object), night);
    });
    this.#violations.require(left.length === 0, 'a late task of an older export writes nothing beside a night', () => ({ night, left }));
  }

  /** `files`: each with its hash; what says when it was made is left out. */
  nightOf(job: JobRow): { readonly date: string; readonly files: string } {
    const date = dayOf(job.created_at);
    const keys = this.#bucket.keys(EXPORTS_PREFIX).filter((key) => key.includes(`/date=${date}/provider=`) && !key.includes('/manifests/'));
    const lines = keys.map((key) => `${key} ${hash('sha256', this.#bucket.objects.get(key) ?? '')}`);
    return { date, files: lines.join('\n') };
  }

  #nightChanged({ before, after, by }: ObjectChange): void {
    const night = after && nightSchema.parse(JSON.parse(after.toString()));
    const older = before && nightSchema.parse(JSON.parse(before.toString()));
    const details = () => ({ night, older, by: by.name });
    this.#violations.require(night !== undefined, 'no night is removed', details);
    if (!night) return;
    this.#violations.require(!older || !isNewer(older, night), 'an older export never replaces the night of a newer one', details);
    this.#checkList(night, by);
    for (const account of this.#accounts(night)) if (account.status === 'exported') this.#checkExported(night, account);
  }

  #listChanged({ key, by }: ObjectChange): void {
    const night = this.#night(/date=([\d-]+)/.exec(key)?.[1] ?? '');
    if (night) this.#checkList(night, by);
  }

  #checkList(night: Night, by: Invocation): void {
    const list = this.#bucket.objects.get(nightAccountsKey(night.date, night.accounts_file.sha256));
    const isIts = list !== undefined && hash('sha256', list) === night.accounts_file.sha256;
    this.#violations.require(isIts, 'a night has the list of accounts that it names', () => ({ night, by: by.name }));
  }

  #accountChanged({ key, before, after, by, job_id }: ObjectChange): void {
    const date = /date=([\d-]+)/.exec(key)?.[1] ?? '';
    const [old, now] = [before && stampOfObject(before), after && stampOfObject(after)];
    const details = () => ({ key, before: before?.toString(), after: after?.toString(), by: by.name });
    if (!now || !after) {
      const night = this.#night(date);
      const isOver = old !== undefined && night !== undefined && !isNewer(old, night);
      this.#violations.require(isOver, 'nothing of a newer export is removed', details);
      return;
    }
    this.#violations.require(!old || !isNewer(old, now), 'an older export takes nothing of a newer one', details);
    this.#violations.require(job_id === undefined || now.job_id === job_id, 'a task writes for its own job', details);
    const manifest = accountManifestSchema.safeParse(JSON.parse(after.toString())).data;
    const accountId = accountOfKey(key);
    this.#claimed.add(by);
    if (!manifest || !accountId) return;
    this.#manifestWritten(date, accountId, manifest, by);
  }

  #manifestWritten(date: string, id: AccountId, manifest: AccountManifest, by: Invocation): void {
    this.#checkFiles(date, id, manifest);
    const named = new Set(manifest.files.map((file) => keyOf(date, id, file)));
    const others = fileKeys(date, id).filter((key) => !named.has(key) && this.#bucket.objects.has(key));
    this.#violations.require(others.length === 0, 'an account has the files that its manifest names, and no other', () => ({
      others,
      manifest,
    }));
    this.#content.check(date, id, by);
  }

  #fileChanged({ key, after, by, job_id }: ObjectChange): void {
    const id = accountOfKey(key);
    const date = /date=([\d-]+)/.exec(key)?.[1] ?? '';
    const object = id && this.#bucket.objects.get(accountManifestKey(date, id));
    const owner = object && stampOfObject(object);
    const claim = object && accountClaimSchema.safeParse(JSON.parse(object.toString())).data;
    const details = () => ({ key, owner: object?.toString(), job_id, by: by.name });
    if (after) {
      const isOwn = claim?.status === 'writing' && owner?.job_id === job_id;
      this.#violations.require(isOwn, 'a file is written by the task that has claimed its account', details);
      return;
    }
    // A task removes of its own, and of what a newer night does not name; a closer what failed, or is not of its export.
    const night = this.#night(date);
    const isOver = owner === undefined || claim?.status === 'failed' || (night !== undefined && isNewer(night, owner));
    const isOwn = claim !== undefined && owner?.job_id === job_id;
    this.#violations.require(isOwn || isOver, 'no file is removed that a manifest may name', details);
  }

  /** Accounts that the night does not name as exported have no files, but for those that a newer export has begun with. */
  #checkCleared(night: Night, by: Invocation): void {
    const accounts = new Map(this.#accounts(night).map((account) => [account.account_id, account]));
    const withObjects = this.#bucket.keys(EXPORTS_PREFIX).filter((key) => key.includes(`/date=${night.date}/`));
    const ids = new Set([...accounts.keys(), ...withObjects.map(accountOfKey).filter((id) => id !== undefined)]);
    for (const id of ids) {
      const account = accounts.get(id);
      const object = this.#bucket.objects.get(accountManifestKey(night.date, id));
      const owner = object && stampOfObject(object);
      if (account?.status === 'exported' || (owner && isNewer(owner, night))) continue;
      const left = fileKeys(night.date, id).filter((key) => this.#bucket.objects.has(key));
      const details = () => ({ id, account, owner: object?.toString(), left, by: by.name });
      this.#violations.require(left.length === 0, 'what is not exported leaves no files', details);
      const claim = object && accountClaimSchema.safeParse(JSON.parse(object.toString())).data;
      // A late task of an older export claims the account, finds the night and takes its claim back.
      const isLate = claim?.status === 'writing' && claim.job_id !== night.job_id;
      const isSaid = account ? claim?.status === 'failed' && claim.job_id === night.job_id : object === undefined || isLate;
      this.#violations.require(isSaid, 'an account that failed says so, and one that is not of the export says nothing', details);
    }
  }

  #checkExported(night: Night, account: NightAccount): void {
    const id = account.account_id;
    const object = this.#bucket.objects.get(accountManifestKey(night.date, id));
    const owner = object && stampOfObject(object);
    if (owner && isNewer(owner, night)) return;
    const isSame = object !== undefined && hash('sha256', object) === account.manifest_sha256;
    this.#violations.require(isSame, 'an exported account has the manifest that its night names', () => ({
      night,
      account,
      object: object?.toString(),
    }));
    const manifest = object && accountManifestSchema.safeParse(JSON.parse(object.toString())).data;
    if (manifest) this.#checkFiles(night.date, id, manifest);
  }

  #checkFiles(date: string, id: AccountId, manifest: AccountManifest): void {
    for (const file of manifest.files) {
      const content = this.#bucket.objects.get(keyOf(date, id, file));
      const isSame = content !== undefined && content.length === file.bytes && hash('sha256', content) === file.sha256;
      this.#violations.require(isSame, 'the files of a manifest are there as it names them', () => ({
        id,
        file,
        content: content?.toString(),
      }));
    }
  }

  #night(date: string): Night | undefined {
    return this.#bucket.objects.has(nightKey(date)) ? nightSchema.parse(this.#bucket.json(nightKey(date))) : undefined;
  }

  #accounts({ date, accounts_file }: Night): readonly NightAccount[] {
    return this.#bucket.lines(nightAccountsKey(date, accounts_file.sha256)).map((line) => nightAccountSchema.parse(line));
  }
}

const stampOfObject = (object: Buffer): Stamp => stampSchema.parse(JSON.parse(object.toString()));

const keyOf = (date: string, id: AccountId, { dataset, format }: AccountManifest['files'][number]): string =>
  fileKey(dataset, format, date, id);
