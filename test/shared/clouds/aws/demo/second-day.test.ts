import { beforeAll, describe, expect, it } from '@jest/globals';
import { demoAccounts } from '../../../../../shared/clouds/aws/demo/accounts.ts';
import { demoAnswerer, demoFaults } from '../../../../../shared/clouds/aws/demo/demo-answerer.ts';
import { steadyConfig } from '../../../../../shared/inventory/canonical-form.ts';
import type { FetchedResource } from '../../../../../shared/clouds/cloud.ts';
import { typeNamed } from '../../../../../shared/registry.ts';
import type { ResourceType } from '../../../../../shared/clouds/resource-type.ts';
import { idOfAccount, readAccount } from './read-account.ts';

/** Every type of eleven accounts is read twice, on a machine that may be busy. */
const READS_ALL_MS = 300_000;
const ACCOUNTS = 14;
/** The fourteen without those whose reads are denied; the last and the one in the middle spend a quiet day. */
const ids = demoAccounts(ACCOUNTS).map(({ account_id }) => idOfAccount(account_id));
const readable = ids.filter((_, index) => ![2, 3, 4].includes(index));
const quiet = new Set([ids[6], ids[13]]);

/** The parts of a resource that the second day changes only on purpose: all but the members that its type declares volatile or times. */
const steady = (key: string, resource: FetchedResource | undefined): string => {
  const type = typeNamed(key.split('|')[0] ?? '') as ResourceType;
  return JSON.stringify([resource?.tags, resource && steadyConfig(resource.config, type)]);
};

interface Difference {
  readonly added: readonly string[];
  readonly deleted: readonly string[];
  readonly changed: readonly string[];
  /** Same but for volatile values, and other in those. */
  readonly touched: readonly string[];
}

/** Members that change only together with others, as AWS has it; with none, they never change while the resource lives. */
const BOUND: readonly (readonly [type: string, members: readonly string[], versions: readonly string[]])[] = [
  ['AWS::IAM::ManagedPolicy', ['DefaultVersion'], ['DefaultVersionId']],
  ['AWS::IAM::ManagedPolicy', ['DefaultVersionId'], ['UpdateDate']],
  ['AWS::Lambda::Function', ['CodeSha256', 'Handler', 'Runtime', 'Environment'], ['RevisionId']],
  ['AWS::Lambda::Function', ['RevisionId'], ['LastModified']],
  ['AWS::EC2::Volume', ['Encrypted', 'KmsKeyId'], []],
  ['AWS::RDS::DBInstance', ['StorageEncrypted', 'KmsKeyId'], []],
  ['AWS::DocDB::DBInstance', ['StorageEncrypted', 'KmsKeyId'], []],
  ['AWS::Neptune::DBInstance', ['StorageEncrypted', 'KmsKeyId'], []],
];
const same = (one: FetchedResource['config'], other: FetchedResource['config'], names: readonly string[]): boolean =>
  names.every((name) => JSON.stringify(one[name]) === JSON.stringify(other[name]));
/** Resources whose second day AWS does not allow. */
const impossible: string[] = [];
const differences = new Map<string, Difference>();
const secondDays = new Map<string, Map<string, FetchedResource>>();

beforeAll(async () => {
  for (const id of readable) {
    const [before, after] = await Promise.all(([1, 2] as const).map((day) => readAccount(demoAnswerer({ accounts: ACCOUNTS, day }), id)));
    if (!before || !after) throw new Error('an account could not be read');
    const kept = [...before.keys()].filter((key) => after.has(key));
    const isSteady = (key: string): boolean => steady(key, before.get(key)) === steady(key, after.get(key));
    for (const key of kept) {
      const [first, second] = [before.get(key)!.config, after.get(key)!.config];
      // An inventory does not read the details of a resource again whose version stays.
      const version = before.get(key)!.source_version;
      if (version !== undefined && version === after.get(key)!.source_version && !isSteady(key)) impossible.push(key);
      for (const [type, details, versions] of BOUND) {
        if (!key.startsWith(`${type}|`) || same(first, second, details)) continue;
        if (versions.length === 0 || same(first, second, versions)) impossible.push(key);
      }
    }
    secondDays.set(id, after);
    differences.set(id, {
      added: [...after.keys()].filter((key) => !before.has(key)),
      deleted: [...before.keys()].filter((key) => !after.has(key)),
      changed: kept.filter((key) => !isSteady(key)),
      touched: kept.filter((key) => isSteady(key) && JSON.stringify(before.get(key)) !== JSON.stringify(after.get(key))),
    });
  }
}, READS_ALL_MS);

