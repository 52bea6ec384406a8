/**
 * Every guard of the protocol: what it protects, and how to disable it (`guard`, which occurs once in `file`, is replaced by `without`).
 * `npm run guards` disables them one at a time, and shows the seed that then fails.
 */
import { EVENT_GUARDS } from './event-guards.ts';
import { EXPORT_GUARDS } from './export-guards.ts';
import type { Guard } from './guard.ts';
import { MANAGED_GUARDS } from './managed/managed-guards.ts';

const JOBS = 'shared/jobs/job-repository.ts';
const LEASE = 'shared/jobs/account-lease.ts';
const OWN_LEASE = "all(equals('lease_job_id', holder.job_id), equals('lease_attempt', holder.attempt))";
const TASK = 'shared/jobs/run-task.ts';
const START = 'shared/jobs/start-job.ts';
const SETTLE = 'shared/jobs/settle-job.ts';
const POLL = 'shared/jobs/poll-jobs.ts';
const DEAD = 'shared/jobs/dead-letter.ts';
const ROWS = 'shared/inventory/repository.ts';
const RUN = 'shared/inventory/slice-runner.ts';
const STORED_SLICE = 'shared/inventory/stored-slice.ts';
const SETTLED = 'shared/settled.ts';
const FINDINGS = 'shared/scan/finding-repository.ts';
const KEEPER = 'shared/scan/finding-keeper.ts';
const SCAN = 'shared/scan/scan-manager.ts';
const COVERAGE = 'shared/inventory/coverage-keeper.ts';
const WHOLE_ROWS = 'shared/storage/whole-row.ts';
const RECONCILE = 'shared/inventory/reconciler.ts';

