import { describe, expect, it } from '@jest/globals';
import { parseAccountId } from '../../../../../shared/ids.ts';
import type { Subject } from '../../../../../shared/policies/evaluation.ts';
import { alertCovers } from '../../../../../shared/policies/cel/library/activity-alerts.ts';
import { accountOf, subject, verdictOf } from '../../support.ts';

const OPERATION_NAME = 'Microsoft.Sql/servers/firewallRules/write';
const EVENT = { category: 'Administrative', operationName: OPERATION_NAME, status: ['Started', 'Succeeded'] };
const CATEGORY = { field: 'category', equals: 'Administrative' };
const OPERATION = { field: 'operationName', equals: OPERATION_NAME };

const covers = (...allOf: readonly object[]): boolean => alertCovers({ allOf }, EVENT);

describe('an alert covers an event', () => {
  it.each<[string, readonly object[]]>([
    ['by its operation', [CATEGORY, OPERATION]],
    ['by its category alone', [CATEGORY]],
    [
      'in any case',
      [
        { field: 'CATEGORY', equals: 'administrative' },
        { field: 'OperationName', equals: OPERATION.equals.toUpperCase() },
      ],
    ],
    ['by one of several operations', [CATEGORY, { anyOf: [{ field: 'operationName', equals: 'other' }, OPERATION] }]],
    ['by one of several values', [CATEGORY, { field: 'operationName', containsAny: ['other', OPERATION.equals] }]],
    ['by a state that it has at some time', [CATEGORY, OPERATION, { field: 'status', equals: 'succeeded' }]],
    [
      'with members that the API fills with nothing',
      [
        { ...CATEGORY, containsAny: null, anyOf: null },
        { ...OPERATION, anyOf: [] },
      ],
    ],
  ])('%s', (_name, conditions) => {
    expect(covers(...conditions)).toBe(true);
  });

  it.each<[string, readonly object[]]>([
    ['of another operation', [CATEGORY, { field: 'operationName', equals: 'Microsoft.Sql/servers/firewallRules/delete' }]],
    ['of another category', [{ field: 'category', equals: 'Security' }, OPERATION]],
    ['of which only a part of the name fits', [CATEGORY, { field: 'operationName', equals: 'Microsoft.Sql/servers/firewallRules' }]],
    ['of a state that it may never have', [CATEGORY, OPERATION, { field: 'status', equals: 'Failed' }]],
    ['whose level is told apart', [CATEGORY, OPERATION, { field: 'level', equals: 'Error' }]],
    ['whose caller is told apart, among others', [CATEGORY, OPERATION, { anyOf: [{ field: 'caller', equals: 'ada' }] }]],
    ['by a condition without a field', [CATEGORY, {}]],
    ['by a condition without a value', [CATEGORY, { field: 'operationName', equals: null }]],
  ])('not one %s', (_name, conditions) => {
    expect(covers(...conditions)).toBe(false);
  });
});

const ID = '/subscriptions/11111111-2222-3333-4444-555555555555';
const GROUP = `${ID}/resourceGroups/ops/providers/microsoft.insights/actionGroups/On-Call`;
const account = { account_id: parseAccountId('azure:11111111-2222-3333-4444-555555555555'), resource_id: ID };

const alert = (properties: object = {}, more: Partial<Subject> = {}): Subject =>
  subject({
    ...account,
    type: 'Microsoft.Insights/activityLogAlerts',
    resource_id: 'alert',
    config: {
      properties: {
        scopes: [ID.toUpperCase()],
        condition: { allOf: [CATEGORY, OPERATION] },
        actions: { actionGroups: [{ actionGroupId: GROUP }] },
        ...properties,
      },
    },
    ...more,
  });
const group = (properties: object = {}): Subject =>
  subject({
    ...account,
    type: 'Microsoft.Insights/actionGroups',
    resource_id: GROUP.toLowerCase(),
    config: { properties: { enabled: true, smsReceivers: [], emailReceivers: [{ name: 'operations' }], ...properties } },
  });
const alerted = (...resources: Subject[]) =>
  verdictOf(`azure_alerted({'category': 'Administrative', 'operationName': '${OPERATION_NAME}'})`, account, accountOf(resources));

describe('azure_alerted', () => {
  it.each<[string, Subject[]]>([
    ['tells an action group', [alert(), group()]],
    ['is enabled, as is its group, because nothing says otherwise', [alert({ enabled: null }), group({ enabled: undefined })]],
    ['tells a group of another subscription', [alert({ actions: { actionGroups: [{ actionGroupId: GROUP.replace('1', '9') }] } })]],
  ])('is true of an alert that %s', (_, resources) => {
    expect(alerted(...resources).verdict).toBe('pass');
  });

  it.each<[string, Subject[]]>([
    ['is off', [alert({ enabled: false }), group()]],
    ['is of one resource group', [alert({ scopes: [`${ID}/resourceGroups/web`] }), group()]],
    ['is of another subscription', [alert({ scopes: [ID.replace('1', '9')] }), group()]],
    ['is of another event', [alert({ condition: { allOf: [{ field: 'category', equals: 'Security' }] } }), group()]],
    ['has no actions', [alert({ actions: null }), group()]],
    ['has an empty list of groups', [alert({ actions: { actionGroups: [] } }), group()]],
    ['tells a group that is off', [alert(), group({ enabled: false })]],
    ['tells a group without receivers', [alert(), group({ emailReceivers: [] })]],
    ['tells a group that was deleted', [alert()]],
  ])('is false of an alert that %s', (_, resources) => {
    expect(alerted(...resources).verdict).toBe('fail');
  });

  it('does not know what an alert does that could not be read, unless another alert decides it', () => {
    const unread = alert({}, { resource_id: 'unread', unread: { properties: { error_code: 'denied', permission: 'read alerts' } } });

    expect(alerted(unread, group())).toMatchObject({ verdict: 'unknown', permission: 'read alerts' });
    expect(alerted(unread, alert(), group()).verdict).toBe('pass');
  });

  it('does not know what an alert or a group does that has no properties, unless another alert decides it', () => {
    const bare = alert({}, { resource_id: 'bare', config: {} });
    const silent = { ...group(), config: {} };

    expect(alerted(bare, group())).toMatchObject({
      verdict: 'unknown',
      reason: 'Microsoft.Insights/activityLogAlerts bare has no properties',
    });
    expect(alerted(bare, alert(), group()).verdict).toBe('pass');
    expect(alerted(alert(), silent)).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringMatching(/actionGroups.* has no properties$/),
    });
  });
});
