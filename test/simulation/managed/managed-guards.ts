/** The guards of the protocol of managed resources. */
import type { Guard } from '../guard.ts';

const RECONCILE = 'shared/managed/reconcile.ts';
const RECORD = 'shared/managed/record.ts';
const ROWS = 'shared/managed/repository.ts';
const CREATION = 'shared/managed/creation.ts';
const DELETION = 'shared/managed/deletion.ts';
const UPKEEP = 'shared/managed/upkeep.ts';

export const MANAGED_GUARDS: readonly Guard[] = [
  {
    name: 'managed-lease',
    file: RECONCILE,
    guard: 'isHeld = row.lease_until !== undefined && row.lease_until > now;',
    without: 'isHeld = false;',
    protects: 'a managed resource is not taken from a living worker',
  },
  {
    name: 'managed-lease-margin',
    file: 'shared/platform/consume-managed.ts',
    guard: 'deadline + CLOCK_SKEW_MS + LATE_MS',
    without: 'deadline',
    protects: 'clocks that differ do not make a lease end before its worker',
  },
  {
    name: 'managed-fence',
    file: RECORD,
    guard: 'if (!isOwn(latest, claimed)) return undefined;',
    without: '',
    protects: 'a worker that was overtaken records nothing',
  },
  {
    name: 'managed-revision',
    file: ROWS,
    guard: "all(equals('incarnation', row.incarnation), equals('revision', row.revision), ...(carriesEvents ? [sameOutbox(row)] : []))",
    without: "all(equals('listed', 'managed'), ...(carriesEvents ? [sameOutbox(row)] : []))",
    protects: 'no write of a managed resource is lost',
  },
  {
    name: 'managed-created-once',
    file: ROWS,
    guard: "before ? all(absent('listed'), sameOutbox(unsent)) : absent('managed_id')",
    without: "before ? all(absent('listed'), sameOutbox(unsent)) : absent('never')",
    protects: 'a second request for a resource does not begin it anew',
  },
  {
    name: 'managed-intent',
    file: CREATION,
    guard: "if (intent?.step !== 'create' || !creation) {",
    without: 'if (false as boolean) {',
    protects: 'what was made is found again, though the answer was lost',
  },
  {
    name: 'managed-token',
    file: CREATION,
    guard: "const token = intent?.step === 'create' && creation ? creation.token : newToken(work);",
    without: 'const token = newToken(work);',
    protects: 'a second attempt makes nothing that the first one has made',
  },
  {
    name: 'managed-generation',
    file: RECORD,
    guard: '...(outcome.isApplied && { applied_generation: claimed.generation }),',
    without: '...(outcome.isApplied && { applied_generation: latest.generation }),',
    protects: 'a change that came in the midst of a step is not taken for made',
  },
  {
    name: 'managed-outputs',
    file: UPKEEP,
    guard: 'const isGiven = row.applied_outputs !== undefined && row.applied_outputs !== given.outputs;',
    without: 'const isGiven = false;',
    protects: 'what a dependency gives anew is no change by hand',
  },
  {
    name: 'managed-wakes',
    file: RECORD,
    guard: 'tells = dependents.length > 0 && changesDependents(work, latest, found.after);',
    without: 'tells = false;',
    protects: 'those that depend on a resource learn of what it gives anew',
  },
  {
    name: 'managed-log',
    file: ROWS,
    guard: 'await this.#log(before.unlogged ?? []);',
    without: '',
    protects: 'the log has the events of a writer that died behind its write',
  },
  {
    name: 'managed-sweep',
    file: 'shared/managed/sweep.ts',
    guard: 'await queue.send(ids.map((id) => manageMessage(id)));',
    without: '',
    protects: 'a resource goes on though its message was lost',
  },
  {
    name: 'managed-dependents-first',
    file: DELETION,
    guard: 'if (dependents.length > 0) return heldBy(row, dependents);',
    without: '',
    protects: 'what others depend on is not deleted',
  },
];
