/**
 * The type of the API, made from the constants of the routes, for clients that are checked against it (`hc` of Hono). It has no
 * value: nothing of the server comes into a client by it.
 */
import type { OpenAPIHono, RouteConfig } from '@hono/zod-openapi';
import type { Hono } from 'hono';
import type { ExtractSchema, Schema } from 'hono/types';
import type { ApiEnv } from './api-env.ts';

declare const app: OpenAPIHono<ApiEnv>;

/** Routes that depend on the providers are functions that make them. */
type RouteOf<T> = T extends RouteConfig ? T : T extends (providers: never) => infer Made ? Extract<Made, RouteConfig> : never;

type RoutesOf<Module> = { [Name in keyof Module]: RouteOf<Module[Name]> }[keyof Module];

type PartOf<R extends RouteConfig> = ExtractSchema<ReturnType<typeof app.openapi<R>>>;

/** A union of functions can be called with what suits all of them: so the parts of all routes come together. */
type SchemaOf<R> = (R extends RouteConfig ? (part: PartOf<R>) => void : never) extends (schema: infer Whole) => void ? Whole : never;

type Routes =
  | RoutesOf<typeof import('./login-metadata.ts')>
  | RoutesOf<typeof import('./routes/account-coverage.ts')>
  | RoutesOf<typeof import('./routes/accounts.ts')>
  | RoutesOf<typeof import('./routes/audit.ts')>
  | RoutesOf<typeof import('./routes/changes.ts')>
  | RoutesOf<typeof import('./routes/connections.ts')>
  | RoutesOf<typeof import('./routes/coverage.ts')>
  | RoutesOf<typeof import('./routes/customers.ts')>
  | RoutesOf<typeof import('./routes/exports.ts')>
  | RoutesOf<typeof import('./routes/finding-groups.ts')>
  | RoutesOf<typeof import('./routes/findings.ts')>
  | RoutesOf<typeof import('./routes/frameworks.ts')>
  | RoutesOf<typeof import('./routes/graph.ts')>
  | RoutesOf<typeof import('./routes/jobs.ts')>
  | RoutesOf<typeof import('./routes/managed-details.ts')>
  | RoutesOf<typeof import('./routes/managed.ts')>
  | RoutesOf<typeof import('./routes/managers.ts')>
  | RoutesOf<typeof import('./routes/me.ts')>
  | RoutesOf<typeof import('./routes/migrations.ts')>
  | RoutesOf<typeof import('./routes/notifications.ts')>
  | RoutesOf<typeof import('./routes/policies.ts')>
  | RoutesOf<typeof import('./routes/policy-drafts.ts')>
  | RoutesOf<typeof import('./routes/queries.ts')>
  | RoutesOf<typeof import('./routes/registered.ts')>
  | RoutesOf<typeof import('./routes/resources.ts')>
  | RoutesOf<typeof import('./routes/search.ts')>
  | RoutesOf<typeof import('./routes/settings.ts')>
  | RoutesOf<typeof import('./routes/summary.ts')>
  | RoutesOf<typeof import('./routes/suppress-many.ts')>
  | RoutesOf<typeof import('./routes/suppressions.ts')>
  | RoutesOf<typeof import('./routes/trend.ts')>
  | RoutesOf<typeof import('./routes/verdicts.ts')>
  | RoutesOf<typeof import('./routes/views.ts')>;

export type Api = Hono<ApiEnv, Extract<SchemaOf<Routes>, Schema>>;
