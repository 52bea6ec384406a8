import { describe, expect, it } from '@jest/globals';
import { allowsAllActions } from '../../../../../shared/policies/cel/library/administrators.ts';

const OWN = '111122223333';
const OTHER = '999988887777';
const HOME = { partition: 'aws', account: OWN };
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'.split('');

const document = (...statements: object[]): object => ({ Version: '2012-10-17', Statement: statements });
const when = (operator: string, key: string, value: unknown): object => ({ Condition: { [operator]: { [key]: value } } });

describe('allows_all_actions', () => {
  it.each([
    [{ Action: '*', Resource: '*' }, true],
    [{ Action: ['s3:Get*', '*:*'], Resource: ['*'] }, true],
    [{ Action: ['**'], Resource: ['arn:aws:*'] }, true],
    [{ Action: '?*:*', Resource: '*:*' }, true],
    [{ Action: '*', Resource: 'arn:aws:*:*:*:*' }, true],
    [{ Action: '*', Resource: 'arn:aws-cn:*' }, false],
    [{ Action: '*', Resource: `arn:aws:*:*:${OTHER}:*` }, false],
    [{ Action: '*', NotResource: 'arn:aws-cn:iam::*:*' }, true],
    [{ Action: '*', NotResource: ['arn:aws-cn:*', 'arn:aws-us-gov:*'] }, true],
    [{ Action: '*', NotResource: 'arn:aws:iam::*:no-such-kind/*' }, true],
    [{ Action: '*', NotResource: `arn:aws:iam::${OWN}:*` }, false],
    [{ Action: LETTERS.map((letter) => `${letter}*`), Resource: '*' }, true],
    [{ Action: LETTERS.map((letter) => `${letter.toUpperCase()}*:*`), Resource: '*' }, true],
    [{ Action: LETTERS.map((letter) => `?*:${letter}*`), Resource: '*' }, true],
    [{ Action: LETTERS.slice(1).map((letter) => `${letter}*`), Resource: '*' }, true],
    [{ Action: LETTERS.filter((letter) => letter !== 'i').map((letter) => `${letter}*`), Resource: '*' }, false],
    [{ Action: LETTERS.map((letter) => `iam:${letter}*`), Resource: '*' }, true],
    [{ Action: LETTERS.slice(1).map((letter) => `iam:${letter}*`), Resource: '*' }, false],
    [{ Action: 'iam:*', Resource: '*' }, true],
    [{ Action: ['iam:*', 's3:*'], Resource: 'arn:aws:iam::*:role/*' }, true],
    [{ Action: ['iam:Get*', 'iam:List*', 'iam:PassRole'], Resource: '*' }, false],
    [{ Action: 'iam:*', Resource: 'arn:aws:iam::*:role/web-*' }, false],
    [{ NotAction: LETTERS.map((letter) => `${letter}*`), Resource: '*' }, false],
    [{ Action: '*', Resource: '*', ...when('StringLike', 'aws:PrincipalArn', '*') }, true],
    [{ Action: '*', Resource: '*', ...when('Bool', 'aws:SecureTransport', 'true') }, true],
    [{ Action: '*', Resource: ['arn:aws:s3:::x', `arn:aws:*:*:${OWN}:*`] }, true],
    [{ Action: '*', Resource: 'arn:aws:*:*:${aws:PrincipalAccount}:*' }, true],
    [{ Action: '*', NotResource: 'arn:aws:s3:::logs' }, true],
    [{ Action: '*', NotResource: `arn:aws:iam::${OWN}:role/protected` }, true],
    [{ Action: '*', NotResource: `arn:aws:iam::${OTHER}:*` }, true],
    [{ Action: '*', NotResource: ['arn:aws:s3:::*', `arn:*:*:*:${OTHER}:*`] }, true],
    [{ Action: '*', NotResource: 'arn:aws:iam::${aws:PrincipalAccount}:*' }, false],
    [{ Action: '*', NotResource: 'arn:aws:iam::*:*' }, false],
    [
      { Action: '*', NotResource: ['arn:aws:iam::*:user/*', 'arn:aws:iam::*:role/*', 'arn:aws:iam::*:group/*', 'arn:aws:iam::*:policy/*'] },
      false,
    ],
    [{ Action: '*', NotResource: '*' }, false],
    [{ NotAction: 's3:DeleteBucket', Resource: '*' }, true],
    [{ NotAction: 'iam:DeleteUser', Resource: '*' }, true],
    [{ NotAction: '*', Resource: '*' }, false],
    [{ Action: '*', Resource: 'arn:aws:s3:::logs' }, false],
    [{ Action: '*', Resource: 'arn:aws:s3:::*' }, false],
    [{ Action: '*', Resource: 'arn:aws:iam::*:*' }, true],
    [{ Action: '*', Resource: 'arn:aws:*:eu-west-1:*:*' }, false],
    [{ Action: '*' }, false],
    [{ Action: 's3:*', Resource: '*' }, false],
    [{ Action: '?', Resource: '*' }, false],
    [{ NotAction: 'iam:*', Resource: '*' }, false],
    [{ Effect: 'Deny', Action: '*', Resource: '*' }, false],
  ])('of %j is %s', (statement, expected) => {
    expect(allowsAllActions(document({ Effect: 'Allow', ...statement }), HOME)).toBe(expected);
  });

  it.each([
    'iam:AddUserToGroup',
    'iam:AttachUserPolicy',
    'iam:CreateAccessKey',
    'iam:CreateLoginProfile',
    'iam:PassRole',
    'iam:PutRolePolicy',
    'iam:SetDefaultPolicyVersion',
    'iam:UpdateAssumeRolePolicy',
    'iam:UpdateLoginProfile',
  ])('is true of everything but IAM, of which %s is left', (action) => {
    // Patterns for every action of IAM but this one: each takes another character at one place.
    const name = action.toLowerCase();
    const others = LETTERS.flatMap((letter) =>
      name.split('').flatMap((own, at) => (at < 4 || own === letter ? [] : [`${name.slice(0, at)}${letter}*`])),
    );

    expect(allowsAllActions(document({ Effect: 'Allow', NotAction: others, Resource: '*' }), HOME)).toBe(true);
    expect(allowsAllActions(document({ Effect: 'Allow', NotAction: [...others, action], Resource: '*' }), HOME)).toBe(false);
  });

  it('is not known if there is no document', () => {
    expect(() => allowsAllActions(null, HOME)).toThrow(TypeError);
  });

  const grant = (more: object): object => ({ Effect: 'Allow', Resource: '*', ...more });
  const power = grant({ NotAction: ['iam:*', 'organizations:*'] });
  const me = 'arn:aws:iam::*:user/me';

  it.each([
    ['everything but IAM, and IAM', [power, grant({ Action: 'iam:*' })], true],
    ['everything but IAM, and one action by which it promotes itself', [power, grant({ Action: 'iam:AttachUserPolicy' })], true],
    ['everything but IAM, and some of IAM', [power, grant({ Action: ['iam:Get*', 'iam:List*'] })], false],
    ['everything but IAM, and IAM on one user', [power, grant({ Action: 'iam:*', Resource: me })], false],
    ['two exceptions that nothing is both of', [power, grant({ NotAction: 's3:*' })], true],
    ['two exceptions that IAM is both of', [power, grant({ NotAction: ['iam:*', 's3:*'] })], false],
    [
      'one half of all actions each',
      [grant({ Action: LETTERS.slice(0, 13).map((a) => `${a}*`) }), grant({ Action: LETTERS.slice(13).map((a) => `${a}*`) })],
      true,
    ],
    [
      'one half of IAM each',
      [grant({ Action: LETTERS.slice(0, 9).map((a) => `iam:${a}*`) }), grant({ Action: LETTERS.slice(9).map((a) => `iam:${a}*`) })],
      true,
    ],
    [
      'a part of all roles each',
      [
        grant({ Action: 'iam:*', Resource: 'arn:aws:iam::*:role/?' }),
        grant({ Action: 'iam:*', Resource: 'arn:aws:iam::*:role/?*?' }),
        grant({ Action: 'iam:*', Resource: 'arn:aws:iam::*:role/' }),
      ],
      true,
    ],
    ['IAM, which the other statement denies', [grant({ Action: 'iam:*' }), grant({ Effect: 'Deny', Action: 'iam:*' })], true],
    ['services', [grant({ Action: 's3:*' }), grant({ Action: 'ec2:*' })], false],
  ])('adds statements up, in one document or in several: %s', (_what, statements, expected) => {
    expect(allowsAllActions(document(...statements), HOME)).toBe(expected);
    expect(allowsAllActions([[document(statements[0]!)], statements.slice(1).map((each) => document(each))], HOME)).toBe(expected);
  });

  it('depends on a document that is not known only if the others do not suffice', () => {
    const all = document(grant({ Action: '*' }));

    expect(allowsAllActions([null, all], HOME)).toBe(true);
    expect(allowsAllActions(['no document', document(power), document(grant({ Action: 'iam:*' }))], HOME)).toBe(true);
    expect(() => allowsAllActions([document(power), null], HOME)).toThrow(TypeError);
    expect(allowsAllActions([], HOME)).toBe(false);
  });

  it('judges a document of AWS for each account', () => {
    const shared = document(grant({ Action: '*', Resource: undefined, NotResource: `arn:aws:iam::${OWN}:*` }));

    expect(allowsAllActions(shared, HOME)).toBe(false);
    expect(allowsAllActions(shared, { ...HOME, account: OTHER })).toBe(true);
    expect(allowsAllActions(shared, HOME)).toBe(false);
  });
});
