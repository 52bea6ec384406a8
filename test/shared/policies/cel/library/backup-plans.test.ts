import { describe, expect, it } from '@jest/globals';
import type { Subject } from '../../../../../shared/policies/evaluation.ts';
import { accountOf, subject, verdictOf } from '../../support.ts';

const ARN = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders';
const TABLES = 'arn:aws:dynamodb:*:*:table/*';
const equals = (ConditionKey: string, ConditionValue: string) => ({ ConditionKey, ConditionValue });

const selection = (BackupSelection: object, more: Partial<Subject> = {}): Subject =>
  subject({ type: 'AWS::Backup::BackupSelection', resource_id: 'selection', native_id: null, config: { BackupSelection }, ...more });
const taken = (tags: Record<string, string> | null, ...selections: Subject[]) =>
  verdictOf('in_backup_plan()', { native_id: ARN, tags }, accountOf(selections));
const DAILY = { backup: 'daily' };
const UNREAD = selection(
  {},
  { resource_id: 'unread', unread: { BackupSelection: { error_code: 'AccessDenied', permission: 'backup:GetBackupSelection' } } },
);

describe('in_backup_plan', () => {
  it.each<[string, object]>([
    ['its ARN', { Resources: ['arn:aws:dynamodb:eu-west-1:111122223333:table/other', ARN] }],
    ['a pattern of its ARN', { Resources: [TABLES] }],
    ['everything', { Resources: ['*'] }],
    ['everything, because nothing is named', { Resources: [], ListOfTags: [], NotResources: [], Conditions: {} }],
    ['everything, by members that are null', { Resources: null, ListOfTags: null, NotResources: null, Conditions: null }],
    ['a listed tag', { ListOfTags: [equals('team', 'web'), equals('backup', 'daily')] }],
    ['a listed tag or other resources', { Resources: ['arn:aws:ec2:*:*:volume/*'], ListOfTags: [equals('backup', 'daily')] }],
    ['a condition on a tag', { Resources: ['*'], Conditions: { StringEquals: [equals('aws:ResourceTag/backup', 'daily')] } }],
    ['a condition alone', { Conditions: { StringLike: [equals('aws:ResourceTag/backup', 'd*y')], StringEquals: null } }],
    ['negated conditions', { Conditions: { StringNotEquals: [equals('backup', 'no')], StringNotLike: [equals('backup', 'w*')] } }],
    ['everything but others', { Resources: ['*'], NotResources: ['arn:aws:ec2:*:*:volume/*'] }],
  ])('is true of a selection of %s', (_, given) => {
    expect(taken(DAILY, selection(given)).verdict).toBe('pass');
  });

  it.each<[string, object]>([
    ['another ARN', { Resources: ['arn:aws:dynamodb:eu-west-1:111122223333:table/orders-2'] }],
    ['another value of the tag', { ListOfTags: [equals('backup', 'weekly')] }],
    ['a tag that it lacks', { ListOfTags: [equals('Backup', 'daily')] }],
    ['everything but its kind', { Resources: ['*'], NotResources: [TABLES] }],
    ['its ARN with a condition that it does not fulfil', { Resources: [ARN], Conditions: { StringEquals: [equals('backup', 'weekly')] } }],
    [
      'two conditions of which it fulfils one',
      { Conditions: { StringEquals: [equals('backup', 'daily'), equals('aws:ResourceTag/team', 'web')] } },
    ],
    ['what its tag is not like', { Conditions: { StringLike: [equals('backup', 'day*')] } }],
    ['what its tag must not equal', { Conditions: { StringNotEquals: [equals('backup', 'daily')] } }],
    ['what its tag must not be like', { Conditions: { StringNotLike: [equals('backup', 'd*')] } }],
  ])('is false of a selection of %s', (_, given) => {
    expect(taken(DAILY, selection(given)).verdict).toBe('fail');
  });

  it('asks for the selections of the region alone, and for one of several', () => {
    expect(taken({}).verdict).toBe('fail');
    expect(taken({}, selection({ Resources: ['*'] }, { region: 'us-east-1' })).verdict).toBe('fail');
    expect(taken({}, selection({ Resources: [], ListOfTags: [equals('a', 'b')] }), selection({ Resources: ['*'] })).verdict).toBe('pass');
  });

  it('does not know what a selection takes that could not be read, unless another decides it', () => {
    expect(taken({}, UNREAD)).toMatchObject({ verdict: 'unknown', permission: 'backup:GetBackupSelection' });
    expect(taken({}, UNREAD, selection({ Resources: [ARN] })).verdict).toBe('pass');
    expect(verdictOf('in_backup_plan()', {}, accountOf([], ['AWS::Backup::BackupSelection'])).verdict).toBe('unknown');
  });

  it('does not know what a selection takes that the provider did not describe, unless another decides it', () => {
    const bare = selection({}, { resource_id: 'bare', config: {} });

    expect(taken({}, bare)).toMatchObject({ verdict: 'unknown', reason: 'AWS::Backup::BackupSelection bare has no BackupSelection' });
    expect(taken({}, bare, selection({ Resources: [ARN] })).verdict).toBe('pass');
  });

  it('does not know tags that could not be read, where they decide', () => {
    const tagged = { ListOfTags: [equals('backup', 'daily')] };

    expect(taken(null, selection(tagged)).verdict).toBe('unknown');
    expect(taken(null, selection({ ...tagged, NotResources: [ARN] })).verdict).toBe('fail');
    expect(taken(null, selection({ ...tagged, Resources: [ARN] })).verdict).toBe('pass');
  });

  it('does not know whether a negated condition, or one with another operator, takes a resource without the tag', () => {
    const not = { Conditions: { StringNotEquals: [equals('aws:ResourceTag/backup', 'no')] } };

    expect(taken({}, selection(not)).verdict).toBe('unknown');
    expect(taken({}, selection({ Conditions: { ...not.Conditions, StringEquals: [equals('team', 'web')] } })).verdict).toBe('fail');
    expect(taken(DAILY, selection({ Conditions: { StringMatches: [equals('backup', 'daily')] } })).verdict).toBe('unknown');
  });

  it('does not know whether a resource without an ARN is taken', () => {
    expect(verdictOf('in_backup_plan()', { native_id: null }, accountOf([selection({ Resources: ['*'] })])).verdict).toBe('unknown');
  });
});
