/**
 * The bodies of requests about managed resources. The OpenAPI document has the schemas that check them; the actions do the checking, because they tell
 * everything that is wrong at once.
 */
import { z } from '@hono/zod-openapi';
import type { AnyManager } from '../../managed/define-manager.ts';
import { jsonSchemaOf, requestSchemaOf } from '../../managed/json-schema.ts';
import { isObject } from '../../managed/merge-patch.ts';
import type { JsonObject } from '../../managed/model.ts';
import { adoptionSchema, newSpecSchema } from '../../managed/spec-schema.ts';

/** @param schema a JSON Schema, as which OpenAPI 3.1 takes any */
function bodyOf(name: string, schema: JsonObject) {
  const { $schema: _dialect, ...described } = schema;
  return z.custom<JsonObject>(isObject, 'Not an object; write {…}').openapi(name, described);
}

/** A request for a new resource: one of the managers' own schemas. */
export const managedBody = (managers: ReadonlyMap<string, AnyManager>) =>
  bodyOf('NewManagedResource', {
    type: 'object',
    ...(managers.size === 0 ? jsonSchemaOf(newSpecSchema) : { oneOf: [...managers.values()].map(requestSchemaOf) }),
  });

export const managedChangeBody = bodyOf('ManagedResourceChange', {
  type: 'object',
  description: 'A merge patch of the fields of `NewManagedResource`. `type`, `name`, `account_id` and `region` cannot be changed.',
  additionalProperties: true,
});

export const adoptionBody = bodyOf('Adoption', jsonSchemaOf(adoptionSchema));

export const parametersBody = bodyOf('OperationParameters', {
  type: 'object',
  description: 'The parameters of the operation: `GET /managers/{type}` has their schema.',
  additionalProperties: true,
});

export const planRequestSchema = z
  .strictObject({
    resources: z
      .array(z.custom<JsonObject>(isObject, 'Not an object; write {…}').openapi({ type: 'object', additionalProperties: true }))
      .min(1)
      .max(100)
      .readonly()
      .openapi({ description: 'Requests, each as for `POST /managed-resources`.' }),
  })
  .openapi('PlanRequest');
