import { describe, expect, it } from '@jest/globals';
import type { Subject } from '../../../../../shared/policies/evaluation.ts';
import { accountOf, subject, verdictOf } from '../../support.ts';

const REGION = 'eu-west-1';
const ACCOUNT = '111122223333';
const TOPIC = `arn:aws:sns:${REGION}:${ACCOUNT}:security`;
const MANAGEMENT = { Field: 'eventCategory', Equals: ['Management'] };

const trail = (config: object = {}, more: Partial<Subject> = {}): Subject =>
  subject({
    type: 'AWS::CloudTrail::Trail',
    resource_id: 'trail',
    region: REGION,
    config: {
      IsMultiRegionTrail: true,
      CloudWatchLogsLogGroupArn: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:trail:*`,
      Status: { IsLogging: true },
      EventSelectors: { EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }] },
      ...config,
    },
    ...more,
  });
const filter = (config: object = {}, more: Partial<Subject> = {}): Subject =>
  subject({
    type: 'AWS::Logs::MetricFilter',
    resource_id: 'trail:keys',
    region: REGION,
    config: {
      logGroupName: 'trail',
      filterPattern: '{ $.eventName = DisableKey }',
      metricTransformations: [{ metricName: 'keys', metricNamespace: 'Security' }],
      ...config,
    },
    ...more,
  });
const alarm = (config: object = {}, more: Partial<Subject> = {}): Subject =>
  subject({
    type: 'AWS::CloudWatch::Alarm',
    resource_id: 'keys',
    region: REGION,
    config: { MetricName: 'keys', Namespace: 'Security', ActionsEnabled: true, AlarmActions: [TOPIC], ...config },
    ...more,
  });
const subscription = (config: object = {}): Subject =>
  subject({ type: 'AWS::SNS::Subscription', resource_id: 'mail', region: REGION, config: { TopicArn: TOPIC, ...config } });
const organization = (config: object | null): Subject =>
  subject({ type: 'AWS::Organizations::Organization', resource_id: 'organization', config: { Organization: config } });

const alarmed = (resources: readonly Subject[], notWhole: readonly string[] = []) =>
  verdictOf(`trail_alarmed({'eventSource': 'kms.amazonaws.com', 'eventName': 'DisableKey'})`, {}, accountOf(resources, notWhole));

describe('trail_alarmed', () => {
  it.each<[string, readonly Subject[]]>([
    ['a trail, a filter, an alarm and a subscription', [trail(), filter(), alarm(), subscription()]],
    [
      'a trail that leaves out the events of another service',
      [
        trail({
          EventSelectors: {
            EventSelectors: [
              { ReadWriteType: 'All', IncludeManagementEvents: true, ExcludeManagementEventSources: ['rdsdata.amazonaws.com'] },
            ],
          },
        }),
        filter(),
        alarm(),
        subscription(),
      ],
    ],
    [
      'an advanced selector of all management events',
      [trail({ EventSelectors: { AdvancedEventSelectors: [{ FieldSelectors: [MANAGEMENT] }] } }), filter(), alarm(), subscription()],
    ],
    [
      'an advanced selector that leaves out another service',
      [
        trail({
          EventSelectors: {
            AdvancedEventSelectors: [{ FieldSelectors: [MANAGEMENT, { Field: 'eventSource', NotEquals: ['rdsdata.amazonaws.com'] }] }],
          },
        }),
        filter(),
        alarm(),
        subscription(),
      ],
    ],
    [
      'two advanced selectors of reads and of writes',
      [
        trail({
          EventSelectors: {
            AdvancedEventSelectors: [
              { FieldSelectors: [MANAGEMENT, { Field: 'readOnly', Equals: ['true'] }] },
              { FieldSelectors: [{ Field: 'readOnly', Equals: ['false'] }, MANAGEMENT] },
            ],
          },
        }),
        filter(),
        alarm(),
        subscription(),
      ],
    ],
    [
      'the second metric of a filter',
      [
        trail(),
        filter({
          metricTransformations: [
            { metricName: 'other', metricNamespace: 'Security' },
            { metricName: 'keys', metricNamespace: 'Security' },
          ],
        }),
        alarm(),
        subscription(),
      ],
    ],
    [
      'an alarm that calculates with the metric',
      [
        trail(),
        filter(),
        alarm({
          MetricName: null,
          Namespace: null,
          Metrics: [{ Expression: 'm1 + 0' }, { MetricStat: { Metric: { Namespace: 'Security', MetricName: 'keys' } } }],
        }),
        subscription(),
      ],
    ],
    ['a topic of another account', [trail(), filter(), alarm({ AlarmActions: [`arn:aws:sns:${REGION}:444455556666:security`] })]],
    ['a second trail', [trail({ IsMultiRegionTrail: false }), trail({}, { resource_id: 'other' }), filter(), alarm(), subscription()]],
    [
      'a filter in the region of the group, whatever the region of the trail',
      [trail({}, { region: 'us-east-1' }), filter(), alarm(), subscription()],
    ],
  ])('is true of %s', (_, resources) => {
    expect(alarmed(resources).verdict).toBe('pass');
  });

  it.each<[string, readonly Subject[]]>([
    ['no trail', [filter(), alarm(), subscription()]],
    ['a trail of one region', [trail({ IsMultiRegionTrail: false }), filter(), alarm(), subscription()]],
    ['a trail that is off', [trail({ Status: { IsLogging: false } }), filter(), alarm(), subscription()]],
    ['a trail without a log group', [trail({ CloudWatchLogsLogGroupArn: undefined }), filter(), alarm(), subscription()]],
    [
      'a trail of writes only',
      [
        trail({ EventSelectors: { EventSelectors: [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }] } }),
        filter(),
        alarm(),
        subscription(),
      ],
    ],
    [
      'a trail without management events',
      [
        trail({ EventSelectors: { EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: false }] } }),
        filter(),
        alarm(),
        subscription(),
      ],
    ],
    [
      "a trail that leaves out the event's service",
      [
        trail({
          EventSelectors: {
            EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, ExcludeManagementEventSources: ['kms.amazonaws.com'] }],
          },
        }),
        filter(),
        alarm(),
        subscription(),
      ],
    ],
    ...(
      [
        ["the event's service is left out", [MANAGEMENT, { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] }]],
        ['one service is recorded', [MANAGEMENT, { Field: 'eventSource', Equals: ['s3.amazonaws.com'] }]],
        ['writes are recorded', [MANAGEMENT, { Field: 'readOnly', Equals: ['false'] }]],
        ['one kind of event is recorded', [MANAGEMENT, { Field: 'eventType', Equals: ['AwsApiCall'] }]],
        ['data events are recorded', [{ Field: 'eventCategory', Equals: ['Data'] }]],
      ] as const
    ).map(([name, FieldSelectors]): [string, readonly Subject[]] => [
      `an advanced selector by which ${name}`,
      [trail({ EventSelectors: { AdvancedEventSelectors: [{ FieldSelectors }] } }), filter(), alarm(), subscription()],
    ]),
    ['a filter of another log group', [trail(), filter({ logGroupName: 'other' }), alarm(), subscription()]],
    ['a filter of another region', [trail(), filter({}, { region: 'us-east-1' }), alarm(), subscription()]],
    ['a filter of other events', [trail(), filter({ filterPattern: '{ $.eventName = CreateKey }' }), alarm(), subscription()]],
    ['a filter of terms whose metric nobody watches', [trail(), filter({ filterPattern: 'DisableKey' }), subscription()]],
    ['a filter without a pattern', [trail(), filter({ filterPattern: undefined }), alarm(), subscription()]],
    ['an alarm of another metric', [trail(), filter(), alarm({ MetricName: 'other' }), subscription()]],
    ['an alarm of another namespace', [trail(), filter(), alarm({ Namespace: 'other' }), subscription()]],
    ['an alarm of another region', [trail(), filter(), alarm({}, { region: 'us-east-1' }), subscription()]],
    ['an alarm whose actions are off', [trail(), filter(), alarm({ ActionsEnabled: false }), subscription()]],
    ['an alarm without actions', [trail(), filter(), alarm({ AlarmActions: [] }), subscription()]],
    [
      'an alarm that calls a function',
      [trail(), filter(), alarm({ AlarmActions: [`arn:aws:lambda:${REGION}:444455556666:function:mend`] }), subscription()],
    ],
    ['a topic to which nobody subscribes', [trail(), filter(), alarm(), subscription({ TopicArn: `${TOPIC}-other` })]],
    ['no subscription', [trail(), filter(), alarm()]],
    ['no trail, in an account of no organization', [organization(null)]],
    ['no trail, in the management account', [organization({ MasterAccountId: ACCOUNT })]],
  ])('is false of %s', (_, resources) => {
    expect(alarmed(resources).verdict).toBe('fail');
  });

  it.each<[string, readonly Subject[], readonly string[]]>([
    ['the account is a member of an organization', [organization({ MasterAccountId: '444455556666' })], []],
    ['not all subscriptions are known', [trail(), filter(), alarm()], ['AWS::SNS::Subscription']],
    ['not all alarms are known', [trail(), filter()], ['AWS::CloudWatch::Alarm']],
    ['the filter has terms', [trail(), filter({ filterPattern: 'DisableKey' }), alarm(), subscription()], []],
    [
      'it may not be read whether the trail is on',
      [
        trail({ Status: undefined }, { unread: { Status: { permission: 'cloudtrail:GetTrailStatus', error_code: 'AccessDenied' } } }),
        filter(),
        alarm(),
        subscription(),
      ],
      [],
    ],
  ])('is not known where %s', (_, resources, notWhole) => {
    expect(alarmed(resources, notWhole).verdict).toBe('unknown');
  });

  it.each([
    ['AWS::CloudTrail::Trail trail has no Status', trail({ Status: undefined }), filter()],
    ['AWS::CloudTrail::Trail trail has no Status', trail({ Status: null }), filter()],
    ['AWS::CloudTrail::Trail trail has no EventSelectors', trail({ EventSelectors: undefined }), filter()],
    ['AWS::Logs::MetricFilter trail:keys has no metricTransformations', trail(), filter({ metricTransformations: undefined })],
  ])('is not known, unless another trail decides it: %s', (reason, ...partial) => {
    const whole = trail({ CloudWatchLogsLogGroupArn: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:other:*` }, { resource_id: 'other' });
    const counting = filter({ logGroupName: 'other' }, { resource_id: 'other:keys' });

    expect(alarmed([...partial, alarm(), subscription()])).toMatchObject({ verdict: 'unknown', reason });
    expect(alarmed([...partial, whole, counting, alarm(), subscription()]).verdict).toBe('pass');
  });

  it('is not known of an account without a trail whose organization lacks a description', () => {
    const bare = subject({ type: 'AWS::Organizations::Organization', resource_id: 'organization', config: {} });

    expect(alarmed([bare])).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('a trail of the organization may record'),
    });
  });

  it('is true if one filter of several is known to count the event', () => {
    const terms = filter({ filterPattern: 'DisableKey' }, { resource_id: 'trail:terms' });

    expect(alarmed([trail(), terms, filter(), alarm(), subscription()]).verdict).toBe('pass');
  });
});

