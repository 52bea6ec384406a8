/** Routes that find resources by their names, show what a resource uses and what uses it, and paths from one resource to another. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { RELATIONS } from '../../clouds/relations.ts';
import { KINDS } from '../../clouds/resource-type.ts';
import { NotFound } from '../../errors.ts';
import { type Edge, Graph, MOST_BEARERS } from '../../graph/graph.ts';
import { namedResources } from '../../graph/named-resources.ts';
import { around, type Cut, shortestPath } from '../../graph/search.ts';
import type { ResourceUid } from '../../ids.ts';
import { managedLinks } from '../../managed/managed-links.ts';
import { RELATIONS as MANAGED_RELATIONS } from '../../managed/model.ts';
import type { ResourceRow } from '../../inventory/model.ts';
import { mayHideAnyReference } from '../../policies/cel/library/relation-fields.ts';
import { readableUid } from '../../readable-ids.ts';
import type { Item } from '../../storage/store.ts';
import type { ApiEnv, RouteContext } from '../api-env.ts';
import { viewOf } from '../listing.ts';
import { json, problems } from '../problems.ts';
import { edgeSchema, namedSchema, nodeSchema, pathSchema, relatedSchema } from '../schemas/graph.ts';
import { oneOf, severalOf } from '../schemas/texts.ts';
import type { View } from '../view.ts';
import { wholeNumber } from '../whole-number.ts';
import { rowOf } from '../resource-listing.ts';
import { checkedUid, checkRegions, filters, resourceParams, selectedIds } from './resources.ts';

const tags = ['resources'];

/** Those that resources have, and those of managed resources with each other. */
const ALL_RELATIONS = [...RELATIONS, ...MANAGED_RELATIONS.filter((each) => each !== 'uses')] as const;

const MAX_DEPTH = 5;
const MAX_EDGES = 1000;
/** A Lambda function can answer with at most 6 MB. */
const MAX_BYTES = 2_000_000;
/** The most rows of resources that one request reads, of 2 KB on average. */
const MAX_ROWS = 5000;
/** The function has 29 s, and one read may take some. */
const MAX_MS = 15_000;

export const listRelated = createRoute({
  method: 'get',
  path: '/resources/{uid}/related',
  operationId: 'listRelatedResources',
  summary: 'Show what a resource uses and what uses it',
  description:
    'Relationships lead to stored resources of any account. The nearest come first; what is more than a request may read or answer with is cut off, and `cut` says so. Resources in use alone are shown.',
  tags,
  request: {
    params: resourceParams,
    query: z.strictObject({
      depth: wholeNumber({ most: MAX_DEPTH, usual: 1, description: 'How many relationships away a resource may be.' }),
      relation: severalOf(oneOf(ALL_RELATIONS), {
        description: 'Only relationships of these kinds are followed.',
        example: 'encrypted_by',
      }),
      kind: severalOf(oneOf(KINDS), {
        description:
          'Only resources of these kinds are shown, with the relationships that they have; the search goes on through all others.',
      }),
      limit: wholeNumber({ most: MAX_EDGES, usual: 200, description: 'The most relationships.' }),
    }),
  },
  responses: { 200: { description: 'The resources and their relationships.', content: json(relatedSchema) }, ...problems(400, 404) },
});

const resourceId = z.string().max(2048).openapi({
  description: "The resource's `id` (or its `resource_uid`).",
  example: 'aws:123456789012@AWS::S3::Bucket@eu-west-1@logs',
});

export const findPath = createRoute({
  method: 'get',
  path: '/path',
  operationId: 'findPath',
  summary: 'Find the shortest path from one resource to another',
  description: 'The path follows relationships in both directions. Resources in use alone are on it.',
  tags,
  request: { query: z.strictObject({ from: resourceId, to: resourceId }) },
  responses: { 200: { description: 'The path, if there is one.', content: json(pathSchema) }, ...problems(400, 404) },
});

export const listNamed = createRoute({
  method: 'get',
  path: '/named-resources',
  operationId: 'listNamedResources',
  summary: 'Find resources by a name',
  description:
    'The resources in use whose id, native id (an ARN in AWS) or own name it is, found by an index and thus much faster than by the filter `resource` of `GET /resources`. That finds deleted resources too, and those that only their tag `Name` calls so.',
  tags,
  request: {
    query: z.strictObject({
      name: z.string().min(1).max(2048).openapi({ example: 'arn:aws:s3:::logs' }),
      account_id: filters.account_id,
      type: filters.type,
      region: filters.region,
    }),
  },
  responses: { 200: { description: 'The resources.', content: json(namedSchema) }, ...problems(400) },
});

