/** Which columns of the views that span clouds are filled for which type, on the samples of every cloud. */
import { readdirSync, renameSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { COMMON_VIEWS, type CommonViewName } from '../../../../shared/clouds/common-views.ts';
import { COMMON_SQL_VIEWS } from '../../../../shared/exports/common-views.ts';
import { PROVIDER_FACTS } from '../../../../shared/provider-facts.ts';
import { Place } from './support.ts';

const STOPS_BY_ITSELF = 'It moves by itself, so it is not stored.';
const UNTOLD = 'The cloud does not tell it.';
const OF_INSTANCES = 'Instances have it, and clusters only where they are Multi-AZ clusters, of which there is no sample.';
/** By view and type, the columns that are null in every row, with the reason. */
const NEVER: { readonly [Name in CommonViewName]?: Readonly<Record<string, Readonly<Record<string, string>>>> } = {
  virtual_machines: {
    'AWS::EC2::Instance': { created_at: 'EC2 tells when an instance was started last.' },
    'AWS::WorkSpaces::Workspace': { state: STOPS_BY_ITSELF, created_at: UNTOLD },
  },
  networks: {
    'AWS::EC2::VPC': { created_at: UNTOLD },
    'Microsoft.Network/virtualNetworks': { is_default: 'Azure makes no network by default.', created_at: UNTOLD },
    Vcn: { is_default: 'OCI makes no network by default.' },
  },
  buckets: {
    'Microsoft.Storage/storageAccounts/blobServices/containers': {
      encryption_key: 'No sample has a key of its own.',
      created_at: UNTOLD,
    },
  },
  databases: {
    'AWS::DAX::Cluster': { state: STOPS_BY_ITSELF, engine_version: UNTOLD, created_at: UNTOLD },
    'AWS::DocDB::DBCluster': { state: STOPS_BY_ITSELF, size: OF_INSTANCES, is_public: OF_INSTANCES },
    'AWS::Neptune::DBCluster': { state: STOPS_BY_ITSELF, size: OF_INSTANCES, is_public: OF_INSTANCES },
    'AWS::RDS::DBCluster': { state: STOPS_BY_ITSELF, is_public: OF_INSTANCES },
    'AWS::Lightsail::Database': { is_encrypted: UNTOLD },
    'Microsoft.DocumentDB/databaseAccounts': {
      size: 'An account has none.',
      engine_version: 'That of MongoDB has one alone; no sample is.',
    },
    'Microsoft.Sql/servers/databases': { state: STOPS_BY_ITSELF },
  },
  users: { 'Microsoft.Graph/users': { last_sign_in_at: 'Entra ID tells it with another licence and right alone.' } },
};
/** Types of which no sample is shown. */
const NOT_SAMPLED: readonly string[] = ['AWS::SSM::ManagedInstance'];

const NAMES = Object.keys(COMMON_VIEWS) as readonly CommonViewName[];
const place = new Place();

beforeAll(async () => {
  const types = [...new Set(COMMON_SQL_VIEWS.flatMap((view) => view.types))].join(',');
  const { err } = await place.muster([
    'run',
    '--demo',
    '--demo-accounts',
    '25',
    '--types',
    types,
    '--quiet',
    '--formats',
    'parquet',
    '--outdir',
    place.path('runs'),
  ]);
  const [folder] = readdirSync(place.path('runs'));
  if (!folder) throw new Error(err);
  renameSync(place.path('runs', folder), place.path('export'));
}, 120_000);
afterAll(() => place.remove());

describe('the views that span clouds', () => {
  it.each(NAMES)('say of every type of their kind what its columns are, or that it is left out: %s', (name) => {
    const silent = PROVIDER_FACTS.flatMap(({ types, views }) =>
      types.filter(({ kind, type }) => kind === COMMON_VIEWS[name].kind && views[name][type] === undefined).map(({ type }) => type),
    );

    expect(silent).toEqual([]);
  });

  it.each(COMMON_SQL_VIEWS)('fill each column for each type, but those that the cloud does not tell: $name', async ({ name, columns }) => {
    const own = columns.filter((column) => column.name in COMMON_VIEWS[name].columns).map((column) => column.name);
    const counts = own.map((column) => `count(${column}) AS ${column}`).join(', ');
    const rows = await place.rows(`SELECT type, ${counts} FROM ${name} GROUP BY type ORDER BY type`);

    const empty = rows.flatMap((row) => own.filter((column) => row[column] === 0).map((column) => `${String(row['type'])} ${column}`));
    const allowed = Object.entries(NEVER[name] ?? {}).flatMap(([type, reasons]) =>
      Object.keys(reasons).map((column) => `${type} ${column}`),
    );
    const shown = PROVIDER_FACTS.flatMap(({ types, views }) => types.filter(({ type }) => views[name][type]).map(({ type }) => type));

    expect(empty.toSorted()).toEqual(allowed.toSorted());
    expect(rows.map((row) => row['type'])).toEqual(shown.filter((type) => !NOT_SAMPLED.includes(type)).toSorted());
  });
});
