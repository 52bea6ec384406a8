/** The fields of resources that expressions may read, besides those of `config`. */

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

/** Fields of the resources that lookups answer. */
export const RELATED_FIELDS: readonly string[] = [...RESOURCE_FIELDS, 'tags', 'config', 'relationships'];