const CUT: Readonly<Record<Cut, string>> = {
  edges: `These are the nearest relationships, and there are more: give a higher limit (at most ${MAX_EDGES}), a lower depth or a relation. The SQL view edges has all.`,
  bytes:
    'These are the nearest relationships, and the others do not fit into one answer: give a lower depth or a relation. The SQL view edges has all.',
  rows: `The search ended after ${MAX_ROWS} resources, so there may be more. The SQL view edges has all relationships.`,
  bearers: `The search ended at a name that more than ${MOST_BEARERS} resources have, so there may be more. The SQL view edges has all relationships.`,
  time: `The search ended after ${MAX_MS / 1000} seconds, so there may be more. The SQL view edges has all relationships.`,
};
const textOf = (cut: Cut | undefined): string | null => (cut === undefined ? null : CUT[cut]);

/** A row of `resources` with the names of its fields alone, and without its last change: their values may be large, and no answer has them. */
function withoutValues(item: Item): ResourceRow {
  const row = rowOf(item);
  const { patch: _patch, ...last_change } = row.last_change;
  return { ...row, last_change, config: Object.fromEntries(Object.keys(row.config).map((field) => [field, null])) };
}

const idOf = ({ resource_uid }: { readonly resource_uid: ResourceUid }): string => readableUid(resource_uid);
const nodeOf = (row: ResourceRow) => viewOf(nodeSchema, { ...row, id: idOf(row) });
const edgeOf = ({ source, target, ...link }: Edge) =>
  viewOf(edgeSchema, { ...link, source: idOf(source), target: target === undefined ? null : idOf(target) });

/** The resource with those of its fields that could not be read and that may name other resources; empty if it has none. */
function hiding(row: ResourceRow) {
  const fields = Object.keys(row.unread).filter((field) => mayHideAnyReference(row, field));
  return fields.length > 0 ? [{ id: idOf(row), fields }] : [];
}

export function registerGraph(app: OpenAPIHono<ApiEnv>, routes: RouteContext): void {
  const { clock, management } = routes;
  const graphOf = ({ store, managed }: View) =>
    new Graph<ResourceRow>(
      store,
      withoutValues,
      clock,
      { rows: MAX_ROWS, until: clock.now() + MAX_MS },
      management.isOn ? async (uid) => await managedLinks(uid, managed) : undefined,
    );

  /** @throws NotFound */
  async function existing(graph: Graph<ResourceRow>, uid: ResourceUid): Promise<ResourceRow> {
    const row = await graph.row(uid);
    if (!row) throw new NotFound(`No resource ${readableUid(uid)} is in use; GET /resources lists those that are.`);
    return row;
  }

  app.openapi(listRelated, async (c) => {
    const { depth, relation, kind, limit } = c.req.valid('query');
    const graph = graphOf(c.get('view'));
    const start = await existing(graph, checkedUid(c.req.valid('param').uid));
    const { resources, edges, cut } = await around(graph, start, {
      depth,
      relations: relation && new Set(relation),
      most: { edges: limit, bytes: MAX_BYTES },
      bytesOf: (edge) => Buffer.byteLength(JSON.stringify([edgeOf(edge), edge.target?.name, edge.source.name])),
    });
    const shown = resources.filter(({ row, distance }) => kind === undefined || distance === 0 || kind.includes(row.kind));
    const isShown = new Set(shown.filter(({ distance }) => kind === undefined || distance > 0).map(({ row }) => row.resource_uid));
    return c.json(
      {
        resources: shown.map(({ row, distance }) => ({ ...nodeOf(row), distance })),
        relationships: edges
          .filter(({ source, target }) => isShown.has(source.resource_uid) || (target !== undefined && isShown.has(target.resource_uid)))
          .map(edgeOf),
        unread: resources.flatMap(({ row }) => hiding(row)),
        cut: textOf(cut),
      },
      200,
    );
  });

  app.openapi(listNamed, async (c) => {
    const { name, account_id, type, region } = c.req.valid('query');
    const { store, accounts, storedTypes } = c.get('view');
    checkRegions({ region, type }, routes);
    const ids = account_id && (await selectedIds(account_id, accounts));
    const types = type ? await storedTypes.named(type) : await storedTypes.populated();
    const { resources, isWhole } = await namedResources(
      store,
      name,
      { types: types.map((each) => each.type), accounts: ids && new Set(ids) },
      withoutValues,
    );
    return c.json({ resources: resources.filter((row) => region?.includes(row.region) ?? true).map(nodeOf), whole: isWhole }, 200);
  });

  app.openapi(findPath, async (c) => {
    const graph = graphOf(c.get('view'));
    const { from, to } = c.req.valid('query');
    const start = await existing(graph, checkedUid(from, 'from'));
    const goal = await existing(graph, checkedUid(to, 'to'));
    const { steps, visited, cut } = await shortestPath(graph, start, goal);
    return c.json(
      {
        found: steps !== undefined,
        from: nodeOf(start),
        steps: (steps ?? []).map((step) => ({ relation: step.edge.relation, direction: step.direction, resource: nodeOf(step.to) })),
        unread: visited.flatMap(hiding),
        cut: textOf(cut),
      },
      200,
    );
  });
}
