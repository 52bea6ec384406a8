import { describe, expect, it } from '@jest/globals';
import {
  arn,
  defineType,
  first,
  inBatches,
  inside,
  join,
  listed,
  memberOf,
  paged,
  read,
  readAll,
  relation,
  single,
  tag,
  uses,
  word,
} from '../../../../../shared/clouds/aws/types/define.ts';

describe('the builders', () => {
  it('make a type that is plain data', () => {
    const vpc = defineType({
      type: 'AWS::EC2::VPC',
      kind: 'network',
      list: paged('DescribeVpcs', 'Vpcs', { MaxResults: 500 }),
      id: 'VpcId',
      nativeId: arn('vpc/{VpcId}', { account: 'OwnerId' }),
      name: first(tag('Name'), word('unnamed')),
      tags: 'Tags',
      relationships: [uses('AWS::EC2::DHCPOptions', 'DhcpOptionsId')],
    });

    expect(JSON.parse(JSON.stringify(vpc))).toEqual(vpc);
    expect(vpc.list).toEqual({ kind: 'list', operation: 'DescribeVpcs', items: 'Vpcs', input: { MaxResults: 500 } });
    expect(vpc.relationships).toEqual([{ relation: 'uses', type: 'AWS::EC2::DHCPOptions', paths: ['DhcpOptionsId'] }]);
  });

  it('say how a call pages', () => {
    expect(listed('ListQueues', 'QueueUrls').pages).toBe(false);
    expect(paged('ListZones', 'Zones', {}, { token: ['Marker', 'NextMarker'] }).pages).toEqual(['Marker', 'NextMarker']);
    expect(paged('ListZones', 'Zones').pages).toBeUndefined();
    expect(readAll('ListKeys', {}, 'Keys').paged).toBe(true);
    expect(readAll('ListKeys', {}, 'Keys', { token: ['A', 'B'] }).paged).toEqual(['A', 'B']);
    expect(read('GetKey', { KeyId: 'KeyId' }, 'Key').paged).toBeUndefined();
    expect(single('GetAccountSummary', 'SummaryMap')).toEqual({ kind: 'single', operation: 'GetAccountSummary', path: 'SummaryMap' });
  });

  it('pair ids and keys', () => {
    expect(inBatches('DescribeTags', { ResourceArns: 'Arn' }, 20, 'TagDescriptions', { match: 'ResourceArn', take: 'Tags' })).toMatchObject(
      {
        ids: ['ResourceArns', 'Arn'],
        size: 20,
        match: 'ResourceArn',
        take: 'Tags',
      },
    );
    expect(join(paged('ListUsers', 'Users'), { UserName: 'Name' }, 'LastUsed', { many: true })).toMatchObject({
      on: ['UserName', 'Name'],
      take: 'LastUsed',
      many: true,
    });
  });

  it('name the usual relations', () => {
    expect([inside('T', 'A'), memberOf('T', 'A'), relation('logs_to', 'T', 'A', 'B')].map((made) => made.relation)).toEqual([
      'in',
      'member_of',
      'logs_to',
    ]);
  });
});
