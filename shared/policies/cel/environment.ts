/** The variables and functions that expressions can use. docs/write-a-policy.md describes them for policy authors. */
import { Environment } from '@marcbachmann/cel-js';
import { nativeId } from '../../ids.ts';
import { allowsAction, allowsActionOnAll, allowsCrossAccount, allowsPublic, allowsService, allowsWholeAccount } from './library/access.ts';
import type { Home } from './library/actions.ts';
import { azureAlerted } from './library/activity-alerts.ts';
import { allowsAllActions } from './library/administrators.ts';
import { inBackupPlan } from './library/backup-plans.ts';
import { instanceExposures } from './library/exposed-instances.ts';
import { saysForWhom, serviceGrants } from './library/deputies.ts';
import { escalationPaths } from './library/escalations.ts';
import { internetFamilies, internetRules, openToInternet, shownRules } from './library/exposure.ts';
import { identityPolicies } from './library/identity-policies.ts';
import { deniesInsecureTransport } from './library/insecure-transport.ts';
import { aclOpenRules } from './library/network-acls.ts';
import { cidrAnywhere, cidrContains, cidrPublic } from './library/networks.ts';
import { ociNotified } from './library/oci-events.ts';
import { ociOpenRules } from './library/oci-rules.ts';
import { ociRulesOut, ociStatements } from './library/oci-statements.ts';
import { related, referrers, resourceById, resourcesOf } from './library/relations.ts';
import { publicSubnets } from './library/public-subnets.ts';
import { openSecurityRules, securityRulesOpen } from './library/security-rules.ts';
import { shownStatement, shownStatements } from './library/statements.ts';
import { trailAlarmed, trailUnalarmed } from './library/trail-alarms.ts';
import { unwrapped } from './maps.ts';
import { NotKnown, type Run } from './run.ts';

const DAY_MS = 86_400_000;
const TIME = 'google.protobuf.Timestamp';

const MIXED = [
  ['double', 'int'],
  ['int', 'double'],
] as const;

/** Limits of one expression as its author writes it. */
const LIMITS = { maxAstNodes: 2000, maxDepth: 60, maxListElements: 500, maxMapEntries: 100, maxCallArguments: 8 };

export const VARIABLES = ['config', 'tags', 'resource', 'now'] as const;

/** Each function's name with its signature. Error messages show it, and a test checks that the guide describes every function. */
export const FUNCTIONS: Readonly<Record<string, string>> = {
  age_days: 'age_days(time) -> double',
  cidr_anywhere: 'cidr_anywhere(block) -> bool',
  cidr_public: 'cidr_public(address_or_block) -> bool',
  cidr_contains: 'cidr_contains(block, address_or_block) -> bool',
  open_to_internet: 'open_to_internet(rules, families, protocols, ports) -> bool',
  internet_rules: 'internet_rules(rules, families, protocols, ports) -> list',
  instance_exposures: 'instance_exposures(protocols, ports) -> list',
  shown_rules: 'shown_rules(rules) -> list',
  security_rules_open: 'security_rules_open(rules, protocol, ports) -> bool',
  open_security_rules: 'open_security_rules(rules, protocol, ports) -> list',
  acl_open_rules: 'acl_open_rules(entries, protocols, ports) -> list',
  shown_statement: 'shown_statement(statement) -> map',
  oci_open_rules: 'oci_open_rules(rules, protocols, ports) -> list',
  oci_statements: 'oci_statements(statements) -> list',
  oci_rules_out: 'oci_rules_out(statement, variable, value) -> bool',
  oci_notified: 'oci_notified(event, region) -> bool',
  internet_families: 'internet_families(interface) -> list',
  not_known: 'not_known(reason) -> bool',
  statements: 'statements(document) -> list',
  allows_public: 'allows_public(document) -> bool',
  allows_cross_account: 'allows_cross_account(document, account_id) -> bool',
  allows_whole_account: 'allows_whole_account(document, account_id) -> bool',
  allows_all_actions: 'allows_all_actions(documents) -> bool',
  is_administrator: 'is_administrator() -> bool',
  allows_service: 'allows_service(document, service) -> bool',
  identity_policies: 'identity_policies() -> list',
  allows_action: 'allows_action(document, action) -> bool',
  allows_action_on_all: 'allows_action_on_all(document, action, arn) -> bool',
  escalation_paths: 'escalation_paths(document) -> list',
  service_grants: 'service_grants(document, except) -> list',
  says_for_whom: 'says_for_whom(statement) -> bool',
  denies_insecure_transport: 'denies_insecure_transport(document, bucket_arn) -> bool',
  azure_alerted: 'azure_alerted(event) -> bool',
  in_backup_plan: 'in_backup_plan() -> bool',
  public_subnets: 'public_subnets(vpc_id, subnet_ids) -> list',
  trail_alarmed: 'trail_alarmed(event) -> bool',
  trail_unalarmed: 'trail_unalarmed(event, field, values) -> list',
  resources_of: 'resources_of(type) -> list',
  related: 'related(relation, type) -> list',
  referrers: 'referrers(relation, type) -> list',
  resource_by_id: 'resource_by_id(type, id) -> map',
};

