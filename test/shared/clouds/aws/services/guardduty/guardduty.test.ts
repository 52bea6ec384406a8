import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::GuardDuty::Detector',
    id: '[0-9a-f]{32}',
    arn: 'guardduty:<region>:<account>:detector/[0-9a-f]{32}',
    relations: ['uses AWS::IAM::Role'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('tells an account that is no delegated administrator from one that may not ask, and from a wrong request', async () => {
  const read = async (code: string, status: number, message = 'No.') =>
    await fetchAll(
      typeCalled('AWS::GuardDuty::Detector'),
      new SampledAws({ DescribeOrganizationConfiguration: new AnsweredError(code, message, status) }),
    );
  for (const message of [
    'The request failed because you do not have required AWS Organization master permission.',
    'The request is rejected because the account is not the delegated administrator for this organization.',
  ]) {
    for (const { config, unread } of await read('BadRequestException', 400, message)) {
      expect(config['AutoEnableOrganizationMembers']).toBeNull();
      expect(unread).toEqual({});
    }
  }
  for (const { unread } of await read('AccessDeniedException', 403)) {
    const denied = { permission: 'guardduty:DescribeOrganizationConfiguration', error_code: 'AccessDeniedException' };
    expect(unread).toEqual({ AutoEnableOrganizationMembers: denied, OrganizationFeatures: denied });
  }
  const invalid = 'The request is rejected because an invalid or out-of-range value is specified as an input parameter.';
  for (const { unread } of await read('BadRequestException', 400, invalid)) {
    const failed = { error_code: 'BadRequestException' };
    expect(unread).toEqual({ AutoEnableOrganizationMembers: failed, OrganizationFeatures: failed });
  }
});
