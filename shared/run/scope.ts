/** What a run is asked to read, checked against what there is before anything is read or written. */
import type { OpenLogin, UnreadAccount, VisibleAccount } from '../clouds/login.ts';
import { GLOBAL_SEGMENT } from '../clouds/cloud.ts';
import { compareText } from '../exports/order.ts';
import { InvalidRequest } from '../errors.ts';
import { type AccountId, parseAccountId } from '../ids.ts';
import type { ProviderFacts } from '../clouds/provider.ts';
import type { ResourceType } from '../clouds/resource-type.ts';
import { serviceName, serviceNamed, serviceNames } from '../service-names.ts';
import { suggestion } from '../validation/nearest.ts';

/** Names as they were given; undefined where nothing was. */
export interface AskedScope {
  readonly accounts: readonly string[] | undefined;
  readonly services: readonly string[] | undefined;
  readonly types: readonly string[] | undefined;
  readonly regions: readonly string[] | undefined;
}

/** An account, and the login that leads to it. */
export interface ReachedAccount {
  readonly account: VisibleAccount;
  readonly login: OpenLogin;
}

/** A sentence lists no more names than this. */
const SHOWN = 12;

/**
 * The types of the named services, and of those the named types.
 * @throws InvalidRequest naming what is unknown, or if nothing is left to read
 */
export function typesOf({ services, types, regions }: AskedScope, registered: readonly ResourceType[]): readonly ResourceType[] {
  const known = serviceNames(registered);
  const named = services?.map((service) => serviceNamed(service, known, 'services'));
  allKnown(
    'type',
    types,
    registered.map(({ type }) => type),
  );
  const selected = registered.filter(
    (each) => (named === undefined || named.includes(serviceName(each))) && (types === undefined || types.includes(each.type)),
  );
  if (selected.length === 0)
    throw new InvalidRequest('types', `None of the types ${types!.join(', ')} belongs to the services ${services!.join(', ')}.`);
  // What was named would be left out silently otherwise; of a whole service, what belongs to the regions is meant.
  const global = selected.filter(({ scope }) => scope === 'global');
  const isMissed = types !== undefined ? global.length > 0 : global.length === selected.length;
  if (regions !== undefined && isMissed && !regions.includes(GLOBAL_SEGMENT)) {
    const names = global.map(({ type }) => type).join(', ');
    throw new InvalidRequest('regions', `${names} belong to no region: add ${GLOBAL_SEGMENT} to the regions, or leave the regions out.`);
  }
  if (regions?.every((region) => region === GLOBAL_SEGMENT) && !selected.some(({ scope }) => scope === 'global'))
    throw new InvalidRequest('regions', `Nothing of what was asked for is ${GLOBAL_SEGMENT}: name the regions to read.`);
  return selected;
}

/**
 * A region that a login's own account has not enabled may be enabled in others, so that every region of the logins' providers
 * may be named. @throws InvalidRequest naming what is no region
 */
export async function checkRegions(
  { regions }: AskedScope,
  logins: readonly OpenLogin[],
  providers: readonly Pick<ProviderFacts, 'id' | 'regions'>[],
): Promise<void> {
  const ofLogins = providers.filter(({ id }) => logins.some(({ cloud }) => cloud.provider === id));
  const unknown = regions?.filter((region) => !ofLogins.some((provider) => provider.regions.includes(region)));
  if (unknown === undefined || unknown.length === 0) return;
  const known = await Promise.all(logins.map(async ({ directory }) => await directory.regions()));
  const names = [...new Set(known.flat().map(({ id }) => id))].toSorted(compareText);
  allKnown('region', unknown, [GLOBAL_SEGMENT, ...names]);
}

/**
 * Accounts by id. One that several logins lead to is read through the first of them. `note` is told what the logins have to
 * say about accounts that one might miss.
 * @throws InvalidRequest naming the account that no login leads to
 */
export async function accountsOf(
  { accounts: asked }: AskedScope,
  logins: readonly OpenLogin[],
  note: (text: string) => void,
): Promise<readonly ReachedAccount[]> {
  const wanted = asked?.map((text) => parseAccountId(text, 'accounts'));
  const reached = new Map<AccountId, ReachedAccount>();
  const others = new Map<AccountId, UnreadAccount>();
  for (const login of logins) {
    const visible = await login.directory.accounts();
    for (const account of visible.accounts) if (!reached.has(account.account_id)) reached.set(account.account_id, { account, login });
    for (const account of visible.others) others.set(account.account_id, account);
    if (visible.note !== undefined && wanted === undefined) note(visible.note);
  }
  for (const id of wanted ?? []) {
    if (reached.has(id)) continue;
    const other = others.get(id);
    const why = other
      ? `is known, but ${other.reason}.`
      : `is none that the login sees; those are ${listed([...reached.keys()])}.${suggestion(id, [...reached.keys()])}`;
    throw new InvalidRequest('accounts', `The account ${id} ${why}`);
  }
  const selected = wanted ? [...new Set(wanted)].map((id) => reached.get(id)!) : [...reached.values()];
  return selected.toSorted((a, b) => compareText(a.account.account_id, b.account.account_id));
}

function allKnown(noun: string, names: readonly string[] | undefined, known: readonly string[]): void {
  const unknown = names?.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new InvalidRequest(
    `${noun}s`,
    `There is no ${noun} ${JSON.stringify(unknown.slice(0, 100))}; there are ${listed(known)}.${suggestion(unknown, known)}`,
    known,
  );
}

const listed = (names: readonly string[]): string =>
  names.length <= SHOWN ? names.join(', ') : `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more`;
