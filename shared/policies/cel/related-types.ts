/** Finds the other resource types that an expression looks up. */
import type { ASTNode } from '@marcbachmann/cel-js';
import type { ExpressionProblem } from './expression-problem.ts';
import { ACTION_GROUP, ACTIVITY_LOG_ALERT } from './library/activity-alerts.ts';
import { BACKUP_SELECTION } from './library/backup-plans.ts';
import { SECURITY_GROUP, SUBNET } from './library/exposed-instances.ts';
import { PREFIX_LIST } from './library/exposure.ts';
import { GROUP, MANAGED_POLICY } from './library/identity-policies.ts';
import { EVENT_RULE, SUBSCRIPTION } from './library/oci-events.ts';
import { ROUTE_TABLE } from './library/public-subnets.ts';
import { ALARM, METRIC_FILTER, ORGANIZATION, TOPIC_SUBSCRIPTION, TRAIL } from './library/trail-alarms.ts';
import { literalText, TYPE_ARGUMENT, walk } from './syntax.ts';

const ALARMS = [TRAIL, METRIC_FILTER, ALARM, TOPIC_SUBSCRIPTION, ORGANIZATION];

/** Functions that look up types which their arguments do not name. */
const LOOKED_UP: Readonly<Record<string, readonly string[]>> = {
  open_to_internet: [PREFIX_LIST],
  internet_rules: [PREFIX_LIST],
  instance_exposures: [SECURITY_GROUP, SUBNET, PREFIX_LIST],
  identity_policies: [MANAGED_POLICY, GROUP],
  is_administrator: [MANAGED_POLICY, GROUP],
  oci_notified: [EVENT_RULE, SUBSCRIPTION],
  azure_alerted: [ACTIVITY_LOG_ALERT, ACTION_GROUP],
  in_backup_plan: [BACKUP_SELECTION],
  public_subnets: [ROUTE_TABLE],
  trail_alarmed: ALARMS,
  trail_unalarmed: ALARMS,
};

export interface RelatedTypes {
  readonly types: readonly string[];
  readonly problems: readonly ExpressionProblem[];
}

/** The types must be literals, because a scan loads them before it evaluates anything. */
export function relatedTypes(ast: ASTNode): RelatedTypes {
  const types = new Set<string>();
  const problems: ExpressionProblem[] = [];
  for (const node of walk(ast)) {
    if (node.op !== 'call') continue;
    const [name, args] = node.args;
    for (const type of LOOKED_UP[name] ?? []) types.add(type);
    const position = TYPE_ARGUMENT[name];
    if (position === undefined) continue;
    const type = literalText(args[position]);
    if (type !== undefined) types.add(type);
    else
      problems.push({
        offset: (args[position] ?? node).start,
        message: `${name} needs its resource type as a literal text, such as 'AWS::EC2::VPC'.`,
      });
  }
  return { types: [...types], problems };
}
