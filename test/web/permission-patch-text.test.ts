import { describe, expect, it } from '@jest/globals';
import { permissionPatches } from '../../web/src/components/permission-patch-text.ts';
import { RESOURCE_TYPES } from '../../shared/registry.ts';

describe('what to paste', () => {
  it('is a policy of the role in AWS, with each action once', () => {
    const [patch] = permissionPatches('aws', ['s3:GetBucketPolicy', 'ec2:DescribeVpcs', 's3:GetBucketPolicy']);

    expect(JSON.parse(patch!.text)).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['ec2:DescribeVpcs', 's3:GetBucketPolicy'], Resource: '*' }],
    });
  });

  it('keeps actions, data actions and permissions of Microsoft Graph apart in Azure', () => {
    const patches = permissionPatches('azure', [
      'User.Read.All',
      'Microsoft.Storage/storageAccounts/read',
      'Microsoft.KeyVault/vaults/certificates/read',
    ]);

    expect(JSON.parse(patches[0]!.text)).toEqual({
      Actions: ['Microsoft.Storage/storageAccounts/read'],
      DataActions: ['Microsoft.KeyVault/vaults/certificates/read'],
    });
    expect(patches[1]?.text).toBe('User.Read.All');
  });

  it('is statements, and roles that no statement gives, in OCI', () => {
    const patches = permissionPatches('oci', ['inspect volumes', 'domain role Audit Administrator']);

    expect(patches.map(({ text }) => text)).toEqual(['Allow group muster to inspect volumes in tenancy', 'Audit Administrator']);
  });

  it('is nothing where nothing is missing', () => {
    expect(permissionPatches('aws', [])).toEqual([]);
  });

  it('names every permission of every type', () => {
    const lost = RESOURCE_TYPES.filter(({ provider, permissions }) => {
      const text = permissionPatches(provider, permissions)
        .map((patch) => patch.text)
        .join('\n');
      return permissions.some((each) => !text.includes(each.replace(/^domain role /, '')) && !text.includes(each.split(' where ')[0]!));
    });

    expect(lost.map(({ type }) => type)).toEqual([]);
  });
});
