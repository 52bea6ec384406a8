import { describe, expect, it } from '@jest/globals';
import { parseAccountId } from '../../../../../shared/ids.ts';
import type { Subject } from '../../../../../shared/policies/evaluation.ts';
import { accountOf, subject, verdictOf } from '../../support.ts';

const TENANCY = 'ocid1.tenancy.oc1..acme';
const EVENT = 'com.oraclecloud.virtualnetwork.createvcn';
const account = { account_id: parseAccountId(`oci:${TENANCY}`) };
const ACTION = { actionType: 'ONS', isEnabled: true, lifecycleState: 'ACTIVE', topicId: 'topic' };

const rule = (config: object = {}, more: Partial<Subject> = {}): Subject =>
  subject({
    ...account,
    type: 'EventRule',
    resource_id: 'rule',
    region: 'us-phoenix-1',
    config: {
      compartmentId: TENANCY,
      isEnabled: true,
      lifecycleState: 'ACTIVE',
      condition: { eventType: [EVENT] },
      actions: { actions: [ACTION] },
      ...config,
    },
    ...more,
  });
const subscription = (config: object = {}): Subject =>
  subject({ ...account, type: 'OnsSubscription', resource_id: 'one', config: { topicId: 'topic', lifecycleState: 'ACTIVE', ...config } });
const notified = (...resources: Subject[]) => verdictOf(`oci_notified('${EVENT}', 'us-phoenix-1')`, account, accountOf(resources));

describe('oci_notified', () => {
  it.each<[string, object]>([
    ['the type in a list', { eventType: ['com.oraclecloud.other', EVENT] }],
    ['the type as a text', { eventType: EVENT }],
    ['the type in another case', { eventType: ['com.oraclecloud.virtualNetwork.CreateVcn'] }],
    ['a wildcard', { eventType: ['com.oraclecloud.virtualnetwork.*'] }],
    ['nothing', {}],
    ['empty data', { eventType: [EVENT], data: {} }],
  ])('is true of a rule whose condition has %s', (_, condition) => {
    expect(notified(rule({ condition }), subscription()).verdict).toBe('pass');
  });

  it.each<[string, Subject]>([
    ['another event', rule({ condition: { eventType: ['com.oraclecloud.virtualnetwork.createvcn.end'] } })],
    ['some resources only', rule({ condition: { eventType: [EVENT], data: { compartmentName: ['web'] } } })],
    ['another region', rule({}, { region: 'us-ashburn-1' })],
    ['a compartment below the root', rule({ compartmentId: 'ocid1.compartment.oc1..web' })],
    ['no action', rule({ actions: { actions: [] } })],
    ['an action that failed', rule({ actions: { actions: [{ ...ACTION, lifecycleState: 'FAILED' }] } })],
    ['a topic to which nobody subscribes', rule({ actions: { actions: [{ ...ACTION, topicId: 'other' }] } })],
    ['nothing, because it is off', rule({ isEnabled: false })],
    ['nothing, because it is inactive', rule({ lifecycleState: 'INACTIVE' })],
  ])('is false of a rule for %s', (_, given) => {
    expect(notified(given, subscription()).verdict).toBe('fail');
  });

  it('does not know what a rule does that could not be read, unless another rule decides it', () => {
    const unread = rule({}, { resource_id: 'unread', unread: { actions: { error_code: 'denied', permission: 'read cloudevents-rules' } } });

    expect(notified(unread, subscription())).toMatchObject({ verdict: 'unknown', permission: 'read cloudevents-rules' });
    expect(notified(rule({ condition: '{"eventType": broken' }), subscription()).verdict).toBe('unknown');
    expect(notified(unread, rule(), subscription()).verdict).toBe('pass');
  });
});
