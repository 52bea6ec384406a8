/** `muster query --athena` against moto's Athena: moto accepts the requests, and the command reads the answers. */
import { AthenaClient, CreateWorkGroupCommand } from '@aws-sdk/client-athena';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AthenaEngine } from '../../bin/commands/query/athena-engine.ts';
import { printResult } from '../../bin/commands/query/render.ts';
import { ATHENA_DATABASE, ATHENA_WORKGROUP } from '../../shared/exports/athena.ts';
import { Kept } from '../bin/commands/query/support.ts';
import { type Running, startMoto } from './processes.ts';

const REGION = 'us-east-1';
let moto: Running;
let client: AthenaClient;

beforeAll(async () => {
  moto = await startMoto();
  client = new AthenaClient({
    region: REGION,
    endpoint: moto.url,
    credentials: { accessKeyId: 'conformance', secretAccessKey: 'conformance' },
  });
  const ResultConfiguration = { OutputLocation: 's3://muster-results/' };
  await client.send(new CreateWorkGroupCommand({ Name: ATHENA_WORKGROUP, Configuration: { ResultConfiguration } }));
});

afterAll(async () => {
  client.destroy();
  await moto.stop();
});

/** moto does not run SQL: it returns results that the test registers. */
async function willAnswer(
  columns: readonly (readonly [name: string, type: string])[],
  rows: readonly (readonly string[])[],
): Promise<void> {
  const response = await fetch(`${moto.url}/moto-api/static/athena/query-results`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      account_id: '123456789012',
      region: REGION,
      results: [
        {
          rows: [columns.map(([name]) => name), ...rows].map((cells) => ({ Data: cells.map((cell) => ({ VarCharValue: cell })) })),
          column_info: columns.map(([Name, Type]) => ({ CatalogName: 'hive', SchemaName: '', TableName: '', Name, Label: Name, Type })),
        },
      ],
    }),
  });
  if (!response.ok) throw new Error(`moto answered ${response.status}.`);
}

describe('a query in Athena', () => {
  it('returns rows with their types', async () => {
    await willAnswer(
      [
        ['type', 'varchar'],
        ['resources', 'bigint'],
      ],
      [
        ['AWS::S3::Bucket', '12'],
        ['AWS::EC2::VPC', '3'],
      ],
    );
    const engine = new AthenaEngine(client, { workgroup: ATHENA_WORKGROUP, database: ATHENA_DATABASE, sleep: async () => {} });
    const stdout = new Kept();

    await printResult(await engine.run('SELECT type, count(*) AS resources FROM resources GROUP BY type'), 'json', stdout);

    expect(stdout.text).toBe('{"type":"AWS::S3::Bucket","resources":12}\n{"type":"AWS::EC2::VPC","resources":3}\n');
  });
});
