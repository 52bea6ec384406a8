/** Parses recorded answers of real accounts, if the recordings exist. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../shared/clouds/aws/answerer.ts';
import { answerOf, put } from '../../../../../shared/clouds/demo/placing.ts';
import { SERVICE_LOADERS } from '../../../../../shared/clouds/aws/readers.generated.ts';
import { callsOf, listCallsOf } from '../../../../../shared/clouds/types/calls-of.ts';
import type { Path, TypeDefinition } from '../../../../../shared/clouds/aws/types/definition.ts';
import { valueAt, valuesAt } from '../../../../../shared/clouds/types/paths.ts';
import { fetchAll, REGION, SampledAws, typeCalled } from './sampled-aws.ts';

const FOLDER = fileURLToPath(new URL('../../../../../../shared/recordings/aws/', import.meta.url));
const present = existsSync(FOLDER);

interface Recorded {
  readonly operation: string;
  readonly status: number;
  readonly output: Readonly<Record<string, unknown>>;
}

/** Files with a name other than the service's id. */
const FILES: Readonly<Record<string, string>> = {
  accessanalyzer: 'access-analyzer',
  amazonmq: 'mq',
  applicationautoscaling: 'application-autoscaling',
  certificatemanager: 'acm',
  cognito: 'cognito-idp',
  directoryservice: 'ds',
  ecr: 'api.ecr',
  elasticloadbalancingv2: 'elasticloadbalancing',
  emr: 'elasticmapreduce',
  inspectorv2: 'inspector2',
  macie: 'macie2',
  opensearchservice: 'es',
  ses: 'email',
  stepfunctions: 'states',
};

function recordings(service: string): readonly Recorded[] {
  const file = `${FOLDER}${FILES[service] ?? service}.jsonl`;
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Recorded);
}

const answerTo = ({ output, status }: Recorded): object => {
  const { Error: refusal } = output as { readonly Error?: { readonly Code: string; readonly Message: string } };
  return status >= 400 && refusal ? new AnsweredError(refusal.Code, refusal.Message, status) : output;
};

/** Lists that were not recorded, and the recorded operation whose items are the same. */
const SAME_ITEMS: Readonly<Record<string, readonly [operation: string, items: Path]>> = {
  'AWS::IAM::User': ['ListUsers', 'Users'],
  'AWS::IAM::Role': ['ListRoles', 'Roles'],
  'AWS::IAM::Group': ['ListGroups', 'Groups'],
};

interface Definition {
  readonly service: string;
  readonly type: TypeDefinition;
}

const DEFINITIONS: readonly Definition[] = (await Promise.all(Object.values(SERVICE_LOADERS).map((load) => load()))).flatMap(({ sdk }) =>
  sdk.types.map((type) => ({ service: sdk.service.id, type })),
);

const outputsOf = (service: string, operation: string): readonly object[] =>
  recordings(service)
    .filter((recorded) => recorded.operation === operation && recorded.status === 200)
    .map(({ output }) => output);

type Answers = Readonly<Record<string, object>>;

/** Answers by operation that show what was recorded of a type: one set for each recorded answer. */
function recordedAnswers({ service, type }: Definition): readonly Answers[] {
  const { list, describe: described } = type;
  const [first] = listCallsOf(type);
  if (first?.kind === 'single') return outputsOf(service, first.operation).map((output) => ({ [first.operation]: output }));
  const lists = (list.kind === 'custom' ? Object.values(list.calls) : [list]).filter((call) => call.kind === 'list');
  /** The paging members of a recorded list would ask for pages that were not recorded. */
  const listing = (items: readonly unknown[]): Answers =>
    Object.fromEntries(
      lists.map(({ operation, items: path, as }) => {
        const elements = items.map((element) => ({ path, element: as === undefined ? element : valueAt(element, as) }));
        return [operation, answerOf([path], elements)];
      }),
    );
  if (described?.kind === 'read') {
    return outputsOf(service, described.operation).map((output) => {
      const found = valueAt(output, described.path);
      // The recordings have no inputs: values that the answer does not repeat are made up.
      const item = Object.values(described.from ?? {}).reduce<unknown>(
        (made, path) => put(made, path, valueAt(found, path) ?? 'made-up'),
        {},
      );
      return { ...listing([item]), [described.operation]: output };
    });
  }
  if (described) {
    return outputsOf(service, described.operation).map((output) => {
      const ids = valuesAt(output, described.items)
        .flat()
        .map((element) => valueAt(element, described.match));
      return { ...listing(ids.map((id) => put({}, described.ids[1], id))), [described.operation]: output };
    });
  }
  const [operation, path] = SAME_ITEMS[type.type] ?? [lists[0]?.operation ?? '', lists[0]?.items ?? ''];
  return outputsOf(service, operation).map((output) => {
    const items = valuesAt(output, path).flat();
    const { as } = lists[0] ?? {};
    return listing(as === undefined ? items : items.map((item) => ({ [as]: item })));
  });
}