const ofType = (keys: readonly string[], type: string): string[] => keys.filter((key) => key.startsWith(`${type}|`));

describe('the second day of the demo estate', () => {
  it('changes nothing that AWS does not let change, and no details whose version stays', () => {
    expect(impossible).toEqual([]);
  });

  it('adds, changes and deletes in every account that is not quiet', () => {
    for (const [id, { added, changed, deleted }] of differences) {
      if (quiet.has(id)) continue;
      expect(added.length).toBeGreaterThan(0);
      expect(changed.length).toBeGreaterThan(0);
      expect(deleted.length).toBeGreaterThan(0);
    }
  });

  it('leaves most resources as they were', () => {
    for (const [id, { added, changed, deleted }] of differences) {
      expect(added.length + changed.length + deleted.length).toBeLessThan((secondDays.get(id)?.size ?? 0) / 2);
    }
  });

  it('changes nothing but volatile values in a quiet account', () => {
    for (const id of quiet) {
      expect(differences.get(id ?? '')).toEqual({ added: [], changed: [], deleted: [], touched: expect.anything() });
    }
  });

  it('moves the volatile values in every account', () => {
    for (const { touched } of differences.values()) {
      const moved = ['AWS::RDS::DBInstance', 'AWS::IAM::User', 'AWS::IAM::Role'].flatMap((type) => ofType(touched, type));
      expect(moved.length).toBeGreaterThan(0);
    }
  });

  it.each(['EC2::VPC', 'EC2::Subnet', 'EC2::SecurityGroup', 'EC2::Instance', 'EC2::Volume', 'RDS::DBInstance', 'Lambda::Function'])(
    'reaches AWS::%s somewhere',
    (type) => {
      const all = [...differences.values()].flatMap(({ added, changed, deleted }) => [...added, ...changed, ...deleted]);

      expect(ofType(all, `AWS::${type}`).length).toBeGreaterThan(0);
    },
  );

  it('deletes instances with their volumes, buckets, functions and users, and leaves nothing that points to them', () => {
    const gone = [...differences.values()].flatMap(({ deleted }) => deleted);

    expect([...new Set(gone.map((key) => key.split('|')[0]))]).toEqual(
      expect.arrayContaining(['AWS::EC2::Instance', 'AWS::EC2::Volume', 'AWS::S3::Bucket', 'AWS::Lambda::Function', 'AWS::IAM::User']),
    );
    for (const [id, account] of secondDays) {
      const text = JSON.stringify([...account]);
      for (const key of differences.get(id)?.deleted ?? []) expect(text).not.toContain(JSON.stringify(key.split('|')[2]));
    }
  });

  it('closes the open SSH port, the public bucket and the missing MFA of the first account', () => {
    const [first = ''] = ids;
    const named = (day: 1 | 2) => new Set(demoFaults({ accounts: ACCOUNTS, day }, first).map(({ fault }) => fault));
    const shown = ['security_group_ssh_from_anywhere', 'bucket_public_policy', 'user_without_mfa'] as const;

    expect(shown.filter((fault) => named(1).has(fault))).toEqual(shown);
    expect(shown.filter((fault) => named(2).has(fault))).toEqual([]);
    expect(named(2).size).toBeGreaterThan(0);
  });
});
