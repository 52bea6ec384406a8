/** Passes every write and every event of a simulation to the invariants that check it. */
import type { ResourceRow } from '../../shared/inventory/model.ts';
import type { OperationName } from '../../shared/operations.ts';
import { EventInvariants } from './event-invariants.ts';
import { ExportContent } from './export-content.ts';
import { ExportInvariants } from './export-invariants.ts';
import type { Faults } from './faults.ts';
import { FindingInvariants } from './finding-invariants.ts';
import type { Invocation } from './invocation.ts';
import { InventoryInvariants } from './inventory-invariants.ts';
import { JobInvariants } from './job-invariants.ts';
import type { Scheduler } from './scheduler.ts';
import type { Bucket } from './sim-bucket.ts';
import type { SimPolicies } from './sim-policies.ts';
import type { Tables, Write, Written } from './sim-store.ts';
import type { Violations } from './violations.ts';

export class Invariants {
  readonly jobs: JobInvariants;
  readonly inventory: InventoryInvariants;
  readonly findings: FindingInvariants;
  readonly exports: ExportInvariants;
  readonly events: EventInvariants;
  readonly #content: ExportContent;

  constructor(tables: Tables, bucket: Bucket, policies: SimPolicies, scheduler: Scheduler, violations: Violations, faults: Faults) {
    const { clocksAgree } = faults;
    this.events = new EventInvariants(tables, scheduler, faults, violations, clocksAgree);
    this.findings = new FindingInvariants(policies, scheduler, violations, clocksAgree);
    this.jobs = new JobInvariants(tables, violations, clocksAgree);
    this.#content = new ExportContent(bucket, tables, scheduler, violations);
    this.exports = new ExportInvariants(bucket, tables, this.#content, violations, clocksAgree);
    this.inventory = new InventoryInvariants(tables, violations, clocksAgree);
  }

  written(write: Write): void {
    // To remove events that were sent is no change of what the row says.
    if (this.events.written(write)) return;
    switch (write.table) {
      case 'jobs':
        // Tokens are rows of `jobs` too.
        if (write.after['listed'] !== 'job') return;
        this.jobs.jobWritten(write as unknown as Written<never>);
        this.exports.jobWritten(write as unknown as Written<never>);
        return;
      case 'job_tasks':
        // Plans are rows of `job_tasks` too.
        if (!('attempt' in write.after)) return;
        this.jobs.taskWritten(write as unknown as Written<never>);
        return;
      case 'accounts':
        this.jobs.accountWritten(write as unknown as Written<never>);
        return;
      case 'leases':
        this.jobs.leaseWritten(write as unknown as Written<never>);
        return;
      case 'resources':
        this.inventory.resourceWritten(write as unknown as Written<never>);
        this.findings.resourceWritten(write.after as unknown as ResourceRow);
        this.#content.rowWritten(String(write.after['resource_uid']));
        return;
      case 'changes':
        this.inventory.changeWritten(write as unknown as Written<never>);
        return;
      case 'findings':
        this.findings.findingWritten(write as unknown as Written<never>);
        this.#content.rowWritten(String(write.after['finding_id']));
        return;
      case 'coverage':
        this.inventory.coverageWritten(write);
        return;
      case 'exports':
        this.exports.pointerWritten(write as unknown as Written<never>);
        return;
      case 'policy_results':
        this.findings.resultsWritten(write);
        return;
      // Links are looked at where their resource's row is written, and at the end.
      case 'links':
      case 'connections':
      case 'suppressions':
      case 'unreadable_accounts':
      // Counts for people, which no decision reads.
      case 'scan_counts':
      // Only the API's routes write these.
      case 'customers':
      case 'customer_resources':
      case 'saved_views':
      case 'registered_types':
      case 'queries':
      case 'audit':
      // A history of their own has these (managed/managed-invariants.ts).
      case 'managed_resources':
      case 'managed_dependents':
      case 'managed_events':
      // Only the notifier writes these.
      case 'notifications':
      // No migration runs in a simulation.
      case 'migrations':
    }
  }

  returned(invocation: Invocation): void {
    this.jobs.returned(invocation);
  }

  refused(clientToken: string): void {
    this.jobs.refused(clientToken);
  }

  polled(poll: Invocation, emptySince: Readonly<Record<OperationName, number | undefined>>): void {
    this.jobs.polled(poll, emptySince);
  }
}
