/** Jobs and their accounts in words. */
import { counted, namedCounts, numberText } from '../../../../shared/number-text.ts';
import type { Job, Task } from './job-api.ts';

/** `inventory of aws.s3 in all regions, accounts selected by unit:/Root/Prod/*` */
export function scopeText({ operation, service, policy = '*', scope }: Job): string {
  const regions = scope.regions === '*' ? 'all regions' : scope.regions.join(', ');
  const what = {
    inventory: `inventory of ${service === '*' ? 'all services' : service} in ${regions}`,
    scan: `scan by ${policy === '*' ? 'all policies' : policy}`,
  }[operation];
  return `${what ?? operation}, ${accountsText(scope)}`;
}

/** A job with very many accounts lists them in its tasks alone. */
function accountsText({ accounts, selectors }: Job['scope']): string {
  if (selectors) return `accounts selected by ${selectors.join(', ')}`;
  if (accounts === '*') return 'every enabled account';
  return accounts === 'listed' ? 'the accounts below' : `${counted(accounts.length, 'account')} by id`;
}

type Totals = NonNullable<Job['totals']>;

/** Says what the job did, in one line for each kind of thing. */
export function totalsLines({ inventory, scan, export: written }: Totals): readonly { readonly label: string; readonly value: string }[] {
  const lines: { label: string; value: string }[] = [];
  if (inventory) {
    const { resources, added, updated, deleted, restored, unchanged } = inventory.counts;
    lines.push(
      { label: 'Resources', value: `${numberText(resources)} (${namedCounts({ added, updated, deleted, restored, unchanged })})` },
      { label: 'Slices', value: slicesText(inventory.slices) },
    );
  }
  if (scan) {
    const { evaluated, pass, fail, unknown, not_applicable, opened, reopened, resolved } = scan.counts;
    lines.push(
      { label: 'Verdicts', value: `${numberText(evaluated)} (${namedCounts({ pass, fail, unknown, 'not applicable': not_applicable })})` },
      { label: 'Findings', value: namedCounts({ opened, reopened, resolved }) },
    );
  }
  if (written) lines.push({ label: 'Wrote', value: `${counted(written.files, 'file')}, ${counted(written.bytes, 'byte')}` });
  return lines;
}

/** `120 complete, 2 denied`; `none` before a slice has ended. */
export function slicesText(slices: Readonly<Record<string, number | undefined>> = {}): string {
  return Object.keys(slices).length === 0 ? 'none' : namedCounts(slices);
}

export interface Reason {
  readonly text: string;
  readonly permissions: readonly string[];
}

/** Why the account failed or was read in part: the task's own sentence, or those of its slices, each with how many it stands for. */
export function reasonsOf({ error, totals }: Pick<Task, 'error' | 'totals'>): readonly Reason[] {
  if (error) return [{ text: error.message, permissions: error.permission === undefined ? [] : [error.permission] }];
  return (totals?.inventory?.incomplete_slices ?? []).map(({ outcome, slices, examples, error: cause }) => {
    const places = examples.map(({ type, segment }) => `${type} in ${segment}`).join(', ');
    const more = slices > examples.length ? `, and ${counted(slices - examples.length, 'more slice')}` : '';
    return {
      text: `${outcome}: ${places}${more}${cause ? `. ${cause.message}` : ''}`,
      permissions: cause?.permission === undefined ? [] : [cause.permission],
    };
  });
}
