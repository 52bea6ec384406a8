import { describe, expect, it } from '@jest/globals';
import { EVERYTHING, isAtLeast, type Role, ROLES } from '../../../shared/access/principal.ts';
import { roleOf } from '../../../shared/api/roles.ts';
import { Unauthenticated } from '../../../shared/errors.ts';
import { apiFixture } from '../../support/api-fixture.ts';

const fixtureAs = (role: Role) => {
  const caller = { id: 'arn:aws:iam::000000000000:role/dana', name: 'dana', role, scope: EVERYTHING } as const;
  return apiFixture(undefined, undefined, () => Promise.resolve(caller));
};

const { app: everyRoute } = fixtureAs('admin');
const ROUTES = everyRoute.openAPIRegistry.definitions.flatMap((each) => (each.type === 'route' ? [each.route] : []));
const CHANGING = ROUTES.filter(({ method }) => method !== 'get').map((route) => [route.method, route.path, roleOf(route)] as const);

/** A path with something for each of its parameters. */
const pathOf = (path: string): string => path.replaceAll(/\{\w+\}/g, 'x');

describe('roles of routes', () => {
  it('are named by every route that changes something', () => {
    expect(CHANGING.length).toBeGreaterThan(15);
    expect(CHANGING.filter(([, , role]) => role === 'viewer').map(([method, path]) => `${method} ${path}`)).toEqual([
      // A plan only reads, and so do a query and the check of a text.
      'post /managed-resources/plan',
      'post /policies/check',
      'post /queries',
      'post /queries/{query_id}/cancel',
      // Whoever may read a notification may say that it is read.
      'post /notifications/{notification_id}/read',
      // A person's views are its own.
      'put /views/{name}',
      'delete /views/{name}',
    ]);
    expect(() => roleOf({ method: 'post', path: '/new' })).toThrow('The route post /new needs one of the roles viewer, operator, admin');
    expect(() => roleOf({ method: 'get', path: '/new', 'x-muster-role': 'owner' })).toThrow('needs one of the roles');
  });

  it.each(CHANGING)('%s %s is refused to callers below %s', async (method, path, least) => {
    for (const role of ROLES) {
      const { app } = fixtureAs(role);
      const answer = await app.request(pathOf(path), { method: method.toUpperCase() });
      if (isAtLeast(role, least)) {
        expect(answer.status).not.toBe(403);
        continue;
      }
      expect(answer.status).toBe(403);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(await answer.json()).toMatchObject({
        type: 'urn:muster:problem:forbidden',
        detail: `${method.toUpperCase()} ${pathOf(path)} needs the role ${least}; you are ${role}.`,
      });
    }
  });

  it('let viewers read', async () => {
    const { app } = fixtureAs('viewer');
    for (const path of ['/accounts', '/summary', '/jobs', '/openapi.json', '/docs']) expect((await app.request(path)).status).toBe(200);
    expect((await app.request('/accounts', { method: 'HEAD' })).status).toBe(200);
  });

  it('are in the OpenAPI document', async () => {
    const document = (await (await everyRoute.request('/openapi.json')).json()) as { paths: Record<string, Record<string, unknown>> };
    expect(document.paths['/jobs']?.['post']).toMatchObject({ 'x-muster-role': 'operator', responses: { 401: {}, 403: {} } });
  });
});

describe('callers who are not known', () => {
  it('are answered 401, with how to authenticate', async () => {
    const { app } = apiFixture(undefined, undefined, () => Promise.reject(new Unauthenticated('The token has expired; log in again.')));
    const answer = await app.request('/accounts');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toMatchObject({
      type: 'urn:muster:problem:unauthenticated',
      detail: 'The token has expired; log in again.',
    });
  });
});
