/** Reads a demo account as an inventory does: every registered type in every region, through the type's own definition. */
import type { Answerer } from '../../../../../shared/clouds/aws/answerer.ts';
import { REGIONS } from '../../../../../shared/clouds/aws/demo/organization-facts.ts';
import { answeredBy } from '../../../../../shared/clouds/aws/exchange.ts';
import { SERVICE_LOADERS } from '../../../../../shared/clouds/aws/readers.generated.ts';
import { AwsSession } from '../../../../../shared/clouds/aws/session.ts';
import { CloudError } from '../../../../../shared/clouds/cloud-error.ts';
import { GLOBAL_SEGMENT, type FetchedResource } from '../../../../../shared/clouds/cloud.ts';
import type { ResourceType } from '../../../../../shared/clouds/resource-type.ts';
import { asking } from '../../../../../shared/clouds/asked-details.ts';
import { RESOURCE_TYPES } from '../../../../../shared/registry.ts';

export type Item = Readonly<Record<string, unknown>>;

/** Each with all of its optional details. */
export const AWS_TYPES = asking(
  RESOURCE_TYPES.filter(({ provider }) => provider === 'aws'),
  'all',
);

export const idOfAccount = (accountId: string): string => accountId.slice('aws:'.length);

export const sessionOf = (answerer: Answerer, account: string): AwsSession =>
  new AwsSession({
    account,
    homeRegion: 'us-east-1',
    idleMs: Infinity,
    credentials: async () => ({ accessKeyId: 'none', secretAccessKey: 'none' }),
    exchange: answeredBy(answerer),
    offline: true,
    counter: { calls: 0 },
    clock: { now: () => 0, sleep: async () => undefined },
  });

export const segmentsOf = ({ scope }: ResourceType): readonly string[] => (scope === 'global' ? [GLOBAL_SEGMENT] : REGIONS);

/** One account refuses its indexes, and only the first account may list what its organization has. */
const isRefusedToSome = ({ type }: ResourceType, { details }: CloudError): boolean =>
  (type === 'AWS::ResourceExplorer2::Index' && details.class === 'denied') ||
  (type.startsWith('AWS::Organizations::') && details.class === 'unsupported');

async function* shown(session: AwsSession, type: ResourceType, segment: string): AsyncGenerator<readonly FetchedResource[]> {
  try {
    yield* session.fetch(type, segment);
  } catch (error) {
    if (!(error instanceof CloudError) || !isRefusedToSome(type, error)) throw error;
  }
}

/** The pages of one type in all its segments; none where the account may not list it. */
export async function pagesOf(answerer: Answerer, account: string, type: ResourceType): Promise<(readonly FetchedResource[])[]> {
  const session = sessionOf(answerer, account);
  const pages = [];
  for (const segment of segmentsOf(type)) for await (const page of shown(session, type, segment)) pages.push(page);
  session.close();
  return pages;
}

/** Everything that the account shows, by `<type>|<segment>|<id>`. */
export async function readAccount(answerer: Answerer, account: string, types = AWS_TYPES): Promise<Map<string, FetchedResource>> {
  const found = new Map<string, FetchedResource>();
  const session = sessionOf(answerer, account);
  for (const type of types) {
    for (const segment of segmentsOf(type)) {
      for await (const page of shown(session, type, segment)) {
        for (const resource of page) found.set(`${type.type}|${segment}|${resource.resource_id}`, resource);
      }
    }
  }
  session.close();
  return found;
}

export interface Caller {
  call(region: string, service: string, operation: string, input?: Item): Promise<Item>;
}

/** Calls an answerer as a client of the SDK does: with the operation's schema, which its command carries. */
export const callerOf = (answerer: Answerer, account: string): Caller => ({
  async call(region, service, operation, input = {}) {
    const command = (await SERVICE_LOADERS[service]?.())?.sdk.commands[operation];
    const schema = command && (new command({} as never) as { readonly schema?: unknown }).schema;
    return (await answerer.answer({ account, region, service, operation, input, schema })) as Item;
  },
});
