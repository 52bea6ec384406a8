import { describe, expect, it } from '@jest/globals';
import type { RestClient, RestRequest } from '../../../../shared/clouds/azure/access/rest-client.ts';
import { RestTransport } from '../../../../shared/clouds/azure/rest-transport.ts';
import { Caller } from '../../../../shared/clouds/reader/caller.ts';
import type { ReadCall } from '../../../../shared/clouds/types/definition.ts';

/** The URLs that a transport asks for; every answer is `{}`. */
function transport(): { readonly calls: Caller; readonly asked: string[] } {
  const asked: string[] = [];
  const client = {
    send: async ({ url }: RestRequest) => {
      asked.push(url);
      return {};
    },
  } as unknown as RestClient;
  const parts = {
    clients: { management: client, graph: client, vault: client },
    place: { subscription: 'sub' },
    take: async () => {},
    fromGraph: false,
  };
  return { calls: new Caller(new RestTransport(parts), 'global'), asked };
}

const read = (operation: string, input: Readonly<Record<string, unknown>> = {}): ReadCall => ({
  kind: 'read',
  operation,
  path: '@',
  input,
  permission: 'a/read',
});

describe('RestTransport', () => {
  it.each([
    [
      'GET {id}/config/web',
      { id: '/subscriptions/a/resourceGroups/b c/providers/X/y' },
      '/subscriptions/a/resourceGroups/b%20c/providers/X/y/config/web',
    ],
    ['GET {id}', { id: '/subscriptions/a?evil=1#x' }, '/subscriptions/a%3Fevil%3D1%23x'],
    ['GET /v1.0/groups/{id}/members', { id: 'a/../b?c' }, '/v1.0/groups/a%2F..%2Fb%3Fc/members'],
    ['GET /subscriptions/{subscription}/x', {}, '/subscriptions/sub/x'],
    ['GET /x/{properties.name}', { properties: { name: 'n' } }, '/x/n'],
  ])('%s of %j asks for %s', async (operation, item, url) => {
    const { calls, asked } = transport();
    await calls.read(read(operation), { item });
    expect(asked).toEqual([url]);
  });

  it('writes fixed parameters into the query, encoded', async () => {
    const { calls, asked } = transport();
    await calls.read(read('GET /x', { $filter: "resourceType eq 'A/b'", 'api-version': '2025-01-01' }), { item: {} });
    expect(asked).toEqual(['/x?%24filter=resourceType%20eq%20%27A%2Fb%27&api-version=2025-01-01']);
  });

  it.each(['/subscriptions/../tenants', '/subscriptions//x', '/subscriptions/a/', '/./a'])(
    'asks for nothing by an id that leads elsewhere: %s',
    async (id) => {
      const { calls, asked } = transport();
      await expect(calls.read(read('GET {id}'), { item: { id } })).rejects.toMatchObject({ code: 'InvalidResourceId' });
      expect(asked).toEqual([]);
    },
  );

  it('asks for nothing if the item lacks a part of the path', async () => {
    const { calls, asked } = transport();
    await expect(calls.read(read('GET {id}'), { item: {} })).rejects.toMatchObject({ details: { error_code: 'IncompleteItem' } });
    expect(asked).toEqual([]);
  });

  it('takes a word that stands for nothing, and a call that is no read, for mistakes of a definition', async () => {
    const { calls } = transport();
    await expect(calls.read(read('GET /{tenancy}'), { item: {} })).rejects.toBeInstanceOf(TypeError);
    await expect(calls.read(read('DELETE /x'), { item: {} })).rejects.toBeInstanceOf(TypeError);
  });
});
