/** Finds the types and accounts that a run is asked to read, and refuses names that do not exist, before the run reads or writes anything. */
import type { OpenLogin, UnreadAccount, VisibleAccount } from '../clouds/login.ts';
import type { ConnectedAccount, Overview } from '../connections/subscription-agent.ts';
import { GLOBAL_SEGMENT } from '../clouds/cloud.ts';
import { compareText } from '../exports/order.ts';
import { InvalidRequest } from '../errors.ts';
import { type AccountId, parseAccountId } from '../ids.ts';
import type { ProviderFacts } from '../clouds/provider.ts';
import type { ResourceType } from '../clouds/resource-type.ts';
import { serviceName, serviceNamed, serviceNames } from '../service-names.ts';
import { suggestion } from '../validation/nearest.ts';

/** The names that the caller gave. A field is undefined if the caller gave none. */
export interface AskedScope {
  readonly accounts: readonly string[] | undefined;
  readonly services: readonly string[] | undefined;
  readonly types: readonly string[] | undefined;
  readonly regions: readonly string[] | undefined;
}

/** An account, and the connection through which it is read. */
export type ReachedAccount = ConnectedAccount & VisibleAccount;

/** The most names that a message lists. */
const SHOWN = 12;

/**
 * The registered types that are both of the named services and among the named types. Services or types that are undefined do not limit.
 * @throws InvalidRequest that names what is unknown, or says why there is nothing to read
 */
export function typesOf({ services, types, regions }: AskedScope, registered: readonly ResourceType[]): readonly ResourceType[] {
  const known = serviceNames(registered);
  const named = services?.map((service) => serviceNamed(service, known, 'services'));
  requireKnown(
    'type',
    types,
    registered.map(({ type }) => type),
  );
  const selected = registered.filter(
    (each) => (named === undefined || named.includes(serviceName(each))) && (types === undefined || types.includes(each.type)),
  );
  if (selected.length === 0)
    throw new InvalidRequest(
      'types',
      `None of the types ${types!.join(', ')} belongs to the services ${services!.join(', ')}; name types of these services.`,
    );
  // A type that the caller has named must not be left out silently. A whole service may be: then only its regional types are meant.
  const global = selected.filter(({ scope }) => scope === 'global');
  const isMissed = types !== undefined ? global.length > 0 : global.length === selected.length;
  if (regions !== undefined && isMissed && !regions.includes(GLOBAL_SEGMENT)) {
    const names = global.map(({ type }) => type).join(', ');
    throw new InvalidRequest(
      'regions',
      `Global types (${names}) are in no region: add ${GLOBAL_SEGMENT} to the regions, or leave the regions out.`,
    );
  }
  if (regions?.every((region) => region === GLOBAL_SEGMENT) && !selected.some(({ scope }) => scope === 'global'))
    throw new InvalidRequest('regions', `None of the types to read is ${GLOBAL_SEGMENT}: name the regions to read.`);
  return selected;
}

/**
 * Checks that every region is one of the logins' providers. It need not be enabled in the login's own account, because other
 * accounts may have enabled it.
 * @throws InvalidRequest that names a region that does not exist
 */
export async function checkRegions(
  { regions }: AskedScope,
  logins: readonly OpenLogin[],
  providers: readonly Pick<ProviderFacts, 'id' | 'regions'>[],
): Promise<void> {
  const ofLogins = providers.filter(({ id }) => logins.some(({ connection }) => connection.provider === id));
  const unknown = regions?.filter((region) => !ofLogins.some((provider) => provider.regions.includes(region)));
  if (unknown === undefined || unknown.length === 0) return;
  const known = await Promise.all(logins.map(async ({ directory }) => await directory.regions()));
  const names = [...new Set(known.flat().map(({ id }) => id))].toSorted(compareText);
  requireKnown('region', unknown, [GLOBAL_SEGMENT, ...names]);
}

/**
 * The accounts to read, sorted by id. An account that several connections see is read through the first of them. `note` is called with what
 * a person should know of accounts that are not read, or that several connections see, unless the caller has named the accounts.
 * @throws InvalidRequest that names an account that no login can read
 */
export function accountsOf(
  { accounts: asked }: AskedScope,
  { seen, failed }: Overview,
  note: (text: string) => void,
): readonly ReachedAccount[] {
  const wanted = asked?.map((text) => parseAccountId(text, 'accounts'));
  const reached = new Map<AccountId, ReachedAccount>();
  const others = new Map<AccountId, UnreadAccount>();
  const shared = new Map<string, AccountId[]>();
  for (const { login, visible } of seen) {
    const { connection_id } = login.connection;
    for (const account of visible.accounts) {
      const first = reached.get(account.account_id);
      if (!first) reached.set(account.account_id, { ...account, connection_id });
      else if (!wanted || wanted.includes(account.account_id)) {
        const pair = `${first.connection_id} and ${connection_id}: Muster reads them through ${first.connection_id}`;
        shared.set(pair, [...(shared.get(pair) ?? []), account.account_id]);
      }
    }
    for (const account of visible.others) others.set(account.account_id, account);
    // Among the failed connections is said why a login sees nothing.
    if (wanted !== undefined || visible.accounts.length === 0 || visible.note === undefined) continue;
    note(seen.length > 1 ? `The connection ${connection_id}: ${visible.note}` : visible.note);
  }
  for (const [pair, ids] of shared)
    note(`Two connections see the same accounts (${listed(ids)}), ${pair}. Give each account to one connection only.`);
  for (const id of wanted ?? []) {
    if (reached.has(id)) continue;
    const other = others.get(id);
    const why = other
      ? `is known, but ${other.reason}.`
      : `is not among those that the login can see: ${listed([...reached.keys()])}.${suggestion(id, [...reached.keys()])}`;
    const unseen = other ? '' : failed.map(({ error }) => ` ${error.message}`).join('');
    throw new InvalidRequest('accounts', `The account ${id} ${why}${unseen}`);
  }
  const selected = wanted ? [...new Set(wanted)].map((id) => reached.get(id)!) : [...reached.values()];
  return selected.toSorted((a, b) => compareText(a.account_id, b.account_id));
}

function requireKnown(noun: string, names: readonly string[] | undefined, known: readonly string[]): void {
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
