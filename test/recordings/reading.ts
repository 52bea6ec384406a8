/** Reads one type of one account, through the SDK's clients and a socket, or with the answers handed over as objects. */
import type { Answerer } from '../../shared/clouds/aws/answerer.ts';
import { answeredBy } from '../../shared/clouds/aws/exchange.ts';
import { SERVICE_LOADERS } from '../../shared/clouds/aws/readers.generated.ts';
import { AwsSession } from '../../shared/clouds/aws/session.ts';
import type { LoadedService } from '../../shared/clouds/aws/types/loaded-service.ts';
import { GLOBAL_SEGMENT, type FetchedResource } from '../../shared/clouds/cloud.ts';
import type { ResourceType } from '../../shared/clouds/resource-type.ts';
import type { TypeDefinition } from '../../shared/clouds/types/definition.ts';
import { CanonicalForm } from '../../shared/inventory/canonical-form.ts';
import { AWS_TYPES } from '../shared/clouds/aws/demo/read-account.ts';
import { ACCOUNT, REGION } from '../shared/clouds/aws/services/sampled-aws.ts';
import type { WireServer } from './wire-server.ts';

export interface ReadType {
  /** With all of its optional details. */
  readonly type: ResourceType;
  readonly definition: TypeDefinition;
  readonly sdk: LoadedService;
}

export const READ_TYPES: readonly ReadType[] = (
  await Promise.all(
    AWS_TYPES.map(async (type) => {
      const sdk = (await SERVICE_LOADERS[type.service]?.())?.sdk;
      const definition = sdk?.types.find((each) => each.type === type.type);
      return sdk && definition ? [{ type, definition, sdk }] : [];
    }),
  )
).flat();

export const segmentOf = ({ scope }: ResourceType): string => (scope === 'global' ? GLOBAL_SEGMENT : REGION);

/** @param wire the server whose sockets the answers pass through; if absent, they are handed over as objects */
export async function readBy(type: ResourceType, aws: Answerer, wire?: WireServer): Promise<readonly FetchedResource[]> {
  const session = new AwsSession({
    account: ACCOUNT,
    homeRegion: 'us-east-1',
    idleMs: Infinity,
    credentials: async () => ({ accessKeyId: 'none', secretAccessKey: 'none' }),
    exchange: wire ? wire.answering(aws) : answeredBy(aws),
    offline: true,
    counter: { calls: 0 },
    clock: { now: () => 0, sleep: async () => undefined },
    catalog: wire?.catalog,
  });
  const found: FetchedResource[] = [];
  try {
    for await (const page of session.fetch(type, segmentOf(type))) found.push(...page);
  } finally {
    session.close();
  }
  return found;
}

/** The id and the hash of the state of each resource, sorted. */
export function hashesOf({ type }: ReadType, resources: readonly FetchedResource[]): readonly string[] {
  const form = new CanonicalForm(type);
  return resources
    .map((resource) => {
      const located = { ...resource, region: resource.region ?? segmentOf(type) };
      return `${resource.resource_id} ${form.hashed(located).hash}`;
    })
    .toSorted();
}

/** Amazon Inspector's answer must name the account that asks, which no generated answer does: the list then fails on purpose. */
const NAMES_ITS_CALLER = 'AWS::InspectorV2::AccountStatus';

/** The types that can be read from generated answers. */
export const GENERATABLE = READ_TYPES.filter(({ type }) => type.type !== NAMES_ITS_CALLER);
