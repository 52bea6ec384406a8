import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { EXIT } from '../../../../bin/commands/exit-codes.ts';
import { coverageRecord, resourceRecord, writtenExport } from '../../../support/export-records.ts';
import { Place } from './support.ts';

let place: Place;
beforeEach(() => {
  place = new Place();
});
afterEach(() => place.remove());

const DENIED = { error_code: 'AccessDenied', permission: 's3:GetBucketPolicy' };
const write = async (): Promise<void> => {
  const resources = [
    resourceRecord({ resource_id: 'a' }),
    resourceRecord({ resource_id: 'b', unread: { Policy: DENIED } }),
    resourceRecord({ resource_id: 'c', unread: { Website: { error_code: 'NotAsked' } } }),
  ];
  const coverage = [
    coverageRecord(),
    coverageRecord({ type: 'AWS::EC2::VPC', outcome: 'denied' }),
    coverageRecord({ type: 'AWS::EC2::Subnet', outcome: 'unsupported' }),
    coverageRecord({ account_id: 'aws:000000000002' as never, segment: '*', type: '*', outcome: 'denied' }),
  ];
  await writtenExport(place.path('export'), { resources, coverage, formats: ['jsonl', 'parquet'] });
};
/** Stderr without the line that names the export. */
const notesUnder = async (sql: string): Promise<string> => (await place.query('--format', 'json', sql)).err.split('\n').slice(1).join('\n');

const ACCOUNT = '1 account could not be read at all';
const UNKNOWN =
  'The verdict of 1 resource may be unknown, and no finding tells of them: what could not be read is Policy of AWS::S3::Bucket (AccessDenied, missing s3:GetBucketPolicy).';
const VPC = '1 slice was not seen whole (1 denied) of AWS::EC2::VPC';

describe('the note under an answer', () => {
  it.each([
    ["SELECT count(*) FROM resources WHERE type = 'AWS::EC2::VPC'", [ACCOUNT, VPC], ['parts']],
    ["SELECT count(*) FROM resources WHERE type LIKE 'AWS::EC2::%'", [ACCOUNT, VPC], ['parts']],
    ["SELECT count(*) FROM resources WHERE type = 'AWS::S3::Bucket'", [ACCOUNT], ['slice', 'parts']],
    ["SELECT count(*) FROM resources WHERE type <> 'AWS::S3::Bucket'", [ACCOUNT, VPC], []],
    ['SELECT count(*) FROM findings', [ACCOUNT, VPC], ['parts']],
    ['SELECT * FROM resources', [ACCOUNT, VPC, '1 resource has parts that could not be read (AWS::S3::Bucket)'], []],
    ["SELECT json_extract_scalar(config, '$.X') FROM resources WHERE type IN ('AWS::S3::Bucket')", ['1 resource has parts'], ['slice']],
    [
      "SELECT 1 FROM resources WHERE type = 'AWS::EFS::FileSystem'",
      ['Nothing is known of AWS::EFS::FileSystem: no slice of it was read.'],
      [VPC],
    ],
    // A value that a statement leaves out of another column is no reason to name other types.
    ["SELECT 1 FROM resources WHERE type = 'AWS::S3::Bucket' AND name <> ''", [ACCOUNT], ['VPC', 'slice']],
    ["SELECT 1 FROM resources WHERE type NOT IN ('AWS::S3::Bucket')", [VPC], []],
    // The policies that a statement names tell which types and parts it is about.
    ["SELECT 1 FROM findings WHERE policy_id LIKE 'aws.s3.bucket-public-%-prohibited'", [ACCOUNT, UNKNOWN], ['VPC']],
    ["SELECT 1 FROM findings WHERE policy_id = 'aws.s3.bucket-versioning-enabled'", [ACCOUNT], ['unknown', 'VPC']],
    ['SELECT policy_id FROM findings', [VPC, UNKNOWN], []],
  ])('of %s', async (sql, said, unsaid) => {
    await write();
    const notes = await notesUnder(sql);
    for (const text of said) expect(notes).toContain(text);
    for (const text of unsaid) expect(notes).not.toContain(text);
  });

  it.each(['SELECT 1', 'SELECT * FROM coverage', "SELECT 'resources'", 'SELECT * FROM accounts'])('is absent for %s', async (sql) => {
    await write();
    expect(await notesUnder(sql)).not.toMatch(/lack|parts|known/);
  });

  it('is absent if all was seen', async () => {
    await writtenExport(place.path('export'), { resources: [resourceRecord()], formats: ['jsonl', 'parquet'] });
    expect(await notesUnder('SELECT count(*) FROM resources')).toBe('');
  });

  it('stands under each answer in the shell', async () => {
    await write();
    const { err } = await place.muster(
      ['query', '--from', place.path('export')],
      'SELECT 1 FROM resources;\nSELECT 2 FROM relationships;\n',
    );
    expect(err.split(VPC)).toHaveLength(3);
  });
});

describe('a query over the folder of a diff', () => {
  const compared = async (): Promise<string> => {
    mkdirSync(place.path('o[1]'), { recursive: true });
    const was = [resourceRecord({ resource_id: 'a' }), resourceRecord({ resource_id: 'b' })];
    const is = [resourceRecord({ resource_id: 'a', tags: { owner: 'ann' } }), resourceRecord({ resource_id: 'c', name: "o'x\u001b" })];
    await writtenExport(place.path('was'), { resources: was });
    await writtenExport(place.path('is'), { resources: is });
    const into = place.path('o[1]', 'diff');
    expect((await place.muster(['diff', place.path('was'), place.path('is'), '--into', into])).code).toBe(0);
    return into;
  };
  const ask = async (folder: string, sql: string) => place.muster(['query', '--from', folder, '--format', 'json', sql]);

  it.each([
    ['SELECT resource_id, name FROM added', [{ resource_id: 'c', name: "o'x\u001b" }]],
    ['SELECT resource_id FROM removed', [{ resource_id: 'b' }]],
    [
      "SELECT resource_id, json_extract_scalar(patch, '$[0].path') AS path, json_extract_scalar(patch, '$[0].value') AS value FROM changed",
      [{ resource_id: 'a', path: '/tags/owner', value: 'ann' }],
    ],
    ['SELECT count(*) AS n FROM newly_seen, not_seen, unread_changed, not_compared', [{ n: 0 }]],
  ])('answers %s', async (sql, rows) => {
    const { code, out } = await ask(await compared(), sql);
    expect(code).toBe(0);
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((text) => JSON.parse(text) as unknown),
    ).toEqual(rows);
  });

  it('lists its tables and their columns in the shell', async () => {
    const { out } = await place.muster(['query', '--from', await compared()], '.tables\n.schema changed\n.schema resources\n');

    expect(out).toMatch(/^added\nremoved\nchanged\nnewly_seen\nnot_seen\nunread_changed\nnot_compared\n/);
    expect(out).toMatch(/resource_id +VARCHAR\n[^]*patch +VARCHAR +JSON\n[^]*There is no table resources\./);
  });

  it('names the tables that there are, and reads no other file', async () => {
    const folder = await compared();
    const wrong = await ask(folder, 'SELECT * FROM resources');
    const other = await ask(folder, `SELECT * FROM read_text('${place.path('is', 'manifest.json')}')`);

    expect(wrong).toMatchObject({
      code: EXIT.refused,
      err: expect.stringMatching(/there is no table resources\. There are added, removed, changed/),
    });
    expect(other.code).toBe(EXIT.refused);
  });
});
