import { expect, it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';
import { ACCOUNT, fetchAll, REGION, SampledAws, typeCalled } from '../sampled-aws.ts';

const WORKSPACE = typeCalled('AWS::WorkSpaces::Workspace');

it('gives desktops ids, ARNs and relationships', async () => {
  await expectIdentity({
    type: 'AWS::WorkSpaces::Workspace',
    id: 'ws-[a-z2-7]{9}',
    arn: 'workspaces:<region>:<account>:workspace/ws-[a-z2-7]{9}',
    relations: ['in AWS::EC2::Subnet', 'uses AWS::WorkSpaces::Bundle', 'uses AWS::WorkSpaces::Directory'],
  });
});

it('leaves out a desktop that is deleted, and reads the tags of the others by their ARNs', async () => {
  const Workspaces = ['AVAILABLE', 'STOPPED', 'TERMINATING', 'TERMINATED'].map((State, index) => ({ WorkspaceId: `ws-${index}`, State }));
  const arn = `arn:aws:workspaces:${REGION}:${ACCOUNT}:workspace/ws-1`;
  const GetResources = { ResourceTagMappingList: [{ ResourceARN: arn, Tags: [{ Key: 'Owner', Value: 'it' }] }] };
  const found = await fetchAll(WORKSPACE, new SampledAws({ DescribeWorkspaces: { Workspaces }, GetResources }));

  expect(found.map(({ resource_id }) => resource_id)).toEqual(['ws-0', 'ws-1', 'ws-2']);
  expect(found[1]?.tags).toEqual({ Owner: 'it' });
});

it('knows the key of an encrypted desktop', async () => {
  const VolumeEncryptionKey = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1`;
  const Workspaces = [{ WorkspaceId: 'ws-1', State: 'AVAILABLE', VolumeEncryptionKey }];
  const [desktop] = await fetchAll(WORKSPACE, new SampledAws({ DescribeWorkspaces: { Workspaces } }));

  expect(desktop?.relationships).toContainEqual({ relation: 'uses', type: 'AWS::KMS::Key', id: VolumeEncryptionKey });
});

it('gives directories ids, ARNs and relationships, and stores no codes and names of users', async () => {
  const type = 'AWS::WorkSpaces::Directory';
  await expectIdentity({
    type,
    id: 'd-[0-9a-f]{10}',
    arn: 'workspaces:<region>:<account>:directory/d-[0-9a-f]{10}',
    relations: ['in AWS::EC2::Subnet', 'uses AWS::EC2::SecurityGroup', 'uses AWS::IAM::Role'],
  });

  expect(JSON.stringify(await fetchAll(typeCalled(type)))).not.toContain('not-stored');
});

it('gives groups of addresses ids and ARNs', async () => {
  await expectIdentity({
    type: 'AWS::WorkSpaces::WorkspaceIpGroup',
    id: 'wsipg-[a-z2-7]{9}',
    arn: 'workspaces:<region>:<account>:workspaceipgroup/wsipg-[a-z2-7]{9}',
  });
});

it('knows the role of the desktops of a directory, and the secrets by which it is reached', async () => {
  const secret = (name: string): string => `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${name}`;
  const InstanceIamRoleArn = `arn:aws:iam::${ACCOUNT}:role/desktops`;
  const Directories = [
    {
      DirectoryId: 'wsd-1',
      State: 'REGISTERED',
      WorkspaceCreationProperties: { InstanceIamRoleArn },
      ActiveDirectoryConfig: { DomainName: 'halden.example', ServiceAccountSecretArn: secret('domain') },
      MicrosoftEntraConfig: { ApplicationConfigSecretArn: secret('entra') },
    },
  ];
  const aws = new SampledAws({ DescribeWorkspaceDirectories: { Directories }, DescribeTags: { TagList: [] } });

  const [directory] = await fetchAll(typeCalled('AWS::WorkSpaces::Directory'), aws);

  expect(directory?.relationships).toEqual([
    { relation: 'uses', type: 'AWS::IAM::Role', id: InstanceIamRoleArn },
    { relation: 'uses', type: 'AWS::SecretsManager::Secret', id: secret('domain') },
    { relation: 'uses', type: 'AWS::SecretsManager::Secret', id: secret('entra') },
  ]);
});
