/** A catalog of services that a test defines with the real SDK. */
import type { ServiceCatalog } from '../../../../../shared/clouds/aws/session.ts';
import { callsOf } from '../../../../../shared/clouds/types/calls-of.ts';
import { defineService } from '../../../../../shared/clouds/aws/types/define.ts';
import type { ServiceDefinition, TypeDefinition } from '../../../../../shared/clouds/aws/types/definition.ts';
import type { ClientClass, CommandClass, LoadedService, SendingClient } from '../../../../../shared/clouds/aws/types/loaded-service.ts';
import { AWS_SERVICES } from '../../../../../shared/clouds/aws/types.generated.ts';
import { permissionOf } from '../../../../../shared/clouds/aws/types/permission-of.ts';
import { callsOfService } from '../../../../../shared/clouds/aws/types/service-calls.ts';
import { metadataOf } from '../../../../../shared/clouds/types/metadata.ts';
import type { CloudError } from '../../../../../shared/clouds/cloud-error.ts';
import type { Bookmark } from '../../../../../shared/clouds/bookmark.ts';
import { type FetchedResource, type KnownVersions, NOTHING_STORED, type UnchangedResource } from '../../../../../shared/clouds/cloud.ts';
import { failure, type FakeAws, openSession } from '../support.ts';

const { ec2: EC2 } = AWS_SERVICES;
const limit = { perSecond: 1000, burst: 1000 };
const sdk = '@aws-sdk/client-';

export const ELB = defineService({
  id: 'elasticloadbalancingv2',
  sdk: `${sdk}elastic-load-balancing-v2`,
  client: 'ElasticLoadBalancingV2Client',
  permissions: 'elasticloadbalancing',
  limit,
});
export const ECS = defineService({ id: 'ecs', sdk: `${sdk}ecs`, client: 'ECSClient', permissions: 'ecs', limit });
export const KMS = defineService({ id: 'kms', sdk: `${sdk}kms`, client: 'KMSClient', permissions: 'kms', limit });
export const IAM = defineService({ id: 'iam', sdk: `${sdk}iam`, client: 'IAMClient', permissions: 'iam', limit, global: true });

/** The service with these types, in the form of the generated module. */
export async function loadedService(service: ServiceDefinition, types: readonly TypeDefinition[]): Promise<LoadedService> {
  const module = (await import(service.sdk)) as Readonly<Record<string, unknown>>;
  const operations = [...new Set([...types.flatMap(callsOf), ...callsOfService(service)].map(({ operation }) => operation))];
  const known = operations.filter((operation) => `${operation}Command` in module);
  return {
    service,
    client: module[service.client] as ClientClass<SendingClient>,
    commands: Object.fromEntries(known.map((operation) => [operation, module[`${operation}Command`] as CommandClass])),
    types,
  };
}

export interface Reading {
  readonly segment?: string;
  readonly known?: KnownVersions;
  readonly bookmark?: Bookmark;
  /** Is given each page before the next one is asked for. */
  readonly onPage?: (page: readonly (FetchedResource | UnchangedResource)[]) => void;
}

/** Every resource of the first of the types, as a fresh session reads it. @throws CloudError */
export async function readAllOf(
  service: ServiceDefinition,
  types: readonly [TypeDefinition, ...TypeDefinition[]],
  aws: FakeAws,
  reading: Reading = {},
): Promise<readonly (FetchedResource | UnchangedResource)[]> {
  return (await readTogether(service, types, types.slice(0, 1), aws, reading))[0] ?? [];
}

/** Every resource of each of the types in `read`, as one session reads them, one type after the other. @throws CloudError */
export async function readTogether(
  service: ServiceDefinition,
  types: readonly TypeDefinition[],
  read: readonly TypeDefinition[],
  aws: FakeAws,
  { segment = service.global ? 'global' : 'eu-west-1', known, bookmark, onPage }: Reading = {},
): Promise<readonly (readonly (FetchedResource | UnchangedResource)[])[]> {
  const loaded = await loadedService(service, types);
  const catalog: ServiceCatalog = {
    // The session asks EC2 for the regions of an account.
    services: { ...(EC2 && { ec2: EC2 }), [service.id]: service },
    loaders: { [service.id]: async () => ({ sdk: loaded }) },
  };
  const session = await openSession(aws, { catalog });
  const found: (FetchedResource | UnchangedResource)[][] = [];
  try {
    for (const type of read) {
      const resources: (FetchedResource | UnchangedResource)[] = [];
      for await (const page of session.fetch(
        metadataOf('aws', service, type, types, (call) => permissionOf(service, call)),
        segment,
        known ?? NOTHING_STORED,
        bookmark,
      )) {
        resources.push(...page);
        onPage?.(page);
      }
      found.push(resources);
    }
  } finally {
    session.close();
  }
  return found;
}

export const resourcesOf = async (...reading: Parameters<typeof readAllOf>): Promise<readonly FetchedResource[]> =>
  (await readAllOf(...reading)) as readonly FetchedResource[];

export const failureOf = async (...reading: Parameters<typeof readAllOf>): Promise<CloudError> =>
  (await failure(readAllOf(...reading))) as CloudError;