describe('trail_unalarmed', () => {
  const shown = (values: string, resources: readonly Subject[], notWhole: readonly string[] = []) =>
    verdictOf(
      `trail_unalarmed({'eventSource': 'kms.amazonaws.com'}, 'eventName', ${values}).join() == ''`,
      {},
      accountOf(resources, notWhole),
    );
  const whole = [trail(), filter(), alarm(), subscription()];
  const evidenceOf = (values: string, resources: readonly Subject[]) =>
    verdictOf(
      `trail_unalarmed({'eventSource': 'kms.amazonaws.com'}, 'eventName', ${values}) == ['CreateKey', 'TagKey']`,
      {},
      accountOf(resources),
    ).verdict;

  it('is empty if an alarm tells of each event, and of no events', () => {
    expect(shown("['DisableKey']", whole).verdict).toBe('pass');
    expect(shown('[]', []).verdict).toBe('pass');
  });

  it('has the others in order', () => {
    expect(evidenceOf("['CreateKey', 'DisableKey', 'TagKey']", whole)).toBe('pass');
  });

  /** It is not known whether the pattern's regular expression matches, and other events it surely does not count. */
  const unsure = filter({ filterPattern: '{ $.eventName = Disable* && $.eventName = %Key% }' });

  it('leaves out what is not known where another event is known to have no alarm', () => {
    expect(evidenceOf("['CreateKey', 'DisableKey', 'TagKey']", [trail(), unsure, alarm(), subscription()])).toBe('pass');
  });

  it('is not known where an event is not known and all others have an alarm', () => {
    const other = filter({ filterPattern: '{ $.eventName = CreateKey }' }, { resource_id: 'trail:create' });

    expect(shown("['DisableKey', 'CreateKey']", [trail(), other, unsure, alarm(), subscription()]).verdict).toBe('unknown');
    expect(shown("['CreateKey']", [trail(), other, unsure, alarm(), subscription()]).verdict).toBe('pass');
    expect(shown("['DisableKey']", [organization({ MasterAccountId: '444455556666' })]).verdict).toBe('unknown');
  });

  it.each([
    ["{'eventName': 'DisableKey'}", 'eventSource'],
    ["{'eventSource': null}", 'eventSource'],
    ["{'eventSource': 'kms.amazonaws.com', 'eventType': ['AwsApiCall']}", 'eventType'],
    ["{'eventSource': 'kms.amazonaws.com', 'readOnly': false}", 'readOnly'],
  ])('refuses the event %s, as trail_alarmed does', (event, field) => {
    for (const call of [`trail_unalarmed(${event}, 'errorCode', ['x']).size() == 1`, `trail_alarmed(${event})`])
      expect(verdictOf(call, {}, accountOf(whole))).toMatchObject({ verdict: 'unknown', reason: expect.stringContaining(field) });
  });

  it('takes the source from the values, too', () => {
    const call = (values: string) => `trail_unalarmed({'eventName': 'DisableKey'}, 'eventSource', ${values}).size() == 0`;

    expect(verdictOf(call("['kms.amazonaws.com', 'iam.amazonaws.com']"), {}, accountOf(whole)).verdict).toBe('pass');
  });

  it('refuses values that are no texts', () => {
    expect(shown('[1]', whole)).toMatchObject({ verdict: 'unknown', reason: expect.stringContaining('must be texts') });
  });
});
