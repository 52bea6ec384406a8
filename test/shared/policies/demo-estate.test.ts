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
  distribution_plain_http: ['aws.cloudfront.distribution-viewers-use-https'],
  distribution_without_root_object: ['aws.cloudfront.distribution-default-root-object'],
  distribution_without_logs: ['aws.cloudfront.distribution-logged'],
  distribution_origin_plain_http: ['aws.cloudfront.distribution-origins-encrypted'],
  distribution_origin_ssl3: ['aws.cloudfront.distribution-origin-ssl-protocols'],
  distribution_origin_access_identity: ['aws.cloudfront.distribution-s3-origin-access-control'],
  distribution_lambda_url_open: ['aws.cloudfront.distribution-lambda-url-access-control'],
  distribution_old_tls: ['aws.cloudfront.distribution-tls-policy-recommended'],
  distribution_trusted_signers: ['aws.cloudfront.distribution-trusted-key-groups'],
  distribution_dedicated_addresses: ['aws.cloudfront.distribution-sni'],
  load_balancer_without_access_logs: ['aws.elasticloadbalancingv2.load-balancer-access-logs'],
  load_balancer_keeps_invalid_headers: ['aws.elasticloadbalancingv2.load-balancer-invalid-headers-dropped'],
  load_balancer_desync_monitored: ['aws.elasticloadbalancingv2.load-balancer-desync-mitigation'],
  load_balancer_deletable: ['aws.elasticloadbalancingv2.load-balancer-deletion-protection'],
  load_balancer_single_zone: ['aws.elasticloadbalancingv2.load-balancer-multiple-zones'],
  listener_old_tls: ['aws.elasticloadbalancingv2.listener-tls-policy-recommended'],
  listener_plain_http: ['aws.elasticloadbalancingv2.listener-redirects-http'],
  listener_plain_tcp: ['aws.elasticloadbalancingv2.listener-encrypted'],
  target_group_plain_http: ['aws.elasticloadbalancingv2.target-group-encrypted'],
  rest_stage_without_access_logs: ['aws.apigateway.stage-access-logs'],
  rest_stage_without_tracing: ['aws.apigateway.stage-traced'],
  rest_stage_cache_unencrypted: ['aws.apigateway.stage-cache-encrypted'],
  rest_stage_without_execution_logs: ['aws.apigateway.stage-execution-logs'],
  rest_stage_without_client_certificate: ['aws.apigateway.stage-client-certificate'],
  rest_stage_without_web_acl: ['aws.apigateway.stage-waf-associated'],
  rest_domain_old_tls: ['aws.apigateway.domain-name-tls-policy-recommended'],
  http_stage_without_access_logs: ['aws.apigatewayv2.stage-access-logs'],
  http_route_without_authorizer: ['aws.apigatewayv2.route-authorized'],
  websocket_connection_open: ['aws.apigatewayv2.route-authorized'],
  websocket_stage_without_execution_logs: ['aws.apigatewayv2.websocket-stage-execution-logs'],
  private_integration_plain_http: ['aws.apigatewayv2.integration-private-https'],
  web_acl_without_logs: ['aws.wafv2.web-acl-logged'],
  web_acl_rule_without_metrics: ['aws.wafv2.web-acl-rules-measured'],
  web_acl_without_rules: ['aws.wafv2.web-acl-has-rules'],
  rule_group_without_metrics: ['aws.wafv2.rule-group-measured'],
  network_firewall_without_logs: ['aws.networkfirewall.firewall-logged'],
  network_firewall_deletable: ['aws.networkfirewall.firewall-deletion-protection'],
  network_firewall_subnets_changeable: ['aws.networkfirewall.firewall-subnet-change-protection'],
  network_firewall_single_zone: ['aws.networkfirewall.firewall-multiple-zones'],
  firewall_policy_without_rules: ['aws.networkfirewall.policy-has-rule-group'],
  firewall_policy_passes_by_default: ['aws.networkfirewall.policy-full-packets-not-passed'],
  stateless_rule_group_empty: ['aws.networkfirewall.stateless-rule-group-not-empty'],
  graphql_by_api_key: ['aws.appsync.api-not-by-key'],
  graphql_without_field_logs: ['aws.appsync.api-field-logs'],
  graphql_cache_unencrypted: ['aws.appsync.api-cache-encrypted'],
  zone_without_query_log: ['aws.route53.zone-queries-logged'],
  domain_unlocked: ['aws.route53domains.domain-locked'],
  domain_without_privacy: ['aws.route53domains.domain-privacy'],
  event_bus_public: ['aws.events.bus-not-shared-across-accounts'],
  event_bus_without_policy: ['aws.events.bus-has-policy'],
  events_endpoint_without_replication: ['aws.events.endpoint-replicated'],
  broker_public: ['aws.amazonmq.broker-not-public'],
  broker_without_upgrades: ['aws.amazonmq.broker-minor-upgrades'],
  broker_without_audit_log: ['aws.amazonmq.broker-audit-logs'],
  mail_without_tls: ['aws.ses.configuration-set-tls'],
  identity_without_dkim: ['aws.ses.identity-dkim'],
  identity_public: ['aws.ses.identity-not-public'],
  transfer_server_plain_ftp: ['aws.transfer.server-no-ftp'],
  transfer_server_without_log_role: ['aws.transfer.server-logged'],
  transfer_connector_without_log_role: ['aws.transfer.connector-logged'],
  contact_flows_without_logs: ['aws.connect.instance-logged'],
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
