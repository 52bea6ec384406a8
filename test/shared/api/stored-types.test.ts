/** Filters by a type without a definition, of which something is or was stored. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { account, accountRow, apiFixture, resourceRow, TIME } from '../../support/api-fixture.ts';
import { coverageItem } from '../../../shared/inventory/coverage.ts';

/** A page, or a problem. */
interface Answer {
  readonly items: readonly { readonly resource_id: string }[];
  readonly next_cursor?: string;
  readonly detail?: string;
}

let fixture: ReturnType<typeof apiFixture>;
const get = async (path: string) => {
  const response = await fixture.app.request(path);
  return { status: response.status, body: (await response.json()) as Answer };
};
const idsOf = async (path: string): Promise<readonly string[]> => {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const { status, body } = await get(`${path}${cursor === undefined ? '' : `&cursor=${cursor}`}`);
    expect(status).toBe(200);
    ids.push(...body.items.map(({ resource_id }) => resource_id));
    cursor = body.next_cursor;
  } while (cursor !== undefined);
  return ids.toSorted();
};

const OCI = 'oci:ocid1.tenancy.oc1..a' as ReturnType<typeof account>;
const PLACE = { account_id: OCI, type: 'ApiGateway', segment: 'us-east-1' };

beforeEach(async () => {
  fixture = apiFixture();
  const { store } = fixture;
  await store.put('accounts', accountRow());
  await store.put('accounts', accountRow({ account_id: OCI, undeclared_types: ['ApiGateway', 'Deleted'] }));
  await store.put('resources', { ...resourceRow({}) });
  await store.put('resources', { ...resourceRow({ ...PLACE, resource_id: 'gateway' }) });
  await store.put('resources', { ...resourceRow({ ...PLACE, type: 'Deleted', resource_id: 'gone' }, { is_last: 0, deleted_at: TIME }) });
  const slices = { ApiGateway: { populated: true }, Deleted: { populated: false } };
  await store.put('coverage', coverageItem({ account_id: OCI, segment: PLACE.segment, observed_at: TIME, slices }));
  await store.put(
    'coverage',
    coverageItem({ account_id: account('1'), segment: 'eu-west-1', observed_at: TIME, slices: { 'AWS::EC2::VPC': { populated: true } } }),
  );
});

describe('resources of types without a definition', () => {
  it.each(['', `&account_id=${OCI}`])('are listed by type and among all others%s', async (of) => {
    expect(await idsOf(`/resources?type=ApiGateway${of}`)).toEqual(['gateway']);
    expect(await idsOf(`/resources?is_last=0&type=Deleted${of}`)).toEqual(['gone']);
    expect(await idsOf(`/resources?kind=other${of}`)).toEqual(['gateway']);
    expect(await idsOf(`/resources?region=us-east-1${of}`)).toEqual(['gateway']);
    expect(await idsOf(`/resources?service=oci.other${of}`)).toEqual(['gateway']);
    expect(await idsOf(`/resources?limit=1${of}`)).toEqual(of === '' ? ['gateway', 'vpc-1'] : ['gateway']);
    expect(await idsOf(`/resources?kind=network${of}`)).toEqual(of === '' ? ['vpc-1'] : []);
  });

  it.each(['/findings?type=ApiGateway', '/changes?since=2026-11-20T00:00:00Z&type=ApiGateway', '/policies?resource_type=ApiGateway'])(
    'may be named in %s',
    async (path) => {
      expect((await get(path)).status).toBe(200);
    },
  );

  it('may be named as soon as they are found', async () => {
    expect((await get('/resources?type=Image')).status).toBe(400);
    await fixture.store.put('accounts', accountRow({ account_id: OCI, undeclared_types: ['ApiGateway', 'Image'] }));
    expect((await get('/resources?type=Image')).status).toBe(200);
  });

  it('are suggested for a name that no resource has', async () => {
    const { status, body } = await get('/resources?type=ApiGatway');
    expect([status, body.detail]).toEqual([
      400,
      'type: "ApiGatway" is not a resource type, and no resource of such a type is stored. Did you mean ApiGateway?',
    ]);
    expect((await get('/findings?type=Nothing')).body.detail).toContain(
      'There are AWS::EC2::VPC, AWS::S3::Bucket, AWS::IAM::User, ApiGateway, Deleted.',
    );
  });
});
