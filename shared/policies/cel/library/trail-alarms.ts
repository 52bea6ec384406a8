/** Decides of which events an alarm on the logs of a CloudTrail trail tells somebody. */
import { nativeId } from '../../../ids.ts';
import type { Subject } from '../../evaluation.ts';
import { unwrapped } from '../maps.ts';
import { NotKnown, type Run } from '../run.ts';
import { type EventFields, type FilterPattern, filterPattern } from './log-patterns.ts';
import { resourcesOf } from './relations.ts';
import { contentOf } from './views.ts';

export const TRAIL = 'AWS::CloudTrail::Trail';
export const METRIC_FILTER = 'AWS::Logs::MetricFilter';
export const ALARM = 'AWS::CloudWatch::Alarm';
export const TOPIC_SUBSCRIPTION = 'AWS::SNS::Subscription';
export const ORGANIZATION = 'AWS::Organizations::Organization';

interface FieldSelector {
  readonly Field: string;
  readonly Equals?: readonly string[] | null;
  readonly NotEquals?: readonly string[] | null;
}

/** The answer of GetEventSelectors: a trail has selectors of one of the two kinds. */
interface Selectors {
  readonly EventSelectors?:
    | readonly {
        readonly ReadWriteType?: string | null;
        readonly IncludeManagementEvents?: boolean | null;
        readonly ExcludeManagementEventSources?: readonly string[] | null;
      }[]
    | null;
  readonly AdvancedEventSelectors?: readonly { readonly FieldSelectors: readonly FieldSelector[] }[] | null;
}

interface Metric {
  readonly Namespace?: string | null;
  readonly MetricName?: string | null;
}

interface AlarmConfig extends Metric {
  readonly ActionsEnabled?: boolean | null;
  readonly AlarmActions?: readonly string[] | null;
  readonly Metrics?: readonly { readonly MetricStat?: { readonly Metric?: Metric | null } | null }[] | null;
}

/**
 * Whether a multi-region trail that is on sends all management events to a log group, a metric filter of the group counts every event that
 * has these fields, and an alarm on that metric tells an SNS topic with a confirmed subscription (a topic of another account counts).
 * `event`: texts by path; null where the events have no such field; `eventSource` must be among them
 * @throws NotKnown if that depends on something that could not be read, or on a trail that the organization's management account owns
 * @throws TypeError if the event has no such source, or fields that are neither texts nor null
 */
export const trailAlarmed = (run: Run, event: object): boolean => isAlarmed(run, fieldsOf(event));

/** A list may have as many values as the rounds of a loop that asks for each event by itself. */
const STEPS_OF_A_VALUE = 10;

/**
 * Those of the values of a field for which `trailAlarmed` is false, in order: for events that have the fields of `event` and one of them.
 * Where there are some, those of which it is not known are left out.
 * @throws NotKnown if none is known to be without an alarm, and of one it is not known
 * @throws TypeError if a value is no text, and where `trailAlarmed` does
 */
export function trailUnalarmed(run: Run, event: object, field: string, values: readonly unknown[]): readonly string[] {
  const fields = fieldsOf(event);
  const without: string[] = [];
  let unknown: NotKnown | undefined;
  for (const value of values) {
    if (typeof value !== 'string') throw new TypeError('The values of trail_unalarmed must be texts.');
    run.spend(STEPS_OF_A_VALUE);
    fields.set(field, value);
    try {
      if (!isAlarmed(run, fields)) without.push(value);
    } catch (error) {
      if (!(error instanceof NotKnown)) throw error;
      unknown ??= error;
    }
  }
  if (unknown && without.length === 0) throw unknown;
  return without;
}

/** @throws TypeError if a field is neither a text nor null */
function fieldsOf(event: object): Map<string, string | null> {
  const fields = new Map<string, string | null>();
  // A map of an expression is unwrapped into an object, whose members may be anything.
  for (const [path, value] of Object.entries(unwrapped(event) as Readonly<Record<string, unknown>>)) {
    if (typeof value !== 'string' && value !== null) throw new TypeError(`The field ${path} of an event must be a text or null.`);
    fields.set(path, value);
  }
  return fields;
}

/** @throws TypeError if the fields lack the source */
function isAlarmed(run: Run, fields: EventFields): boolean {
  if (typeof fields.get('eventSource') !== 'string') throw new TypeError('An event must have an eventSource, which is a text.');
  let unknown: NotKnown | undefined;
  for (const trail of resourcesOf(run, TRAIL)) {
    try {
      if (tells(run, trail, fields)) return true;
    } catch (error) {
      if (!(error instanceof NotKnown)) throw error;
      unknown ??= error;
    }
  }
  if (unknown) throw unknown;
  throwIfMember(run);
  return false;
}

function tells(run: Run, trail: Subject, event: EventFields): boolean {
  const { config } = trail;
  if (config['IsMultiRegionTrail'] !== true) return false;
  const group = config['CloudWatchLogsLogGroupArn'];
  if (typeof group !== 'string') return false;
  const status: { readonly IsLogging?: boolean | null } = contentOf(trail, 'Status');
  if (status.IsLogging !== true) return false;
  // The shape is that of https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventSelectors.html
  if (!recordsManagement(contentOf(trail, 'EventSelectors'), event.get('eventSource') ?? '')) return false;
  return counted(run, group, event);
}

