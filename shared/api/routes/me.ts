/** Who the caller is, what it may do and what it sees. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { type Principal, ROLES, type Scope } from '../../access/principal.ts';
import { numberText } from '../../number-text.ts';
import type { ApiEnv } from '../api-env.ts';
import { json, problems } from '../problems.ts';

export const meSchema = z
  .object({
    id: z.string().openapi({
      description: 'An ARN, or the issuer and the subject of a token: what the audit log and authors record.',
      example: 'https://login.example.com#8f3a',
    }),
    name: z.string().openapi({ description: 'What people know the caller by.', example: 'ann@example.com' }),
    role: z.enum(ROLES),
    scope: z.enum(['all', 'limited']).openapi({ description: 'Whether every row exists for the caller, or only some.' }),
    accounts: z.number().int().optional().openapi({ description: 'The number of accounts that a limited caller sees whole.' }),
    customer_id: z.string().optional().openapi({ description: 'The customer that a limited caller belongs to.' }),
    sees: z.string().openapi({ description: 'The scope in words.', example: 'every account' }),
  })
  .openapi('Me');

export const getMe = createRoute({
  method: 'get',
  path: '/me',
  operationId: 'getMe',
  summary: 'Say who is calling, with its role and what it sees',
  tags: ['access'],
  responses: { 200: { description: 'The caller.', content: json(meSchema) }, ...problems(400) },
});

export function registerMe(app: OpenAPIHono<ApiEnv>): void {
  app.openapi(getMe, (c) => c.json(meOf(c.get('principal')), 200));
}

function meOf({ id, name, role, scope }: Principal): z.infer<typeof meSchema> {
  if (scope.kind === 'all') return { id, name, role, scope: 'all', sees: 'every account' };
  const { accounts, customer_id } = scope;
  return {
    id,
    name,
    role,
    scope: 'limited',
    accounts: accounts.size,
    ...(customer_id !== undefined && { customer_id }),
    sees: sightOf(accounts.size, customer_id),
  };
}

function sightOf(accounts: number, customer: Extract<Scope, { kind: 'limited' }>['customer_id']): string {
  const counted = accounts === 1 ? 'one account' : `${accounts === 0 ? 'no' : numberText(accounts)} accounts`;
  return customer === undefined ? counted : `${counted} of the customer ${customer}, and the single resources that are assigned to it`;
}
