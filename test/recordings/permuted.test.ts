import { describe, expect, it } from '@jest/globals';
import { READ_TYPES } from './reading.ts';
import { permuted } from './permuted.ts';

const definitionOf = (type: string) => {
  const read = READ_TYPES.find(({ definition }) => definition.type === type);
  if (!read) throw new Error(`There is no type ${type}.`);
  return read.definition;
};

describe('an answer in another order', () => {
  it('has other orders of lists and members, also inside of items', () => {
    const answer = {
      SecurityGroups: [{ GroupId: 'sg-1', IpPermissions: [{ IpProtocol: 'tcp' }, { IpProtocol: 'udp' }] }, { GroupId: 'sg-2' }],
    };

    const reordered = permuted(answer, { operation: 'DescribeSecurityGroups' }, definitionOf('AWS::EC2::SecurityGroup'));

    expect(JSON.stringify(reordered)).toBe(
      '{"SecurityGroups":[{"GroupId":"sg-2"},{"IpPermissions":[{"IpProtocol":"udp"},{"IpProtocol":"tcp"}],"GroupId":"sg-1"}]}',
    );
  });

  it('keeps the order that a definition says to have a meaning', () => {
    const KeySchema = [{ KeyType: 'HASH' }, { KeyType: 'RANGE' }];

    const reordered = permuted(
      { Table: { KeySchema, TableName: 't' } },
      { operation: 'DescribeTable' },
      definitionOf('AWS::DynamoDB::Table'),
    );

    expect(JSON.stringify(reordered)).toBe('{"Table":{"TableName":"t","KeySchema":[{"KeyType":"HASH"},{"KeyType":"RANGE"}]}}');
  });
});
