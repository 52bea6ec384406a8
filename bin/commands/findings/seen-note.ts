/** Says under a listing of findings which accounts and slices were not seen whole: what they hold has no findings, or old ones. */
import type { ApiClient } from '../api-client.ts';
import { counted } from '../output.ts';
import type { Account } from '../shapes.ts';

export interface Where {
  readonly account?: readonly string[] | undefined;
  readonly unit?: readonly string[] | undefined;
  readonly type?: readonly string[] | undefined;
  readonly service?: readonly string[] | undefined;
  readonly region?: readonly string[] | undefined;
}

/** Lines to print under the listing; empty if all of the accounts were seen whole. @throws CommandError */
export async function seenLines(api: ApiClient, { account, unit, type, service, region }: Where): Promise<readonly string[]> {
  let [unread, partly, slices] = [0, 0, 0];
  for await (const each of api.list<Account>('accounts', { account_id: account })) {
    if (!each.enabled || !isIn(each, unit)) continue;
    if (each.status === 'failed') unread += 1;
    const notWhole = each.coverage?.not_whole ?? 0;
    if (each.status === 'failed' || notWhole === 0) continue;
    partly += 1;
    slices += notWhole;
  }
  const parts = [
    ...(unread === 0 ? [] : [`${counted(unread, 'account')} could not be read at all`]),
    ...(slices === 0
      ? []
      : [`${counted(slices, 'slice')} of ${counted(partly, 'account')} ${slices === 1 ? 'was' : 'were'} not seen whole`]),
  ];
  if (parts.length === 0) return [];
  const options = Object.entries({ account, type, service, region }).flatMap(([name, values]) =>
    values === undefined ? [] : [`--${name} ${values.join(',')}`],
  );
  const command = ['muster coverage list', '--outcome denied,failed,partial,suspect', ...options].join(' ');
  return [`Findings may be missing: ${parts.join('; ')}. "${command}" has the reasons.`];
}

const isIn = ({ organizational_unit: path }: Account, units: readonly string[] | undefined): boolean =>
  units === undefined || (path !== undefined && units.some((unit) => path === unit || path.startsWith(`${unit.replace(/\/$/, '')}/`)));
