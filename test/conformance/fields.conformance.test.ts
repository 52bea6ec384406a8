/**
 * Every type that moto implements: what the SDK has created is read with every member that the SDK's own answers have, a second read finds the
 * same, and a read after changes and deletions finds those, and nothing else.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Exchange } from '../../shared/clouds/aws/exchange.ts';
import { AwsSession } from '../../shared/clouds/aws/session.ts';
import { GLOBAL_SEGMENT, type FetchedResource } from '../../shared/clouds/cloud.ts';
import { listCallsOf } from '../../shared/clouds/types/calls-of.ts';
import { lostOf } from '../recordings/nothing-lost.ts';
import { hashesOf, READ_TYPES, type ReadType } from '../recordings/reading.ts';
import { put } from '../../shared/clouds/demo/placing.ts';
import { valueAt } from '../../shared/clouds/types/paths.ts';
import { itemsIn } from '../recordings/recorded.ts';
import { CHANGES, DELETIONS } from './creations/changes.ts';
import { Maker } from './creations/maker.ts';
import { NETWORKS } from './creations/networks.ts';
import { IDENTITIES, SERVICES } from './creations/services.ts';
import { ACCOUNT, REGION, type Step } from './creations/step.ts';
import { fillGaps, type GapFiller, NOT_AT_AN_ADDRESS, NOT_IN_MOTO } from './gap-filler.ts';
import { type Running, startMoto } from './processes.ts';

interface Seen {
  /** The SDK's answers to each call of each operation. */
  readonly answers: ReadonlyMap<string, readonly object[]>;
  readonly resources: readonly FetchedResource[];
  /** Why the type could not be read. */
  readonly failure?: unknown;
}

const credentials = { accessKeyId: 'conformance', secretAccessKey: 'conformance' };
/** moto lists the parents of these types, and lacks the call for what they have. */
const WITHOUT_CHILDREN = [
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::Backup::BackupSelection',
  'AWS::Backup::RecoveryPoint',
  'AWS::EKS::AccessEntry',
  'AWS::EKS::Addon',
  'AWS::EKS::PodIdentityAssociation',
  'AWS::RAM::ResourceShare',
];
const TYPES = READ_TYPES.filter(({ definition: { type } }) => ![...NOT_IN_MOTO, ...NOT_AT_AN_ADDRESS, ...WITHOUT_CHILDREN].includes(type));
const named = (read: ReadType): string => read.definition.type;

/** The types of which nothing is created, because moto cannot create any, or answers in a way that the SDK does not take. */
const NOTHING_MADE = [
  'AWS::ApiGateway::VpcLink',
  'AWS::Bedrock::Agent',
  'AWS::Bedrock::CustomModel',
  'AWS::Bedrock::DataSource',
  'AWS::Bedrock::KnowledgeBase',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CodePipeline::Pipeline',
  'AWS::DMS::ReplicationInstance',
  'AWS::DMS::ReplicationTask',
  'AWS::DirectConnect::Connection',
  'AWS::DocDB::DBCluster',
  'AWS::DocDB::DBClusterSnapshot',
  'AWS::DocDB::DBInstance',
  'AWS::EC2::VPCEndpointService',
  'AWS::ElasticBeanstalk::Environment',
  'AWS::Glue::MLTransform',
  'AWS::Logs::Delivery',
  'AWS::Logs::DeliverySource',
  'AWS::MSK::Cluster',
  'AWS::Transfer::Connector',
];

let moto: Running | undefined;
let gaps: GapFiller | undefined;
let maker: Maker;
/** The steps that moto refused. */
const refused: string[] = [];
const first = new Map<string, Seen>();
const second = new Map<string, Seen>();
const later = new Map<string, Seen>();

beforeAll(async () => {
  moto = await startMoto();
  gaps = await fillGaps(moto.url);
  process.env['AWS_ENDPOINT_URL'] = gaps.url;
  maker = new Maker({ endpoint: moto.url, credentials, maxAttempts: 1 });
  await makeAll([...IDENTITIES, ...SERVICES, ...NETWORKS]);
  await readAll(first);
  await readAll(second);
  await makeAll([...Object.values(CHANGES), ...Object.values(DELETIONS)]);
  await readAll(later);
});
afterAll(async () => {
  maker.close();
  gaps?.stop();
  await moto?.stop();
});

async function makeAll(steps: readonly Step[]): Promise<void> {
  for (const each of steps) refused.push(...(await maker.make(each)));
}

async function readAll(into: Map<string, Seen>): Promise<void> {
  for (const read of TYPES) into.set(named(read), await seen(read));
}

const segmentOf = ({ type: { scope } }: ReadType): string => (scope === 'global' ? GLOBAL_SEGMENT : REGION);

