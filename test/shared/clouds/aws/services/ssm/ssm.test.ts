import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { failure } from '../../support.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, fetchOne, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::SSM::ManagedInstance',
    id: 'i-[0-9a-f]{17}',
    arn: 'ssm:<region>:<account>:managed-instance/i-[0-9a-f]{17}',
    relations: ['manages AWS::EC2::Instance'],
  },
  {
    type: 'AWS::SSM::InstanceCompliance',
    id: '(Patch|Association)/i-[0-9a-f]{17}',
    arn: null,
    relations: ['assesses AWS::SSM::ManagedInstance'],
  },
  { type: 'AWS::SSM::Document', id: '.+-restart', arn: 'ssm:<region>:<account>:document/.+-restart' },
  {
    type: 'AWS::SSM::ServiceSetting',
    id: 'public-sharing-permission',
    arn: 'ssm:<region>:<account>:servicesetting/ssm/documents/console/public-sharing-permission',
  },
  {
    type: 'AWS::SSM::Association',
    id: '[0-9a-f-]{36}',
    arn: 'ssm:<region>:<account>:association/[0-9a-f-]{36}',
    relations: ['uses AWS::SSM::Document'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('takes a machine outside EC2 for no instance, and keeps no address', async () => {
  const machine = { InstanceId: 'mi-0123456789abcdef0', Name: 'till-7', IPAddress: '192.0.2.7', IamRole: 'tills' };
  const aws = new SampledAws({ DescribeInstanceInformation: { InstanceInformationList: [machine] } });

  const found = await fetchOne(typeCalled('AWS::SSM::ManagedInstance'), machine.InstanceId, aws);

  expect(found.relationships).toEqual([{ relation: 'uses', type: 'AWS::IAM::Role', id: 'tills' }]);
  expect(JSON.stringify(found)).not.toContain('192.0.2.7');
});

it('reads the compliance of a machine of each kind', async () => {
  const ResourceComplianceSummaryItems = ['Patch', 'Custom:Licences'].map((ComplianceType) => ({ ComplianceType, ResourceId: 'i-1' }));
  const aws = new SampledAws({ ListResourceComplianceSummaries: { ResourceComplianceSummaryItems } });

  const found = await fetchAll(typeCalled('AWS::SSM::InstanceCompliance'), aws);
  expect(found.map(({ resource_id }) => resource_id)).toEqual(['Patch/i-1', 'Custom:Licences/i-1']);
});

it("lists the account's own documents, and drops one that is gone", async () => {
  const type = typeCalled('AWS::SSM::Document');
  const aws = new SampledAws();
  await fetchAll(type, aws);
  expect(aws.called('ListDocuments')[0]?.input).toMatchObject({ Filters: [{ Key: 'Owner', Values: ['Self'] }] });

  const gone = new SampledAws({ DescribeDocumentPermission: new AnsweredError('InvalidDocument', 'No.', 400) });
  expect(await fetchAll(type, gone)).toEqual([]);
});

it('asks for each setting by its own id', async () => {
  const aws = new SampledAws();
  await fetchAll(typeCalled('AWS::SSM::ServiceSetting'), aws);

  expect(aws.called('GetServiceSetting').map(({ input }) => input)).toEqual([
    { SettingId: '/ssm/documents/console/public-sharing-permission' },
    { SettingId: '/ssm/automation/customer-script-log-destination' },
  ]);
});

it('tells a region without the setting from one where it may not be read', async () => {
  const type = typeCalled('AWS::SSM::ServiceSetting');
  const read = async (code: string) => await fetchAll(type, new SampledAws({ GetServiceSetting: new AnsweredError(code, 'No.', 400) }));

  expect((await read('ServiceSettingNotFound')).map(({ config }) => config)).toEqual([{ PublicSharing: null, AutomationLogs: null }]);
  expect(await failure(read('AccessDeniedException'))).toMatchObject({ details: { class: 'denied' } });
});

it('relates an association to its machine, and is none where it is gone before its tags are read', async () => {
  const answers = { ListAssociations: { Associations: [{ AssociationId: 'a', Name: 'AWS-RunPatchBaseline', InstanceId: 'mi-1' }] } };
  const read = async (tags: object | AnsweredError): Promise<readonly object[]> =>
    await fetchAll(typeCalled('AWS::SSM::Association'), new SampledAws({ ...answers, ListTagsForResource: tags }));

  expect(await read({ TagList: [{ Key: 'team', Value: 'ops' }] })).toMatchObject([
    {
      name: 'AWS-RunPatchBaseline',
      tags: { team: 'ops' },
      relationships: [
        { relation: 'uses', type: 'AWS::SSM::Document', id: 'AWS-RunPatchBaseline' },
        { relation: 'manages', type: 'AWS::SSM::ManagedInstance', id: 'mi-1' },
      ],
    },
  ]);
  expect(await read(new AnsweredError('InvalidResourceId', 'No.', 400))).toEqual([]);
  expect(await read(new AnsweredError('AccessDeniedException', 'No.', 400))).toMatchObject([
    { tags: null, unread: { Tags: { permission: 'ssm:ListTagsForResource' } } },
  ]);
});
