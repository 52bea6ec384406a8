import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const session = typeCalled('AWS::Macie::Session');
const refused = (message: string) => new AnsweredError('AccessDeniedException', message, 403);

it('gives sessions an id and relationships, and no ARN', async () => {
  await expectIdentity({ type: 'AWS::Macie::Session', id: 'session', arn: null, relations: ['uses AWS::IAM::Role'] });
});

it('tells that Macie is off from that it may not be read', async () => {
  const off = new SampledAws({ GetMacieSession: refused('Macie is not enabled') });
  const denied = new SampledAws({ GetMacieSession: refused('User is not authorized to perform: macie2:GetMacieSession') });

  expect(await fetchAll(session, off)).toMatchObject([
    { resource_id: 'session', config: { Session: null, AutomatedDiscovery: null }, unread: {} },
  ]);
  expect(off.called('GetAutomatedDiscoveryConfiguration')).toEqual([]);
  await expect(fetchAll(session, denied)).rejects.toMatchObject({ details: { class: 'denied' } });
});

it('leaves automated discovery unread for a member of an organization', async () => {
  const [found] = await fetchAll(session, new SampledAws({ GetAutomatedDiscoveryConfiguration: refused('No.') }));

  expect(found?.config).not.toHaveProperty('AutomatedDiscovery');
  expect(found?.unread).toEqual({
    AutomatedDiscovery: { permission: 'macie2:GetAutomatedDiscoveryConfiguration', error_code: 'AccessDeniedException' },
  });
});
