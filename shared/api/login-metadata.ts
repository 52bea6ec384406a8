/** Tells programs that have no token yet where people log in: the metadata of a protected resource (RFC 9728), with the client to log in by. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { APP, LOGIN_METADATA } from '../access/door.ts';
import type { OidcSettings } from '../access/oidc-settings.ts';
import { isLoopbackHost } from '../loopback.ts';
import type { ApiEnv } from './api-env.ts';
import { json, problems } from './problems.ts';

export const loginMetadataSchema = z
  .object({
    resource: z.string().openapi({ description: 'The address below which the API takes tokens.' }),
    authorization_servers: z.array(z.string()).readonly().openapi({ description: 'The issuer of the tokens.' }),
    bearer_methods_supported: z.array(z.literal('header')).readonly(),
    scopes_supported: z.array(z.string()).readonly().openapi({ description: 'What a client asks for when somebody logs in.' }),
    muster_audiences: z.array(z.string()).readonly().openapi({ description: 'A token is for one of these.' }),
    muster_client_id: z.string().optional().openapi({
      description: 'The public client by which people log in. Without it, the command line must be told one.',
    }),
  })
  .openapi('LoginMetadata');

export const getLoginMetadata = createRoute({
  method: 'get',
  path: LOGIN_METADATA,
  operationId: 'getLoginMetadata',
  summary: 'Say where to log in; anyone may ask',
  tags: ['access'],
  security: [],
  responses: { 200: { description: 'The issuer and the client.', content: json(loginMetadataSchema) }, ...problems() },
});

/** Is registered before anything that asks who calls. */
export function registerLoginMetadata(app: OpenAPIHono<ApiEnv>, { issuer, audiences, client_id, scopes }: OidcSettings): void {
  app.openapi(getLoginMetadata, (c) =>
    c.json(
      {
        resource: addressOf(c.req.url),
        authorization_servers: [issuer],
        bearer_methods_supported: ['header' as const],
        scopes_supported: scopes.split(' '),
        muster_audiences: audiences,
        ...(client_id !== undefined && { muster_client_id: client_id }),
      },
      200,
    ),
  );
}

/** The adapter of Lambda takes every request for one by https; on one machine there is only http. */
function addressOf(request: string): string {
  const url = new URL(APP, request);
  if (isLoopbackHost(url.hostname)) url.protocol = 'http:';
  return url.href;
}
