/**
 * The demo estate in Azure: answers the requests to Resource Manager, Resource Graph, Microsoft Graph and key vaults from the samples beside the type
 * definitions, at the place of the HTTP client.
 */
import type { Fault } from '../../demo/account-context.ts';
import type { OwnedType } from '../../demo/bindings.ts';
import { pageOf } from '../../demo/paging.ts';
import { put } from '../../demo/placing.ts';
import { type IndexedAnswer, requestKey } from '../../demo/request-index.ts';
import type { Quirks } from '../../demo/sample-file.ts';
import type { DemoSettings } from '../../demo/settings.ts';
import { ThrottledOnce } from '../../demo/throttled-once.ts';
import type { HttpAnswer } from '../access/http.ts';
import type { AzureAnswerer, AzureCall } from '../answering.ts';
import { AZURE_CLOUDS } from '../hosts.ts';
import { permissionsFor } from '../permissions.ts';
import { AZURE_TYPES } from '../types.generated.ts';
import { DemoAccount, loadTypes } from './demo-account.ts';
import { answerFrame } from './frame.ts';
import { Refused } from '../../demo/refused.ts';
import { type DemoTenant, TENANTS } from './tenants.ts';

const GRAPH = new URL(AZURE_CLOUDS.public.graph).host;
const MANAGEMENT = new URL(AZURE_CLOUDS.public.management).host;

/** Parameters that say nothing of what is asked for: a next page's token, and the wish that Resource Graph answers a list. */
const SKIP_TOKEN = '$skiptoken';
const ASIDE = [SKIP_TOKEN, 'useResourceGraph'];

export class AzureDemo implements AzureAnswerer {
  readonly #day: DemoSettings['day'];
  readonly #accounts = new Map<string, DemoAccount>();
  readonly #throttled = new ThrottledOnce();
  #types: Promise<readonly OwnedType[]> | undefined;

  constructor({ day }: Pick<DemoSettings, 'day'>) {
    this.#day = day;
  }

  async answer(call: AzureCall): Promise<HttpAnswer> {
    this.#types ??= loadTypes();
    const types = await this.#types;
    try {
      return json(200, this.#answer(call, types));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return json(error.status, { error: refusalBody(call, error) }, error.headers);
    }
  }

  /** All that the directory's types need, without those that the tenant's demo refuses. */
  async graphPermissions(tenant: string): Promise<readonly string[]> {
    const found = TENANTS.find(({ id }) => id === tenant);
    if (!found) return [];
    this.#types ??= loadTypes();
    const directory = this.#account(found, found.id, await this.#types);
    const { graph_permissions } = permissionsFor(AZURE_TYPES);
    return graph_permissions.map(({ permission }) => permission).filter((permission) => !directory.isDenied(permission));
  }

  /** The faults of an account on the day: of a subscription, or of a tenant's directory. @throws RangeError */
  async faults(id: string): Promise<readonly Fault[]> {
    this.#types ??= loadTypes();
    const types = await this.#types;
    for (const tenant of TENANTS) {
      if (tenant.id === id || tenant.subscriptions.some((each) => each.id === id)) return this.#account(tenant, id, types).faults();
    }
    throw new RangeError(`${id} is no account of the demo estate in Azure.`);
  }

  /** @throws Refused */
  #answer(call: AzureCall, types: readonly OwnedType[]): object {
    const tenant = TENANTS.find(({ id }) => id === call.tenant);
    if (!tenant)
      throw new Refused({ code: 'InvalidAuthenticationTokenTenant', status: 401, message: `There is no tenant ${call.tenant}.` });
    const url = new URL(call.url);
    const accountOf = (id: string): DemoAccount => this.#account(tenant, id, types);
    if (isVault(url)) {
      const owner = tenant.subscriptions.map(({ id }) => accountOf(id)).find(({ answers }) => answers.has(keyOf(url)));
      if (!owner) throw notAnswered(call);
      return this.#fromSamples(call, url, owner);
    }
    if (url.host === MANAGEMENT) {
      const frame = answerFrame({ ...call, url }, tenant, accountOf);
      if (frame) return frame;
    } else if (url.host !== GRAPH) throw notAnswered(call);
    const [, subscription] = /^\/subscriptions\/([^/]+)/i.exec(url.pathname) ?? [];
    const id = url.host === GRAPH ? tenant.id : subscription?.toLowerCase();
    if (id === undefined) throw notAnswered(call);
    return this.#fromSamples(call, url, accountOf(id));
  }

