/** Managed resources as people name them: by their ids, by their names, or as `<type>/<name>`. */
import { isManagedId } from '../../../shared/managed/managed-id.ts';
import type { ApiClient } from '../api-client.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import type { ManagedResource } from '../shapes.ts';

export const RESOURCE = ['<resource>', 'id (mgd_…), name, or <type>/<name> of a managed resource'] as const;

export const pathOf = (id: string, rest = ''): string => `managed-resources/${encodeURIComponent(id)}${rest}`;

/** @throws CommandError if none or several are called so */
export async function managedIdOf(written: string, api: ApiClient): Promise<string> {
  if (isManagedId(written)) return written;
  const [type, ...rest] = written.split('/');
  const found: ManagedResource[] = [];
  for await (const each of api.list<ManagedResource>('managed-resources'))
    if (each.name === written || (each.type === type && each.name === rest.join('/'))) found.push(each);
  const [only, ...others] = found;
  if (!only)
    throw new CommandError(
      `No managed resource is called ${JSON.stringify(written)}; "muster managed list" lists those that there are.`,
      EXIT.refused,
    );
  if (others.length === 0) return only.managed_id;
  const ids = found.map((each) => `${each.managed_id} (${each.type} in ${each.account_id}, ${each.region})`);
  throw new CommandError(
    `Several managed resources are called ${JSON.stringify(written)}; write the id of one: ${ids.join(', ')}.`,
    EXIT.refused,
  );
}
