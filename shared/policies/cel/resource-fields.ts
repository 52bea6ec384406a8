/** The fields of resources that expressions may read, except those of `config`. */

/** Fields of `resource`. */
export const RESOURCE_FIELDS: readonly string[] = [
  'resource_id',
  'native_id',
  'name',
  'type',
  'kind',
  'region',
  'account_id',
  'first_seen_at',
  'changed_at',
];

/** Fields of the resources that `related` and the other lookups return. */
export const RELATED_FIELDS: readonly string[] = [...RESOURCE_FIELDS, 'tags', 'config', 'relationships'];
