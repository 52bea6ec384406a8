/** Schemas of managed resources and of their managers. */
import { z } from '@hono/zod-openapi';
import { CONDITION_TYPES, DELETION_POLICIES, type Json, type JsonObject, PHASES, RELATIONS } from '../../managed/model.ts';
import { PLAN_ACTIONS } from '../../managed/plan.ts';
import { accountId, time } from './jobs.ts';
import { customerId } from './customers.ts';

export const managedIdText = z
  .string()
  .min(1)
  .max(100)
  .openapi({ pattern: '^mgd_[A-Za-z0-9_-]{22}$', example: 'mgd_Zk3J1u0vQ2mN8r5tY7wXpA' });

const json = z.custom<Json>(() => true).openapi({ type: ['object', 'array', 'string', 'number', 'boolean', 'null'] });
export const jsonObject = z.custom<JsonObject>(() => true).openapi({ type: 'object', additionalProperties: true });

const conditionSchema = z
  .object({
    type: z.enum(CONDITION_TYPES),
    status: z.enum(['True', 'False', 'Unknown']).openapi({ description: '`Unknown`: the provider could not be asked.' }),
    reason: z.string().openapi({ description: 'One word for programs.', example: 'WaitsForDependencies' }),
    message: z.string().openapi({ description: 'A sentence for people.' }),
    last_transition_time: time.openapi({ description: 'When `status` changed last.' }),
  })
  .openapi('ManagedCondition');

export const statusSchema = z
  .object({
    phase: z.enum(PHASES).openapi({ description: 'The conditions in one word.' }),
    conditions: z.array(conditionSchema).readonly(),
    generation: z.number().int().openapi({ description: 'The number of changes of the specification, from 1.' }),
    observed_generation: z.number().int().openapi({ description: 'The generation that the worker has seen last.' }),
    provider_resource_id: z.string().optional().openapi({ description: "The provider's id of the resource, once it is known." }),
    resource_id: z.string().optional().openapi({ description: 'The `id` of the row of the inventory that it is.' }),
    actual_config: jsonObject.optional().openapi({ description: 'What is there, as it was seen last.' }),
    last_reconciled: time.optional().openapi({ description: 'When `actual_config` was seen.' }),
    next_reconcile_at: time.optional().openapi({ description: 'When it is looked at again. Absent while it is paused.' }),
    deletion_requested_at: time.optional(),
    message: z.string().optional().openapi({ description: 'One sentence on how it stands.' }),
  })
  .openapi('ManagedStatus');

export const requestedOperationSchema = z
  .object({
    operation_id: z.string(),
    name: z.string(),
    parameters: jsonObject,
    state: z.enum(['pending', 'running', 'succeeded', 'failed']),
    requested_at: time,
    requested_by: z.string(),
    ended_at: time.optional(),
    message: z.string().optional(),
  })
  .openapi('ManagedOperation');

const dependencySchema = z.object({
  name: z.string().openapi({ description: 'The name by which the configuration refers to its outputs.' }),
  relation: z.enum(RELATIONS),
  managed_id: z.string().optional(),
  resource_uid: z.string().optional(),
});

export const managedSchema = z
  .object({
    managed_id: z.string(),
    type: z.string(),
    name: z.string(),
    account_id: accountId,
    region: z.string(),
    config: jsonObject.openapi({ description: 'As it was given, without defaults and without outputs of dependencies.' }),
    tags: z.record(z.string(), z.string()).readonly(),
    dependencies: z.array(dependencySchema).readonly(),
    metadata: jsonObject,
    customer_id: customerId.optional(),
    application_id: z.string().optional(),
    deletion_policy: z.enum(DELETION_POLICIES),
    mode: z.enum(['manage', 'observe']),
    paused: z.boolean(),
    drift: z.enum(['report', 'correct']),
    created_at: time,
    created_by: z.string(),
    updated_at: time,
    status: statusSchema,
    operations: z.array(requestedOperationSchema).readonly().openapi({ description: 'At most ten, the newest last.' }),
  })
  .openapi('ManagedResource');

export const managedEventSchema = z
  .object({
    event: z.string().openapi({ example: 'database.creation_started' }),
    time,
    generation: z.number().int(),
    message: z.string(),
    patch: z
      .array(z.object({ op: z.enum(['add', 'replace', 'remove']), path: z.string(), value: json.optional() }))
      .readonly()
      .optional()
      .openapi({ description: 'A JSON Patch (RFC 6902) from what is specified to what is there, of a drift.' }),
  })
  .openapi('ManagedEvent');

export const planSchema = z
  .object({
    managed_id: z.string(),
    action: z.enum(PLAN_ACTIONS).openapi({
      description:
        '`report`: differences that others have made, and that are only told. `refuse`: a request for this would be refused, or Muster cannot make it so.',
    }),
    fields: z
      .array(
        z
          .object({
            path: z.string().openapi({ description: 'A JSON Pointer.', example: '/config/size' }),
            now: json,
            then: json,
            effect: z.enum(['create', 'update', 'replace', 'immutable']),
          })
          .readonly(),
      )
      .readonly(),
    observed_at: time
      .nullable()
      .openapi({ description: 'When the resource was seen last: the plan asks no provider. Null if it never was.' }),
    observed_seconds_ago: z.number().int().nullable(),
    notes: z.array(z.string()).readonly(),
  })
  .openapi('ManagedPlan');

export const plannedSchema = planSchema
  .extend({
    index: z.number().int().openapi({ description: 'The place of the request among those that were sent, from 0.' }),
    type: z.string(),
    name: z.string(),
    patch: jsonObject.optional().openapi({
      description:
        'The merge patch by which the resource that is there becomes what is requested: `PATCH /managed-resources/{managed_id}` takes it. Empty if nothing would change; absent for a new resource.',
    }),
  })
  .openapi('PlannedResource');

const managerFields = {
  type: z.string().openapi({ example: 'database' }),
  title: z.string(),
  description: z.string(),
  provider: z.enum(['aws', 'git']),
  holds_data: z
    .boolean()
    .openapi({ description: 'Whether it is retained at its provider when it is deleted, unless the request says otherwise.' }),
  deletion_policies: z.array(z.enum(DELETION_POLICIES)).readonly(),
};

export const managerSummarySchema = z.object(managerFields).openapi('ManagerSummary');

export const managerSchema = z
  .object({
    ...managerFields,
    config_schema: jsonObject.openapi({ description: 'The JSON Schema (2020-12) of `config`.' }),
    request_schema: jsonObject.openapi({ description: 'The JSON Schema (2020-12) of a request for such a resource, for editors.' }),
    defaults: jsonObject.openapi({ description: 'The values of fields that are left out, by their JSON Pointers in `config`.' }),
    sizes: jsonObject.openapi({ description: 'What each size is at the provider. Empty if the type has none.' }),
    operations: z.array(z.object({ name: z.string(), description: z.string(), parameters_schema: jsonObject }).readonly()).readonly(),
    outputs: z
      .array(z.object({ name: z.string(), documented_name: z.string(), reference: z.string() }).readonly())
      .readonly()
      .openapi({ description: 'What dependents may use of it.' }),
    inputs: z
      .array(z.object({ output: z.string(), path: z.string() }).readonly())
      .readonly()
      .openapi({ description: 'The fields that outputs of dependencies fill, by the documented names of the outputs.' }),
    permissions: z.array(z.string()).readonly(),
    adopts: z
      .string()
      .nullable()
      .openapi({ description: 'The type of inventoried resources that can be taken over. Null if there is none.' }),
  })
  .openapi('Manager');
