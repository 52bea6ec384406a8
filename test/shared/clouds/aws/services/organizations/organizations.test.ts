import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { failure } from '../../support.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const TYPE = 'AWS::Organizations::Organization';

it.each([{ type: TYPE, id: 'organization', arn: 'organizations::[0-9]{12}:organization/o-[a-z0-9]+' }])(
  'gives the resources of $type ids, ARNs and relationships',
  async (identity) => {
    await expectIdentity(identity);
  },
);

it('stores no mail address', async () => {
  const found = await fetchAll(typeCalled(TYPE));

  expect(JSON.stringify(found)).toContain('MasterAccountId');
  expect(JSON.stringify(found)).not.toContain('not-stored');
});

it('tells an account in no organization from one that may not ask', async () => {
  const answers = (code: string): SampledAws => new SampledAws({ DescribeOrganization: new AnsweredError(code, 'No.', 400) });

  expect(await fetchAll(typeCalled(TYPE), answers('AWSOrganizationsNotInUseException'))).toMatchObject([
    { native_id: null, config: { Organization: null }, unread: {} },
  ]);
  expect(await failure(fetchAll(typeCalled(TYPE), answers('AccessDeniedException')))).toMatchObject({ details: { class: 'denied' } });
});
