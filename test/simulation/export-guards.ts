/** The guards of exports: an export is whole and never changes, and a date's pointer names the newest. Part of `guard-table.ts`. */
import type { Guard } from './guard.ts';

const CONTENT = 'shared/exports/account-content.ts';
const WORK = 'shared/exports/export-work.ts';
const PUBLISH = 'shared/exports/publish-export.ts';

export const EXPORT_GUARDS: readonly Guard[] = [
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
  {
    name: 'attempt-of-its-own',
    file: 'shared/exports/night-layout.ts',
    guard: '/attempt=${attempt}/`;',
    without: '/attempt=1/`;',
    protects: 'an attempt that has lost its lease changes nothing that the next one has written',
  },
  {
    name: 'files-before-manifest',
    file: WORK,
    guard: "await stage('upload', () => uploadFiles(objects, uploads, { goOn, clock }));",
    without: 'void uploadFiles(objects, uploads, { goOn, clock }).catch(() => undefined);',
    protects: "an account's manifest is written last: its files are there",
  },
  {
    name: 'manifest-before-pointer',
    file: PUBLISH,
    guard: 'await objects.putText(manifest_key, text);',
    without: 'void objects.putText(manifest_key, text).catch(() => undefined);',
    protects: 'a pointer never names a manifest that is not there',
  },
  {
    name: 'pointer-of-newest',
    file: 'shared/exports/export-pointers.ts',
    guard: 'if (before && !isOlder(before, pointer)) return',
    without: 'if (before?.job_id === pointer.job_id) return',
    protects: 'an older export that ends late does not take the place of a newer one',
  },
  {
    name: 'pointer-on-condition',
    file: 'shared/exports/export-pointers.ts',
    guard: '...attributes }, unchanged);',
    without: '...attributes });',
    protects: "a date's pointer is replaced only by that of a newer export, and with the events of the one that was read",
  },
  {
    name: 'cancelled-not-published',
    file: 'shared/exports/operation.ts',
    guard: "if (!isPublished(status)) return { outcome: 'done' };",
    without: '',
    protects: 'nobody sees an export that was cancelled',
  },
  {
    name: 'cancelled-by-its-tasks',
    file: 'shared/jobs/settle-job.ts',
    guard: 'this.#operation.publishesWhatIsDone ? this.#hasCancelled : cancel_requested_at !== undefined',
    without: 'cancel_requested_at !== undefined',
    protects: 'two functions that close an export agree on whether it is cancelled',
  },
];
