/** Reads the connections, a page at a time. */
import { api, read } from '../../api/client.ts';

export const readConnections = (cursor: string | undefined) =>
  read(api.connections.$get({ query: { limit: '100', ...(cursor !== undefined && { cursor }) } }));

export type Connection = Awaited<ReturnType<typeof readConnections>>['items'][number];
