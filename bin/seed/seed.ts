/** Registers the catalogue of seeds over the API. Every step may be repeated, so that an interrupted seed is continued by the next one. */
import { type SeedCustomer, type SeedResource, SEED_CUSTOMERS, SEED_RESOURCES, SEED_TYPES } from './catalogue.ts';

export interface Seeded {
  readonly kind: 'type' | 'resource' | 'customer' | 'assignment';
  /** The type, the id of the resource or customer, or what is assigned. */
  readonly id: string;
  readonly name: string;
  /** `added`, `assigned`: it was not there. `kept`: it was there, and stays as it is. `left`: another customer has it by now, and keeps it. */
  readonly result: 'added' | 'kept' | 'assigned' | 'left';
  /** The customer of an assignment. */
  readonly customer_id?: string;
}

export interface SeedOptions {
  /** An account that the first customer gets, if it is registered. Without it no customer gets an account. */
  readonly account?: string;
}

interface Customer {
  readonly customer_id: string;
  readonly email: string;
}

interface Page<T> {
  readonly items: readonly T[];
  readonly next_cursor?: string;
}

/** The part of what a customer owns that a seed compares. */
interface Owned {
  readonly id: string;
  readonly account_id?: string;
  readonly owned_through: 'account' | 'resource';
}

/** The part of a client of the API that a seed needs. */
export interface SeedApi {
  /** Undefined if the request is refused with one of the `expected` statuses. */
  request<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown, expected?: readonly number[]): Promise<T | undefined>;
}

const CONFLICT = 409;
const NOT_FOUND = 404;

/** Registers what is missing, and says of each thing whether it was. @throws the client's error if the API refuses a request */
export async function* seed(api: SeedApi, { account }: SeedOptions = {}): AsyncGenerator<Seeded> {
  for (const [type, schema] of Object.entries(SEED_TYPES)) yield await seedType(api, type, schema);
  for (const resource of SEED_RESOURCES) yield await seedResource(api, resource);
  for (const [place, wanted] of SEED_CUSTOMERS.entries()) {
    const { seeded, customer_id } = await seedCustomer(api, wanted);
    yield seeded;
    const assignment = { kind: 'assignment', name: wanted.name, customer_id } as const;
    const had = seeded.result === 'kept' ? await ownedBy(api, customer_id) : new Set<string>();
    for (const resource of SEED_RESOURCES.filter(({ id }) => wanted.owns.includes(id))) {
      const id = uidOf(resource);
      yield { ...assignment, id, result: await assigned(api, had.has(id), 'POST', '/resources', { customer_id, resource_id: id }) };
    }
    if (place > 0 || account === undefined || !(await exists(api, `/accounts/${encodeURIComponent(account)}`))) continue;
    const path = `/customers/${customer_id}/accounts/${encodeURIComponent(account)}`;
    yield { ...assignment, id: account, result: await assigned(api, had.has(account), 'PUT', path, {}) };
  }
}

const uidOf = ({ id, type }: Pick<SeedResource, 'id' | 'type'>): string => `registered:muster@${type}@global@${id}`;

/** A schema that somebody changed stays. */
async function seedType(api: SeedApi, type: string, schema: object): Promise<Seeded> {
  const path = `/registered-types/${encodeURIComponent(type)}`;
  const there = await exists(api, path);
  if (!there) await api.request('PUT', path, { schema });
  return { kind: 'type', id: type, name: type, result: there ? 'kept' : 'added' };
}

async function seedResource(api: SeedApi, resource: SeedResource): Promise<Seeded> {
  const added = await api.request('POST', '/resources', resource, [CONFLICT]);
  return { kind: 'resource', id: uidOf(resource), name: resource.name, result: added ? 'added' : 'kept' };
}

async function seedCustomer(
  api: SeedApi,
  { name, email }: SeedCustomer,
): Promise<{ readonly seeded: Seeded; readonly customer_id: string }> {
  const added = await api.request<Customer>('POST', '/customers', { name, email }, [CONFLICT]);
  const { customer_id } = added ?? (await customerOf(api, email));
  return { seeded: { kind: 'customer', id: customer_id, name, result: added ? 'added' : 'kept' }, customer_id };
}

/** @throws Error if no customer has the address */
async function customerOf(api: SeedApi, email: string): Promise<Customer> {
  for await (const customer of itemsOf<Customer>(api, '/customers')) if (customer.email.toLowerCase() === email) return customer;
  throw new Error(`A customer with the e-mail address ${email} is being added or removed; try again.`);
}

/** The ids of what the customer has: resources, and whole accounts of which at least one resource is known. */
async function ownedBy(api: SeedApi, customerId: string): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for await (const { id, account_id, owned_through } of itemsOf<Owned>(api, `/customers/${customerId}/resources`))
    ids.add(owned_through === 'account' && account_id !== undefined ? account_id : id);
  return ids;
}

async function* itemsOf<T>(api: SeedApi, path: string): AsyncGenerator<T> {
  let cursor = '';
  for (;;) {
    const page = await api.request<Page<T>>('GET', `${path}?limit=500${cursor}`);
    yield* page?.items ?? [];
    if (page?.next_cursor === undefined) return;
    cursor = `&cursor=${encodeURIComponent(page.next_cursor)}`;
  }
}

/** The API takes a second assignment to the same customer for the first one, and refuses one to a second customer. */
async function assigned(
  api: SeedApi,
  had: boolean,
  method: 'POST' | 'PUT',
  path: string,
  body: object,
): Promise<'assigned' | 'kept' | 'left'> {
  if (!(await api.request(method, path, body, [CONFLICT]))) return 'left';
  return had ? 'kept' : 'assigned';
}

const exists = async (api: SeedApi, path: string): Promise<boolean> =>
  (await api.request('GET', path, undefined, [NOT_FOUND])) !== undefined;

/** `Seed: 13 added, 6 assigned, 0 there already; Northwind Traders is cus_…, Fabrikam is cus_….` */
export function summaryOf(seeded: readonly Seeded[]): string {
  const count = (result: Seeded['result']): number => seeded.filter((each) => each.result === result).length;
  const left = count('left') === 0 ? '' : `, ${count('left')} left to other customers`;
  const customers = seeded.filter(({ kind }) => kind === 'customer').map(({ id, name }) => `${name} is ${id}`);
  return `Seed: ${count('added')} added, ${count('assigned')} assigned, ${count('kept')} there already${left}; ${customers.join(', ')}.`;
}