/** The samples hold no answers to the further calls for a recorded resource. */
const nothingElse = (type: TypeDefinition): Answers =>
  Object.fromEntries(callsOf(type).flatMap(({ operation, kind }) => (kind === 'list' ? [] : [[operation, {}]])));

const RECORDED = present ? DEFINITIONS.filter((definition) => recordedAnswers(definition).length > 0) : [];

if (!present) {
  it('skips the recordings of real accounts: ../shared/recordings/aws is not here', () => {
    expect(present).toBe(false);
  });
}

(present ? describe : describe.skip)('recordings of real accounts', () => {
  it('are there of most types', () => {
    expect(RECORDED.length).toBeGreaterThan(DEFINITIONS.length / 2);
  });

  for (const definition of RECORDED) {
    const { type } = definition;
    it(`are read as resources of ${type.type}`, async () => {
      let read = 0;
      for (const answers of recordedAnswers(definition)) {
        for (const resource of await fetchAll(typeCalled(type.type), new SampledAws({ ...nothingElse(type), ...answers }))) {
          read += 1;
          expect(resource.resource_id).toMatch(/\S/);
          // Some recorded callers asked for few attributes only, so a member that holds the ARN may be missing.
          if (typeof type.nativeId === 'object' || resource.native_id !== null) expect(resource.native_id).toMatch(/^arn:aws[a-z-]*:/);
          // Answers recorded long ago lack members by which a further call is made today: that call fails before it is sent. A recorded
          // answer to a batch is about the resources of its own recording.
          expect(
            Object.values(resource.unread).filter(({ error_code }) => !['IncompleteItem', 'NotAnswered'].includes(error_code)),
          ).toEqual([]);
          for (const { id } of resource.relationships) expect(id).toMatch(/\S/);
        }
      }
      expect(read).toBeGreaterThan(0);
    });
  }

  it('of bucket settings are values or null, never unread; a missing bucket is no bucket', async () => {
    const bucket = typeCalled('AWS::S3::Bucket');
    const settings = recordings('s3').filter(({ operation }) => /^Get(Bucket|PublicAccessBlock|ObjectLock)/.test(operation));

    // Some settings are asked for only if the bucket has a policy, or if versioning is enabled.
    const conditions = { GetBucketPolicy: { Policy: '{"Statement":[]}' }, GetBucketVersioning: { Status: 'Enabled' } };

    const nulls = new Set<string>();
    for (const recorded of settings) {
      const ListBuckets = { Buckets: [{ Name: 'halden-payments-production-logs-445566', BucketRegion: REGION }] };
      const [found] = await fetchAll(bucket, new SampledAws({ ListBuckets, ...conditions, [recorded.operation]: answerTo(recorded) }));
      const answer = answerTo(recorded);
      if (answer instanceof AnsweredError && answer.name === 'NoSuchBucket') {
        expect(found).toBeUndefined();
        continue;
      }
      expect({ operation: recorded.operation, unread: found?.unread }).toEqual({ operation: recorded.operation, unread: {} });
      if (answer instanceof AnsweredError) nulls.add(answer.name);
    }
    expect(nulls.size).toBeGreaterThan(3);
  });
});
