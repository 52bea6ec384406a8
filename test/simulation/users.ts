/** The world outside of the platform: people, the nightly schedule, foreign messages in the queues, and owners who change their clouds. */
import { OPERATION_NAMES, type OperationName } from '../../shared/operations.ts';
import type { FindingRow } from '../../shared/scan/model.ts';
import { isoTime } from '../../shared/seams.ts';
import { parseAccountId } from '../../shared/ids.ts';
import type { Chance } from './chance.ts';
import type { Surroundings } from './invocation.ts';
import type { Platform } from './platform.ts';
import { type CloudAccount, type SimCloud, SIM_REGIONS } from './sim-cloud.ts';
import type { SimPolicies } from './sim-policies.ts';
import type { Tables } from './sim-store.ts';

const MINUTE = 60_000;
const POISON = ['not json', {}, [], { job_id: 1 }, { job_id: 'inv-none', account_id: 'aws:000000000000' }, null];
const MAX_ID = 9;
/** The most calls of a caller for one request, if the answers are failures. */
const MAX_CALLS = 4;

export class Users {
  readonly #platform: Platform;
  readonly #cloud: SimCloud;
  readonly #policies: SimPolicies;
  readonly #tables: Tables;
  readonly #surroundings: Surroundings;
  readonly #chance: Chance;
  /** The operations that users ask for. Only half of the simulations have exports, because exports take as long as everything else. */
  readonly #operations: readonly OperationName[];
  /** The ids of the jobs whose requests were answered with 202. */
  readonly promised: string[] = [];
  #tokens = 0;

  constructor(platform: Platform, cloud: SimCloud, policies: SimPolicies, tables: Tables, surroundings: Surroundings) {
    this.#platform = platform;
    this.#cloud = cloud;
    this.#policies = policies;
    this.#tables = tables;
    this.#surroundings = surroundings;
    this.#chance = surroundings.chance;
    this.#operations = OPERATION_NAMES.filter((operation) => operation !== 'export' || this.#chance.hits(0.5));
  }

  get hasExports(): boolean {
    return this.#operations.includes('export');
  }

  /** Does one random action. */
  act(): void {
    const action = this.#chance.int(0, 20);
    if (action <= 3) void this.#start(this.#someRequest());
    else if (action === 4) this.#nightly();
    else if (action <= 6) this.#onSomeJob('cancel');
    else if (action <= 8) this.#onSomeJob('retry');
    else if (action === 9) this.#disable(20 * MINUTE);
    else if (action === 10) this.#deny();
    else if (action === 11) this.rush();
    else if (action === 12) void this.#startAndCancel();
    else if (action === 13) this.#changePolicies();
    else if (action === 14) void this.#suppress();
    else if (action <= 16) void this.#start(this.#someScan());
    else if (action === 18 && this.hasExports) void this.#start({ operation: 'export' });
    else if (action === 19 && this.hasExports) void this.#exportOften();
    else void this.#platform.callApi('GET', '/jobs?limit=5');
  }

  /** Starts a job over all accounts. Returns its id, or '' if every call has failed. */
  async startEverything(operation: OperationName = 'inventory'): Promise<string> {
    return await this.#start({ operation });
  }

