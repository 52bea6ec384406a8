import { describe, expect, it } from '@jest/globals';
import { MAX_POLICIES, MAX_POLICY_CHARACTERS } from '../../shared/clouds/aws/role-policies.ts';
import { allows, TARGET_ACCOUNT } from '../support/iam.ts';
import { READ_ACTIONS, resolved, TemplateReader, synthesized } from './templates.ts';

const { platform, member, organization } = synthesized();

describe('the member role', () => {
  const role = member.one('AWS::IAM::Role').Properties;

  it('trusts only the worker, and only with the external id', () => {
    const account = { Ref: 'PlatformAccount' };
    const arn = (rest: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', account, rest]] });

    expect(role['AssumeRolePolicyDocument'].Statement).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { AWS: arn(':root') },
        Condition: {
          ArnEquals: { 'aws:PrincipalArn': arn(':role/MusterInventoryWorker') },
          StringEquals: { 'sts:ExternalId': { Ref: 'ExternalId' } },
        },
      },
    ]);
  });

  it("trusts the role of the platform's worker", () => {
    expect(platform.one('AWS::IAM::Role', 'InventoryWorker').Properties['RoleName']).toBe('MusterInventoryWorker');
  });

  it('can be assumed for an hour at most', () => {
    expect(role['MaxSessionDuration']).toBe(3600);
  });

  it('may read the registered types and do nothing else', () => {
    expect(member.identityStatements(member.one('AWS::IAM::Role'))).toEqual([{ Effect: 'Allow', Action: READ_ACTIONS, Resource: '*' }]);
    expect(role['ManagedPolicyArns']).toBeUndefined();
    expect(role['Policies']).toBeUndefined();
  });

  it('has parameters for the account and the external id', () => {
    expect(Object.keys(member.parameters)).toEqual(['PlatformAccount', 'ExternalId']);
    expect(member.parameters['ExternalId']).not.toHaveProperty('Default');
  });
});

describe('the external id', () => {
  it("is the unguessable part of the deploying stack's own id unless another is given", () => {
    const derived = { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] };

    expect(platform.outputs['ExternalId']?.Value).toEqual(derived);
    expect(platform.one('AWS::Lambda::Function', 'InventoryWorker').Properties['Environment'].Variables.MUSTER_EXTERNAL_ID).toEqual(
      derived,
    );
  });
});

describe('the StackSet', () => {
  const stackSet = organization.one('AWS::CloudFormation::StackSet').Properties;

  it('deploys the member template, also in accounts that join later', () => {
    const laid = new TemplateReader(JSON.parse(stackSet['TemplateBody']));

    expect(laid.all).toEqual(member.all);
    expect(stackSet).toMatchObject({
      PermissionModel: 'SERVICE_MANAGED',
      AutoDeployment: { Enabled: true },
      Capabilities: ['CAPABILITY_NAMED_IAM'],
    });
  });

  it('passes every parameter of the member template on', () => {
    expect(stackSet['Parameters']).toEqual(
      Object.keys(member.parameters).map((name) => ({ ParameterKey: name, ParameterValue: { Ref: name } })),
    );
  });

  it('covers each of the given units once', () => {
    expect(stackSet['StackInstancesGroup']).toEqual([
      { DeploymentTargets: { OrganizationalUnitIds: { Ref: 'OrganizationalUnits' } }, Regions: [{ Ref: 'AWS::Region' }] },
    ]);
  });
});

/** As many actions as 300 types of the catalogue of types need (538), and longer ones. */
const ACTIONS_OF_300_TYPES = Array.from({ length: 300 }, (_, type) => [
  `service-${type}:DescribeOneKindOfResources`,
  `service-${type}:ListTagsForResource`,
]).flat();

describe('the policies of the member role, with the actions of 300 types', () => {
  const policiesOf = (template: TemplateReader) =>
    template.ofType('AWS::IAM::ManagedPolicy').map(({ Properties }) => Properties['PolicyDocument']);
  const large = synthesized({}, ACTIONS_OF_300_TYPES);
  const deployed = new TemplateReader(JSON.parse(large.organization.one('AWS::CloudFormation::StackSet').Properties['TemplateBody']));

  it('are in the StackSet, within the limits of IAM and of a template that is sent whole', () => {
    const documents = policiesOf(deployed);

    expect(documents.length).toBeGreaterThan(1);
    expect(documents.length).toBeLessThanOrEqual(MAX_POLICIES);
    for (const document of documents) expect(JSON.stringify(document).length).toBeLessThanOrEqual(MAX_POLICY_CHARACTERS);
    const granted = documents.flatMap(({ Statement }: { Statement: { Action: string[] }[] }) => Statement.flatMap(({ Action }) => Action));
    expect(granted.toSorted()).toEqual(ACTIONS_OF_300_TYPES.toSorted());
    expect(deployed.one('AWS::IAM::Role').Properties['RoleName']).toBe('MusterReadRole');
    // CloudFormation takes 51,200 bytes of a template that is not in a bucket, and the member stack has no bucket.
    expect(large.organization.bytes).toBeLessThan(51_200);
    expect(large.member.bytes).toBeLessThan(51_200);
  });

  it('are the same in whatever order the types come', () => {
    expect(policiesOf(synthesized({}, ACTIONS_OF_300_TYPES.toReversed()).member)).toEqual(policiesOf(large.member));
  });

  it('are no more than a role takes, or the synthesis ends with a sentence that says so', () => {
    const tooMany = Array.from({ length: 2500 }, (_, index) => `service-${index}:DescribeThings`);
    expect(() => synthesized({}, tooMany)).toThrow(/IAM actions need \d+ managed policies, and a role takes 10; give the role fewer types/);
  });
});

describe('IAM, asked to let someone take the member role', () => {
  const parameters = { PlatformAccount: '999999999999', ExternalId: '6f1c2b7e-0000-4000-8000-1234567890ab', 'AWS::Partition': 'aws' };
  const trust = resolved(member.one('AWS::IAM::Role').Properties['AssumeRolePolicyDocument'], parameters) as object;
  const mayTake = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }] };
  const takes = (role: string, context: Readonly<Record<string, string>>) =>
    allows(
      { identity: [mayTake], resource: trust },
      {
        action: 'sts:AssumeRole',
        resource: `arn:aws:iam::${TARGET_ACCOUNT}:role/MusterReadRole`,
        principal: role.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/') + '/session',
        context: { 'aws:PrincipalArn': role, ...context },
      },
    );
  const worker = 'arn:aws:iam::999999999999:role/MusterInventoryWorker';
  const right = { 'sts:ExternalId': parameters.ExternalId };

  it('lets the worker take it with the external id', async () => {
    expect(await takes(worker, right)).toBe(true);
  });

  it.each([
    ['without an external id', worker, {}],
    ['with an empty one', worker, { 'sts:ExternalId': '' }],
    ['with another one', worker, { 'sts:ExternalId': '6f1c2b7e-0000-4000-8000-1234567890ac' }],
    ['with one in another case', worker, { 'sts:ExternalId': parameters.ExternalId.toUpperCase() }],
    ['with a pattern', worker, { 'sts:ExternalId': '*' }],
    ["as another role of the platform's account", 'arn:aws:iam::999999999999:role/Admin', right],
    ['as a role of the same name in another account', 'arn:aws:iam::888888888888:role/MusterInventoryWorker', right],
  ])('refuses %s', async (_how, role, context) => {
    expect(await takes(role, context)).toBe(false);
  });
});
