import { describe, expect, it } from '@jest/globals';
import { columnsOf } from '../../bin/commands/query/columns.ts';
import { ATHENA_DATABASE, ATHENA_VIEWS, ATHENA_WORKGROUP, NIGHTS_TABLE, nightsTable } from '../../shared/exports/athena.ts';
import { DATASET_NAMES, DATASETS } from '../../shared/exports/datasets.ts';
import { fileKey } from '../../shared/exports/night-layout.ts';
import { nightSchema } from '../../shared/exports/night.ts';
import { parseAccountId } from '../../shared/ids.ts';
import { synthesized } from './templates.ts';

interface Column {
  readonly Name: string;
  readonly Type: string;
}

const { platform } = synthesized();
const bucket = platform.one('AWS::S3::Bucket');
const tables = platform.ofType('AWS::Glue::Table').map(({ Properties }) => Properties['TableInput']);
const tableNamed = (name: string) => tables.find(({ Name }) => Name === name);
const viewOf = (name: string) =>
  JSON.parse(Buffer.from(/^\/\* Presto View: (\S+) \*\/$/.exec(tableNamed(name).ViewOriginalText)![1]!, 'base64').toString()) as {
    readonly originalSql: string;
    readonly catalog: string;
    readonly schema: string;
    readonly columns: readonly { name: string }[];
  };
const inBucket = (text: string) => ({ 'Fn::Join': ['', ['s3://', { Ref: bucket.id }, `/${text}`]] });

describe('tables of Athena', () => {
  it('are a table of every nightly export and a view of the newest for each dataset, and a table of the nightly exports themselves', () => {
    const names = tables.map(({ Name }) => Name as string);

    expect(names.toSorted()).toEqual([NIGHTS_TABLE, ...DATASET_NAMES.map(nightsTable), ...ATHENA_VIEWS].toSorted());
    expect(platform.ofType('AWS::Glue::Table').map(({ Properties }) => Properties['DatabaseName'])).toEqual(
      names.map(() => ATHENA_DATABASE),
    );
    expect(platform.one('AWS::Glue::Database').Properties['DatabaseInput'].Name).toBe(ATHENA_DATABASE);
  });

  it.each(DATASET_NAMES)('%s has every column of its dataset, none of them twice', (dataset) => {
    const { StorageDescriptor, PartitionKeys } = tableNamed(nightsTable(dataset));
    const columns = [...StorageDescriptor.Columns, ...PartitionKeys].map(({ Name }: Column) => Name);

    expect(new Set(columns).size).toBe(columns.length);
    expect(new Set(columns)).toEqual(new Set([...Object.keys(DATASETS[dataset].columns), 'date', 'provider']));
  });

  it.each(DATASET_NAMES)('%s reads the location to which the worker writes', (dataset) => {
    const { Parameters } = tableNamed(nightsTable(dataset));
    const key = fileKey(dataset, 'parquet', '2026-11-21', parseAccountId('123456789012'));
    const folder = key.slice(0, key.indexOf('account='));
    const template = folder.replace('2026-11-21', '${date}').replace('=aws', '=${provider}');

    expect(Parameters['storage.location.template']).toEqual(inBucket(template));
    expect(Parameters).toMatchObject({ 'projection.enabled': 'true', 'projection.date.format': 'yyyy-MM-dd' });
  });

  it.each(DATASET_NAMES)('%s of the newest nightly export has the columns of a local query, in their order', (dataset) => {
    const view = viewOf(dataset);
    const columns = columnsOf(dataset).map(({ name }) => name);

    expect(view).toMatchObject({ catalog: 'awsdatacatalog', schema: ATHENA_DATABASE });
    expect(view.columns.map(({ name }) => name)).toEqual(columns);
    expect(tableNamed(dataset).StorageDescriptor.Columns.map(({ Name }: Column) => Name)).toEqual(columns);
    expect(view.originalSql).toContain(`FROM "muster"."${nightsTable(dataset)}" WHERE "date" IN (SELECT max("date")`);
  });

  it('compute the ARN of each AWS resource from its native id', () => {
    expect(viewOf('resources').originalSql).toContain(`CASE WHEN "provider" = 'aws' THEN "native_id" END AS "arn"`);
    expect(viewOf('resources').columns.map(({ name }) => name)).toContain('arn');
  });

  it('read the columns of a nightly export that its manifest has', () => {
    const columns = tableNamed(NIGHTS_TABLE).StorageDescriptor.Columns.map(({ Name }: Column) => Name);

    expect(Object.keys(nightSchema.shape)).toEqual(expect.arrayContaining(columns));
  });
});

describe('the workgroup', () => {
  it('encrypts results, does not let queries change that, limits the scanned bytes, and its results expire', () => {
    const { Name, WorkGroupConfiguration: configuration } = platform.one('AWS::Athena::WorkGroup').Properties;

    expect(Name).toBe(ATHENA_WORKGROUP);
    expect(configuration).toMatchObject({
      EnforceWorkGroupConfiguration: true,
      BytesScannedCutoffPerQuery: 250 * 2 ** 30,
      ResultConfiguration: { OutputLocation: inBucket('athena-results/'), EncryptionConfiguration: { EncryptionOption: 'SSE_S3' } },
    });
    expect(bucket.Properties['LifecycleConfiguration'].Rules).toContainEqual(
      expect.objectContaining({ Prefix: 'athena-results/', ExpirationInDays: 7, Status: 'Enabled' }),
    );
  });
});
