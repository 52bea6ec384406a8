/**
 * The HTTP API: groups of routes, problem details for errors, and the OpenAPI document. It does not depend on where it
 * runs; `lambdas/api.ts` is its entry on AWS.
 */
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { requestId } from 'hono/request-id';
import { administrators } from '../access/authenticate.ts';
import { APP } from '../access/door.ts';
import type { ApiDependencies, ApiEnv } from './api-env.ts';
import { suggestion } from '../validation/nearest.ts';
import { registerLoginMetadata } from './login-metadata.ts';
import { routingPath } from './paths.ts';
import { problem, problemOf } from './problems.ts';
import { REFERENCE_PATHS, registerReference } from './reference-page.ts';
import { AuditLog } from '../audit/audit-log.ts';
import { auditTrail } from './audit-trail.ts';
import { registerAudit } from './routes/audit.ts';
import { registerAccounts } from './routes/accounts.ts';
import { registerChanges } from './routes/changes.ts';
import { registerConnections } from './routes/connections.ts';
import { registerAccountCoverage } from './routes/account-coverage.ts';
import { registerCoverage } from './routes/coverage.ts';
import { registerCustomers } from './routes/customers.ts';
import { registerExports } from './routes/exports.ts';
import { registerFindingGroups } from './routes/finding-groups.ts';
import { registerFindings } from './routes/findings.ts';
import { registerFrameworks } from './routes/frameworks.ts';
import { registerGraph } from './routes/graph.ts';
import { registerJobs } from './routes/jobs.ts';
import { registerManaged } from './routes/managed.ts';
import { registerManagedDetails } from './routes/managed-details.ts';
import { registerManagers } from './routes/managers.ts';
import { registerNotifications } from './routes/notifications.ts';
import { registerMigrations } from './routes/migrations.ts';
import { registerMe } from './routes/me.ts';
import { registerPolicyDrafts } from './routes/policy-drafts.ts';
import { registerPolicies } from './routes/policies.ts';
import { registerQueries } from './routes/queries.ts';
import { registerRegistered } from './routes/registered.ts';
import { registerResources } from './routes/resources.ts';
import { registerSearch } from './routes/search.ts';
import { registerSettings } from './routes/settings.ts';
import { registerSummary } from './routes/summary.ts';
import { registerSuppressMany } from './routes/suppress-many.ts';
import { registerSuppressions } from './routes/suppressions.ts';
import { registerTrend } from './routes/trend.ts';
import { registerVerdicts } from './routes/verdicts.ts';
import { registerViews } from './routes/views.ts';
import { refuseInvalid } from './refuse-invalid.ts';
import { refuseQuery } from './refuse-query.ts';
import { textBody } from './request-body.ts';
import { roleGuard } from './roles.ts';
import { registerRpc } from './rpc.ts';
import { viewsOf } from './view.ts';

const MAX_BODY_BYTES = 256 * 1024;

const DOCUMENT = {
  openapi: '3.1.0',
  info: {
    title: 'Muster',
    version: '1',
    description:
      'Muster is an inventory of an organisation’s clouds: every resource of every account, its history, and the policies that it fails. Bodies are text in UTF-8, not compressed. A request line that is too long with its headers (10,240 bytes on AWS, 16 KiB on one machine) is answered with 431 or 414, before it reaches the API.',
  },
  servers: [
    { url: '/', description: 'Requests are signed with IAM.' },
    { url: APP, description: 'Requests have a token of the deployment’s OpenID Connect issuer.' },
  ],
  security: [{ iam: [] }, { token: [] }],
};

/** How callers authenticate: either way is enough, each at its own server. */
const SECURITY_SCHEMES = {
  iam: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description: 'A signature of AWS (SigV4) for the service execute-api.',
    'x-amazon-apigateway-authtype': 'awsSigv4',
  },
  token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'A token of the deployment’s issuer, below /app.' },
} as const;