export const GUARDS: readonly Guard[] = [
  // Job rows
  {
    name: 'job-created-once',
    file: JOBS,
    guard: "this.#store.put('jobs', job, absent('job_id'))",
    without: "this.#store.put('jobs', job)",
    protects: 'a repeated request does not start its job again',
  },
  {
    name: 'start-only-queued',
    file: JOBS,
    guard: "update, equals('status', 'queued'))",
    without: 'update)',
    protects: 'a slow start does not set a running job back to queued',
  },
  {
    name: 'resume-lease',
    file: JOBS,
    guard: "all(equals('status', 'queued'), equals('enqueue_until', job.enqueue_until ?? ''))",
    without: "exists('job_id')",
    protects: 'a job that has ended is not started again',
  },
  {
    name: 'cancel-only-open',
    file: JOBS,
    guard:
      "const update = { set: { cancel_requested_at: isoTime(now) } };\n    return (await unlessRefused(this.#store.update('jobs', { job_id: jobId }, update, jobIsOpen)))",
    without:
      "const update = { set: { cancel_requested_at: isoTime(now) } };\n    return (await unlessRefused(this.#store.update('jobs', { job_id: jobId }, update)))",
    protects: 'an ended job is not cancelled',
  },
  {
    name: 'count-only-open',
    file: JOBS,
    guard: '{ add: { [status]: tasks } }, jobIsOpen)',
    without: '{ add: { [status]: tasks } })',
    protects: 'a late count does not change an ended job',
  },
  {
    name: 'close-only-open',
    file: JOBS,
    guard:
      "const update = { set: end, remove: ['open', 'enqueue_until'] };\n    return (await unlessRefused(this.#store.update('jobs', { job_id: jobId }, update, jobIsOpen)))",
    without:
      "const update = { set: end, remove: ['open', 'enqueue_until'] };\n    return (await unlessRefused(this.#store.update('jobs', { job_id: jobId }, update)))",
    protects: 'a job ends once',
  },
  // Task rows
  {
    name: 'task-created-once',
    file: JOBS,
    guard: "this.#store.put('job_tasks', task, absent('job_id'))",
    without: "this.#store.put('job_tasks', task)",
    protects: 'a continued start does not change tasks that have begun',
  },
  {
    name: 'claim-by-attempt',
    file: JOBS,
    guard: "all(equals('attempt', task.attempt), any(taskIsQueued, leaseHasExpired(now)))",
    without: 'any(taskIsQueued, leaseHasExpired(now))',
    protects: 'only one of two claims that read the same row succeeds',
  },
  {
    name: 'claim-only-free',
    file: JOBS,
    guard: "all(equals('attempt', task.attempt), any(taskIsQueued, leaseHasExpired(now)))",
    without: "equals('attempt', task.attempt)",
    protects: 'a task is not taken from a living holder',
  },
  {
    name: 'put-back-only-held',
    file: JOBS,
    guard:
      "resends: 0 }, remove: ['lease_until'] };\n    return (await unlessRefused(this.#store.update('job_tasks', keyOf(task), update, taskIsHeld(task.attempt))))",
    without:
      "resends: 0 }, remove: ['lease_until'] };\n    return (await unlessRefused(this.#store.update('job_tasks', keyOf(task), update)))",
    protects: 'a worker that lost its task does not put it back',
  },
  {
    name: 'finish-only-held',
    file: JOBS,
    guard:
      "finished_at: isoTime(now) }, remove: ['lease_until', 'position'] };\n    return (await unlessRefused(this.#store.update('job_tasks', keyOf(task), update, taskIsHeld(task.attempt))))",
    without:
      "finished_at: isoTime(now) }, remove: ['lease_until', 'position'] };\n    return (await unlessRefused(this.#store.update('job_tasks', keyOf(task), update)))",
    protects: 'a worker that lost its task does not end it',
  },
  {
    name: 'fail-as-read',
    file: JOBS,
    guard:
      "set: { status: 'failed', error, finished_at: isoTime(now) }, remove: ['lease_until', 'position'] };\n    return (await unlessRefused(this.#store.update('job_tasks', keyOf(task), update, taskIsAsRead(task))))",
    without:
      "set: { status: 'failed', error, finished_at: isoTime(now) }, remove: ['lease_until', 'position'] };\n    return (await unlessRefused(this.#store.update('job_tasks', keyOf(task), update)))",
    protects: 'the poller does not fail a task that a worker ends at the same time',
  },
  {
    name: 'take-back-as-read',
    file: JOBS,
    guard: 'all(taskIsAsRead(task), leaseHasExpired(now))',
    without: "exists('job_id')",
    protects: 'the poller does not take back a task that has changed since it was read',
  },
  {
    name: 'resend-as-read',
    file: JOBS,
    guard:
      "add: { resends: 1 } };\n    return (await unlessRefused(this.#store.update('job_tasks', keyOf(task), update, taskIsAsRead(task))))",
    without: "add: { resends: 1 } };\n    return (await unlessRefused(this.#store.update('job_tasks', keyOf(task), update)))",
    protects: 'a resend is recorded only on a task that is still queued',
  },
  {
    name: 'task-lease-skew',
    file: JOBS,
    guard: "lessThan('lease_until', isoTime(now - CLOCK_SKEW_MS))",
    without: "lessThan('lease_until', isoTime(now))",
    protects: "a fast clock does not end another worker's lease",
  },
  // The account's lease
  {
    name: 'account-lease-free',
    file: LEASE,
    guard: 'all(free, unchanged)',
    without: 'unchanged',
    protects: 'one run at a time works on an account',
  },
  {
    name: 'account-lease-unchanged',
    file: LEASE,
    guard: 'all(free, unchanged)',
    without: 'free',
    protects: 'runs over an account are strictly ordered',
  },
  {
    name: 'account-lease-skew',
    file: LEASE,
    guard: "lessThan('lease_until', isoTime(now - CLOCK_SKEW_MS))",
    without: "lessThan('lease_until', isoTime(now))",
    protects: "a fast clock does not end another run's lease",
  },
  {
    name: 'account-lease-margin',
    file: TASK,
    guard: 'this.#delivery.deadline + LEASE_MARGIN_MS',
    without: 'this.#delivery.deadline - 60_000',
    protects: 'a lease expires after its invocation has ended',
  },
  {
    name: 'runs-in-order',
    file: LEASE,
    guard: 'isoTime(Math.max(now, earlier + 1))',
    without: 'isoTime(now)',
    protects: 'a run with a slow clock still counts as newer than the one before it',
  },
  {
    name: 'release-only-own',
    file: LEASE,
    guard: OWN_LEASE,
    without: "equals('account_id', accountId)",
    protects: "a run releases its own lease, not the next run's",
  },
  {
    name: 'release-this-attempt',
    file: LEASE,
    guard: OWN_LEASE,
    without: "equals('lease_job_id', holder.job_id)",
    protects: "an attempt releases its own lease, not the next attempt's",
  },
  {
    name: 'account-facts-in-order',
    file: 'shared/connections/account-repository.ts',
    guard: 'any(absent(order), atMost(order, observedAt))',
    without: "any(absent(order), atMost(order, '9'))",
    protects: "late facts of an older run do not replace a newer run's facts about the account",
  },
  {
    name: 'budget-since-release',
    file: LEASE,
    guard: 'since === undefined ? Infinity',
    without: 'true ? Infinity',
    protects: "runs that follow each other closely share the account's API budget",
  },
  {
    name: 'wait-for-account',
    file: TASK,
    guard: 'if (!lease.taken) return await this.#waitForAccount(task);',
    without: 'if (!lease.taken) return DONE;',
    protects: 'a task whose account is busy is tried again',
  },
  {
    name: 'close-before-release',
    file: 'shared/inventory/inventory-work.ts',
    guard: 'session?.close();',
    without: '',
    protects: "a session is closed before the account's lease is released",
  },
  // Starting
  {
    name: 'token-claimed-once',
    file: START,
    guard: "expires_at: expiryFrom(now) }, absent('job_id'));",
    without: 'expires_at: expiryFrom(now) });',
    protects: 'a repeated client_token starts one job',
  },
  {
    name: 'start-resumed-by-one',
    file: POLL,
    guard: 'if (!(await jobs.resumeStart(job, deps.until))) return;',
    without: 'await jobs.resumeStart(job, deps.until);',
    protects: 'only one poll continues an interrupted start',
  },
  {
    name: 'start-under-way',
    file: POLL,
    guard: "job.status !== 'queued' || Date.parse(job.enqueue_until ?? '') > now - CLOCK_SKEW_MS",
    without: "job.status !== 'queued'",
    protects: 'the poller does not interfere with a start that is under way',
  },
  {
    name: 'start-under-way-skew',
    file: POLL,
    guard: "Date.parse(job.enqueue_until ?? '') > now - CLOCK_SKEW_MS",
    without: "Date.parse(job.enqueue_until ?? '') > now",
    protects: 'a poller with a fast clock does not take over a start that is under way',
  },
  {
    name: 'start-ends-in-time',
    file: POLL,
    guard: "if (job.status === 'queued' && isoTime(now) > job.deadline) {",
    without: 'if (now < 0) {',
    protects: 'a job ends at its deadline even if another function may still be starting it',
  },
  {
    name: 'start-continued',
    file: POLL,
    guard: 'await resumeStart(job, jobs, deps);',
    without: '',
    protects: 'a job whose start was interrupted is still done',
  },
  {
    name: 'follow-up-token',
    file: SETTLE,
    guard: 'client_token: followUpToken(job)',
    without: 'client_token: `${followUpToken(job)}:${deps.clock.now()}`',
    protects: 'a job has one follow-up, however often its end is repeated',
  },
  // Working
  {
    name: 'ended-task-is-ignored',
    file: TASK,
    guard: 'if (!job || !found || isTerminal(found.status)) return DONE;',
    without: 'if (!job || !found) return DONE;',
    protects: 'a late message of an ended task does nothing',
  },
  // Closing
  {
    name: 'recount-terminal',
    file: SETTLE,
    guard: 'if (!isTerminal(task.status)) return job;',
    without: '',
    protects: 'a job closes only when every task has ended',
  },
  {
    name: 'recount-all',
    file: SETTLE,
    guard: 'if (recount.tasks !== job.total_accounts) return job;',
    without: '',
    protects: 'a job does not close before all of its tasks are written',
  },
  {
    name: 'recount-counts',
    file: SETTLE,
    guard: '...counts,\n    status,',
    without: 'status,',
    protects: 'the counters of an ended job equal its rows',
  },
  // Polling
  {
    name: 'deadline',
    file: POLL,
    guard: 'if (isoTime(now) > job.deadline) return',
    without: 'if (job.deadline === undefined) return',
    protects: 'a job ends by its deadline',
  },
  {
    name: 'lost-lease',
    file: POLL,
    guard: 'const abandoned = isAbandoned(task, now);',
    without: 'const abandoned = false;',
    protects: 'a task whose worker died is worked on again',
  },
  {
    name: 'abandoned-skew',
    file: JOBS,
    guard: "Date.parse(task.lease_until ?? '') < now - CLOCK_SKEW_MS;",
    without: "Date.parse(task.lease_until ?? '') < now;",
    protects: 'a fast clock does not end the task of a living worker',
  },
  {
    name: 'lost-message',
    file: POLL,
    guard: "return overdue && (await jobs.noteResend(task, now)) ? 'lost' : 'left';",
    without: "return 'left';",
    protects: 'a task whose message was lost is sent again',
  },
  {
    name: 'poll-settles',
    file: POLL,
    guard: 'return open > 0 ? job : await settleJob(job.job_id, deps);',
    without: 'return job;',
    protects: 'a job that no worker could close is closed',
  },
  // Dead letters
  {
    name: 'dead-letter-ended',
    file: DEAD,
    guard: 'if (!task || isTerminal(task.status)) return;',
    without: 'if (!task) return;',
    protects: 'a dead letter does not fail a task that has ended',
  },
  {
    name: 'dead-letter-held',
    file: DEAD,
    guard: "if (task.status === 'in_progress' && !isAbandoned(task, now)) return;",
    without: '',
    protects: 'a dead letter does not fail a task that another delivery is working on',
  },
  // Rows of resources
  {
    name: 'add-only-absent',
    file: ROWS,
    guard: "await this.#store.put('resources', row, absent('slice_id'));",
    without: "await this.#store.put('resources', row);",
    protects: 'an existing row is not overwritten as if the resource were new',
  },
  {
    name: 'version-after-history',
    file: ROWS,
    guard: 'fresh ? 1 : (await this.#newestVersion(type, segment, resource.resource_id)) + 1',
    without: '1',
    protects: 'a resource whose row has expired continues the versions of its history',
  },
  {
    name: 'first-rows-newest',
    file: 'shared/inventory/first-rows.ts',
    guard: 'if (!(await this.#isNewest())) return false;',
    without: 'await this.#isNewest();',
    protects: 'a run that has lost the account writes no row without a condition',
  },
  {
    name: 'first-rows-once',
    file: 'shared/inventory/first-rows.ts',
    guard: '{ once: true }',
    without: '{ once: false }',
    protects: 'a row that is written without a condition is not written again after others have replaced it',
  },
  {
    name: 'first-rows-own-slice',
    file: COVERAGE,
    guard: "if (before) return 'other';\n    return wasAsKnown ? 'own' : 'unheard_of';",
    without: "return wasAsKnown ? 'own' : 'unheard_of';",
    protects: 'rows of earlier runs are not overwritten as if the slice were new',
  },
  {
    name: 'replace-as-read',
    file: ROWS,
    guard: "await this.#store.put('resources', after, equals('version', before.version));",
    without: "await this.#store.put('resources', after);",
    protects: 'only one of two writers that read the same row succeeds',
  },
  {
    name: 'older-run-yields',
    file: ROWS,
    guard: "if (before.observed_at > this.#run.observed_at) return 'superseded';",
    without: '',
    protects: 'an older run does not overwrite a newer one',
  },
  {
    name: 'delete-only-older',
    file: ROWS,
    guard: 'if (!before || before.is_last === 0 || before.observed_at > this.#run.observed_at) return false;',
    without: 'if (!before || before.is_last === 0) return false;',
    protects: 'an older run does not delete a resource that a newer one has seen',
  },
  {
    name: 'delete-once',
    file: ROWS,
    guard: 'if (!before || before.is_last === 0 || before',
    without: 'if (!before || before',
    protects: 'a deleted row is not deleted again',
  },
  {
    name: 'unchanged-costs-nothing',
    file: ROWS,
    guard: "if (!restored && before.content_hash === hash) return 'unchanged';",
    without: '',
    protects: 'a repeated write of the same state records no change',
  },
  {
    name: 'copy-before-replace',
    file: ROWS,
    guard: "await this.#store.putMany('changes', [changeRowOf(before)]);",
    without: '',
    protects: "a row's newest change is in the history before the row is replaced",
  },
  {
    name: 'only-newer-replaces',
    file: WHOLE_ROWS,
    guard: 'if (before && before.observed_at > observedAt) break;',
    without: '',
    protects: 'an older run does not overwrite coverage or results of a newer one',
  },
  {
    name: 'replaced-as-read',
    file: WHOLE_ROWS,
    guard: "await store.put(table, itemOf(after), before ? equals('observed_at', before.observed_at) : absent('observed_at'));",
    without: 'await store.put(table, itemOf(after));',
    protects: 'coverage and results that another run has written since they were read are not overwritten unread',
  },
  // Completeness
  {
    name: 'populated-before-written',
    file: STORED_SLICE,
    guard: "page.length > 0 ? await coverage.markPopulated(this.#slice) : 'other';",
    without: "'other' as SliceHistory;",
    protects: 'a slice that has rows never counts as empty',
  },
  {
    name: 'failed-slice-keeps',
    file: RUN,
    guard: "if (error instanceof CloudError && from === 'reader') {",
    without: "if (error instanceof CloudError && from === 'reader') {\n      return { report: await sink.complete() };",
    protects: 'nothing is deleted from a slice that could not be read to its end',
  },
  {
    name: 'too-large-is-partial',
    file: STORED_SLICE,
    guard: 'if (this.#tooLarge.length > 0) return',
    without: 'if (this.#tooLarge.length < 0) return',
    protects: 'a slice is not complete if one of its resources could not be stored',
  },
  {
    name: 'interrupted-slice-keeps',
    file: RUN,
    guard: 'if (run.failed || (pages > 0 && (await run.mustStop()))) return await interrupted();',
    without: 'if (run.failed || (pages > 0 && (await run.mustStop()))) break;',
    protects: 'nothing is deleted from a slice whose read was stopped',
  },
  {
    name: 'deletes-only-missing',
    file: RECONCILE,
    guard: 'return this.isStored(id) && !this.isSeen(id);',
    without: 'return this.isStored(id);',
    protects: 'a resource that was listed is not deleted',
  },
  {
    name: 'suspect-held',
    file: RECONCILE,
    guard: 'isSuspect: population >= SUSPECT_POPULATION && missing > population * SUSPECT_SHARE',
    without: 'isSuspect: false',
    protects: 'more than half of a large slice is not deleted by one run',
  },
  {
    name: 'suspect-agreed',
    file: STORED_SLICE,
    guard: 'if (isSuspect && !this.reconciler.wasHeld(id)) {',
    without: 'if (isSuspect && this.#tooLarge.length > 0) {',
    protects: 'a held resource is deleted only if a second run does not list it either',
  },
  {
    name: 'populated-while-unsure',
    file: COVERAGE,
    guard: "report.outcome === 'complete' ? report.counts.resources > 0 : mayHoldRows",
    without: 'report.counts.resources > 0',
    protects: 'a slice that could not be read does not count as empty',
  },
  {
    name: 'scope-of-job',
    file: 'shared/inventory/slice-plan.ts',
    guard: "(service === '*' || service === serviceName(type))",
    without: 'true',
    protects: 'a job reads only the types of its service',
  },
  {
    name: 'history-before-expiry',
    file: ROWS,
    guard: "await this.#store.putMany('changes', [changeRowOf(row)]);",
    without: '',
    protects: 'a deleted row does not expire before its history is complete',
  },
  {
    name: 'expiry-only-deleted',
    file: ROWS,
    guard: "all(equals('version', version), absent('expires_at'))",
    without: "exists('slice_id')",
    protects: 'the row of a restored resource does not expire',
  },
  // Findings
  {
    name: 'finding-opened-once',
    file: FINDINGS,
    guard: "before ? equals('version', before.version) : absent('account_id')",
    without: "before ? equals('version', before.version) : undefined",
    protects: 'an existing finding is not overwritten as if it were new',
  },
  {
    name: 'finding-as-read',
    file: FINDINGS,
    guard: "before ? equals('version', before.version) : absent('account_id')",
    without: "before ? undefined : absent('account_id')",
    protects: 'only one of two writers that read the same finding succeeds, and the other reads it again',
  },
  {
    name: 'first-scan-once',
    file: FINDINGS,
    guard: "resultsItem(results), absent('account_id'))",
    without: 'resultsItem(results))',
    protects: 'a scan that was overtaken before its first write does not begin as the first',
  },
  {
    name: 'new-findings-once',
    file: FINDINGS,
    guard: '{ once: true }',
    without: '{ once: false }',
    protects: 'a finding that is written without a condition is not written again after others have seen it',
  },
  {
    name: 'finding-only-older',
    file: KEEPER,
    guard: 'if (before && before.evaluated_at > this.#scan.observed_at) return this.#remember(before);',
    without: '',
    protects: 'an older scan does not overwrite a newer one',
  },
  {
    name: 'evidence-is-state',
    file: 'shared/scan/finding-reconciler.ts',
    guard: '  a.evidence === b.evidence &&\n',
    without: '',
    protects: 'a finding whose resource fails in another way shows that',
  },
  {
    name: 'deletion-needs-evidence',
    file: SCAN,
    guard: "(await this.#resources.isDeleted(uid)) ? 'resource_deleted' : undefined",
    without: "'resource_deleted'",
    protects: 'a resource that a scan did not see does not count as deleted',
  },
  {
    name: 'removal-needs-every-file',
    file: 'shared/scan/scan-work.ts',
    guard: 'problems.length === 0 ? new Set',
    without: 'true ? new Set',
    protects: 'a policy whose file is broken does not count as removed',
  },
  // Runs
  {
    name: 'runs-leave-nothing-running',
    file: SETTLED,
    guard: 'await Promise.allSettled(work);',
    without: '',
    protects: 'nothing goes on in the background after a run has ended',
  },
  {
    name: 'budget-skew',
    file: LEASE,
    guard: 'now - CLOCK_SKEW_MS - Date.parse(since)',
    without: 'now - Date.parse(since)',
    protects: "a fast clock does not refill an account's API budget too early",
  },
  {
    name: 'scope-of-regions',
    file: 'shared/inventory/slice-plan.ts',
    guard: "if (asked !== '*') return asked;",
    without: '',
    protects: 'a job reads only its regions',
  },
  {
    name: 'left-is-not-done',
    file: 'shared/inventory/slice-plan.ts',
    guard: '(step) => names.has(step)',
    without: '() => false',
    protects: 'a position marks no slice as done that is left to read',
  },
  {
    name: 'done-is-not-left',
    file: 'shared/inventory/slice-plan.ts',
    guard: '(left ? left.has(stepOf(slice)) : !asleep.has(stepOf(slice)))',
    without: '(left ? true : !asleep.has(stepOf(slice)))',
    protects: 'a later attempt does not count a slice a second time',
  },
  {
    name: 'interrupted-is-left',
    file: 'shared/inventory/task-totals.ts',
    guard: '...result.interrupted, ',
    without: '',
    protects: 'a slice whose read was stopped is read again',
  },
  {
    name: 'held-until-whole',
    file: COVERAGE,
    guard: 'const held = kept?.ids ?? [];',
    without: 'const held = kept?.ids ?? before?.held ?? [];',
    protects: 'a resource that a run has seen again is no longer held as missing',
  },
  {
    name: 'follow-up-retried',
    file: SETTLE,
    guard: 'if (!refused && deps.clock.now() < Date.parse(job.deadline) + FOLLOW_UP_GRACE_MS) throw error;',
    without: '',
    protects: 'a job does not end without its follow-up after one failed try',
  },
  {
    name: 'known-is-consistent',
    file: ROWS,
    guard: 'fields: KNOWN_FIELDS,\n      consistent: true,',
    without: 'fields: KNOWN_FIELDS,',
    protects: 'a run compares with the newest rows, not with old ones',
  },
  {
    name: 'recount-is-consistent',
    file: JOBS,
    guard: '{ partition: jobId, consistent: true, cursor }',
    without: '{ partition: jobId, cursor }',
    protects: 'a job is closed by its newest task rows',
  },
  {
    name: 'plan-is-consistent',
    file: 'shared/jobs/plan.ts',
    guard: '{ partition: planId, consistent: true }',
    without: '{ partition: planId }',
    protects: 'a job gets a task for each of its accounts',
  },
  {
    name: 'later-entry-counts',
    file: STORED_SLICE,
    guard: 'changed.set(resource.resource_id, decided)',
    without: 'changed.set(`${resource.resource_id}${changed.size}`, decided)',
    protects: 'the later of two entries for a resource is stored',
  },
  // Checkpoints
  {
    name: 'checkpoint-of-its-job',
    file: 'shared/inventory/task-checkpoints.ts',
    guard: 'since === this.#attempt.since && ',
    without: '',
    protects: 'a checkpoint does not count once another job has worked on the account',
  },
  {
    name: 'checkpoint-of-the-attempt-before',
    file: 'shared/inventory/task-checkpoints.ts',
    guard: ' && attempt === this.#attempt.attempt - 1',
    without: '',
    protects: 'a checkpoint does not count once an attempt has read on from it and left none of its own',
  },
  {
    name: 'seen-before-checkpoint',
    file: STORED_SLICE,
    guard: 'if (checkpoint) reconciler.resume(checkpoint.seen, checkpoint.added);',
    without: '',
    protects: 'a resource on the pages before a checkpoint is not deleted',
  },
  {
    name: 'too-large-before-checkpoint',
    file: STORED_SLICE,
    guard: 'this.#tooLarge.push(...(checkpoint?.too_large ?? []));',
    without: '',
    protects: 'a slice is not complete if a resource before its checkpoint could not be stored',
  },
  ...EXPORT_GUARDS,
  ...EVENT_GUARDS,
  ...MANAGED_GUARDS,
];
