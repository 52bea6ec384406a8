import { describe, expect, it } from '@jest/globals';
import { denial, type Grants, objectOrQueueAccess, tableAccesses } from '../../../bin/local/grants.ts';

const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/Jobs';
const GRANTS: Grants = {
  Poller: [
    { actions: ['dynamodb:GetItem', 'dynamodb:Query'], resources: [TABLE] },
    { actions: ['dynamodb:Query'], resources: [`${TABLE}/index/open_jobs`] },
    { actions: ['s3:PutObject'], resources: ['arn:aws:s3:::exports/exports/*'] },
    { actions: ['sqs:SendMessage'], resources: ['arn:aws:sqs:us-east-1:000000000000:Work'] },
  ],
};
const table = (operation: string, more: object = {}) => denial(GRANTS, 'Poller', tableAccesses(operation, { TableName: 'Jobs', ...more }));
const object = (method: string, url: string) => denial(GRANTS, 'Poller', [objectOrQueueAccess({ method, url, headers: {} })]);
const queue = (target: string) =>
  denial(GRANTS, 'Poller', [objectOrQueueAccess({ method: 'POST', url: '/', headers: { 'x-amz-target': `AmazonSQS.${target}` } })]);

describe('a request of a function', () => {
  it('is allowed if the role names the action and the resource', () => {
    expect(table('GetItem')).toBeUndefined();
    expect(table('Query')).toBeUndefined();
    expect(table('Query', { IndexName: 'open_jobs' })).toBeUndefined();
    expect(object('PUT', '/exports/exports/a%20b?x-id=PutObject')).toBeUndefined();
    expect(object('POST', '/exports/exports/a?uploads')).toBeUndefined();
    expect(queue('SendMessageBatch')).toBeUndefined();
  });

  it('is refused otherwise, in the words of AWS', () => {
    expect(table('Query', { IndexName: 'jobs_by_time' })).toBe(
      `User: Poller is not authorized to perform: dynamodb:Query on resource: ${TABLE}/index/jobs_by_time because no identity-based policy allows the dynamodb:Query action`,
    );
    expect(table('DeleteItem')).toContain('dynamodb:DeleteItem');
    expect(table('GetItem', { TableName: 'Jobs2' })).toContain('table/Jobs2');
    expect(table('BatchGetItem', { TableName: undefined, RequestItems: { Jobs: {} } })).toContain('dynamodb:BatchGetItem');
    expect(object('GET', '/exports/exports/a')).toContain('s3:GetObject on resource: arn:aws:s3:::exports/exports/a');
    expect(object('PUT', '/exports/policies/a')).toContain('s3:PutObject');
    expect(object('PUT', '/exports/%E0%A4%A')).toContain('s3:PutObject');
    expect(object('DELETE', '/exports/exports/a')).toContain('s3:DeleteObject');
    expect(object('GET', '/exports?list-type=2')).toContain('s3:ListBucket on resource: arn:aws:s3:::exports ');
    expect(queue('DeleteMessage')).toContain('sqs:DeleteMessage');
  });

  it('is not checked if it is the platform itself that calls', () => {
    for (const caller of ['local', 'constructor', undefined])
      expect(denial(GRANTS, caller, tableAccesses('DeleteItem', { TableName: 'Jobs' }))).toBeUndefined();
  });
});
