/** Reads the accounts of the demo estate in Azure as a run does: through a connection, by every registered type. */
import { asking } from '../../../../../shared/clouds/asked-details.ts';
import { AZURE_TYPES } from '../../../../../shared/clouds/azure/types.generated.ts';
import { openAzureLogin } from '../../../../../shared/clouds/azure/open-login.ts';
import type { DemoTenant } from '../../../../../shared/clouds/azure/demo/tenants.ts';
import { CloudError } from '../../../../../shared/clouds/cloud-error.ts';
import { type FetchedResource, GLOBAL_SEGMENT } from '../../../../../shared/clouds/cloud.ts';
import type { OpenLogin } from '../../../../../shared/clouds/login.ts';
import { isHeldBy, undeclaredType } from '../../../../../shared/clouds/resource-type.ts';
import { parseAccountId } from '../../../../../shared/ids.ts';

const MODULE = new URL('../../../../../shared/clouds/azure/demo/answerer-module.ts', import.meta.url).href;

export const loginTo = async ({ id, connection }: Pick<DemoTenant, 'id' | 'connection'>, day: 1 | 2): Promise<OpenLogin> =>
  await openAzureLogin(
    { connection_id: connection, provider: 'azure', settings: { tenant_id: id } },
    {
      environment: { MUSTER_AZURE_ANSWERER: MODULE, MUSTER_DEMO: `day=${day}` },
      readSecret: () => Promise.reject(new Error('The demo needs no secret.')),
    },
  );

export interface ReadSlice {
  readonly type: string;
  readonly resources: readonly FetchedResource[];
  /** Why the slice was not read whole. */
  readonly error: CloudError | undefined;
}

/** Each type with all of its optional details, those without a definition last. */
export async function readAccount(login: OpenLogin, id: string): Promise<readonly ReadSlice[]> {
  const accountId = parseAccountId(`azure:${id}`);
  const types = asking(AZURE_TYPES, 'all').filter((type) => isHeldBy(type, accountId));
  const session = await login.session(accountId, 0, types);
  const found = (await session.discover?.(new Set(types.map(({ type }) => type)))) ?? [];
  const slices: ReadSlice[] = [];
  for (const type of [...types, ...found.map((slice) => undeclaredType('azure', slice.type, 'global'))]) {
    const resources: FetchedResource[] = [];
    let error: CloudError | undefined;
    try {
      for await (const page of session.fetch(type, GLOBAL_SEGMENT)) resources.push(...page);
    } catch (caught) {
      if (!(caught instanceof CloudError)) throw caught;
      error = caught;
    }
    slices.push({ type: type.type, resources, error });
  }
  session.close();
  return slices;
}
