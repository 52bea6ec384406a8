/** Recorded answers of real accounts, read through the SDK's deserialisers, if the recordings are there. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AnsweredError } from '../../shared/clouds/aws/answerer.ts';
import { CloudError } from '../../shared/clouds/cloud-error.ts';
import type { FetchedResource } from '../../shared/clouds/cloud.ts';
import { callsOf } from '../../shared/clouds/types/calls-of.ts';
import { REGION, SampledAws } from '../shared/clouds/aws/services/sampled-aws.ts';
import { expectWhole } from './invariants.ts';
import { lostOf } from './nothing-lost.ts';
import { permuting } from './permuted.ts';
import { hashesOf, READ_TYPES, readBy } from './reading.ts';
import { isRecorded, itemsIn, nothingElse, RECORDINGS, recordedAnswers, recordedOf, recordedOperations, refusalIn } from './recorded.ts';
import { WireServer } from './wire-server.ts';

const wire = new WireServer();
beforeAll(async () => await wire.start());
afterAll(async () => await wire.stop());

const RECORDED = isRecorded ? READ_TYPES.filter((read) => recordedAnswers(read).length > 0) : [];

/** Some recorded callers asked for few members only, or long ago, before those by which a further call is made today. */
const INCOMPLETE = new Set(['IncompleteItem', 'NotAnswered']);

/** The tags that stand in the resource itself, in whatever of the clouds' forms. */
function tagsIn({ config }: FetchedResource): Readonly<Record<string, string>> | undefined {
  const [found] = ['Tags', 'TagList', 'TagSet', 'tags', 'tagSet'].flatMap((name) => (config[name] == null ? [] : [config[name]]));
  if (found === undefined) return undefined;
  if (!Array.isArray(found)) return found as Readonly<Record<string, string>>;
  return Object.fromEntries(
    (found as Record<string, string>[]).map((tag): [string, string] => [
      tag['Key'] ?? tag['key'] ?? tag['TagKey'] ?? '',
      tag['Value'] ?? tag['value'] ?? tag['TagValue'] ?? '',
    ]),
  );
}

if (!isRecorded) {
  it(`skips the recordings of real accounts: ${RECORDINGS} is not there`, () => expect(isRecorded).toBe(false));
}

(isRecorded ? describe : describe.skip)('recordings of real accounts', () => {
  it('are there of many types, and of operations that no type reads', () => {
    const read = new Set(READ_TYPES.flatMap(({ definition }) => callsOf(definition).map(({ operation }) => operation)));
    const unread = recordedOperations().filter((each) => !read.has(each.split(' ')[1] ?? ''));
    process.stdout.write(
      `${RECORDED.length} of ${READ_TYPES.length} types are recorded. Recorded operations that no type reads (${unread.length}): ${unread.join(', ')}\n`,
    );

    expect(RECORDED.length).toBeGreaterThan(READ_TYPES.length / 3);
  });

  it.each(RECORDED.map((read) => [read.definition.type, read] as const))('are read whole as resources of %s', async (_, read) => {
    let resources = 0;
    for (const answers of recordedAnswers(read)) {
      const aws = () => new SampledAws({ ...nothingElse(read.definition), ...answers });
      const sent = await readBy(read.type, aws(), wire);
      const handed = await readBy(read.type, aws());
      const reordered = await readBy(read.type, permuting(aws(), read.definition));
      resources += sent.length;

      expectWhole(read, sent);
      expect(sent).toEqual(handed);
      expect(hashesOf(read, reordered)).toEqual(hashesOf(read, handed));
      const items = itemsIn(read, answers);
      if (items.length === sent.length)
        expect(items.flatMap((item, i) => lostOf(item, sent[i] as FetchedResource, read.definition))).toEqual([]);
      for (const resource of sent) {
        const tags = tagsIn(resource);
        if (tags !== undefined) expect(resource.tags).toEqual(tags);
        expect(Object.values(resource.unread).filter(({ error_code }) => !INCOMPLETE.has(error_code))).toEqual([]);
        // A recorded item may lack the member that holds its ARN.
        if (resource.native_id !== null) expect(resource.native_id).toMatch(/^arn:aws[a-z-]*:/);
      }
    }
    expect(resources).toBeGreaterThan(0);
  });

  const refused = READ_TYPES.flatMap((read) => {
    const operations = new Set(callsOf(read.definition).map(({ operation }) => operation));
    return recordedOf(read).flatMap((recorded) => {
      const refusal = refusalIn(recorded);
      return refusal && operations.has(recorded.operation) ? [[recorded.operation, refusal.name, read, refusal] as const] : [];
    });
  });

  it.each(refused.map(([operation, code, read, refusal]) => [read.definition.type, operation, code, read, refusal] as const))(
    'of refusals to %s are classed: %s answers %s',
    async (_type, operation, code, read, refusal) => {
      // Some settings of a bucket are asked for only if it has a policy, or if versioning is enabled.
      const conditions = { GetBucketPolicy: { Policy: '{"Statement":[]}' }, GetBucketVersioning: { Status: 'Enabled' } };
      const ListBuckets = { Buckets: [{ Name: 'halden-payments-production-logs-445566', BucketRegion: REGION }] };
      const outcome = await readBy(
        read.type,
        new SampledAws({ ListBuckets, ...conditions, [operation]: new AnsweredError(code, refusal.message, refusal.status) }),
        wire,
      ).catch((error: unknown) => error);

      const isDenial = /AccessDenied|Unauthorized|Forbidden/.test(code);
      if (outcome instanceof Error) {
        expect(outcome).toBeInstanceOf(CloudError);
        // The SDK gives some errors another name than the code that the service sends.
        expect((outcome as CloudError).details.error_code.replace(/(Fault|Exception)$/, '')).toBe(code.replace(/(Fault|Exception)$/, ''));
        expect((outcome as CloudError).details.class === 'denied').toBe(isDenial);
      } else {
        const unread = (outcome as readonly FetchedResource[]).flatMap((resource) => Object.values(resource.unread));
        expect(unread.filter(({ error_code }) => error_code !== code)).toEqual([]);
        // "Could not read" is never "not there": a denial leaves the field unread, with the permission that is missing.
        if (isDenial) expect(unread.filter(({ permission }) => permission === undefined)).toEqual([]);
        if (isDenial) expect(unread.length).toBeGreaterThan(0);
      }
    },
  );
});
