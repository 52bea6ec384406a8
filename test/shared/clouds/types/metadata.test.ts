import { describe, expect, it } from '@jest/globals';
import { defineService, defineType, inside, join, listed, read, relation, uses } from '../../../../shared/clouds/aws/types/define.ts';
import type { TypeDefinition } from '../../../../shared/clouds/aws/types/definition.ts';
import { permissionOf } from '../../../../shared/clouds/aws/types/permission-of.ts';
import { metadataOf } from '../../../../shared/clouds/types/metadata.ts';

const service = defineService({
  id: 'test',
  sdk: '@aws-sdk/client-test',
  client: 'TestClient',
  permissions: 'test',
  limit: { perSecond: 1, burst: 1 },
});

const metadata = (more: Partial<TypeDefinition>) => {
  const type = defineType({
    type: 'AWS::Test::Thing',
    kind: 'bucket',
    list: listed('ListThings', 'Things'),
    id: 'Id',
    relationships: [
      inside('AWS::EC2::VPC', 'VpcId'),
      uses('AWS::KMS::Key', 'Encryption.Rules[].Key', 'Encryption.Key'),
      relation('logs_to', 'AWS::S3::Bucket', 'Logging.Bucket'),
    ],
    ...more,
  });
  return metadataOf('aws', service, type, [type], (call) => permissionOf(service, call));
};

const VPC = { relation: 'in', type: 'AWS::EC2::VPC', by: 'VpcId' };
const KEY = { relation: 'uses', type: 'AWS::KMS::Key', by: 'Encryption' };
const LOGS = { relation: 'logs_to', type: 'AWS::S3::Bucket', by: 'Logging' };

describe('the references of a type', () => {
  it('are none if every field comes from the list', () => {
    expect(metadata({}).references).toEqual([]);
  });

  it('are those of fields with a read of their own, each once', () => {
    const details = { Encryption: read('GetEncryption', { Id: 'Id' }, '@') };
    const joins = { Logging: join(listed('ListLogging', 'Logs'), { Id: 'Id' }, '@') };

    expect(metadata({ details, joins }).references).toEqual([KEY, LOGS]);
  });

  it('are all of them if the main read may be refused', () => {
    expect(metadata({ describe: read('DescribeThing', { Id: 'Id' }, 'Thing') }).references).toEqual([VPC, KEY, LOGS]);
  });
});
