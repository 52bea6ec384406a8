/**
 * The exports in Athena: tables of the files and of the pointers, and views that show of each date the export that its pointer names. Under
 * the names of `muster query` are the views of the newest night.
 */
import { Aws, Stack, Validations } from 'aws-cdk-lib';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import {
  ATHENA_DATABASE,
  ATHENA_RESULTS_PREFIX,
  ATHENA_WORKGROUP,
  type AthenaColumn,
  type AthenaView,
  everyNight,
  fileColumnsOf,
  filesTable,
  newestNight,
  nights,
  PARTITION,
  POINTER_COLUMNS,
  POINTERS_TABLE,
  viewOfNewest,
} from '../../shared/exports/athena.ts';
import { DATASET_NAMES } from '../../shared/exports/datasets.ts';
import { datasetPrefix, POINTERS_PREFIX } from '../../shared/exports/night-layout.ts';
import type { DatasetName } from '../../shared/exports/records.ts';
import { SQL_VIEWS } from '../../shared/exports/sql-views.ts';
import type { ExportsBucket } from './exports-bucket.ts';
import type { MusterFunction } from './muster-function.ts';

/** The most bytes that one query may scan: $1.25 at $5 per TB. https://aws.amazon.com/athena/pricing/ */
const MAX_SCANNED_BYTES = 250 * 2 ** 30;

/** The calls of the API on queries, and what Athena looks up in the catalog with the permissions of the API's function. */
const ATHENA_ACTIONS = [
  'athena:StartQueryExecution',
  'athena:GetQueryExecution',
  'athena:GetQueryResults',
  'athena:StopQueryExecution',
] as const;
/** https://docs.aws.amazon.com/athena/latest/ug/fine-grained-access-to-glue-resources.html */
const GLUE_ACTIONS = ['glue:GetDatabase', 'glue:GetTable', 'glue:GetTables', 'glue:GetPartitions'] as const;

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

const hive = (columns: readonly AthenaColumn[]) => columns.map(({ name, hive: type }) => ({ name, type }));

export class ExportsCatalog extends Construct {
  readonly #bucket: ExportsBucket;
  readonly #database: CfnDatabase;

  /** @param exportDays the days for which the bucket keeps exports: partitions of earlier dates are not looked for */
  constructor(scope: Construct, id: string, bucket: ExportsBucket, exportDays: number) {
    super(scope, id);
    this.#bucket = bucket;
    this.#database = new CfnDatabase(this, 'Database', {
      catalogId: Stack.of(this).account,
      databaseName: ATHENA_DATABASE,
      databaseInput: { name: ATHENA_DATABASE, description: 'Muster: exports of the inventory, by night' },
    });
    const pointers = this.#table('Pointers', {
      name: POINTERS_TABLE,
      description: 'One row per published export',
      tableType: 'EXTERNAL_TABLE',
      parameters: { EXTERNAL: 'TRUE', classification: 'json' },
      storageDescriptor: { ...JSON_LINES, location: this.#url(POINTERS_PREFIX), columns: hive(POINTER_COLUMNS) },
    });
    const nightsView = this.#view('Nights', nights, pointers);
    const newest = new Map<DatasetName, CfnTable>();
    for (const dataset of DATASET_NAMES) {
      const files = this.#files(dataset, exportDays);
      const every = this.#view(`${dataset}Nights`, everyNight(dataset), files, pointers);
      newest.set(dataset, this.#view(`${dataset}Newest`, newestNight(dataset), every, nightsView));
    }
    for (const view of SQL_VIEWS) this.#view(`Common_${view.name}`, viewOfNewest(view), ...newest.values());
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

  /** Lets `target` run queries in the workgroup over the tables and views of the database, and over no other. */
  giveQueries(target: MusterFunction): void {
    const arn = (service: string, resource: string): string =>
      `arn:${Aws.PARTITION}:${service}:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;
    const tables = `table/${ATHENA_DATABASE}/*`;
    target.addToRolePolicy(
      new PolicyStatement({ actions: [...ATHENA_ACTIONS], resources: [arn('athena', `workgroup/${ATHENA_WORKGROUP}`)] }),
    );
    target.addToRolePolicy(
      new PolicyStatement({
        actions: [...GLUE_ACTIONS],
        resources: [arn('glue', 'catalog'), arn('glue', `database/${ATHENA_DATABASE}`), arn('glue', tables)],
      }),
    );
    Validations.of(target.role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:glue:<AWS::Region>:<AWS::AccountId>:${tables}]`,
      reason: 'The database is the stack’s own, and every table in it is one that queries may read.',
    });
    this.#bucket.giveQueryResults(target);
  }

  /** Partitions are computed, not registered: an export's files are found as soon as they are there. */
  #files(dataset: DatasetName, exportDays: number): CfnTable {
    const location = this.#url(datasetPrefix(dataset, 'parquet'));
    return this.#table(`${dataset}Files`, {
      name: filesTable(dataset),
      tableType: 'EXTERNAL_TABLE',
      partitionKeys: [{ name: PARTITION, type: 'string' }],
      parameters: {
        EXTERNAL: 'TRUE',
        classification: 'parquet',
        'projection.enabled': 'true',
        [`projection.${PARTITION}.type`]: 'date',
        [`projection.${PARTITION}.format`]: 'yyyy-MM-dd',
        [`projection.${PARTITION}.range`]: `NOW-${exportDays + 1}DAYS,NOW`,
        'storage.location.template': `${location}${PARTITION}=\${${PARTITION}}/`,
      },
      storageDescriptor: { ...PARQUET, location, columns: hive(fileColumnsOf(dataset)) },
    });
  }

  /** A view as Athena stores it: Trino's JSON description of the view, in base64. */
  #view(id: string, { name, columns, sql }: AthenaView, ...reads: readonly CfnTable[]): CfnTable {
    const view = {
      originalSql: sql,
      catalog: 'awsdatacatalog',
      schema: ATHENA_DATABASE,
      columns: columns.map(({ name: column, sql: type }) => ({ name: column, type })),
    };
    const table = this.#table(id, {
      name,
      tableType: 'VIRTUAL_VIEW',
      parameters: { presto_view: 'true', comment: 'Presto View' },
      viewOriginalText: `/* Presto View: ${Buffer.from(JSON.stringify(view)).toString('base64')} */`,
      viewExpandedText: '/* Presto View */',
      storageDescriptor: { location: '', serdeInfo: {}, columns: hive(columns) },
    });
    table.node.addDependency(...reads);
    return table;
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
