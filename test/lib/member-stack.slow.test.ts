import { describe, expect, it } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ReadPolicies } from '../../lib/constructs/read-policies.ts';
import { READ_ACTIONS, TemplateReader, synthesized } from './templates.ts';

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

describe('ReadPolicies', () => {
  it('spread over as many managed policies as 6,144 characters each require', () => {
    const actions = Array.from({ length: 800 }, (_, index) => `service${index}:DescribeThings`);
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });

    new ReadPolicies(stack, 'Policies', { role, actions });

    const policies = new TemplateReader(app.synth().getStackByName('Stack').template).ofType('AWS::IAM::ManagedPolicy');
    expect(policies.length).toBeLessThanOrEqual(10);
    for (const { Properties } of policies) expect(JSON.stringify(Properties['PolicyDocument']).length).toBeLessThanOrEqual(6144);
    const granted = policies.flatMap(({ Properties }) =>
      Properties['PolicyDocument'].Statement.flatMap(({ Action }: { Action: string[] }) => Action),
    );
    expect(granted).toHaveLength(actions.length);
    expect(new Set(granted)).toEqual(new Set(actions));
  });
});
