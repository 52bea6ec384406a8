import { describe, expect, it } from '@jest/globals';
import { escalationPaths } from '../../../../../shared/policies/cel/library/escalations.ts';

const document = (...statements: object[]): object => ({ Version: '2012-10-17', Statement: statements });
const allow = (Action: string | readonly string[], Resource: string | readonly string[] = '*', more: object = {}): object => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const deny = (Action: string, more: object = {}): object => ({ Effect: 'Deny', Action, Resource: '*', ...more });

describe('escalation_paths', () => {
  it('names single actions and combinations, whatever their case and however they are written', () => {
    expect(escalationPaths(document(allow(['iam:createPOLICYversion', 's3:*'])))).toEqual(['iam:CreatePolicyVersion']);
    expect(escalationPaths(document(allow('iam:PassRole'), allow('ec2:Run*')))).toEqual(['iam:PassRole + ec2:RunInstances']);
    expect(escalationPaths(document(allow('iam:Put?serPolicy')))).toEqual(['iam:PutUserPolicy']);
    expect(escalationPaths(document(allow(['lambda:*', 'iam:Pass*'])))).toEqual([
      'lambda:UpdateFunctionCode',
      'iam:PassRole + lambda:CreateFunction + lambda:AddPermission',
      'iam:PassRole + lambda:CreateFunction + lambda:CreateEventSourceMapping',
      'iam:PassRole + lambda:CreateFunction + lambda:InvokeFunction',
    ]);
  });

  it('takes all that a NotAction does not exclude', () => {
    const found = escalationPaths(document({ Effect: 'Allow', NotAction: ['iam:*', 'ssm:*'], Resource: '*' }));
    expect(found).toContain('lambda:UpdateFunctionCode');
    expect(found.filter((path) => /iam:|ssm:/.test(path))).toEqual([]);
  });

  it.each([
    ['half of a combination', document(allow('iam:PassRole'))],
    ['the other half', document(allow('ec2:RunInstances'))],
    ['nothing', document()],
    ['no document', null],
    ['reading', document(allow(['iam:Get*', 'iam:List*', 'lambda:Get*']))],
    ['one role to pass', document(allow('iam:PassRole', 'arn:aws:iam::111122223333:role/web'), allow('ec2:RunInstances'))],
    ["one's own keys", document(allow('iam:CreateAccessKey', 'arn:aws:iam::*:user/${aws:username}'))],
    ["one's own keys, below a path", document(allow('iam:CreateAccessKey', 'arn:aws:iam::*:user/people/${aws:username}'))],
    ['one function of any region', document(allow('lambda:UpdateFunctionCode', 'arn:aws:lambda:*:111122223333:function:web'))],
    ['denied', document(allow('iam:*'), deny('iam:*'))],
    ['denied but for reading', document(allow('iam:*'), { Effect: 'Deny', NotAction: ['iam:Get*', 'iam:List*'], Resource: '*' })],
  ])('finds none in %s', (_what, given) => {
    expect(escalationPaths(given)).toEqual([]);
  });

  it.each([
    ['names that begin alike', document(allow('iam:PutRolePolicy', 'arn:aws:iam::111122223333:role/team-*'))],
    ['an ARN that ends before the name', document(allow('iam:PutRolePolicy', 'arn:aws:iam:*'))],
    ['all resources but one', document({ Effect: 'Allow', Action: 'iam:PutRolePolicy', NotResource: 'arn:aws:iam::1:role/a' })],
    ['one name beside a pattern', document(allow('iam:PutRolePolicy', ['arn:aws:iam::1:role/a', 'arn:aws:iam::1:role/*']))],
    ['a grant with a condition', document(allow('iam:PutRolePolicy', '*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }))],
    [
      'a denial with a condition',
      document(allow('iam:PutRolePolicy'), deny('iam:*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } })),
    ],
    ['a denial for some resources', document(allow('iam:PutRolePolicy'), { ...deny('iam:*'), Resource: 'arn:aws:iam::1:role/admin' })],
    ['a denial of something else', document(allow('iam:PutRolePolicy'), deny('iam:PutUserPolicy'))],
  ])('finds it in %s', (_what, given) => {
    expect(escalationPaths(given)).toEqual(['iam:PutRolePolicy']);
  });

  it('refuses what is no policy document', () => {
    expect(() => escalationPaths('not a document')).toThrow('The policy document is not a JSON object.');
  });
});
