/** OCI by a server that checks signatures: a tenancy of two compartments. */
import { createSend } from '../../../../shared/clouds/oci/access/transport.ts';
import { OciSession } from '../../../../shared/clouds/oci/session.ts';
import { parseAccountId } from '../../../../shared/ids.ts';
import { CountingRandom, ManualClock } from '../../../support/fakes.ts';
import { acceptedWith } from '../../../support/oci/accepted.ts';
import { Estate, HOME, NETWORK, OTHER_REGION } from '../../../support/oci/estate.ts';
import { makeApiKey, TENANCY, USER } from '../../../support/oci/keys.ts';
import { NOT_FOUND, OciServer } from '../../../support/oci/oci-server.ts';
import type { CloudUnderTest, Item, Part } from './cloud-under-test.ts';

const PATHS: Readonly<Record<Part, string>> = {
  network: '/20160918/vcns',
  subnet: '/20160918/subnets',
  virtual_machine: '/20160918/instances',
};
const ocid = (type: string, name: string): string => `ocid1.${type}.oc1.phx.aaaaaaaa${name}`;
const item = (type: string, name: string, more: Item): Item => ({
  id: ocid(type, name),
  compartmentId: NETWORK,
  displayName: name,
  lifecycleState: 'AVAILABLE',
  timeCreated: '2026-01-05T08:00:00.000Z',
  freeformTags: { owner: 'network' },
  definedTags: {},
  ...more,
});

const VCNS = [
  item('vcn', 'main', { cidrBlocks: ['10.0.0.0/16'] }),
  item('vcn', 'lab', { cidrBlocks: ['10.1.0.0/16'] }),
  item('vcn', 'edge', { cidrBlocks: ['10.2.0.0/16'] }),
];
const SUBNETS = [
  item('subnet', 'web', { vcnId: ocid('vcn', 'main'), cidrBlock: '10.0.0.0/24' }),
  item('subnet', 'data', { vcnId: ocid('vcn', 'main'), cidrBlock: '10.0.1.0/24' }),
  item('subnet', 'lab', { vcnId: ocid('vcn', 'lab'), cidrBlock: '10.1.0.0/24' }),
];
const INSTANCES = ['web1', 'web2', 'db1'].map((name) =>
  item('instance', name, { lifecycleState: 'RUNNING', shape: 'VM.Standard.E5.Flex' }),
);
const VNICS = INSTANCES.map(({ id }, index) =>
  item('vnicattachment', String(index), {
    instanceId: id,
    subnetId: ocid('subnet', index === 2 ? 'data' : 'web'),
    lifecycleState: 'ATTACHED',
  }),
);

export async function ociUnderTest(): Promise<CloudUnderTest> {
  const key = makeApiKey();
  const clock = new ManualClock();
  const estate = new Estate();
  estate.pageSize = 1;
  const listOf = (path: string): string => `${OTHER_REGION} ${path} ${NETWORK}`;
  const lists: readonly (readonly [string, readonly Item[]])[] = [
    [PATHS.network, VCNS],
    [PATHS.subnet, SUBNETS],
    [PATHS.virtual_machine, INSTANCES],
    ['/20160918/vnicAttachments', VNICS],
  ];
  for (const [path, items] of lists) estate.lists.set(listOf(path), items);
  const broken = new Set<string>();
  const server = new OciServer({
    answer: (request) =>
      broken.has(request.path) && request.query.has('page')
        ? { status: 500, body: { code: 'InternalServerError', message: 'Internal error' } }
        : estate.answer(request),
    keys: new Map([[key.keyId, key.publicKey]]),
    now: () => clock.now(),
  });
  await server.listen();
  const permissions = { network: 'inspect vcns', subnet: 'inspect subnets', virtual_machine: 'read instances' } as const;
  return {
    provider: 'oci',
    account: parseAccountId(`oci:${TENANCY}`),
    types: { network: 'Vcn', subnet: 'Subnet', virtual_machine: 'Instance' },
    segment: OTHER_REGION,
    region: OTHER_REGION,
    ids: {
      network: { id: /^ocid1\.vcn\./, native: /^ocid1\.vcn\./ },
      subnet: { id: /^ocid1\.subnet\./, native: /^ocid1\.subnet\./ },
      virtual_machine: { id: /^ocid1\.instance\./, native: /^ocid1\.instance\./ },
    },
    permissions,
    session: async () =>
      new OciSession({
        accepted: acceptedWith({
          tenancy: TENANCY,
          user: USER,
          region: HOME,
          key: async () => ({ keyId: key.keyId, privateKey: key.privateKey }),
          renew: async () => false,
        }),
        send: createSend({ agent: server.agent(), idleMs: 1000 }),
        clock,
        random: new CountingRandom(),
        counter: { calls: 0 },
        idleMs: Infinity,
        signal: undefined,
      }),
    remove: (id) => {
      for (const [list, items] of estate.lists)
        estate.lists.set(
          list,
          (items as readonly Item[]).filter((each) => each['id'] !== id),
        );
    },
    refuse: (part) => void estate.refusals.set(`${OTHER_REGION} ${PATHS[part]}`, { status: 404, body: NOT_FOUND }),
    breakOff: (part) => void broken.add(PATHS[part]),
    mend: () => {
      estate.refusals.clear();
      broken.clear();
    },
    close: async () => await server.close(),
  };
}