/** `run` holds the evaluation under way, which the functions read. */
export function createEnvironment(run: Run): Environment {
  const environment = new Environment({ enableOptionalTypes: true, homogeneousAggregateLiterals: false, limits: LIMITS })
    .registerVariable('config', 'map')
    .registerVariable('tags', 'map')
    .registerVariable('resource', 'map')
    .registerVariable('now', TIME);
  const pure = (signature: string, handler: (...args: never[]) => unknown): void => {
    // Without `async: false`, the library prepares each call for a promise.
    environment.registerFunction(signature, handler, { async: false } as object);
  };
  // Numbers read from JSON are doubles, and a literal without a point is an int; CEL itself does not mix the two.
  for (const [left, right] of MIXED) {
    environment
      .registerOperator(`${left} + ${right}: double`, (a: number | bigint, b: number | bigint) => Number(a) + Number(b))
      .registerOperator(`${left} - ${right}: double`, (a: number | bigint, b: number | bigint) => Number(a) - Number(b))
      .registerOperator(`${left} * ${right}: double`, (a: number | bigint, b: number | bigint) => Number(a) * Number(b))
      .registerOperator(`${left} / ${right}: double`, (a: number | bigint, b: number | bigint) => Number(a) / Number(b));
  }
  environment.registerOperator('double == int', (a: number, b: bigint) => a === Number(b));
  pure('age_days(string): double', (text: string) => ageDays(run, text));
  pure(`age_days(${TIME}): double`, (time: Date) => (run.now - time.getTime()) / DAY_MS);

  pure('cidr_anywhere(string): bool', cidrAnywhere);
  pure('cidr_public(string): bool', cidrPublic);
  pure('cidr_contains(string, string): bool', cidrContains);

  pure('open_to_internet(dyn, list, list, list): bool', (rules: never, families: string[], protocols: string[], ports: bigint[]) =>
    openToInternet(run, rules, families, protocols, ports),
  );
  pure('internet_rules(dyn, list, list, list): list<map>', (rules: never, families: never, protocols: string[], ports: bigint[]) =>
    internetRules(run, rules, families, protocols, ports),
  );
  pure('instance_exposures(list, list): list<map>', (protocols: string[], ports: bigint[]) => instanceExposures(run, protocols, ports));
  pure('shown_rules(dyn): list<map>', shownRules);
  pure('security_rules_open(list, string, list): bool', securityRulesOpen);
  pure('open_security_rules(list, string, list): list<map>', openSecurityRules);
  pure('acl_open_rules(list, list, list): list<map>', aclOpenRules);
  pure('shown_statement(dyn): map', shownStatement);
  pure('oci_open_rules(list, list, list): list<map>', ociOpenRules);
  pure('oci_statements(list): list<map>', ociStatements);
  pure('oci_rules_out(map, string, string): bool', ociRulesOut);
  pure('oci_notified(string, string): bool', (event: string, region: string) => ociNotified(run, event, region));
  pure('internet_families(map): list<string>', (given: object) => internetFamilies(unwrapped(given) as object));

  pure('not_known(string): bool', (reason: string) => {
    throw new NotKnown(reason);
  });
  pure('statements(dyn): list<map>', shownStatements);
  pure('allows_public(dyn): bool', allowsPublic);
  pure('allows_cross_account(dyn, string): bool', allowsCrossAccount);
  pure('allows_whole_account(dyn, string): bool', allowsWholeAccount);
  pure('allows_all_actions(dyn): bool', (documents: unknown) => allowsAllActions(documents, homeOf(run)));
  pure('identity_policies(): list<map>', () => identityPolicies(run));
  pure('allows_service(dyn, string): bool', allowsService);
  pure('is_administrator(): bool', () =>
    allowsAllActions(
      identityPolicies(run).map(({ document }) => document),
      homeOf(run),
    ),
  );
  pure('allows_action(dyn, string): bool', allowsAction);
  pure('allows_action_on_all(dyn, string, string): bool', (document: unknown, action: string, kind: string) =>
    allowsActionOnAll(document, action, kind, homeOf(run)),
  );
  pure('escalation_paths(dyn): list<string>', escalationPaths);
  pure('service_grants(dyn, list): list<map>', serviceGrants);
  pure('says_for_whom(dyn): bool', saysForWhom);
  pure('denies_insecure_transport(dyn, string): bool', deniesInsecureTransport);

  pure('azure_alerted(map): bool', (event: object) => azureAlerted(run, event));
  pure('trail_alarmed(map): bool', (event: object) => trailAlarmed(run, event));
  pure('trail_unalarmed(map, string, list): list<string>', (event: object, field: string, values: unknown[]) =>
    trailUnalarmed(run, event, field, values),
  );

  pure('in_backup_plan(): bool', () => inBackupPlan(run));
  pure('public_subnets(string, list): list<string>', (vpcId: string, subnetIds: string[]) => publicSubnets(run, vpcId, subnetIds));

  pure('resources_of(string): list<map>', (type: string) => resourcesOf(run, type));
  pure('related(string, string): list<map>', (relation: string, type: string) => related(run, relation, type));
  pure('referrers(string, string): list<map>', (relation: string, type: string) => referrers(run, relation, type));
  pure('resource_by_id(string, string): map', (type: string, id: string) => resourceById(run, type, id));
  return environment;
}

/** Where the run's subject is. */
function homeOf(run: Run): Home {
  const { native_id, account_id } = run.subject!;
  const [arn, partition] = native_id?.split(':', 2) ?? [];
  return { partition: arn === 'arn' && partition ? partition : 'aws', account: nativeId(account_id) };
}

function ageDays(run: Run, text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new RangeError(`'${text.slice(0, 100)}' is no ISO 8601 time.`);
  return (run.now - time) / DAY_MS;
}
