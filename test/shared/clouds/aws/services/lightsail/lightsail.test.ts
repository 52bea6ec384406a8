import { expect, it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  { type: 'AWS::Lightsail::Instance', id: 'blog', arn: 'lightsail:<region>:<account>:Instance/[0-9a-f-]{36}' },
  { type: 'AWS::Lightsail::Database', id: 'blog-database', arn: 'lightsail:<region>:<account>:RelationalDatabase/[0-9a-f-]{36}' },
  {
    type: 'AWS::Lightsail::StaticIp',
    id: 'blog-address',
    arn: 'lightsail:<region>:<account>:StaticIp/[0-9a-f-]{36}',
    relations: ['attached_to AWS::Lightsail::Instance'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it.each([
  ['AWS::Lightsail::Instance', 'GetInstances', 'instances'],
  ['AWS::Lightsail::Database', 'GetRelationalDatabases', 'relationalDatabases'],
  ['AWS::Lightsail::StaticIp', 'GetStaticIps', 'staticIps'],
])('follows the pages of %s, of which the SDK has no paginator', async (type, operation, items) => {
  const item = (name: string): object => ({ name, arn: `arn:aws:lightsail:us-east-1:1:Thing/${name}` });
  const aws = new SampledAws({
    [operation]: ({ input }: { readonly input: Readonly<Record<string, unknown>> }) =>
      input['pageToken'] === 'second' ? { [items]: [item('b')] } : { [items]: [item('a')], nextPageToken: 'second' },
  });

  expect((await fetchAll(typeCalled(type), aws)).map(({ resource_id }) => resource_id)).toEqual(['a', 'b']);
});

it('stores no password of a database', async () => {
  const found = await fetchAll(typeCalled('AWS::Lightsail::Database'));

  expect(found.map(({ config }) => config['pendingModifiedValues'])).toEqual([{ engineVersion: '8.0.42' }]);
  expect(JSON.stringify(found)).not.toContain('not-stored');
});