/** Reads the type as an inventory does, and keeps what the SDK answered. */
async function seen(read: ReadType): Promise<Seen> {
  const answers = new Map<string, readonly object[]>();
  const keeping: Exchange = async ({ operation }, send) => {
    const output = await send();
    answers.set(operation, [...(answers.get(operation) ?? []), structuredClone(output)]);
    return output;
  };
  const session = new AwsSession({
    account: ACCOUNT,
    homeRegion: 'us-east-1',
    idleMs: Infinity,
    credentials: async () => credentials,
    exchange: keeping,
    // moto has no limits of calls.
    offline: true,
    counter: { calls: 0 },
    clock: { now: Date.now, sleep: async () => undefined },
  });
  const resources: FetchedResource[] = [];
  try {
    for await (const page of session.fetch(read.type, segmentOf(read))) resources.push(...page);
    return { answers, resources };
  } catch (failure) {
    return { answers, resources, failure };
  } finally {
    session.close();
  }
}

const of = (from: ReadonlyMap<string, Seen>, read: ReadType): Seen => from.get(named(read))!;
/** The items of the call that lists or describes the type. */
function itemsOf(read: ReadType, { answers }: Seen): readonly unknown[] {
  const { operation } = (read.definition.describe ?? listCallsOf(read.definition)[0])!;
  return (answers.get(operation) ?? []).flatMap((answer) => itemsIn(read, { [operation]: answer }));
}

/** The answers to calls for single resources, each value in the member of the config that it is stored in. */
const detailsOf = ({ definition }: ReadType, { answers }: Seen): readonly unknown[] =>
  Object.entries(definition.details ?? {}).flatMap(([field, { operation, path }]) =>
    (answers.get(operation) ?? []).map((answer) => put({}, field, valueAt(answer, path))),
  );

/** The members of the item that the resource with the fewest of them lacks. */
const missing = (read: ReadType, item: unknown, resources: readonly FetchedResource[]): readonly string[] =>
  resources.map((resource) => lostOf(item, resource, read.definition)).toSorted((a, b) => a.length - b.length)[0] ?? ['everything'];

/** The resources of which one read found something that the other did not find so. */
const differences = (read: ReadType, a: Seen, b: Seen): readonly string[] => {
  const [before = [], after = []] = [a, b].map(({ resources }) => hashesOf(read, resources));
  const changed = [...before.filter((hash) => !after.includes(hash)), ...after.filter((hash) => !before.includes(hash))];
  return changed.map((hash) => hash.split(' ')[0] ?? '');
};

it('moto carries out every step', () => expect(refused).toEqual([]));

describe('the resources that the SDK created', () => {
  it('are of every type that moto can create', () => {
    const empty = TYPES.filter((read) => of(first, read).resources.length === 0).map(named);

    expect(empty.toSorted()).toEqual(NOTHING_MADE.toSorted());
  });

  it.each(TYPES.map((read) => [named(read), read] as const))('are read as the SDK answers them: %s', (_type, read) => {
    const found = of(first, read);
    const items = itemsOf(read, found);

    expect(found.failure).toBeUndefined();
    expect(items.flatMap((item) => missing(read, item, found.resources))).toEqual([]);
    const alone = { ...read, definition: { ...read.definition, details: {} } };
    expect(detailsOf(read, found).flatMap((item) => missing(alone, item, found.resources))).toEqual([]);
    expect(found.resources.length).toBeLessThanOrEqual(items.length);
  });

  it('are the same when they are read again', () => {
    expect(TYPES.flatMap((read) => differences(read, of(first, read), of(second, read)).map((id) => `${named(read)} ${id}`))).toEqual([]);
  });
});

describe('a read after changes and deletions', () => {
  const isTouched = (type: string): boolean => type in CHANGES || type in DELETIONS;
  /** moto issues a certificate a minute after it was asked for. */
  const CHANGES_BY_ITSELF = 'AWS::CertificateManager::Certificate';

  it.each(Object.keys(CHANGES))('finds the changed resource of %s', (type) => {
    const read = TYPES.find((each) => named(each) === type)!;
    // The state before and the one after.
    expect(new Set(differences(read, of(second, read), of(later, read))).size).toBe(1);
    expect(of(later, read).resources.length).toBe(of(second, read).resources.length);
  });

  it.each(Object.keys(DELETIONS))('lacks the deleted resource of %s', (type) => {
    const read = TYPES.find((each) => named(each) === type)!;
    expect(of(later, read).resources.length).toBe(of(second, read).resources.length - 1);
  });

  it('finds everything else as it was', () => {
    const others = TYPES.filter((read) => !isTouched(named(read)) && named(read) !== CHANGES_BY_ITSELF);
    expect(others.flatMap((read) => differences(read, of(second, read), of(later, read)).map((id) => `${named(read)} ${id}`))).toEqual([]);
  });
});
