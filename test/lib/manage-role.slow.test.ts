import { describe, expect, it } from '@jest/globals';
import { MANAGE_STATEMENTS } from '../../shared/managed/manage-statements.ts';
import { allows, TARGET_ACCOUNT } from '../support/iam.ts';
import { list, resolved, synthesized, type TemplateReader } from './templates.ts';

const PLATFORM = '111111111111';
const without = synthesized();
const { platform, member, organization } = synthesized({ 'muster:manage': 'true' });

/** The names that templates use for what CloudFormation knows, with the member account's values. */
const VALUES = {
  'AWS::Partition': 'aws',
  'AWS::AccountId': TARGET_ACCOUNT,
  'AWS::Region': 'eu-west-1',
  PlatformAccount: PLATFORM,
  ExternalId: 'an-external-id-of-the-test',
};

const manageRole = (template: TemplateReader) =>
  template.ofType('AWS::IAM::Role').find(({ Properties }) => Properties['RoleName'] === 'MusterManageRole');

function roleOf(template: TemplateReader) {
  const role = manageRole(template);
  if (!role) throw new Error('The template has no role for managing.');
  return role;
}

const policiesOf = (template: TemplateReader): readonly object[] => [
  { Version: '2012-10-17', Statement: resolved(template.identityStatements(roleOf(template)), VALUES) },
];

const OWN = { 'aws:ResourceTag/muster:managed-by': `${PLATFORM}/eu-west-1/Muster` };
const DATABASE = `arn:aws:rds:eu-west-1:${TARGET_ACCOUNT}:db:shop-db`;

describe('the role that manages resources', () => {
  it('is there only if the deployment manages resources', () => {
    for (const template of [without.platform, without.member]) expect(manageRole(template)).toBeUndefined();
    for (const template of [platform, member]) expect(manageRole(template)).toBeDefined();
    const templateOf = ({ organization: stack }: typeof without): string =>
      JSON.stringify(stack.one('AWS::CloudFormation::StackSet').Properties);
    expect(templateOf(without)).not.toContain('MusterManageRole');
    expect(templateOf({ platform, member, organization })).toContain('MusterManageRole');
  });

  it.each([
    ['the worker that manages', 'MusterManageWorker', 'an-external-id-of-the-test', true],
    ['the worker that reads', 'MusterInventoryWorker', 'an-external-id-of-the-test', false],
    ['the worker with another external id', 'MusterManageWorker', 'another-external-id', false],
  ])('trusts %s: %s', async (_who, name, externalId, expected) => {
    const trust = resolved(roleOf(member).Properties['AssumeRolePolicyDocument'], VALUES) as object;
    const principal = `arn:aws:iam::${PLATFORM}:role/${name}`;
    const identity = [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }] }];
    const request = {
      action: 'sts:AssumeRole',
      resource: `arn:aws:iam::${TARGET_ACCOUNT}:role/MusterManageRole`,
      principal,
      context: { 'sts:ExternalId': externalId, 'aws:PrincipalArn': principal },
    };

    expect(await allows({ identity, resource: trust }, request)).toBe(expected);
  });

  it('has the actions of every manager of AWS, in policies that AWS takes', () => {
    const scope = { partition: 'aws', account: TARGET_ACCOUNT, deployment: 'any' };
    const needed = Object.values(MANAGE_STATEMENTS).flatMap((statementsOf) => statementsOf(scope).flatMap(({ Action }) => Action));
    const granted = member.identityStatements(roleOf(member)).flatMap(({ Action }) => list(Action));

    expect([...new Set(granted)].toSorted()).toEqual([...new Set(needed)].toSorted());
    for (const { Properties } of member.ofType('AWS::IAM::ManagedPolicy'))
      expect(JSON.stringify(resolved(Properties['PolicyDocument'], VALUES)).replaceAll(/\s/g, '').length).toBeLessThan(6144);
  });

  it("changes what a deployment of the platform's account has made, and nothing else", async () => {
    const request = { action: 'rds:DeleteDBInstance', resource: DATABASE };
    const others = { 'aws:ResourceTag/muster:managed-by': '222222222222/eu-west-1/Muster' };

    expect(await allows({ identity: policiesOf(member) }, { ...request, context: OWN })).toBe(true);
    expect(await allows({ identity: policiesOf(member) }, { ...request, context: others })).toBe(false);
    expect(await allows({ identity: policiesOf(member) }, request)).toBe(false);
  });

  it("is bound to one deployment in the platform's own account", async () => {
    const request = { action: 'rds:DeleteDBInstance', resource: DATABASE };
    const tagged = (stack: string) => ({ 'aws:ResourceTag/muster:managed-by': `${TARGET_ACCOUNT}/eu-west-1/${stack}` });

    expect(await allows({ identity: policiesOf(platform) }, { ...request, context: tagged('Muster') })).toBe(true);
    expect(await allows({ identity: policiesOf(platform) }, { ...request, context: tagged('Muster2') })).toBe(false);
  });

  it('is not the read role, which changes nothing', () => {
    const [read] = member.ofType('AWS::IAM::Role').filter(({ Properties }) => Properties['RoleName'] === 'MusterReadRole');

    expect(JSON.stringify(member.identityStatements(read))).not.toContain('rds:Delete');
  });
});
