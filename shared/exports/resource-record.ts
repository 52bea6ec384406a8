/** Makes a line of the inventory from a resource that a run has read, or from a stored row. */
import type { AccountId } from '../ids.ts';
import { providerOf, resourceUid } from '../ids.ts';
import { type HashedResource, steadyConfig } from '../inventory/canonical-form.ts';
import type { ResourceRow } from '../inventory/model.ts';
import { hasFailed } from '../clouds/cloud.ts';
import type { ResourceType } from '../clouds/resource-type.ts';
import type { EnrichStatus, ResourceRecord } from './records.ts';

/** The record in a run's export. A run keeps no history, so it does not know when the resource was first seen or last changed. */
export function fetchedRecord(account_id: AccountId, segment: string, type: ResourceType, hashed: HashedResource): ResourceRecord {
  const { resource, hash } = hashed;
  return {
    account_id,
    segment,
    type: type.type,
    resource_id: resource.resource_id,
    region: resource.region,
    resource_uid: resourceUid(account_id, type.type, segment, resource.resource_id),
    provider: providerOf(account_id),
    kind: type.kind,
    service: type.service,
    native_id: resource.native_id,
    name: resource.name,
    tags: resource.tags,
    config: exportedConfig(resource.config, type),
    unread: resource.unread,
    relationships: resource.relationships,
    enrich_status: enrichStatus(resource.unread, type),
    content_hash: hash,
    first_seen_at: null,
    changed_at: null,
  };
}

/** `type` is undefined if this version no longer knows the row's type. */
export function storedRecord(row: ResourceRow, type: ResourceType | undefined): ResourceRecord {
  return {
    account_id: row.account_id,
    segment: row.segment,
    type: row.type,
    resource_id: row.resource_id,
    region: row.region,
    resource_uid: row.resource_uid,
    provider: row.provider,
    kind: row.kind,
    service: row.service,
    native_id: row.native_id,
    name: row.name,
    tags: row.tags,
    config: type ? exportedConfig(row.config, type) : row.config,
    unread: row.unread,
    relationships: row.relationships,
    enrich_status: enrichStatus(row.unread, type),
    content_hash: row.content_hash,
    first_seen_at: row.first_seen_at,
    changed_at: row.changed_at,
  };
}

/** The configuration without volatile members. Times of use stay, though they are no change: policies judge them. */
const exportedConfig = (config: ResourceRow['config'], type: ResourceType): ResourceRow['config'] =>
  steadyConfig(config, { ...type, times: [] });

function enrichStatus(unread: ResourceRecord['unread'], type: ResourceType | undefined): EnrichStatus {
  if (Object.values(unread).some(hasFailed)) return 'ERROR';
  return type === undefined || type.undeclared ? 'NOT_IMPLEMENTED' : 'OK';
}
