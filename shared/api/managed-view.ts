/** Managed resources and managers as answers show them. */
import type { z } from '@hono/zod-openapi';
import { phaseOf } from '../managed/phase.ts';
import type { AnyManager } from '../managed/define-manager.ts';
import { defaultsOf, jsonSchemaOf, outputsOf, requestSchemaOf } from '../managed/json-schema.ts';
import type { JsonObject, ManagedRow } from '../managed/model.ts';
import { readableUid } from '../readable-ids.ts';
import { viewOf } from './listing.ts';
import { managedSchema, managerSchema, managerSummarySchema, statusSchema } from './schemas/managed.ts';

export const shownStatus = (row: ManagedRow): z.output<typeof statusSchema> =>
  viewOf(statusSchema, {
    ...row,
    phase: phaseOf(row),
    ...(row.resource_uid !== undefined && { resource_id: readableUid(row.resource_uid) }),
  });

export function shownManaged(row: ManagedRow): z.output<typeof managedSchema> {
  const { spec, managed_id, created_at, created_by, updated_at, operations } = row;
  return viewOf(managedSchema, {
    ...spec,
    // Its members are texts and one map of texts.
    metadata: spec.metadata as JsonObject,
    managed_id,
    created_at,
    created_by,
    updated_at,
    operations,
    status: shownStatus(row),
  });
}

export const shownSummary = (manager: AnyManager): z.output<typeof managerSummarySchema> =>
  viewOf(managerSummarySchema, { ...manager, holds_data: manager.holdsData, deletion_policies: manager.deletionPolicies });

export const shownManager = (manager: AnyManager): z.output<typeof managerSchema> => ({
  ...shownSummary(manager),
  config_schema: jsonSchemaOf(manager.configSchema),
  request_schema: requestSchemaOf(manager),
  defaults: defaultsOf(manager),
  sizes: manager.sizes ?? {},
  operations: Object.entries(manager.operations).map(([name, { description, parameters }]) => ({
    name,
    description,
    parameters_schema: jsonSchemaOf(parameters),
  })),
  outputs: outputsOf(manager),
  inputs: Object.entries(manager.inputs).map(([output, path]) => ({ output, path })),
  permissions: manager.permissions,
  adopts: manager.adoptable?.resource_type ?? null,
});
