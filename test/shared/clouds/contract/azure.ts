/** Azure by its samples: a subscription of the demo estate. */
import type { HttpAnswer, SendHttp } from '../../../../shared/clouds/azure/access/http.ts';
import { AzureLogin } from '../../../../shared/clouds/azure/azure-login.ts';
import { AzureDemo } from '../../../../shared/clouds/azure/demo/azure-demo.ts';
import { TENANTS } from '../../../../shared/clouds/azure/demo/tenants.ts';
import { AZURE_CLOUDS } from '../../../../shared/clouds/azure/hosts.ts';
import { GLOBAL_SEGMENT } from '../../../../shared/clouds/cloud.ts';
import { parseAccountId } from '../../../../shared/ids.ts';
import { CountingRandom } from '../../../support/fakes.ts';
import { type CloudUnderTest, type Part, Spoiled } from './cloud-under-test.ts';

const BROKEN = 'broken=off';
const LISTS: readonly (readonly [Part, RegExp])[] = [
  ['network', /\/providers\/Microsoft\.Network\/virtualNetworks$/i],
  ['subnet', /\/virtualNetworks\/[^/]+\/subnets$/i],
  ['virtual_machine', /\/providers\/Microsoft\.Compute\/virtualMachines$/i],
];

interface Page {
  readonly value: readonly { readonly id: string }[];
  readonly nextLink?: string;
}

function spoiledSend(demo: AzureDemo, tenant: string, spoiled: Spoiled): SendHttp {
  const refusal = (status: number, code: string, message: string): HttpAnswer => ({
    status,
    headers: { 'content-type': 'application/json' },
    text: JSON.stringify({ error: { code, message } }),
  });
  return async (request) => {
    const url = new URL(request.url);
    const [part] = LISTS.find(([, path]) => path.test(url.pathname)) ?? [];
    if (part && spoiled.isRefused(part)) return refusal(403, 'AuthorizationFailed', 'The client does not have authorization.');
    if (url.search.includes(BROKEN)) return refusal(500, 'InternalServerError', 'Encountered internal server error.');
    const answer = await demo.answer({ ...request, tenant });
    if (!part || answer.status !== 200) return answer;
    // The demo answers a list with a page of ARM.
    const page = JSON.parse(answer.text) as Page;
    const value = spoiled.left(page.value, ({ id }) => id);
    const nextLink = spoiled.isBroken(part) ? `${request.url}&${BROKEN}` : page.nextLink;
    return { ...answer, text: JSON.stringify({ ...page, value, ...(nextLink !== undefined && { nextLink }) }) };
  };
}

export async function azureUnderTest(): Promise<CloudUnderTest> {
  const spoiled = new Spoiled();
  const [tenant] = TENANTS;
  const { id: subscription } = tenant!.subscriptions[0]!;
  const account = parseAccountId(`azure:${subscription}`);
  const claims = Buffer.from(JSON.stringify({ tid: tenant!.id })).toString('base64url');
  const token = async (): Promise<string> => `e30.${claims}.`;
  const login = new AzureLogin({
    connection: { connection_id: 'azure', provider: 'azure', settings: {} },
    tenant: tenant!.id,
    hosts: AZURE_CLOUDS.public,
    send: spoiledSend(new AzureDemo({ day: 1 }), tenant!.id, spoiled),
    tokens: { token, renewed: token },
    random: new CountingRandom(),
    clock: { now: () => Date.now(), sleep: async () => undefined },
    offline: true,
  });
  const under = (path: string) => ({
    id: new RegExp(`^/subscriptions/${subscription}/resourcegroups/[^/]+/providers/${path}$`.toLowerCase()),
    native: new RegExp(`^/subscriptions/${subscription}/resourceGroups/[^/]+/providers/${path}$`),
  });
  return {
    provider: 'azure',
    account,
    types: {
      network: 'Microsoft.Network/virtualNetworks',
      subnet: 'Microsoft.Network/virtualNetworks/subnets',
      virtual_machine: 'Microsoft.Compute/virtualMachines',
      network_interface: 'Microsoft.Network/networkInterfaces',
    },
    segment: GLOBAL_SEGMENT,
    region: 'westeurope',
    ids: {
      network: under('Microsoft.Network/virtualNetworks/[^/]+'),
      subnet: under('Microsoft.Network/virtualNetworks/[^/]+/subnets/[^/]+'),
      virtual_machine: under('Microsoft.Compute/virtualMachines/[^/]+'),
    },
    permissions: {
      network: 'Microsoft.Network/virtualNetworks/read',
      subnet: 'Microsoft.Network/virtualNetworks/subnets/read',
      virtual_machine: 'Microsoft.Compute/virtualMachines/read',
    },
    session: async () => await login.session(account, Infinity),
    remove: (id) => spoiled.remove(id),
    refuse: (part) => spoiled.refuse(part),
    breakOff: (part) => spoiled.breakOff(part),
    mend: () => spoiled.mend(),
    close: async () => undefined,
  };
}
