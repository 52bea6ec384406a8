/** Reads a tenancy of the demo estate in OCI as a run does: through a connection, by every registered type in every region. */
import { asking } from '../../../../../shared/clouds/asked-details.ts';
import { CloudError } from '../../../../../shared/clouds/cloud-error.ts';
import { type FetchedResource, GLOBAL_SEGMENT } from '../../../../../shared/clouds/cloud.ts';
import type { OpenLogin } from '../../../../../shared/clouds/login.ts';
import { machineFiles } from '../../../../../shared/clouds/oci/access/login-files.ts';
import { demoTenancy, type DemoTenancy, TENANCIES } from '../../../../../shared/clouds/oci/demo/tenancies.ts';
import { OciDemo } from '../../../../../shared/clouds/oci/demo/oci-demo.ts';
import { openOciLogin } from '../../../../../shared/clouds/oci/open-login.ts';
import { OciLogin } from '../../../../../shared/clouds/oci/oci-login.ts';
import { OCI_TYPES } from '../../../../../shared/clouds/oci/types.generated.ts';
import { undeclaredType } from '../../../../../shared/clouds/resource-type.ts';
import { parseAccountId } from '../../../../../shared/ids.ts';
import { CountingRandom, ManualClock } from '../../../../support/fakes.ts';

const MODULE = new URL('../../../../../shared/clouds/oci/demo/answerer-module.ts', import.meta.url).href;

/** The demo tenancy, as the environment names it. */
export const loginTo = async ({ id, connection, primary }: DemoTenancy, day: 1 | 2): Promise<OpenLogin> =>
  await openOciLogin(
    { connection_id: connection, provider: 'oci', settings: { tenancy: id, region: primary } },
    {
      environment: { MUSTER_OCI_ANSWERER: MODULE, MUSTER_DEMO: `day=${day}` },
      readSecret: () => Promise.reject(new Error('The demo needs no secret.')),
    },
  );

/** Another tenancy of the samples. `index`: 0 has every fault, others some. */
export const otherTenancy = (index: number, trait?: DemoTenancy['trait']): DemoTenancy => ({
  ...demoTenancy(index, `ocid1.tenancy.oc1..aaaaaaaaother${index}`, `other${index}`),
  trait,
});

/** A login to a tenancy that the demo estate itself does not have. `answered` is told the status of every answer. */
export function loginToOther(tenancy: DemoTenancy, clock = new ManualClock(), answered: (status: number) => void = () => {}): OpenLogin {
  const demo = new OciDemo({ day: 1 }, [tenancy]);
  const { id, connection, primary } = tenancy;
  return new OciLogin({
    connection: { connection_id: connection, provider: 'oci', settings: {} },
    name: connection,
    settings: { tenancy: id, region: primary },
    answered: { tenancy: id, region: primary, user: 'answered' },
    send: async (request) => {
      const answer = await demo.answer({ ...request, tenancy: id });
      answered(answer.status);
      return answer;
    },
    environment: {},
    files: machineFiles,
    metadata: () => Promise.resolve(undefined),
    readSecret: () => Promise.reject(new Error('The demo needs no secret.')),
    now: () => clock.now(),
    clock,
    random: new CountingRandom(),
  });
}

export interface ReadSlice {
  readonly type: string;
  readonly segment: string;
  readonly resources: readonly FetchedResource[];
  /** Why the slice was not read whole. */
  readonly error: CloudError | undefined;
}

/** Each type with all of its optional details in each of its segments, those without a definition last. */
export async function readTenancy(login: OpenLogin, id: string): Promise<readonly ReadSlice[]> {
  const session = await login.session(parseAccountId(`oci:${id}`), 0, OCI_TYPES);
  const regions = await session.regions();
  const types = asking(OCI_TYPES, 'all');
  const declared = types.flatMap((type) => (type.scope === 'global' ? [GLOBAL_SEGMENT] : regions).map((segment) => ({ type, segment })));
  const found = (await session.discover?.(new Set(types.map(({ type }) => type)))) ?? [];
  const undeclared = found.map(({ type, segment }) => ({ type: undeclaredType('oci', type, 'regional'), segment }));
  const slices: ReadSlice[] = [];
  for (const { type, segment } of [...declared, ...undeclared]) {
    const resources: FetchedResource[] = [];
    let error: CloudError | undefined;
    try {
      for await (const page of session.fetch(type, segment)) resources.push(...page);
    } catch (caught) {
      if (!(caught instanceof CloudError)) throw caught;
      error = caught;
    }
    slices.push({ type: type.type, segment, resources, error });
  }
  session.close();
  return slices;
}

export const [TENANCY] = TENANCIES as readonly [DemoTenancy, ...DemoTenancy[]];