/** Whether the trail records read and write management events of the source. */
function recordsManagement({ EventSelectors, AdvancedEventSelectors }: Selectors, source: string): boolean {
  const basic = (EventSelectors ?? []).some(
    (selector) =>
      selector.IncludeManagementEvents === true &&
      selector.ReadWriteType === 'All' &&
      !(selector.ExcludeManagementEventSources ?? []).includes(source),
  );
  if (basic) return true;
  const readOnly = (AdvancedEventSelectors ?? [])
    .filter(({ FieldSelectors }) => FieldSelectors.some(({ Field, Equals }) => Field === 'eventCategory' && Equals?.includes('Management')))
    .filter(({ FieldSelectors }) =>
      FieldSelectors.every(
        ({ Field, Equals, NotEquals }) =>
          Field === 'eventCategory' || Field === 'readOnly' || (Field === 'eventSource' && !Equals?.length && !NotEquals?.includes(source)),
      ),
    )
    .flatMap(({ FieldSelectors }) => FieldSelectors.find(({ Field }) => Field === 'readOnly')?.Equals ?? ['true', 'false']);
  return readOnly.includes('true') && readOnly.includes('false');
}

/** The patterns of metric filters: each is read once, because several policies look for several events each. */
const patterns = new WeakMap<Subject, FilterPattern>();

/** @throws NotKnown if the pattern could not be read */
function patternOf(filter: Subject): FilterPattern {
  let pattern = patterns.get(filter);
  if (!pattern) {
    const text = filter.config['filterPattern'];
    patterns.set(filter, (pattern = filterPattern(typeof text === 'string' ? text : '')));
  }
  return pattern;
}

/** `group`: `arn:aws:logs:<region>:<account>:log-group:<name>:*` */
function counted(run: Run, group: string, event: EventFields): boolean {
  const [, , , region, , , name] = group.split(':');
  let unknown: NotKnown | undefined;
  for (const filter of resourcesOf(run, METRIC_FILTER)) {
    const { region: at, resource_id, config } = filter;
    if (at !== region || config['logGroupName'] !== name) continue;
    const covers = patternOf(filter)(event);
    if (covers === false) continue;
    // The shape is that of https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html
    const metrics = contentOf(filter, 'metricTransformations') as readonly {
      readonly metricNamespace: string;
      readonly metricName: string;
    }[];
    const told = metrics.some((metric) => alarmed(run, region, { Namespace: metric.metricNamespace, MetricName: metric.metricName }));
    if (told && covers) return true;
    if (told) unknown ??= new NotKnown(`it is not known which events the pattern of the metric filter ${resource_id} matches`);
  }
  if (unknown) throw unknown;
  return false;
}

const alarmed = (run: Run, region: string, metric: Metric): boolean =>
  resourcesOf(run, ALARM).some(({ region: at, config }) => {
    if (at !== region) return false;
    const alarm = unwrapped(config) as AlarmConfig;
    const watched = [alarm, ...(alarm.Metrics ?? []).flatMap(({ MetricStat }) => MetricStat?.Metric ?? [])];
    return (
      watched.some(({ Namespace, MetricName }) => Namespace === metric.Namespace && MetricName === metric.MetricName) &&
      alarm.ActionsEnabled !== false &&
      (alarm.AlarmActions ?? []).some((action) => isHeard(run, action))
    );
  });

/** A topic of another account counts, because who hears it is that account's inventory to tell. */
function isHeard(run: Run, action: string): boolean {
  const [, , service, , account] = action.split(':');
  if (service !== 'sns') return false;
  if (account !== nativeId(run.subject!.account_id)) return true;
  return resourcesOf(run, TOPIC_SUBSCRIPTION).some(({ config }) => config['TopicArn'] === action);
}

/** Why it is not known who watches the events of an account, by the account's list of organizations; undefined if it is known. */
const memberships = new WeakMap<readonly Subject[], NotKnown | undefined>();

/**
 * A trail of the organization records the events of all its accounts, and is listed in the management account only.
 * @throws NotKnown if the account is a member of an organization
 */
function throwIfMember(run: Run): void {
  const organizations = resourcesOf(run, ORGANIZATION);
  if (!memberships.has(organizations)) {
    const isMember = organizations.some(({ config }) => {
      const organization = unwrapped(config['Organization']) as { readonly MasterAccountId?: string } | null | undefined;
      return organization !== null && organization?.MasterAccountId !== nativeId(run.subject!.account_id);
    });
    memberships.set(organizations, isMember ? new NotKnown(WATCHED_ELSEWHERE) : undefined);
  }
  const unknown = memberships.get(organizations);
  if (unknown) throw unknown;
}

const WATCHED_ELSEWHERE =
  "a trail of the organization may record the account's events, and only the inventory of the management account tells who watches it";
