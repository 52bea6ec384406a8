/** The seed that `muster seed` registers: a small catalogue of things that no cloud lists, and two customers who have some of them. */

export interface SeedResource {
  /** The last part of the resource's id, which is the same in every deployment, so that a second seed finds it. */
  readonly id: string;
  readonly type: `Registered::${string}`;
  readonly name: string;
  readonly region?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly config: Readonly<Record<string, unknown>>;
  readonly relationships?: readonly { readonly relation: string; readonly type: string; readonly id: string }[];
}

export interface SeedCustomer {
  readonly name: string;
  readonly email: string;
  /** The ids of its resources. */
  readonly owns: readonly string[];
}

const text = { type: 'string', minLength: 1 } as const;

/** The JSON Schemas of the types' `config`. */
export const SEED_TYPES: Readonly<Record<SeedResource['type'], object>> = {
  'Registered::Rack': {
    type: 'object',
    required: ['site', 'units'],
    properties: { site: text, units: { type: 'integer', minimum: 1 } },
  },
  'Registered::Server': {
    type: 'object',
    required: ['vendor', 'model', 'cores', 'memory_gib'],
    properties: { vendor: text, model: text, cores: { type: 'integer', minimum: 1 }, memory_gib: { type: 'integer', minimum: 1 } },
  },
  'Registered::SaasTenant': {
    type: 'object',
    required: ['product', 'url', 'seats'],
    properties: { product: text, url: text, seats: { type: 'integer', minimum: 0 }, single_sign_on: { type: 'boolean' } },
  },
  'Registered::Licence': {
    type: 'object',
    required: ['product', 'quantity', 'ends_on'],
    properties: {
      product: text,
      quantity: { type: 'integer', minimum: 1 },
      ends_on: { type: 'string', pattern: String.raw`^\d{4}-\d{2}-\d{2}$` },
    },
  },
};

const inRack = [{ relation: 'located_in', type: 'Registered::Rack', id: 'seed-rack-b3' }] as const;
const server = (unit: string, cores: number, memory_gib: number): SeedResource => ({
  id: `seed-server-b3-${unit}`,
  type: 'Registered::Server',
  name: `server-b3-${unit}`,
  region: 'Frankfurt',
  tags: { env: 'prod' },
  config: { vendor: 'Dell', model: 'PowerEdge R760', cores, memory_gib },
  relationships: inRack,
});

export const SEED_RESOURCES: readonly SeedResource[] = [
  {
    id: 'seed-rack-b3',
    type: 'Registered::Rack',
    name: 'rack-b3',
    region: 'Frankfurt',
    tags: {},
    config: { site: 'Frankfurt 2', units: 42 },
  },
  server('07', 32, 512),
  server('08', 64, 1024),
  {
    id: 'seed-crm',
    type: 'Registered::SaasTenant',
    name: 'CRM',
    tags: { team: 'sales' },
    config: { product: 'CRM', url: 'https://crm.northwind.example', seats: 120, single_sign_on: true },
  },
  {
    id: 'seed-wiki',
    type: 'Registered::SaasTenant',
    name: 'Wiki',
    tags: { team: 'it' },
    config: { product: 'Wiki', url: 'https://wiki.fabrikam.example', seats: 45, single_sign_on: false },
  },
  {
    id: 'seed-database-licence',
    type: 'Registered::Licence',
    name: 'Database, 16 cores',
    tags: {},
    config: { product: 'Database Enterprise', quantity: 16, ends_on: '2027-12-31' },
  },
  {
    id: 'seed-monitoring-licence',
    type: 'Registered::Licence',
    name: 'Monitoring, 500 hosts',
    tags: {},
    config: { product: 'Monitoring', quantity: 500, ends_on: '2027-06-30' },
  },
];

/** The local platform's user of a customer belongs to the first one, found by its e-mail address. */
export const SEED_CUSTOMERS: readonly SeedCustomer[] = [
  { name: 'Northwind Traders', email: 'it@northwind.example', owns: ['seed-server-b3-07', 'seed-crm'] },
  { name: 'Fabrikam', email: 'cloud@fabrikam.example', owns: ['seed-wiki', 'seed-database-licence'] },
];
