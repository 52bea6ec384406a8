import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::StorageGateway::Gateway',
    id: 'arn:aws:storagegateway:.+:gateway/sgw-[0-9a-f]{8}',
    arn: 'storagegateway:<region>:<account>:gateway/sgw-[0-9a-f]{8}',
  },
  {
    type: 'AWS::StorageGateway::NFSFileShare',
    id: 'arn:aws:storagegateway:.+:share/share-[0-9a-f]{8}',
    arn: 'storagegateway:<region>:<account>:share/share-[0-9a-f]{8}',
    relations: ['member_of AWS::StorageGateway::Gateway', 'uses AWS::IAM::Role', 'uses AWS::KMS::Key'],
  },
  {
    type: 'AWS::StorageGateway::SMBFileShare',
    id: 'arn:aws:storagegateway:.+:share/share-[0-9a-f]{8}',
    arn: 'storagegateway:<region>:<account>:share/share-[0-9a-f]{8}',
    relations: ['member_of AWS::StorageGateway::Gateway', 'uses AWS::IAM::Role', 'uses AWS::KMS::Key'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('describes of one list the shares of each kind by themselves', async () => {
  const share = (id: string, kind: string): object => ({
    FileShareARN: `arn:aws:storagegateway:us-east-1:1:share/${id}`,
    FileShareType: kind,
  });
  const described = async (kind: 'NFS' | 'SMB') => {
    const aws = new SampledAws({ ListFileShares: { FileShareInfoList: [share('share-a', 'NFS'), share('share-b', 'SMB')] } });
    await fetchAll(typeCalled(`AWS::StorageGateway::${kind}FileShare`), aws);
    return aws.called(`Describe${kind}FileShares`).map(({ input }) => input['FileShareARNList']);
  };

  expect(await described('NFS')).toEqual([['arn:aws:storagegateway:us-east-1:1:share/share-a']]);
  expect(await described('SMB')).toEqual([['arn:aws:storagegateway:us-east-1:1:share/share-b']]);
});

it('stores no name of a user of a share', async () => {
  expect(JSON.stringify(await fetchAll(typeCalled('AWS::StorageGateway::SMBFileShare')))).not.toContain('not-stored');
});

it('keeps a gateway that has lost its connection, with what the list tells', async () => {
  const lost = new AnsweredError('InvalidGatewayRequestException', 'The specified gateway is not connected.', 400);
  const [gateway] = await fetchAll(typeCalled('AWS::StorageGateway::Gateway'), new SampledAws({ DescribeGatewayInformation: lost }));

  expect(gateway?.config['HostEnvironment']).toBe('KVM');
  expect(gateway?.unread['*']?.error_code).toBe('InvalidGatewayRequestException');
});
