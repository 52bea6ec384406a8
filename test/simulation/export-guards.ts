/** Guards of the exports' protocol: who may write an account's files, and who a night. Part of `guard-table.ts`. */
import type { Guard } from './guard.ts';

const WORK = 'shared/exports/export-work.ts';
const CLOSE = 'shared/exports/close-night.ts';
const CLEAR = 'shared/exports/clear-accounts.ts';
const NIGHT_LEASE = 'shared/exports/night-lease.ts';
const CONTENT = 'shared/exports/account-content.ts';

export const EXPORT_GUARDS: readonly Guard[] = [
  // An account's files
  {
    name: 'files-of-newer',
    file: WORK,
    guard: "if (owner && isNewer(owner, stamp)) return 'refused';",
    without: '',
    protects: 'a late task of an older export leaves the files of a newer one as they are',
  },
  {
    name: 'files-claimed-first',
    file: WORK,
    guard: "await claimAccount(objects, date, accountId, { ...stamp, status: 'writing' });",
    without: '',
    protects: 'nobody takes files for whole that are being written',
  },
  {
    name: 'files-not-of-newer-night',
    file: WORK,
    guard: "if (!night || !isNewer(night, stamp)) return before ? 'taken over' : 'first';",
    without: "if (night || !night) return before ? 'taken over' : 'first';",
    protects: 'a late task writes nothing of an account that a newer night has not',
  },
  {
    name: 'files-of-before-removed',
    file: WORK,
    guard: "if (claim === 'taken over') await objects.remove(fileKeys(date, account_id).filter((key) => !uploaded.has(key)));",
    without: '',
    protects: 'what an earlier export of the day had, and this one has not, is not taken for its own',
  },
  {
    name: 'files-disowned',
    file: 'shared/jobs/run-task.ts',
    guard: "if (end.status === 'failed' || !ended) await this.#disown(task);",
    without: '',
    protects: 'a task that failed, or was failed in mid-work, leaves no files',
  },
  {
    name: 'coverage-read-consistent',
    file: CONTENT,
    guard: '{ partition: account.account_id, consistent: true }',
    without: '{ partition: account.account_id }',
    protects: 'an export knows of every slice that has rows',
  },
  {
    name: 'rows-read-consistent',
    file: CONTENT,
    guard: '...(!query.index && { consistent: true }), ',
    without: '',
    protects: 'an export holds the newest rows of what it calls complete',
  },
  {
    name: 'rows-tell-changes',
    file: CONTENT,
    guard: 'await this.#changes.addRow(row);',
    without: '',
    protects: 'a change that the index does not know yet is told by its row',
  },
  // A night
  {
    name: 'night-by-one',
    file: NIGHT_LEASE,
    guard: "any(absent('lease_until'), lessThan('lease_until', isoTime(now - CLOCK_SKEW_MS)))",
    without: "any(absent('lease_until'), lessThan('lease_until', '9'))",
    protects: 'two closers of a date do not write over each other',
  },
  {
    name: 'night-by-one-skew',
    file: NIGHT_LEASE,
    guard: "lessThan('lease_until', isoTime(now - CLOCK_SKEW_MS))",
    without: "lessThan('lease_until', isoTime(now))",
    protects: 'a fast clock does not take a night from whoever writes it',
  },
  {
    name: 'night-of-newer',
    file: CLOSE,
    guard: 'if (owner && isNewer(owner, stamp)) {',
    without: 'if (false) {',
    protects: 'an older export that ends late does not replace the night of a newer one',
  },
  {
    name: 'night-names-its-list',
    file: 'shared/exports/night-layout.ts',
    guard: 'accounts-${sha256}.jsonl',
    without: 'accounts.jsonl',
    protects: 'a night never has the list of accounts of another',
  },
  {
    name: 'night-after-its-list',
    file: CLOSE,
    guard: 'await objects.putText(list, lines);\n    await objects.putText(key, text);',
    without: 'await objects.putText(key, text);\n    await objects.putText(list, lines);',
    protects: 'a night is written last: what it names is there',
  },
  {
    name: 'night-tried-again',
    file: 'shared/jobs/settle-job.ts',
    guard: "if (end.outcome === 'busy' && deps.clock.now() < Date.parse(job.deadline)) return job;",
    without: '',
    protects: 'an export does not end while others keep it from making its night',
  },
  // What a night does not name
  {
    name: 'cleared-under-lease',
    file: CLEAR,
    guard: 'if (lease?.taken === false) return false;',
    without: '',
    protects: 'nothing is removed of an account that a task works on',
  },
  {
    name: 'cleared-not-of-newer',
    file: CLEAR,
    guard: 'const owner = await read();\n    if (owner && isNewer(owner, stamp)) return true;',
    without: 'const owner = await read();',
    protects: 'nothing is removed that a newer export has written',
  },
  {
    name: 'cleared-says-so',
    file: CLEAR,
    guard: 'if (failed.has(id)) await claimAccount(objects, date, id, failedClaim(stamp, failed.get(id)));',
    without: '',
    protects: 'an account that failed is not taken for one of an earlier export',
  },
  {
    name: 'cleared-whoever-wrote',
    file: CLEAR,
    guard: '[...new Set([...failed.keys(), ...withFiles, ...withObject])]',
    without: '[...failed.keys()]',
    protects: 'accounts that are not of the export any more leave nothing',
  },
  {
    name: 'cleared-waits',
    file: CLOSE,
    guard: "if (!(await clearUnexported({ date, stamp, exported, failed, until }, deps))) return 'busy';",
    without: 'await clearUnexported({ date, stamp, exported, failed, until }, deps);',
    protects: 'an export does not end before what is left of its failed accounts is removed',
  },
];
