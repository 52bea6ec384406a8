import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { expectNone } from '../../support/expect-none.ts';
import { type DemoVerdicts, demoVerdicts, neverPassed, VERDICTS_FILE } from './demo-verdicts.ts';

/** For each fault of the demo estate, the policies of which at least one must fail or be unknown. */
const FOUND_BY: Readonly<Record<string, readonly string[]>> = {
  network_acl_open_to_ssh: ['aws.ec2.network-acl-admin-ports-closed'],
  network_acl_unused: ['aws.ec2.network-acl-in-use'],
  elastic_ip_unused: ['aws.ec2.elastic-ip-in-use'],
  interface_endpoint_in_one_zone: ['aws.ec2.vpc-endpoint-in-several-zones'],
  ebs_encryption_by_default_off: ['aws.ec2.ebs-encryption-by-default-on'],
  snapshots_may_become_public: ['aws.ec2.snapshot-sharing-blocked'],
  images_may_become_public: ['aws.ec2.image-sharing-blocked'],
  imdsv1_by_default: ['aws.ec2.instance-metadata-defaults-imdsv2'],
  snapshot_public: ['aws.ec2.snapshot-not-public'],
  image_public: ['aws.ec2.image-not-public'],
  launch_template_imdsv1_allowed: ['aws.ec2.launch-template-imdsv2-required'],
  launch_template_public: ['aws.ec2.launch-template-no-public-ip'],
  transit_gateway_accepts_all: ['aws.ec2.transit-gateway-attachments-reviewed'],
  vpn_without_logs: ['aws.ec2.vpn-tunnels-logged'],
  interface_without_source_check: ['aws.ec2.network-interface-source-checked'],
  client_vpn_without_logs: ['aws.ec2.client-vpn-connections-logged'],
  endpoint_service_for_everybody: ['aws.ec2.vpc-endpoint-service-not-for-everyone'],
  spot_fleet_unencrypted: ['aws.ec2.spot-fleet-volumes-encrypted'],
  vpn_tunnel_down: ['aws.ec2.vpn-tunnels-up'],
  scaling_group_without_balancer_health_check: ['aws.autoscaling.group-balancer-health-checks'],
  launch_configuration_public: ['aws.autoscaling.launch-configuration-no-public-ip'],
  launch_configuration_imdsv1_allowed: ['aws.autoscaling.launch-configuration-imdsv2-required'],
  classic_balancer_plain_http: ['aws.elasticloadbalancing.classic-listeners-encrypted'],
  classic_balancer_neglected: ['aws.elasticloadbalancing.classic-desync-mitigation'],
  machine_patches_missing: ['aws.ssm.machine-patched'],
  machine_association_failed: ['aws.ssm.machine-associations-applied'],
  ssm_document_public: ['aws.ssm.document-not-public'],
  ssm_public_sharing_allowed: ['aws.ssm.document-sharing-blocked'],
  ssm_automation_not_logged: ['aws.ssm.automation-logged'],
  security_group_ssh_from_anywhere: ['aws.ec2.security-group-ssh-closed'],
  default_security_group_has_rules: ['aws.ec2.security-group-default-closed'],
  instance_imdsv1_allowed: ['aws.ec2.instance-imdsv2-required'],
  volume_unencrypted: ['aws.ec2.volume-encrypted', 'aws.ec2.volume-unattached-encrypted'],
  bucket_public_policy: ['aws.s3.bucket-public-read-prohibited', 'aws.s3.bucket-policy-not-open-to-everyone'],
  bucket_public_acl: ['aws.s3.bucket-public-read-prohibited', 'aws.s3.bucket-acl-not-used'],
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
  root_access_key: ['aws.iam.root-access-key-absent'],
  root_without_mfa: ['aws.iam.root-mfa-enabled'],
  password_policy_missing: ['aws.iam.password-policy-length'],
  policy_of_administrator: ['aws.iam.managed-policy-not-administrator'],
  iam_server_certificate_expired: ['aws.iam.server-certificate-not-expired'],
  trail_stopped: ['aws.cloudtrail.trail-is-on'],
  trail_without_validation: ['aws.cloudtrail.trail-log-files-validated'],
  trail_without_key: ['aws.cloudtrail.trail-encrypted-with-kms'],
  account_without_security_contact: ['aws.account.security-contact-registered'],
  alarm_without_actions: ['aws.cloudwatch.alarm-actions-enabled'],
  log_policy_public: ['aws.logs.resource-policy-not-public'],
  detector_suspended: ['aws.guardduty.detector-on'],
  detector_plans_off: ['aws.guardduty.detector-watches-s3-data-events'],
  macie_paused: ['aws.macie.session-on'],
  inspector_without_functions: ['aws.inspectorv2.account-scans-function-packages'],
  access_point_without_public_access_block: ['aws.s3.access-point-public-access-blocked'],
  certificate_expires_soon: ['aws.certificatemanager.certificate-not-expiring'],
  certificate_without_transparency: ['aws.certificatemanager.certificate-transparency-logged'],
  recovery_point_unencrypted: ['aws.backup.recovery-point-encrypted'],
  secret_not_rotated: ['aws.secretsmanager.secret-rotates'],
  secret_public_policy: ['aws.secretsmanager.secret-policy-not-public'],
  topic_unencrypted: ['aws.sns.topic-encrypted-with-kms'],
  topic_public_policy: ['aws.sns.topic-policy-not-public'],
  subscription_plain_http: ['aws.sns.subscription-not-http'],
  account_without_public_access_block: ['aws.s3.account-public-access-blocked'],
  queue_public_policy: ['aws.sqs.queue-policy-not-public'],
  queue_unencrypted: ['aws.sqs.queue-encrypted'],
  key_not_rotated: ['aws.kms.key-rotates'],
};

