import { expect, it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  { type: 'AWS::DirectConnect::Connection', id: 'dxcon-[0-9a-f]{8}', arn: 'directconnect:<region>:<account>:dxcon/dxcon-[0-9a-f]{8}' },
  {
    type: 'AWS::DirectConnect::VirtualInterface',
    id: 'dxvif-[0-9a-f]{8}',
    arn: 'directconnect:<region>:<account>:dxvif/dxvif-[0-9a-f]{8}',
    relations: ['uses AWS::DirectConnect::Connection', 'uses AWS::DirectConnect::DirectConnectGateway'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it.each(['Connection', 'VirtualInterface'])('stores no key of a %s', async (name) => {
  const text = JSON.stringify(await fetchAll(typeCalled(`AWS::DirectConnect::${name}`)));

  expect(text).toMatch(/"macSecKeys":\[\{"state"|"bgpPeerId"/);
  expect(text).not.toContain('not-stored');
});

it('knows the owner of an interface on the line of another account, and a group of lines from a line', async () => {
  const virtualInterfaces = [
    { virtualInterfaceId: 'dxvif-1', ownerAccount: '999988887777', connectionId: 'dxlag-1', virtualInterfaceState: 'available' },
    { virtualInterfaceId: 'dxvif-2', virtualInterfaceState: 'deleted' },
  ];
  const found = await fetchAll(
    typeCalled('AWS::DirectConnect::VirtualInterface'),
    new SampledAws({ DescribeVirtualInterfaces: { virtualInterfaces } }),
  );

  expect(found).toEqual([
    expect.objectContaining({
      native_id: expect.stringContaining(':999988887777:dxvif/dxvif-1'),
      relationships: [{ relation: 'uses', type: 'AWS::DirectConnect::Lag', id: 'dxlag-1' }],
    }),
  ]);
});
