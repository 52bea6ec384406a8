import { expect, it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const TYPE = typeCalled('AWS::EC2::Host');

it('gives hosts ids and ARNs', async () => {
  await expectIdentity({ type: TYPE.type, id: 'h-0[0-9a-f]{16}', arn: 'ec2:<region>:<account>:dedicated-host/h-0[0-9a-f]{16}' });
});

it('leaves out hosts that were released', async () => {
  const Hosts = ['available', 'released', 'released-permanent-failure', 'under-assessment'].map((State) => ({ HostId: State, State }));
  const found = await fetchAll(TYPE, new SampledAws({ DescribeHosts: { Hosts } }));

  expect(found.map(({ resource_id }) => resource_id)).toEqual(['available', 'under-assessment']);
});

it('holds the machines that run on it', async () => {
  const Instances = [{ InstanceId: 'i-1', State: { Name: 'running' }, Placement: { Tenancy: 'host', HostId: 'h-1' } }];
  const [machine] = await fetchAll(
    typeCalled('AWS::EC2::Instance'),
    new SampledAws({ DescribeInstances: { Reservations: [{ Instances }] } }),
  );

  expect(machine?.relationships).toContainEqual({ relation: 'in', type: 'AWS::EC2::Host', id: 'h-1' });
});
