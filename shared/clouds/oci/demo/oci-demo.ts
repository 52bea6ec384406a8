/** The demo estate in OCI: answers the requests to OCI from the samples beside the type definitions, at the place of the HTTPS client. */
import type { Fault } from '../../demo/account-context.ts';
import { pageOf } from '../../demo/paging.ts';
import { put } from '../../demo/placing.ts';
import { type IndexedAnswer, requestKey } from '../../demo/request-index.ts';
import type { Quirks } from '../../demo/sample-file.ts';
import type { DemoSettings } from '../../demo/settings.ts';
import { ThrottledOnce } from '../../demo/throttled-once.ts';
import type { WireAnswer } from '../access/transport.ts';
import type { OciAnswerer, OciRequest } from '../answering.ts';
import { DemoAccount, loadTypes, type RegionalType } from './demo-account.ts';
import { answerFrame, type Framed } from './frame.ts';
import { Refused } from '../../demo/refused.ts';
import { notAuthorizedOrNotFound } from './not-authorized.ts';
import { type DemoTenancy, TENANCIES, VANISHED } from './tenancies.ts';

/** Parameters that only say which page of a list is asked for. */
const PAGE = 'page';
const START_INDEX = 'startIndex';
const ASIDE = [PAGE, START_INDEX];

/** The name of the root compartment, which is the tenancy, among those in which families are denied. */
const ROOT = 'root';

export class OciDemo implements OciAnswerer {
  readonly #day: DemoSettings['day'];
  readonly #tenancies: readonly DemoTenancy[];
  readonly #accounts = new Map<string, DemoAccount>();
  readonly #throttled = new ThrottledOnce();
  #types: Promise<readonly RegionalType[]> | undefined;

  /** `tenancies`: those of the demo organization if absent. */
  constructor({ day }: Pick<DemoSettings, 'day'>, tenancies = TENANCIES) {
    this.#day = day;
    this.#tenancies = tenancies;
  }

  async answer(request: OciRequest): Promise<WireAnswer> {
    try {
      const { body, next } = this.#answer(request, await this.#account(request.tenancy));
      return answered(200, body, next === undefined ? {} : { 'opc-next-page': next });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return answered(error.status, { code: error.name, message: error.message }, error.headers);
    }
  }

  /** The faults of a tenancy on the day. @throws Refused if the demo has no such tenancy */
  async faults(tenancy: string): Promise<readonly Fault[]> {
    return (await this.#account(tenancy)).faults();
  }

  /** @throws Refused */
  async #account(id: string): Promise<DemoAccount> {
    this.#types ??= loadTypes();
    const types = await this.#types;
    const known = this.#accounts.get(id);
    if (known) return known;
    const tenancy = this.#tenancies.find((each) => each.id === id);
    if (!tenancy) {
      throw new Refused({ code: 'NotAuthenticated', status: 401, message: `There is no tenancy ${id} in the demo estate.` });
    }
    const made = new DemoAccount(tenancy, this.#day, types);
    this.#accounts.set(id, made);
    return made;
  }

  /** @throws Refused */
  #answer({ method, url, body, tenancy }: OciRequest, account: DemoAccount): Framed {
    const framed = answerFrame(url, body, account);
    if (framed) return framed;
    const query = [...url.searchParams].filter(([name]) => !ASIDE.includes(name));
    const found = account.answers.get(requestKey(`${url.origin}${url.pathname}`, query));
    if (!found) {
      throw new Refused({ code: 'InvalidParameter', status: 400, message: `The demo estate has no answer to ${method} ${url.href}.` });
    }
    const quirks = account.quirksOf(found.service);
    // The whole wait: a client that is told of none chooses a longer one.
    if (this.#throttled.isDue(`${tenancy} ${url.href}`)) throw new Refused(quirks.throttled, { 'retry-after': '0' });
    checkCompartment(found, url.searchParams.get('compartmentId'), account);
    return bodyOf(found, quirks, url.searchParams);
  }
}

/** @throws Refused for a list of a compartment that is deleted meanwhile, or in which the login may not read the family */
function checkCompartment({ call: { permission = '' } }: IndexedAnswer, id: string | null, account: DemoAccount): void {
  const { tenancy, compartments } = account;
  const name = id === tenancy.id ? ROOT : String(compartments.find((each) => each.id === id)?.config['name']);
  const [, family = ''] = permission.split(' ');
  if (VANISHED.has(name) || tenancy.denied[name]?.includes(family)) throw notAuthorizedOrNotFound();
}

function bodyOf(found: IndexedAnswer, quirks: Quirks, query: URLSearchParams): Framed {
  switch (found.kind) {
    case 'denied':
      throw new Refused(quirks.denied);
    case 'absent':
      throw new Refused({ code: found.code, status: 404, message: 'It is not set.' });
    case 'item':
      return { body: found.body };
    case 'list':
      return found.path === 'Resources'
        ? scimPage(found.elements, quirks.page, Number(query.get(START_INDEX) ?? 1))
        : listPage(found, quirks, query);
  }
}

function listPage({ call, elements, path }: IndexedAnswer & { kind: 'list' }, quirks: Quirks, query: URLSearchParams): Framed {
  const { items, next } = pageOf(elements, {
    list: call.operation,
    size: undefined,
    cap: quirks.page,
    token: query.get(PAGE) ?? undefined,
    refused: (message) => new Refused({ ...quirks.badToken, message }),
  });
  return { body: put({}, path, items), next };
}

/** https://datatracker.ietf.org/doc/html/rfc7644#section-3.4.2 */
function scimPage(elements: readonly unknown[], size: number, startIndex: number): Framed {
  const Resources = elements.slice(startIndex - 1, startIndex - 1 + size);
  return {
    body: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: elements.length,
      Resources,
      startIndex,
      itemsPerPage: Resources.length,
    },
  };
}

const answered = (status: number, body: unknown, headers: Readonly<Record<string, string>>): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  text: JSON.stringify(body),
});
