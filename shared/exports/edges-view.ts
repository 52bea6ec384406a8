/**
 * The view `edges`: the relationships of an export, each with the resource that it leads to. Its SQL says what `bestOf` of `graph/names.ts` says; a test compares them.
 * Valid in DuckDB with the macros of `muster query`, and in Athena.
 */
import { KNOWN_AS, PROVIDED_NAME, UNIQUE_NAME } from '../graph/names.ts';
import type { SqlView } from './common-views.ts';

const isUnique = (type: string, id: string): string =>
  `regexp_like(concat(${type}, ' ', ${id}), '${UNIQUE_NAME}') AND NOT regexp_like(concat(${type}, ' ', ${id}), '${PROVIDED_NAME}')`;

/** The accounts in which a name is looked up: that of the resource, or all. */
const scope = (type: string, id: string): string => `CASE WHEN ${isUnique(type, id)} THEN '' ELSE account_id END`;

/** Whether the account may own what the name stands for: it is an ARN that names the account or none, or it is no ARN. */
const mayOwn = (accountId: string, name: string): string =>
  `coalesce(regexp_extract(${name}, '^arn:[^:]*:[^:]*:[^:]*:([^:]*):', 1), '') IN ('', substr(${accountId}, strpos(${accountId}, ':') + 1))`;

const NODE = 'resource_uid, account_id, region, type, kind, name, bearing';

export const EDGES_VIEW: SqlView = {
  name: 'edges',
  columns: [
    ...(
      ['source_uid', 'source_account_id', 'source_type', 'source_kind', 'source_name', 'relation', 'target_type', 'target_id'] as const
    ).map((name) => ({
      name,
      type: 'text' as const,
    })),
    ...(['target_uid', 'target_account_id', 'target_kind', 'target_name'] as const).map((name) => ({ name, type: 'text' as const })),
    { name: 'resolved', type: 'boolean' },
  ],
  types: [],
  sql: (tableOf) => `WITH
nodes AS (
  SELECT resource_uid, account_id, region, type, kind, name, resource_id, native_id, json_extract_scalar(tags, '$.Name') AS name_tag,
    CASE WHEN ${mayOwn('account_id', 'native_id')} THEN 'home' ELSE 'guest' END AS bearing
  FROM ${tableOf('resources')}),
names AS (
  SELECT ${NODE}, type AS name_type, resource_id AS name_id FROM nodes
  UNION SELECT ${NODE}, type, native_id FROM nodes WHERE native_id IS NOT NULL
  UNION SELECT n.resource_uid, n.account_id, n.region, n.type, n.kind, n.name, n.bearing, r.target_type, r.target_id
    FROM nodes n JOIN ${tableOf('relationships')} r ON r.resource_uid = n.resource_uid AND r.relation = '${KNOWN_AS}'
  UNION SELECT resource_uid, account_id, region, type, kind, name, 'name', type, name FROM nodes
    WHERE name IS DISTINCT FROM name_tag AND name IS NOT NULL AND name <> resource_id AND name IS DISTINCT FROM native_id),
bearers AS (SELECT *, ${scope('name_type', 'name_id')} AS scope FROM names),
links AS (
  SELECT DISTINCT resource_uid, account_id, region, relation, target_type, target_id, ${scope('target_type', 'target_id')} AS scope
  FROM ${tableOf('relationships')}),
ranked AS (
  SELECT l.resource_uid, l.relation, l.target_type, l.target_id, b.resource_uid AS target_uid, b.account_id AS target_account_id, b.type,
    b.kind AS target_kind, b.name AS target_name,
    CASE
      WHEN l.scope = '' AND b.bearing = 'home' AND b.account_id = l.account_id THEN 0
      WHEN l.scope = '' AND b.bearing = 'home' AND ${mayOwn('b.account_id', 'l.target_id')} THEN 1
      WHEN l.scope = '' AND b.bearing = 'guest' AND b.account_id = l.account_id THEN 2
      WHEN l.scope = '' THEN 9
      WHEN b.region = l.region THEN CASE WHEN b.bearing = 'name' THEN 2 ELSE 0 END
      WHEN b.region = 'global' OR l.region = 'global' THEN CASE WHEN b.bearing = 'name' THEN 3 ELSE 1 END
      ELSE 9
    END AS rank
  FROM links l
  JOIN bearers b ON b.scope = l.scope AND b.name_type = l.target_type AND b.name_id = l.target_id AND b.resource_uid <> l.resource_uid),
placed AS (
  SELECT *,
    min(rank) OVER (PARTITION BY resource_uid, relation, target_type, target_id, type) AS best,
    count(*) OVER (PARTITION BY resource_uid, relation, target_type, target_id, type, rank) AS equals
  FROM ranked WHERE rank < 9),
targets AS (SELECT * FROM placed WHERE rank = best AND equals = 1)
SELECT s.resource_uid AS source_uid, s.account_id AS source_account_id, s.type AS source_type, s.kind AS source_kind, s.name AS source_name,
  l.relation, l.target_type, l.target_id, t.target_uid, t.target_account_id, t.target_kind, t.target_name, t.target_uid IS NOT NULL AS resolved
FROM links l
JOIN nodes s ON s.resource_uid = l.resource_uid
LEFT JOIN targets t ON t.resource_uid = l.resource_uid AND t.relation = l.relation AND t.target_type = l.target_type AND t.target_id = l.target_id`,
};