export function createApi(dependencies: ApiDependencies): OpenAPIHono<ApiEnv> {
  const { store: _, deployment, authenticate = administrators, tokens, ...context } = dependencies;
  const { random, log } = context;
  const viewOf = viewsOf(dependencies);
  const app: OpenAPIHono<ApiEnv> = new OpenAPIHono<ApiEnv>({
    getPath: routingPath,
    defaultHook: (result, c: Context<ApiEnv>) => refuseInvalid(result, c, app),
  });

  app.use(requestId({ limitLength: 64, generator: () => random.hex(32) }));
  app.use(async (c, next) => {
    c.set('log', log);
    await next();
    // Answers name accounts and resources, so no cache or proxy on the way may store them or guess their type.
    c.header('Cache-Control', 'no-store');
    c.header('X-Content-Type-Options', 'nosniff');
  });
  if (tokens) registerLoginMetadata(app, tokens);
  registerReference(app, { redoc: dependencies.redoc, document: () => app.getOpenAPI31Document(DOCUMENT) });
  app.use(async (c, next) => {
    const principal = await authenticate({ url: c.req.raw.url, headers: c.req.raw.headers, bindings: c.env });
    c.set('principal', principal);
    c.set('view', viewOf(principal.scope));
    await next();
  });
  app.use(ownMethods(app));
  app.use(methodNotAllowed({ app, onMethodNotAllowed: wrongMethod }));
  app.use(roleGuard(app));
  app.use(refuseQuery(app));
  app.use(auditTrail(app, new AuditLog(dependencies.store, dependencies.clock, random)));
  app.use(
    bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c: Context<ApiEnv>) => problem(c, 'tooLarge', { field: 'body', detail: TOO_LARGE }) }),
  );
  app.use(textBody(app));
  app.onError(problemOf);
  for (const [name, scheme] of Object.entries(SECURITY_SCHEMES)) app.openAPIRegistry.registerComponent('securitySchemes', name, scheme);

  registerJobs(app, context);
  registerAccounts(app, context);
  registerConnections(app, context);
  registerResources(app, context);
  registerSearch(app, context);
  registerRegistered(app);
  registerCustomers(app, context);
  registerManagers(app, context);
  registerManaged(app, context);
  registerManagedDetails(app, context);
  registerGraph(app, context);
  registerChanges(app, context);
  registerAccountCoverage(app, context);
  registerCoverage(app, context);
  // Its path would be a finding's too.
  registerFindingGroups(app, context);
  registerFindings(app, context);
  registerSuppressMany(app, context);
  registerSuppressions(app, context);
  // Before the routes of a policy, so that `schema` and `draft` are not taken for ids.
  registerPolicyDrafts(app, context);
  registerPolicies(app, context);
  registerVerdicts(app, context);
  registerFrameworks(app, context);
  registerSummary(app, context);
  registerTrend(app, context);
  registerExports(app);
  registerQueries(app, context);
  registerNotifications(app, context);
  registerRpc(app, context.rpc, context.clock);
  registerMigrations(app, context);
  registerMe(app);
  registerSettings(app, deployment, tokens);
  registerViews(app);
  registerAudit(app, context);

  const paths = [...new Set(app.openAPIRegistry.definitions.flatMap((each) => (each.type === 'route' ? [each.route.path] : [])))];
  app.notFound((c) => unknownPath(c, [...paths, ...REFERENCE_PATHS]));
  return app;
}

const TOO_LARGE = `body: more than ${MAX_BODY_BYTES / 1024} KiB; split the request.`;

function unknownPath(c: Context<ApiEnv>, paths: readonly string[]): Response {
  return problem(c, 'notFound', {
    detail: `There is no path ${c.req.path.slice(0, 200)}.${suggestion(c.req.path, paths)}`,
    allowed: paths,
  });
}

/** Keeps a path in words, such as `/accounts/sync`, from being taken for a path with that word as an id, by another method. */
function ownMethods(app: OpenAPIHono<ApiEnv>): MiddlewareHandler<ApiEnv> {
  let known: ReadonlyMap<string, readonly string[]> | undefined;
  return async (c, next) => {
    known ??= methodsByWords(app);
    const methods = known.get(c.req.path);
    return methods === undefined || methods.includes(c.req.method) ? await next() : wrongMethod(c, methods);
  };
}

/** The methods of each documented path without a parameter. A path that can be read by GET can be asked for by HEAD. */
function methodsByWords(app: OpenAPIHono<ApiEnv>): ReadonlyMap<string, readonly string[]> {
  const routes = app.openAPIRegistry.definitions.flatMap((each) => (each.type === 'route' ? [each.route] : []));
  const inWords = routes.filter(({ path }) => !path.includes('{'));
  return new Map(
    [...Map.groupBy(inWords, ({ path }) => path)].map(([path, own]) => {
      const methods = own.map(({ method }) => method.toUpperCase());
      return [path, methods.includes('GET') ? [...methods, 'HEAD'] : methods];
    }),
  );
}

function wrongMethod(c: Context, methods: readonly string[]): Response {
  c.header('Allow', methods.join(', '));
  const detail = `${c.req.path} does not take this method; it takes ${methods.join(', ')}.`;
  return problem(c as Context<ApiEnv>, 'methodNotAllowed', { detail, field: 'method', allowed: methods });
}
