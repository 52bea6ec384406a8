import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sealCursor } from '../../../shared/api/cursors.ts';
import { changeRowOf } from '../../../shared/inventory/changes.ts';
import type { JobId } from '../../../shared/ids.ts';
import { account, accountRow, apiFixture, JOB_ID, jobRow, putResources, resourceRow, taskRow, TIME } from '../../support/api-fixture.ts';
import { send } from '../../support/conforming-api.ts';
import { findingRow, suppressionRow } from '../../support/finding-rows.ts';
import { startDynamo, type Dynamo } from '../../support/dynamo.ts';

const ALL_FINDINGS = ['findings', 'open', undefined, undefined, undefined, undefined, undefined];
let dynamo: Dynamo;
let app: ReturnType<typeof apiFixture>['app'];
const first = resourceRow({ resource_id: 'vpc-first' });

beforeAll(async () => {
  dynamo = await startDynamo();
  const { store } = dynamo;
  ({ app } = apiFixture(store));
  for (const index of [0, 1, 2, 3, 4]) {
    await store.put('jobs', jobRow({ job_id: index === 0 ? JOB_ID : (`inv-${index}` as JobId) }));
    await store.put('accounts', accountRow({ account_id: account(String(index)) }));
    await store.put('job_tasks', taskRow({ account_id: account(String(index)) }));
    await store.put('connections', { connection_id: `c-${index}`, provider: 'aws', name: 'C', settings: {}, created_at: TIME });
    await store.put('changes', changeRowOf({ ...first, last_change: { ...first.last_change, version: index + 1 } }));
  }
  const rows = [0, 1].flatMap((owner) =>
    ['eu-west-1', 'us-east-1'].flatMap((segment) =>
      [0, 1, 2, 3].map((index) => resourceRow({ account_id: account(String(owner)), segment, resource_id: `vpc-${index}` })),
    ),
  );
  await putResources(store, [...rows, first]);
  const findings = [0, 1].flatMap((owner) =>
    ['aws.s3.bucket-versioning-enabled', 'aws.s3.bucket-acl-not-used'].flatMap((policy_id) =>
      [0, 1, 2].map((index) => findingRow({ account_id: account(String(owner)), policy_id, resource_id: `bucket-${index}` })),
    ),
  );
  const resolved = findingRow({ account_id: account('1'), resource_id: 'gone' }, { status: 'resolved', resolved_at: TIME });
  for (const row of [...findings, resolved]) await store.put('findings', row);
  for (const index of [0, 1, 2]) await store.put('suppressions', suppressionRow({ suppression_id: `sup-r-${index}` }));
});
afterAll(async () => dynamo.close());

describe('cursors over DynamoDB', () => {
  const changes = `/resources/${encodeURIComponent(first.resource_uid)}/changes?`;

  it.each([
    ['/jobs?', 5],
    [`/jobs/${JOB_ID}/accounts?`, 5],
    ['/accounts?', 5],
    ['/connections?', 6],
    ['/resources?', 17],
    ['/resources?region=us-east-1', 8],
    ['/resources?account_id=000000000001', 9],
    [changes, 5],
    ['/changes?since=2026-11-21T00:00:00Z&until=2026-11-22T00:00:00Z', 5],
    ['/changes?since=2026-11-20T00:00:00Z&until=2026-11-23T00:00:00Z&account_id=000000000001&type=AWS::EC2::VPC', 5],
    ['/coverage?', 4],
    ['/coverage?account_id=000000000001', 2],
    ['/findings?', 12],
    ['/findings?policy_id=aws.s3.bucket-acl-not-used', 6],
    ['/findings?account_id=000000000001', 6],
    ['/findings?account_id=000000000001&policy_id=aws.s3.bucket-acl-not-used', 3],
    ['/findings?status=resolved', 1],
    ['/findings?status=resolved&policy_id=aws.s3.bucket-versioning-enabled', 1],
    ['/suppressions?', 3],
  ])('lead through every item of %s once', async (path, total) => {
    for (const limit of [1, 2, 3, 500]) {
      const seen = new Set<string>();
      let count = 0;
      let cursor: string | undefined;
      do {
        const { status, body } = await send(app, `${path}&limit=${limit}${cursor === undefined ? '' : `&cursor=${cursor}`}`);
        expect(status).toBe(200);
        for (const item of body.items) seen.add(JSON.stringify(item));
        count += body.items.length;
        cursor = body.next_cursor;
      } while (cursor !== undefined);
      expect([count, seen.size]).toEqual([total, total]);
    }
  });

  it.each([
    ['/jobs?', ['jobs'], { job_id: 'x', created_at: 'x' }],
    ['/accounts?', ['accounts'], { account_id: 'x' }],
    ['/coverage?', ['coverage', undefined, undefined, undefined, undefined, undefined], { account_id: 'x', segment: 'y', type: 'z' }],
    [
      '/resources?',
      ['resources', undefined, undefined, 1, undefined, undefined, []],
      { partition: 'AWS::EC2::VPC#03', after: 'not a uid' },
    ],
    ['/resources?', ['resources', undefined, undefined, 1, undefined, undefined, []], { partition: 'AWS::EC2::VPC#03', after: 'a|b|c|d' }],
    ['/resources?', ['resources', undefined, undefined, 1, undefined, undefined, []], { partition: 'accounts', after: 'a|b|c|d' }],
    ['/findings?', ALL_FINDINGS, { partition: '03', after: 'no finding' }],
    ['/findings?', ALL_FINDINGS, { partition: '03', after: `s3.a#aws:000000000001|T|r|${'x'.repeat(2000)}` }],
    ['/findings?', ALL_FINDINGS, { partition: '03', after: 's3.a#aws:000000000001|T|r|x' }],
    ['/findings?', ALL_FINDINGS, { partition: 'aws:000000000001', after: 's3.a#aws:000000000001|T|r|x' }],
    [
      '/findings?account_id=000000000001&policy_id=aws.s3.bucket-acl-not-used&',
      ['findings', 'open', account('1'), 'aws.s3.bucket-acl-not-used', undefined, undefined, undefined],
      { partition: account('1'), after: 's3.z#aws:000000000001|T|r|x' },
    ],
    ['/suppressions?', ['suppressions'], { suppression_id: 'x' }],
  ])('that are forged for %s never cause an error of Muster itself', async (path, query, position) => {
    const { status } = await send(app, `${path}cursor=${sealCursor(query, position)}`);

    expect(status).toBeLessThan(500);
  });
});
