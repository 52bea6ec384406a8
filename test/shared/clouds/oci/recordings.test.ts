import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Caller } from '../../../../shared/clouds/reader/caller.ts';
import { SingleCache } from '../../../../shared/clouds/reader/single-cache.ts';
import { ParentCache } from '../../../../shared/clouds/reader/parents.ts';
import { SliceReader } from '../../../../shared/clouds/reader/slice-reader.ts';
import { CallFailure } from '../../../../shared/clouds/reader/call-failure.ts';
import { type FetchedResource, NOTHING_STORED } from '../../../../shared/clouds/cloud.ts';
import { classifyError, failureOf } from '../../../../shared/clouds/oci/access/oci-failure.ts';
import { SERVICE_LOADERS } from '../../../../shared/clouds/oci/readers.generated.ts';
import { withDefinedTags } from '../../../../shared/clouds/oci/tags.ts';
import { formText } from '../../../../shared/clouds/oci/types/texts.ts';
import type { Call, TypeDefinition } from '../../../../shared/clouds/types/definition.ts';
import type { Transport } from '../../../../shared/clouds/reader/calls.ts';

/** A folder with answers that real tenancies gave, one JSON object a line: `{method, path, status, body}`. It is not part of the project. */
const FOLDER = process.env['MUSTER_RECORDINGS'] ?? join(import.meta.dirname, '../../../../../shared/recordings');
const OCI = join(FOLDER, 'oci');

interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body: unknown;
}

const recorded: readonly Recorded[] = existsSync(OCI)
  ? readdirSync(OCI).flatMap((file) =>
      readFileSync(join(OCI, file), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Recorded),
    )
  : [];

/** Answers the list of a type with a recorded one; every other call is refused. */
const answering = (list: Recorded): Transport => ({
  send: async ({ operation, permission = '' }: Call) => {
    if (operation.replaceAll(/\{[^}]*\}/g, '{}') === shapeOf(list)) return { body: list.body };
    throw new CallFailure(failureOf({ status: 404, headers: {}, text: '{"code":"NotAuthorizedOrNotFound","message":"x"}' }), permission);
  },
  tokensOf: () => ['page', 'next'],
  isStaleToken: () => false,
});

/** `GET /20160918/vcns` of a recorded path. */
const shapeOf = ({ method, path }: Recorded): string =>
  `${method} ${path
    .replace(/\?.*$/, '')
    .replace(/\/$/, '')
    .replaceAll(/\/(?:ocid1\.[^/]+)/g, '/{}')
    .replace(/^\/n\/[^/]+\/b/, '/n/{}/b')}`;

async function definitions(): Promise<readonly { readonly type: TypeDefinition; readonly siblings: readonly TypeDefinition[] }[]> {
  const loaded = await Promise.all(Object.values(SERVICE_LOADERS).map(async (load) => (await load()).DEFINITIONS));
  return loaded.flatMap(({ types }) => types.map((type) => ({ type, siblings: types })));
}

const described = recorded.length === 0 ? describe.skip : describe;

described('the lists that real tenancies answered (skipped where the folder of recordings is absent)', () => {
  it('become resources with an id, a name and tags', async () => {
    const seen = new Set<string>();
    for (const { type, siblings } of await definitions()) {
      const { list } = type;
      if (list.kind !== 'list' || type.parents !== undefined) continue;
      const shape = list.operation.replaceAll(/\{[^}]*\}/g, '{}');
      for (const answer of recorded.filter((each) => each.status === 200 && shapeOf(each) === shape)) {
        const items = list.items === 'body' ? answer.body : (answer.body as { readonly items?: unknown }).items;
        if (!Array.isArray(items)) continue;
        const resources: FetchedResource[] = [];
        const calls = new Caller(answering(answer), 'us-ashburn-1');
        const reader = new SliceReader(
          type,
          {
            calls,
            siblings,
            account: 'tenancy',
            region: 'us-ashburn-1',
            formText,
            concurrency: 1,
            parents: new ParentCache(),
            singles: new SingleCache(),
            asked: [],
            classify: async (error, permission) => classifyError(error, { service: 'x', region: 'y', permission }),
          },
          NOTHING_STORED,
        );
        for await (const page of reader.pages()) resources.push(...(page as readonly FetchedResource[]).map(withDefinedTags));
        const living = items.filter(
          (item: { readonly lifecycleState?: string }) => !['DELETED', 'TERMINATED'].includes(item.lifecycleState ?? ''),
        );
        expect([type.type, resources.length]).toEqual([type.type, living.length]);
        for (const { resource_id, name, tags } of resources) {
          expect([type.type, resource_id, name, tags]).toEqual([type.type, expect.any(String), expect.any(String), expect.any(Object)]);
        }
        if (resources.length > 0) seen.add(type.type);
      }
    }
    expect([...seen].toSorted()).toEqual(
      expect.arrayContaining(['Bucket', 'Compartment', 'Group', 'Instance', 'Policy', 'SecurityList', 'Subnet', 'User', 'Vault', 'Vcn']),
    );
  });

  it('and the refusals among them are classed by what they say', () => {
    const classes = recorded
      .filter(({ status }) => status >= 400)
      .map(({ status, body }) => [
        status,
        classifyError(failureOf({ status, headers: {}, text: JSON.stringify(body) }), { service: 's', region: 'r' }).details.class,
      ]);

    expect(classes.length).toBeGreaterThan(2);
    for (const [status, errorClass] of classes) {
      expect([status, errorClass]).toEqual([status, status === 429 ? 'throttled' : status === 401 ? 'transient' : 'denied']);
    }
  });
});
