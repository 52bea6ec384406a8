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
  guardrail_without_grounding: ['aws.bedrock.guardrail-checks-grounding'],
  guardrail_shows_personal_data: ['aws.bedrock.guardrail-hides-personal-data'],
  data_source_without_own_key: ['aws.bedrock.data-source-encrypted-with-own-key'],
  user_pool_client_tells_who_exists: ['aws.cognito.user-pool-client-hides-who-exists'],
  directory_without_log_forwarding: ['aws.directoryservice.directory-logs-forwarded'],
  directory_weak_radius_protocol: ['aws.directoryservice.directory-radius-protocol'],
  fleet_with_internet_access: ['aws.appstream.fleet-no-default-internet'],
  workload_with_high_risks: ['aws.wellarchitected.workload-no-high-risks'],
  build_project_plain_access_key: ['aws.codebuild.project-no-keys-in-environment'],
  build_project_privileged: ['aws.codebuild.project-not-privileged'],
  build_project_public: ['aws.codebuild.project-not-public'],
  build_project_without_logs: ['aws.codebuild.project-logs'],
  build_webhook_for_any_branch: ['aws.codebuild.project-webhook-patterns-anchored'],
  report_group_unencrypted: ['aws.codebuild.report-group-export-encrypted'],
  stack_without_termination_protection: ['aws.cloudformation.stack-termination-protection'],
  stack_without_role: ['aws.cloudformation.stack-service-role'],
  glue_job_old_version: ['aws.glue.job-version-supported'],
  glue_job_unencrypted: ['aws.glue.job-s3-data-encrypted'],
  ml_transform_unencrypted: ['aws.glue.ml-transform-encrypted'],
  glue_catalog_public: ['aws.glue.catalog-not-public'],
  emr_clusters_may_be_public: ['aws.emr.public-access-blocked'],
  emr_without_encryption_at_rest: ['aws.emr.security-configuration-at-rest'],
  emr_without_encryption_in_transit: ['aws.emr.security-configuration-in-transit'],
  emr_master_with_public_address: ['aws.emr.cluster-primary-nodes-not-public'],
  athena_results_unencrypted: ['aws.athena.work-group-results-encrypted'],
  athena_without_metrics: ['aws.athena.work-group-metrics'],
  kafka_public: ['aws.msk.cluster-not-public'],
  kafka_unauthenticated: ['aws.msk.cluster-no-unauthenticated-access'],
  kafka_plain_between_brokers: ['aws.msk.cluster-brokers-encrypt-traffic'],
  kafka_basic_monitoring: ['aws.msk.cluster-enhanced-monitoring'],
  connector_without_tls: ['aws.kafkaconnect.connector-encrypts-traffic'],
  connector_without_logs: ['aws.kafkaconnect.connector-logs'],
  stream_unencrypted: ['aws.kinesis.stream-encrypted'],
  stream_kept_one_day: ['aws.kinesis.stream-kept-a-week'],
  delivery_stream_unencrypted: ['aws.kinesisfirehose.delivery-stream-encrypted'],
  state_machine_without_logging: ['aws.stepfunctions.state-machine-logs'],
  workspace_unencrypted: ['aws.workspaces.workspace-user-volume-encrypted'],
  portfolio_shared_with_account: ['aws.servicecatalog.portfolio-shared-within-organization'],
  custom_model_without_own_key: ['aws.bedrock.custom-model-encrypted-with-own-key'],
  agent_without_guardrail: ['aws.bedrock.agent-has-guardrail'],
  guardrail_without_prompt_attack_filter: ['aws.bedrock.guardrail-filters-prompt-attacks'],
  endpoint_without_own_key: ['aws.sagemaker.endpoint-config-encrypted-with-own-key'],
  training_job_plain_traffic: ['aws.sagemaker.training-job-traffic-encrypted'],
  kubernetes_public_endpoint: ['aws.eks.cluster-endpoint-not-public'],
  kubernetes_version_old: ['aws.eks.cluster-version-supported'],
  kubernetes_secrets_without_key: ['aws.eks.cluster-secrets-encrypted'],
  kubernetes_without_audit_log: ['aws.eks.cluster-audit-logs'],
  repository_not_scanned: ['aws.ecr.repository-scanned'],
  repository_tags_mutable: ['aws.ecr.repository-tags-immutable'],
  repository_public_policy: ['aws.ecr.repository-not-public'],
  user_pool_without_mfa: ['aws.cognito.user-pool-mfa'],
  user_pool_watches_threats_only: ['aws.cognito.user-pool-threats-blocked'],
  user_pool_with_weak_passwords: ['aws.cognito.user-pool-strong-passwords'],
  user_pool_without_deletion_protection: ['aws.cognito.user-pool-deletion-protection'],
  identity_pool_for_everybody: ['aws.cognito.identity-pool-no-guests'],
  notebook_direct_internet: ['aws.sagemaker.notebook-no-direct-internet'],
  notebook_root_access: ['aws.sagemaker.notebook-no-root-access'],
  notebook_without_own_key: ['aws.sagemaker.notebook-encrypted-with-own-key'],
  notebook_on_old_platform: ['aws.sagemaker.notebook-platform-supported'],
  notebook_outside_of_vpc: ['aws.sagemaker.notebook-in-own-vpc'],
  model_without_isolation: ['aws.sagemaker.model-isolated'],
  endpoint_on_one_instance: ['aws.sagemaker.endpoint-config-several-instances'],
  data_quality_job_plain_traffic: ['aws.sagemaker.data-quality-job-traffic-encrypted'],
  data_quality_job_without_isolation: ['aws.sagemaker.data-quality-job-isolated'],
  model_quality_job_plain_traffic: ['aws.sagemaker.model-quality-job-traffic-encrypted'],
  model_bias_job_plain_traffic: ['aws.sagemaker.model-bias-job-traffic-encrypted'],
  model_bias_job_without_isolation: ['aws.sagemaker.model-bias-job-isolated'],
  model_explainability_job_plain_traffic: ['aws.sagemaker.model-explainability-job-traffic-encrypted'],
  monitoring_schedule_without_isolation: ['aws.sagemaker.monitoring-schedule-isolated'],
  training_job_without_own_key: ['aws.sagemaker.training-job-encrypted-with-own-key'],
  training_job_without_isolation: ['aws.sagemaker.training-job-isolated'],
  training_job_outside_of_vpc: ['aws.sagemaker.training-job-in-vpc'],
  cluster_without_insights: ['aws.ecs.cluster-container-insights'],
  service_public_address: ['aws.ecs.service-no-public-address'],
  service_on_old_fargate: ['aws.ecs.service-fargate-platform-latest'],
  task_set_public_address: ['aws.ecs.task-set-no-public-address'],
  task_with_writable_root_filesystem: ['aws.ecs.task-definition-root-filesystem-read-only'],
  task_that_owns_its_host: ['aws.ecs.task-definition-own-process-namespace'],
  windows_task_as_administrator: ['aws.ecs.task-definition-windows-user-not-administrator'],
  capacity_provider_without_termination_protection: ['aws.ecs.capacity-provider-termination-protection'],
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
