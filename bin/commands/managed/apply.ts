/** `muster managed apply`, `plan` and `delete` for the resources of files. */
import type { CommandContext } from '../context.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { below, type Columns, whole } from '../output.ts';
import type { ManagedPlan, ManagedResource, PlannedResource } from '../shapes.ts';
import { ApiRefusal } from '../api-client.ts';
import { inCommands } from '../in-commands.ts';
import { managedIn } from './filed-resources.ts';
import { pathOf } from './named-resource.ts';
import { type FiledRequest, requestsIn } from './resource-files.ts';
import { watchManaged } from './watch-managed.ts';

/** The plans of all requests of the files, in the order of their dependencies. @throws CommandError with everything that is wrong with any of them */
async function plannedIn(
  files: readonly string[],
  { api }: CommandContext,
): Promise<readonly (PlannedResource & { readonly request: FiledRequest })[]> {
  const requests = requestsIn(files);
  try {
    const { items } = await api.call<{ readonly items: readonly PlannedResource[] }>('managed-resources/plan', {
      method: 'POST',
      body: { resources: requests.map(({ body }) => body) },
    });
    return items.flatMap((each) => {
      const request = requests[each.index];
      return request ? [{ ...each, request }] : [];
    });
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    const [message, ...others] = [error.message, ...error.others].map((text) => located(text, requests));
    throw new CommandError(message ?? '', error.exitCode, { cause: error, others });
  }
}

/** The message with the places of the files for the places in the request. */
const located = (message: string, requests: readonly FiledRequest[]): string =>
  message.replaceAll(/resources\[(\d+)\](\.?)/g, (text, index: string, dot: string) => {
    const where = requests[Number(index)]?.where;
    return where === undefined ? text : `${where}${dot === '' ? '' : ': '}`;
  });

const refused = ({ action }: PlannedResource): boolean => action === 'refuse';

/** Creates and changes what the files ask for. Nothing is sent unless all of it can be. */
export async function applyFiles(files: readonly string[], watched: boolean, context: CommandContext): Promise<void> {
  const { api, output } = context;
  const plans = await plannedIn(files, context);
  const against = plans.filter(refused);
  if (against.length > 0) {
    const others = against.map(({ request, type, name, notes }) => `${request.where}: ${type} ${name}: ${inCommands(notes.join(' '))}`);
    throw new CommandError('Nothing was applied, because a part of it would be refused.', EXIT.refused, { others });
  }
  for (const { managed_id, type, name, patch, request } of plans) {
    const isUnchanged = patch !== undefined && Object.keys(patch).length === 0;
    const done = isUnchanged ? 'unchanged' : patch === undefined ? 'requested' : 'changed';
    if (patch === undefined) await api.call<ManagedResource>('managed-resources', { method: 'POST', body: request.body });
    else if (!isUnchanged) await api.call<ManagedResource>(pathOf(managed_id), { method: 'PATCH', body: patch });
    if (output.json) output.document({ managed_id, type, name, result: done });
    else output.say(`${type}/${name}  ${done}  ${managed_id}`);
  }
  if (watched) await watchManaged(plans, 'ready', context);
}

/** Prints what applying the files would change. Exit code 2 if something would be refused. */
export async function planFiles(files: readonly string[], context: CommandContext): Promise<void> {
  const plans = await plannedIn(files, context);
  for (const { request: _request, ...plan } of plans) await printPlan(plan, context);
  if (plans.some(refused)) context.surroundings.exitCode = EXIT.refused;
}

/** Deletes the resources of the files, dependents first, whether or not the files could be applied. Those that are not managed are told. */
export async function deleteFiles(files: readonly string[], watched: boolean, context: CommandContext): Promise<void> {
  const { output } = context;
  const { found, missing } = await managedIn(files, context.api);
  for (const { type, name } of missing) {
    if (output.json) output.document({ type, name, result: 'not_managed' });
    else output.say(`${type}/${name}  not managed`);
  }
  await deleteAll(found, watched, context);
}

/** Deletes the resources in this order. */
export async function deleteAll(
  resources: readonly { readonly managed_id: string; readonly type: string; readonly name: string }[],
  watched: boolean,
  context: CommandContext,
): Promise<void> {
  const { api, output } = context;
  for (const { managed_id, type, name } of resources) {
    const { deletion_policy } = await api.call<ManagedResource>(pathOf(managed_id), { method: 'DELETE' });
    if (output.json) output.document({ managed_id, type, name, result: 'deleting', deletion_policy });
    else output.say(`${type}/${name}  deleting  ${managed_id} (deletion policy: ${deletion_policy})`);
  }
  if (resources.length === 0) output.say('There is nothing to delete.');
  if (watched) await watchManaged(resources, 'gone', context);
}

const planFields = {
  field: whole(({ path }) => path),
  now: ({ now }) => JSON.stringify(now),
  then: ({ then }) => JSON.stringify(then),
  effect: whole(({ effect }) => effect),
} as const satisfies Columns<ManagedPlan['fields'][number]>;

export async function printPlan(
  plan: ManagedPlan & { readonly type?: string; readonly name?: string },
  { output }: CommandContext,
): Promise<void> {
  if (output.json) return output.document(plan);
  const { observed_at, observed_seconds_ago, notes } = plan;
  output.record(plan, {
    resource: ({ type, name, managed_id }) => (type === undefined ? managed_id : `${type}/${name}`),
    action: ({ action }) => action,
    seen: observed_at === null ? () => 'never' : () => `${observed_at}, ${observed_seconds_ago} s ago`,
    notes: below(() => notes.join(' ')),
  });
  if (plan.fields.length > 0) await output.list(plan.fields, planFields, '');
  output.say('');
}
