/** Reads a resource. */
import { api, read } from '../../api/client.ts';

export const readResource = (uid: string) => read(api.resources[':uid'].$get({ param: { uid } }));
export type Resource = Awaited<ReturnType<typeof readResource>>;
