import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type DemoVerdicts, demoVerdicts, neverPassed, VERDICTS_FILE } from './demo-verdicts.ts';

/** For each fault of the demo estate, the policies of which at least one must fail or be unknown. */
const FOUND_BY: Readonly<Record<string, readonly string[]>> = {
  security_group_ssh_from_anywhere: ['aws.ec2.security-group-ssh-closed'],
  default_security_group_has_rules: ['aws.ec2.security-group-default-closed'],
  instance_imdsv1_allowed: ['aws.ec2.instance-imdsv2-required'],
  volume_unencrypted: ['aws.ec2.volume-encrypted', 'aws.ec2.volume-unattached-encrypted'],
  bucket_public_policy: ['aws.s3.bucket-public-read-prohibited'],
  bucket_public_acl: ['aws.s3.bucket-public-read-prohibited'],
  bucket_unencrypted: ['aws.s3.bucket-kms-encryption-enabled'],
  bucket_unversioned: ['aws.s3.bucket-versioning-enabled'],
  bucket_without_public_access_block: ['aws.s3.bucket-public-access-block-enabled'],
  user_without_mfa: ['aws.iam.user-mfa'],
  access_key_old: ['aws.iam.user-access-keys-rotated'],
  role_trusts_anyone: ['aws.iam.role-trust-not-public'],
  role_trusts_vendor_without_external_id: ['aws.iam.role-cross-account-trust-conditional'],
  db_instance_public: ['aws.rds.instance-not-public'],
  db_instance_unencrypted: ['aws.rds.instance-encrypted'],
  db_instance_without_backups: ['aws.rds.instance-backups-kept'],
  function_runtime_deprecated: ['aws.lambda.function-runtime-supported'],
  function_public_policy: ['aws.lambda.function-policy-not-public'],
};

const READS_ALL_MS = 60_000;

let actual: DemoVerdicts;
beforeAll(async () => {
  actual = await demoVerdicts();
}, READS_ALL_MS);

describe('The demo estate', () => {
  it('has a resource that passes each policy', async () => {
    expect(await neverPassed()).toEqual([]);
  });

  it('has exactly the verdicts that demo-verdicts.json lists for its bad resources', () => {
    expect(actual).toEqual(JSON.parse(readFileSync(VERDICTS_FILE, 'utf8')));
  });

  it('has a policy that finds each of its faults', () => {
    const missed = Object.entries(actual).flatMap(([uid, { faults, fail, unknown = [] }]) =>
      faults
        .filter((fault) => !FOUND_BY[fault]?.some((id) => fail.includes(id) || unknown.includes(id)))
        .map((fault) => `${fault} of ${uid}`),
    );

    expect(missed).toEqual([]);
    expect(new Set(Object.values(actual).flatMap(({ faults }) => faults))).toEqual(new Set(Object.keys(FOUND_BY)));
  });
});
