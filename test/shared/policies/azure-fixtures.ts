/** Resources of Azure's samples to evaluate policies on, read by the resource types themselves, so that they are in the stored form. */
import { SERVICE_LOADERS } from '../../../shared/clouds/azure/readers.generated.ts';
import { formText, relatedId } from '../../../shared/clouds/azure/types/texts.ts';
import { type FetchedResource, GLOBAL_SEGMENT, NOTHING_STORED } from '../../../shared/clouds/cloud.ts';
import { ParentCache } from '../../../shared/clouds/reader/parents.ts';
import { SingleCache } from '../../../shared/clouds/reader/single-cache.ts';
import { SliceReader } from '../../../shared/clouds/reader/slice-reader.ts';
import type { TypeDefinition } from '../../../shared/clouds/types/definition.ts';
import { parseAccountId } from '../../../shared/ids.ts';
import type { Subject } from '../../../shared/policies/evaluation.ts';
import { typeNamed } from '../../../shared/registry.ts';
import { otherSubscription, SampledCalls } from '../clouds/azure/services/sampled-subscription.ts';

const SEEN_AT = '2026-11-21T00:00:00.000Z';
const SUBSCRIPTIONS = Array.from({ length: 8 }, (_, index) => otherSubscription(index, index % 2 === 0 ? 'production' : 'staging'));

/** Every resource of eight subscriptions, the first of which has every fault of the samples; the directory of a tenant is in each of them. */
export async function sampledAzureResources(): Promise<readonly Subject[]> {
  const services = await Promise.all(Object.entries(SERVICE_LOADERS).map(async ([id, load]) => ({ id, ...(await load()).DEFINITIONS })));
  const read = await Promise.all(
    SUBSCRIPTIONS.flatMap((profile) =>
      services.flatMap(({ id, types }) =>
        types.map((type) => readType(new SampledCalls(id, type, types, profile), type, types, profile.id)),
      ),
    ),
  );
  return read.flat();
}

async function readType(
  calls: SampledCalls,
  definition: TypeDefinition,
  siblings: readonly TypeDefinition[],
  account: string,
): Promise<readonly Subject[]> {
  const type = typeNamed(definition.type);
  if (!type) throw new Error(`${definition.type} is not registered.`);
  const reader = new SliceReader(
    definition,
    {
      calls,
      siblings,
      account,
      region: GLOBAL_SEGMENT,
      formText,
      relatedId,
      concurrency: 4,
      parents: new ParentCache(),
      singles: new SingleCache(),
      asked: Object.keys(definition.details ?? {}),
      classify(error) {
        throw error instanceof Error ? error : new Error(String(error));
      },
    },
    NOTHING_STORED,
  );
  const found: Subject[] = [];
  for await (const page of reader.pages()) {
    // The reader knows no earlier state of a resource, so it reads each of them whole.
    for (const resource of page as readonly FetchedResource[]) {
      found.push({
        ...resource,
        first_seen_at: SEEN_AT,
        changed_at: SEEN_AT,
        type: type.type,
        kind: type.kind,
        segment: GLOBAL_SEGMENT,
        region: resource.region ?? GLOBAL_SEGMENT,
        account_id: parseAccountId(`azure:${account}`),
      });
    }
  }
  return found;
}