  /** @throws Refused if the tenant has no such subscription */
  #account(tenant: DemoTenant, id: string, types: readonly OwnedType[]): DemoAccount {
    const known = this.#accounts.get(id);
    if (known) return known;
    const profile = id === tenant.id ? tenant.directory : tenant.subscriptions.find((each) => each.id === id);
    if (!profile) {
      throw new Refused({ code: 'SubscriptionNotFound', status: 404, message: `The subscription '${id}' could not be found.` });
    }
    const made = new DemoAccount(profile, profile === tenant.directory ? 'directory' : 'subscription', this.#day, types);
    this.#accounts.set(id, made);
    return made;
  }

  #fromSamples(call: AzureCall, url: URL, account: DemoAccount): object {
    const found = account.answers.get(keyOf(url));
    if (!found) throw notAnswered(call);
    const quirks = account.quirksOf(found.service);
    if (this.#throttled.isDue(`${call.tenant} ${call.url}`)) throw new Refused(quirks.throttled, { 'x-ms-retry-after-ms': '50' });
    const { permission = '' } = found.call;
    account.checkRegistered(permission);
    const answer: IndexedAnswer = account.isDenied(permission) ? { ...found, kind: 'denied' } : found;
    return bodyOf(answer, quirks, { url, isLarge: account.profile.trait === 'large', isGraph: url.host === GRAPH });
  }
}

const isVault = ({ hostname }: URL): boolean => hostname.endsWith(`.${AZURE_CLOUDS.public.vaults}`);

const keyOf = (url: URL): string =>
  requestKey(
    `${url.origin}${url.pathname}`,
    [...url.searchParams].filter(([name]) => !ASIDE.includes(name)),
  );

/** A vault answers `Forbidden` whatever the reason is, and says it inside. */
const refusalBody = ({ url }: AzureCall, { name, status, message }: Refused): object =>
  status === 403 && isVault(new URL(url)) ? { code: 'Forbidden', message, innererror: { code: name } } : { code: name, message };

interface Page {
  readonly url: URL;
  readonly isLarge: boolean;
  readonly isGraph: boolean;
}

function bodyOf(found: IndexedAnswer, quirks: Quirks, { url, isLarge, isGraph }: Page): object {
  const { permission = '' } = found.call;
  switch (found.kind) {
    case 'denied':
      if (isVault(url)) {
        throw new Refused({
          code: 'ForbiddenByRbac',
          status: 403,
          message: `Caller is not authorized to perform action on resource.\r\nAction: '${permission}'`,
        });
      }
      throw new Refused({
        message: isGraph
          ? 'Insufficient privileges to complete the operation.'
          : `The client 'muster' does not have authorization to perform action '${permission}' over scope '${url.pathname}' or the scope is invalid.`,
        ...quirks.denied,
      });
    case 'absent':
      throw new Refused({ code: found.code, status: 404, message: 'It is not set.' });
    case 'item':
      // The bodies of Azure's answers are objects, so the paths in them lead to one.
      return found.body as object;
    case 'list': {
      const { items, next } = pageOf(found.elements, {
        list: found.call.operation,
        size: undefined,
        cap: isLarge ? quirks.smallPage : quirks.page,
        token: url.searchParams.get(SKIP_TOKEN) ?? undefined,
        refused: (message) => new Refused({ ...quirks.badToken, message }),
      });
      const body = put({}, found.path, items) as object;
      if (next === undefined) return body;
      const following = new URL(url);
      following.searchParams.set(SKIP_TOKEN, next);
      return { ...body, [isGraph ? '@odata.nextLink' : 'nextLink']: following.href };
    }
  }
}

const json = (status: number, body: object, headers: Readonly<Record<string, string>> = {}): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  text: JSON.stringify(body),
});

/** Callers take its code for a mistake in their request, not for an unavailable service. */
const notAnswered = ({ method, url }: AzureCall): Refused =>
  new Refused({ code: 'InvalidRequest', status: 400, message: `The demo estate has no answer to ${method} ${url}.` });