const READS_ALL_MS = 300_000;

let actual: DemoVerdicts;
beforeAll(async () => {
  actual = await demoVerdicts();
}, READS_ALL_MS);

describe('The demo estate', () => {
  it('has a resource that passes each policy', async () => {
    expectNone(
      await neverPassed(),
      "No resource of the demo estate passes these policies. Write a sample that does, in the samples.yaml of the type's service:",
    );
  });

  it('has exactly the verdicts that demo-verdicts.json lists for its bad resources', () => {
    const listed = JSON.parse(readFileSync(VERDICTS_FILE, 'utf8')) as DemoVerdicts;

    expectNone(
      [...Object.keys(actual), ...Object.keys(listed)].filter((uid) => JSON.stringify(actual[uid]) !== JSON.stringify(listed[uid])),
      'The verdicts on these resources have changed. Where you wanted that (new samples, a new policy), run "node bin/launch.mjs test/shared/policies/demo-verdicts.ts" and review the difference of demo-verdicts.json:',
    );
    expect(actual).toEqual(listed);
  });

  it('has a policy that finds each of its faults', () => {
    const missed = Object.entries(actual).flatMap(([uid, { faults, fail, unknown = [] }]) =>
      faults
        .filter((fault) => !FOUND_BY[fault]?.some((id) => fail.includes(id) || unknown.includes(id)))
        .map((fault) => `${fault} of ${uid}`),
    );

    const faults = new Set(Object.values(actual).flatMap((verdict) => verdict.faults));

    expectNone(
      [...faults].filter((fault) => !FOUND_BY[fault]),
      'Samples name faults of a type that has policies. Name in FOUND_BY of test/shared/policies/demo-estate.test.ts which policies find:',
    );
    expectNone(missed, 'No policy that FOUND_BY of this file names for the fault fails or is unknown for:');
    expectNone(
      Object.keys(FOUND_BY).filter((fault) => !faults.has(fault)),
      'FOUND_BY of this file names faults that no sample has; take them out:',
    );
  });
});