  changeCloud(): void {
    const slice = this.#chance.pick(this.#chance.pick([...this.#cloud.accounts.values()]).slices);
    const ids = [...slice.resources.keys()];
    const change = this.#chance.int(0, 9);
    if (change === 0) for (const id of ids.filter(() => this.#chance.hits(0.8))) slice.resources.delete(id);
    else if (change <= 3 && ids.length > 0) slice.resources.delete(this.#chance.pick(ids));
    else this.#cloud.touch(slice, resourceId(this.#chance.int(0, MAX_ID)));
  }

  poison(): void {
    for (const body of this.#chance.some(POISON)) {
      void this.#platform.work[this.#chance.pick(OPERATION_NAMES)].accept({ body, group: 'poison' });
    }
  }

  async enableAll(): Promise<void> {
    for (const account of this.#cloud.accounts.keys()) await this.#setEnabled(account, true);
  }

  /** Asks the API to start a job, and repeats the request with the same token until the answer is 202. */
  async #start(request: object): Promise<string> {
    this.#tokens += 1;
    const body = { ...request, client_token: `token-${this.#tokens}` };
    for (let call = 1; call <= MAX_CALLS; call++) {
      const answer = await this.#platform.callApi('POST', '/jobs', body);
      if (answer.status === 202) {
        const { job_id } = answer.body as { job_id: string };
        this.promised.push(job_id);
        return job_id;
      }
      await this.#wait(this.#chance.int(100, 30_000));
    }
    return '';
  }

  /** Several times in turn: changes the clouds, and starts an inventory with a scan. */
  async changeAndScanOften(): Promise<void> {
    for (let left = this.#chance.int(3, 8); left > 0 && this.#surroundings.faults.on; left--) {
      for (let changes = this.#chance.int(0, 12); changes > 0; changes--) this.changeCloud();
      void this.#start({ operation: 'inventory', then: this.#scanAndExport() });
      await this.#wait(this.#chance.int(5_000, 90_000));
    }
  }

  /** Starts several jobs at once over the same account. */
  rush(): void {
    const accounts = [this.#chance.pick([...this.#cloud.accounts.keys()])];
    const operation = this.#chance.pick(this.#operations);
    const request = operation === 'export' ? { operation } : { operation, accounts };
    for (let jobs = this.#chance.int(2, 5); jobs > 0; jobs--) void this.#start(request);
  }

  async #startAndCancel(): Promise<void> {
    const job = await this.#start(this.#someRequest());
    await this.#wait(this.#chance.int(0, 3_000));
    await this.#platform.callApi('POST', `/jobs/${job}/cancel`);
  }

  /** Starts several exports of the day, while accounts are disabled, enabled and emptied. */
  async #exportOften(): Promise<void> {
    for (let left = this.#chance.int(2, 5); left > 0 && this.#surroundings.faults.on; left--) {
      const job = this.#start({ operation: 'export' });
      await this.#wait(this.#chance.int(0, this.#chance.pick([2_000, 90_000])));
      if (!this.#surroundings.faults.on) return;
      const event = this.#chance.int(0, 5);
      if (event <= 2) this.#disable(this.#chance.pick([20_000, MINUTE, 20 * MINUTE]));
      else if (event === 3) this.#empty(this.#chance.pick([...this.#cloud.accounts.values()]));
      else if (event === 4) void this.#platform.callApi('POST', `/jobs/${await job}/cancel`);
    }
  }

  /** Deletes every resource of the account, and starts an inventory with an export. */
  #empty(account: CloudAccount): void {
    for (const { resources } of account.slices) resources.clear();
    void this.#start({ operation: 'inventory', then: { operation: 'export' } });
  }

  /** A scan, with an export after it in simulations that have exports. */
  #scanAndExport(): object {
    return { operation: 'scan', ...(this.hasExports && { then: { operation: 'export' } }) };
  }

  #someScan(): object {
    return { operation: 'scan', policy: this.#chance.pick(['*', '*', 'ec2.*', 'ec2.network-even']) };
  }

  #changePolicies(): void {
    const removable = ['ec2.network-tagged', 'iam.user-fourth'];
    this.#policies.change(this.#chance.hits(0.6) ? this.#chance.some(removable) : [], this.#chance.hits(0.5));
    if (this.#chance.hits(0.7)) void this.#start({ operation: 'scan' });
  }

  /** Suppresses open findings, and ends the suppression of others. */
  async #suppress(): Promise<void> {
    for (let left = this.#chance.int(1, 15); left > 0 && this.#surroundings.faults.on; left--) {
      const findings = [...this.#tables.rows('findings')] as unknown as readonly FindingRow[];
      const { finding_id, status } = findings.length > 0 ? this.#chance.pick(findings) : {};
      const until = isoTime(this.#surroundings.scheduler.now() + this.#chance.int(1, 90) * MINUTE);
      if (finding_id) void this.#platform.setSuppressed(finding_id, status === 'open', this.#chance.hits(0.5) ? until : undefined);
      await this.#wait(this.#chance.int(0, 20_000));
    }
  }

  #someRequest(): object {
    const accounts = [...this.#cloud.accounts.keys()];
    const request = {
      operation: 'inventory',
      service: this.#chance.pick(['*', '*', 'ec2', 'iam']),
      accounts: this.#chance.hits(0.5) ? '*' : this.#chance.some(accounts),
      regions: this.#chance.hits(0.7) ? '*' : this.#chance.some([...SIM_REGIONS, 'global']),
    };
    return this.#chance.hits(0.3)
      ? {
          ...request,
          then:
            this.hasExports && this.#chance.hits(0.3)
              ? { operation: 'export' }
              : this.#chance.hits(0.5)
                ? this.#someScan()
                : { operation: 'inventory', service: this.#chance.pick(['*', 'iam']) },
        }
      : request;
  }

  #nightly(): void {
    const night = `nightly-${this.#surroundings.scheduler.now()}`;
    const then = this.#chance.hits(0.7) && { then: this.#scanAndExport() };
    const request = { operation: 'inventory', service: '*', accounts: '*', client_token: night, ...then };
    const invoke = () => void this.#platform.invokeJobHandler(request);
    invoke();
    if (this.#surroundings.faults.hits('schedule_doubled'))
      this.#surroundings.scheduler.after(this.#chance.int(0, this.#chance.pick([50, 2 * MINUTE])), invoke);
  }

  #onSomeJob(action: 'cancel' | 'retry'): void {
    const all = [...this.#tables.rows('jobs')].filter((row) => row['listed'] === 'job');
    const open = all.filter((row) => row['open'] !== undefined);
    const jobs = open.length > 0 && this.#chance.hits(action === 'cancel' ? 0.8 : 0.2) ? open : all;
    if (jobs.length > 0) void this.#platform.callApi('POST', `/jobs/${String(this.#chance.pick(jobs)['job_id'])}/${action}`);
  }

  /** Disables an account for at most `longest` milliseconds. */
  #disable(longest: number): void {
    const account = this.#chance.pick([...this.#cloud.accounts.keys()]);
    void this.#setEnabled(account, false);
    this.#surroundings.scheduler.after(this.#chance.int(0, longest), () => {
      if (this.#surroundings.faults.on) void this.#setEnabled(account, true);
    });
  }

  async #setEnabled(account: string, enabled: boolean): Promise<void> {
    await this.#platform.callApi('PATCH', `/accounts/${encodeURIComponent(parseAccountId(account))}`, { enabled });
  }

  #deny(): void {
    const account: CloudAccount = this.#chance.pick([...this.#cloud.accounts.values()]);
    account.denied = this.#chance.hits(0.3) ? 'all' : new Set(this.#chance.some(account.slices));
    this.#surroundings.scheduler.after(this.#chance.int(0, 30 * MINUTE), () => (account.denied = new Set()));
  }

  async #wait(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#surroundings.scheduler.after(ms, resolve);
    });
  }
}

export const resourceId = (index: number): string => `r-${String(index).padStart(2, '0')}`;
