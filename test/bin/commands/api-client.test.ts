import { expect, it } from '@jest/globals';
import { ApiClient } from '../../../bin/commands/api-client.ts';

it.each(['connections/..', 'connections/.', 'connections/../check', 'jobs/%2e%2E'])(
  'sends no request to %s, which a URL would resolve to another path',
  async (path) => {
    const api = new ApiClient({ url: new URL('http://127.0.0.1:9/'), env: {}, sleep: async () => undefined, reworded: (detail) => detail });

    await expect(api.call(path, { method: 'DELETE' })).rejects.toThrow(/^Nothing is called ".+"; write the id or name of what you mean\.$/);
  },
);
