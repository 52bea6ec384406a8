/** Schemas of resources, their changes and their coverage. */
import { z } from '@hono/zod-openapi';
import type { Operation } from 'rfc6902';
import { PROVIDERS, type ResourceUid } from '../../ids.ts';
import { CHANGE_OPS, COVERAGE_OUTCOMES } from '../../inventory/model.ts';
import { KINDS } from '../../clouds/resource-type.ts';
import { accountId, count, jobId, sliceErrorSchema, taskErrorSchema, time } from './jobs.ts';

export const resourceUid = z
  .custom<ResourceUid>((value) => typeof value === 'string')
  .openapi({
    type: 'string',
    description: 'The stored identity: account, type, segment and id. Exports have it too.',
    example: 'aws:123456789012|AWS::S3::Bucket|eu-west-1|logs',
  });

const patch = z
  .custom<readonly Operation[]>((value) => Array.isArray(value))
  .openapi({
    type: 'array',
    items: { type: 'object' },
    description: 'JSON Patch (RFC 6902) from the state before (`null` before an `add`) to the state after.',
  });

export const resourceSchema = z
  .object({
    id: z.string().openapi({
      description: 'The identity as people type it; no shell needs quotes for it.',
      example: 'aws:123456789012@AWS::S3::Bucket@eu-west-1@logs',
    }),
    resource_uid: resourceUid,
    account_id: accountId,
    provider: z.enum(PROVIDERS),
    type: z.string().openapi({ example: 'AWS::S3::Bucket' }),
    kind: z.enum(KINDS),
    service: z.string(),
    segment: z.string().openapi({ description: 'The part of the account that one list call covers: a region, or `global`.' }),
    region: z.string().openapi({ description: 'Where the resource is; `global` if it belongs to no region.' }),
    resource_id: z.string(),
    native_id: z.string().nullable(),
    name: z.string().nullable(),
    tags: z.record(z.string(), z.string()).readonly().nullable().openapi({ description: 'Null if the tags could not be read.' }),
    config: z.record(z.string(), z.unknown()).readonly().openapi({
      description:
        "The configuration, with the provider's property names. Null: the property is not set. A property that could not be read is absent and named in `unread`.",
    }),
    unread: z
      .record(z.string(), z.object({ permission: z.string().optional(), error_code: z.string() }).readonly())
      .readonly()
      .openapi({ description: 'Fields that could not be read, with the error and the permission that was missing, if known.' }),
    relationships: z.array(z.object({ relation: z.string(), type: z.string(), id: z.string() }).readonly()).readonly(),
    content_hash: z.string(),
    version: count,
    first_seen_at: time,
    observed_at: time.openapi({
      description: 'The time of the inventory that wrote this row. Coverage has the time at which the slice was last seen whole.',
    }),
    changed_at: time,
    last_change: z.object({ op: z.enum(CHANGE_OPS), version: count, observed_at: time, job_id: jobId, patch: patch.optional() }).readonly(),
    is_last: z.union([z.literal(0), z.literal(1)]).openapi({ type: 'integer', enum: [0, 1], description: '1: in use. 0: deleted.' }),
    deleted_at: time.optional(),
    managed_ids: z.array(z.string()).readonly().optional().openapi({
      description:
        'The managed resources that it is: `GET /managed-resources/{managed_id}`. Lists do not have it; absent if nothing is managed here.',
    }),
  })
  .openapi('Resource');

export const changeSchema = z
  .object({
    resource_uid: resourceUid,
    version: count,
    account_id: accountId,
    type: z.string(),
    region: z.string(),
    op: z.enum(CHANGE_OPS),
    observed_at: time,
    job_id: jobId,
    patch,
  })
  .openapi('Change');

export const listedChangeSchema = z
  .object({
    id: resourceSchema.shape.id,
    ...changeSchema.shape,
    name: z.string().nullable().openapi({ description: "The resource's name; null if it has none, or is not known any more." }),
    fields: z
      .array(
        z
          .object({
            path: z.string().openapi({ description: 'JSON Pointer (RFC 6901); empty: the whole state.' }),
            from: z.unknown().optional(),
            to: z.unknown().optional(),
          })
          .readonly(),
      )
      .readonly()
      .optional()
      .openapi({
        description:
          'Of `update` and `restore`: the operations of `patch` with the values before and after. `from` is absent if the field was not there before, and if the values before are not known; `to` if the field is not there any more.',
      }),
  })
  .openapi('ListedChange');

export const coverageSchema = z
  .object({
    account_id: accountId,
    segment: z.string(),
    type: z.string(),
    outcome: z.enum(COVERAGE_OUTCOMES).optional().openapi({
      description:
        'The outcome of the newest inventory; absent while the first one runs. `skipped`: the slice was empty on the last three nights and was not read, `complete_at` tells when it was. `not_read`: Muster has no definition of the type.',
    }),
    at: time.optional(),
    error: z.union([sliceErrorSchema, taskErrorSchema]).optional(),
    count: count
      .optional()
      .openapi({ description: 'Stored resources in use after the newest inventory, also of one that did not see the slice whole.' }),
    counted: count.nullable().optional().openapi({
      description:
        "Of a type that is not read: how many resources the cloud's own index shows; null if it could not be asked, and `error` says why.",
    }),
    complete_at: time.optional().openapi({ description: 'When the slice was last seen whole.' }),
    held: count
      .optional()
      .openapi({ description: 'Resources that a suspect inventory did not list. They are kept until the next inventory decides.' }),
  })
  .openapi('SliceCoverage');
