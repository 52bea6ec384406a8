/** Finds the types and accounts that a run is asked to read, and refuses names that do not exist, before the run reads or writes anything. */
import pLimit from 'p-limit';
import type { OpenLogin, UnreadAccount, VisibleAccount } from '../clouds/login.ts';
import { type AccountSelector, parseAccountSelector, type SelectableAccount } from '../connections/account-selector.ts';
import { nearestSelectors, unknownTo } from '../connections/select-accounts.ts';
import type { ConnectedAccount, Overview } from '../connections/subscription-agent.ts';
import { GLOBAL_SEGMENT } from '../clouds/cloud.ts';
import { compareText } from '../exports/order.ts';
import { InvalidRequest } from '../errors.ts';
import type { AccountId } from '../ids.ts';
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
  const selectors = asked?.map((text) => parseAccountSelector(text, 'accounts'));
  const isWanted = (account: SelectableAccount): boolean => selectors?.some(({ matches }) => matches(account)) ?? true;
  const reached = new Map<AccountId, ReachedAccount>();
  const others = new Map<AccountId, UnreadAccount & Pick<ConnectedAccount, 'connection_id'>>();
  const shared = new Map<string, AccountId[]>();
  for (const { login, visible } of seen) {
    const { connection_id } = login.connection;
    for (const account of visible.accounts) {
      const first = reached.get(account.account_id);
      if (!first) reached.set(account.account_id, { ...account, connection_id });
      else if (isWanted(selectable(first))) {
        const pair = `${first.connection_id} and ${connection_id}: Muster reads them through ${first.connection_id}`;
        shared.set(pair, [...(shared.get(pair) ?? []), account.account_id]);
      }
    }
    for (const account of visible.others) others.set(account.account_id, { ...account, connection_id });
    // Among the failed connections is said why a login sees nothing.
    if (selectors !== undefined || visible.accounts.length === 0 || visible.note === undefined) continue;
    note(seen.length > 1 ? `The connection ${connection_id}: ${visible.note}` : visible.note);
  }
  for (const [pair, ids] of shared)
    note(`Two connections see the same accounts (${listed(ids)}), ${pair}. Give each account to one connection only.`);
  const accounts = [...reached.values()].toSorted((a, b) => compareText(a.account_id, b.account_id));
  for (const selector of selectors ?? []) {
    const unread = [...others.values()].filter((other) => !reached.has(other.account_id) && selector.matches(selectable(other)));
    const isMet = accounts.some((account) => selector.matches(selectable(account)));
    if (!isMet) throw new InvalidRequest('accounts', whyNone(selector, accounts, unread, failed));
    const [first] = unread;
    if (first)
      note(
        `${JSON.stringify(selector.written)} also selects ${unread.length === 1 ? 'an account that is' : `${unread.length} accounts that are`} not read, such as ${first.account_id}: ${first.reason}.`,
      );
  }
  return accounts.filter((account) => isWanted(selectable(account)));
}

/** One sentence why nothing that the selector names can be read. */
function whyNone(
  selector: AccountSelector,
  reached: readonly ReachedAccount[],
  [unread]: readonly UnreadAccount[],
  failed: Overview['failed'],
): string {
  const { id, written } = selector;
  const what = id === undefined ? JSON.stringify(written.slice(0, 100)) : `The account ${id}`;
  if (unread)
    return id === undefined
      ? `${what} selects only accounts that cannot be read: ${unread.account_id}: ${unread.reason}.`
      : `${what} is known, but ${unread.reason}.`;
  const unseen = failed.map(({ error }) => ` ${error.message}`).join('');
  const accounts = reached.map(selectable);
  const near = nearestSelectors(selector, accounts);
  if (id === undefined) return `${what} selects no account that the login can see${unknownTo(selector, accounts)}.${near}${unseen}`;
  return `${what} is not among those that the login can see: ${listed(reached.map(({ account_id }) => account_id))}.${near}${unseen}`;
}

/** The account as selectors see it: what is not known is absent. */
const selectable = ({ account_id, name, connection_id, organizational_unit: unit, tags }: ReachedAccount): SelectableAccount => ({
  account_id,
  name: name ?? '',
  connection_id,
  ...(unit !== null && { organizational_unit: unit }),
  ...(tags && { tags }),
});

/** Accounts whose tags are asked for at once. */
const TAGS_AT_ONCE = 4;

/** The accounts with their tags if a selector needs them: some clouds answer them one account at a time, and do not list them with the accounts. */
export async function withTags({ accounts }: AskedScope, overview: Overview): Promise<Overview> {
  if (!accounts?.some((text) => text.startsWith('tag:'))) return overview;
  const limit = pLimit(TAGS_AT_ONCE);
  const seen = await Promise.all(
    overview.seen.map(async ({ login, visible }) => {
      const tagged = async <A extends VisibleAccount>(account: A): Promise<A> => {
        const tags = account.tags ?? (await login.directory.tags?.(account.account_id));
        return tags ? { ...account, tags } : account;
      };
      return {
        login,
        visible: { ...visible, accounts: await limit.map(visible.accounts, tagged), others: await limit.map(visible.others, tagged) },
      };
    }),
  );
  return { ...overview, seen };
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
