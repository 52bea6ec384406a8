/** The counts of a run. They are sums, so they do not depend on the order in which things are read. */
import type { VisitedCompartments } from '../clouds/cloud.ts';
import type { AccountRecord, EnrichStatus, ResourceRecord } from '../exports/records.ts';
import type { SliceOutcome } from '../inventory/model.ts';
import { addNumbers } from '../numbers.ts';
import type { Verdict } from '../policies/evaluation.ts';
import type { Policy, VerdictName } from '../policies/policy.ts';
import type { Severity } from '../severity.ts';

export class RunTally {
  readonly byType: Record<string, number> = {};
  readonly byEnrichStatus: Partial<Record<EnrichStatus, number>> = {};
  readonly byOutcome: Partial<Record<SliceOutcome, number>> = {};
  readonly byAccountStatus: Record<string, number> = {};
  readonly byVerdict: Partial<Record<VerdictName, number>> = {};
  readonly failedBySeverity: Partial<Record<Severity, number>> = {};
  readonly unknownBySeverity: Partial<Record<Severity, number>> = {};
  readonly byPolicy = new Map<string, Partial<Record<VerdictName, number>>>();
  readonly missingPermissions = new Set<string>();
  /** How many verdicts are unknown for want of each permission. */
  readonly unknownByPermission: Record<string, number> = {};
  resources = 0;
  apiCalls = 0;
  /** Undefined if no account has compartments. */
  compartments: VisitedCompartments | undefined;

  resource({ type, enrich_status, unread }: ResourceRecord): void {
    this.resources += 1;
    addNumbers(this.byType, { [type]: 1 });
    addNumbers(this.byEnrichStatus, { [enrich_status]: 1 });
    for (const { permission } of Object.values(unread)) if (permission !== undefined) this.missingPermissions.add(permission);
  }

  slice(outcome: SliceOutcome, permission: string | undefined): void {
    addNumbers(this.byOutcome, { [outcome]: 1 });
    if (permission !== undefined) this.missingPermissions.add(permission);
  }

  account({ status }: AccountRecord, apiCalls: number, compartments?: VisitedCompartments): void {
    addNumbers(this.byAccountStatus, { [status]: 1 });
    this.apiCalls += apiCalls;
    if (!compartments) return;
    const { visited, refused } = this.compartments ?? { visited: 0, refused: 0 };
    this.compartments = { visited: visited + compartments.visited, refused: refused + compartments.refused };
  }

  verdict({ id, severity }: Pick<Policy, 'id' | 'severity'>, { verdict, permission }: Pick<Verdict, 'verdict' | 'permission'>): void {
    addNumbers(this.byVerdict, { [verdict]: 1 });
    if (verdict === 'fail') addNumbers(this.failedBySeverity, { [severity]: 1 });
    if (verdict === 'unknown') addNumbers(this.unknownBySeverity, { [severity]: 1 });
    if (permission !== undefined) {
      this.missingPermissions.add(permission);
      addNumbers(this.unknownByPermission, { [permission]: 1 });
    }
    const ofPolicy = this.byPolicy.get(id) ?? {};
    addNumbers(ofPolicy, { [verdict]: 1 });
    this.byPolicy.set(id, ofPolicy);
  }
}
