/** The exports as tables of Athena: every night's, and under the names of `muster query` the newest night's. */
import { Stack } from 'aws-cdk-lib';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import {
  ATHENA_DATABASE,
  ATHENA_RESULTS_PREFIX,
  ATHENA_WORKGROUP,
  newestColumnsOf,
  newestSql,
  newestView,
  NIGHTS_TABLE,
  nightsTable,
  PARTITIONS,
  storedColumnsOf,
} from '../../shared/exports/athena.ts';
import { DATASET_NAMES } from '../../shared/exports/datasets.ts';
import { datasetPrefix, NIGHTS_PREFIX } from '../../shared/exports/night-layout.ts';
import type { DatasetName } from '../../shared/exports/records.ts';
import { PROVIDERS } from '../../shared/ids.ts';

/** The most bytes that one query may scan: $1.25 at $5 per TB. https://aws.amazon.com/athena/pricing/ */
const MAX_SCANNED_BYTES = 250 * 2 ** 30;
/** The date before which there is no export. */
const FIRST_NIGHT = '2026-01-01';

type Storage = CfnTable.StorageDescriptorProperty;

/** https://docs.aws.amazon.com/athena/latest/ug/parquet-serde.html */
const PARQUET: Storage = {
  inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
  outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
  serdeInfo: { serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
};
/** https://docs.aws.amazon.com/athena/latest/ug/openx-json-serde.html */
const JSON_LINES: Storage = {
  inputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
  outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
  serdeInfo: { serializationLibrary: 'org.openx.data.jsonserde.JsonSerDe' },
};

const NIGHT_COLUMNS = [
  { name: 'date', type: 'string' },
  { name: 'collected_at', type: 'string' },
  { name: 'job_id', type: 'string' },
  { name: 'accounts', type: 'int' },
  { name: 'exported', type: 'int' },
  { name: 'failed', type: 'int' },
  { name: 'files', type: 'bigint' },
  { name: 'bytes', type: 'bigint' },
] as const;

export class ExportsCatalog extends Construct {
  readonly #bucket: Bucket;
  readonly #database: CfnDatabase;

  constructor(scope: Construct, id: string, bucket: Bucket) {
    super(scope, id);
    this.#bucket = bucket;
    this.#database = new CfnDatabase(this, 'Database', {
      catalogId: Stack.of(this).account,
      databaseName: ATHENA_DATABASE,
      databaseInput: { name: ATHENA_DATABASE, description: 'Muster: exports of the inventory, by night' },
    });
    const nights = this.#table('Nights', {
      name: NIGHTS_TABLE,
      description: 'One row per night that was exported',
      tableType: 'EXTERNAL_TABLE',
      parameters: { EXTERNAL: 'TRUE', classification: 'json' },
      storageDescriptor: { ...JSON_LINES, location: this.#url(NIGHTS_PREFIX), columns: [...NIGHT_COLUMNS] },
    });
    for (const dataset of DATASET_NAMES) {
      const stored = this.#everyNight(dataset);
      this.#newestNight(dataset).node.addDependency(stored, nights);
    }
    new CfnWorkGroup(this, 'Workgroup', {
      name: ATHENA_WORKGROUP,
      description: 'Muster: queries over the exports',
      // The workgroup holds only the results of queries, which expire anyway.
      recursiveDeleteOption: true,
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        publishCloudWatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: MAX_SCANNED_BYTES,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        resultConfiguration: {
          outputLocation: this.#url(ATHENA_RESULTS_PREFIX),
          encryptionConfiguration: { encryptionOption: 'SSE_S3' },
        },
      },
    });
  }

  /** Partitions are computed, not registered: a night is there as soon as its objects are, and nothing has to be told. */
  #everyNight(dataset: DatasetName): CfnTable {
    const location = this.#url(datasetPrefix(dataset, 'parquet'));
    return this.#table(`${dataset}Nights`, {
      name: nightsTable(dataset),
      tableType: 'EXTERNAL_TABLE',
      partitionKeys: PARTITIONS.map((name) => ({ name, type: 'string' })),
      parameters: {
        EXTERNAL: 'TRUE',
        classification: 'parquet',
        'projection.enabled': 'true',
        'projection.date.type': 'date',
        'projection.date.format': 'yyyy-MM-dd',
        'projection.date.range': `${FIRST_NIGHT},NOW`,
        'projection.provider.type': 'enum',
        'projection.provider.values': PROVIDERS.join(','),
        'storage.location.template': `${location}${PARTITIONS.map((name) => `${name}=\${${name}}/`).join('')}`,
      },
      storageDescriptor: { ...PARQUET, location, columns: storedColumnsOf(dataset).map(({ name, hive }) => ({ name, type: hive })) },
    });
  }

  /** A view as Athena stores it: Trino's JSON description of the view, in base64. */
  #newestNight(dataset: DatasetName): CfnTable {
    const columns = newestColumnsOf(dataset);
    const view = {
      originalSql: newestSql(dataset),
      catalog: 'awsdatacatalog',
      schema: ATHENA_DATABASE,
      columns: columns.map(({ name, sql }) => ({ name, type: sql })),
    };
    return this.#table(`${dataset}Newest`, {
      name: newestView(dataset),
      tableType: 'VIRTUAL_VIEW',
      parameters: { presto_view: 'true', comment: 'Presto View' },
      viewOriginalText: `/* Presto View: ${Buffer.from(JSON.stringify(view)).toString('base64')} */`,
      viewExpandedText: '/* Presto View */',
      storageDescriptor: { location: '', serdeInfo: {}, columns: columns.map(({ name, hive }) => ({ name, type: hive })) },
    });
  }

  #table(id: string, tableInput: CfnTable.TableInputProperty): CfnTable {
    const table = new CfnTable(this, id, { catalogId: Stack.of(this).account, databaseName: ATHENA_DATABASE, tableInput });
    table.addResourceDependency(this.#database);
    return table;
  }

  #url(prefix: string): string {
    return `s3://${this.#bucket.bucketName}/${prefix}`;
  }
}
