/** Stored resources to search, each in a line. */
import type { Relationship } from '../../../shared/clouds/cloud.ts';
import { Graph, type StoredRow } from '../../../shared/graph/graph.ts';
import { LinkRows } from '../../../shared/graph/link-rows.ts';
import { type AccountId, parseAccountId, resourceUid, sliceId } from '../../../shared/ids.ts';
import type { Store } from '../../../shared/storage/store.ts';

export const A = parseAccountId('111111111111');
export const B = parseAccountId('222222222222');
export const SUBSCRIPTION = parseAccountId('azure:0d5a7c31-5f0e-4c86-a9a4-7b1f2c3d4e5f');
export const TENANT = parseAccountId('azure:tenant/1d5a7c31-5f0e-4c86-a9a4-7b1f2c3d4e5f');
export const TENANCY = parseAccountId('oci:ocid1.tenancy.oc1..aaaa');

export type Row = StoredRow & { readonly version: number; readonly slice_id: string };

export interface Given {
  readonly account?: AccountId;
  readonly region?: string;
  readonly native?: string;
  readonly name?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly links?: readonly Relationship[];
  readonly deleted?: true;
}

/** `to('uses AWS::KMS::Key k-1')` */
export function to(text: string): Relationship {
  const [relation = '', type = '', ...id] = text.split(' ');
  return { relation, type, id: id.join(' ') };
}

export function resource(type: string, resource_id: string, given: Given = {}): Row {
  const { account = A, region = 'eu-west-1', native = null, name = null, tags = {}, links = [], deleted } = given;
  return {
    slice_id: sliceId(account, type, region),
    resource_id,
    resource_uid: resourceUid(account, type, region, resource_id),
    account_id: account,
    type,
    region,
    native_id: native,
    name,
    tags,
    relationships: links,
    version: 1,
    is_last: deleted ? 0 : 1,
  };
}

export async function store(into: Store, ...rows: readonly Row[]): Promise<void> {
  await new LinkRows(into).addFirst(rows);
  await into.putMany('resources', rows);
}

export const graphOf = (
  from: Pick<Store, 'query' | 'getMany'>,
  budget: { readonly rows?: number; readonly until?: number } = {},
  now = () => 0,
): Graph<Row> =>
  new Graph<Row>(
    from,
    (item) => item as unknown as Row,
    { now, sleep: async () => undefined },
    { rows: 100_000, until: Infinity, ...budget },
  );

/** `uses eu-west-1 k-1`, and `uses k-1 -` for what leads nowhere; `<-uses bucket` for what uses it. */
export async function edgesOf(graph: Graph<Row>, row: Row): Promise<readonly string[]> {
  const texts: string[] = [];
  for await (const page of graph.edges(row))
    for (const { source, relation, target_id, target } of page)
      texts.push(
        source.resource_uid === row.resource_uid
          ? `${relation} ${target ? `${target.account_id} ${target.type} ${target.resource_id}` : `${target_id} -`}`
          : `<-${relation} ${source.account_id} ${source.type} ${source.resource_id}`,
      );
  return texts.toSorted();
}
