/** The making of a resource: the intent first, then the call, then looks at it until it is there. */
import { isoTime } from '../seams.ts';
import { isFalse, isUnknown } from './conditions.ts';
import { attempted, type Fault } from './faults.ts';
import { tokenOf } from './managed-id.ts';
import type { Observation } from './manager.ts';
import { LASTING } from './phase.ts';
import type { JsonObject } from './model.ts';
import type { ConfiguredWork, Outcome } from './work.ts';

/** Lists of a provider may lack for so long what it has just made. Until then, what is absent may be there. */
export const SETTLE_MS = 2 * 60_000;

/** Makes the resource, or makes sure that it was made: a second call with the same token makes nothing. */
export async function create({ work, config }: ConfiguredWork): Promise<Outcome> {
  const { manager, deps } = work;
  const { intent, creation } = work.row;
  const before = await attempted(async () => manager.onCreate?.before?.(work.context, config));
  if ('fault' in before) return hookFailed(work.row.failures, before.fault);
  const token = intent?.step === 'create' && creation ? creation.token : newToken(work);
  if (intent?.step !== 'create' || !creation) {
    const at = isoTime(deps.clock.now());
    await work.note({
      set: { intent: { step: 'create', token, at }, creation: { token, at } },
      remove: ['provider_resource_id', 'replacing'],
      events: [{ name: 'creation_started', message: CREATION }],
    });
  }
  const made = await attempted(() => manager.create(work.context, config, token));
  if ('fault' in made) {
    const { fault } = made;
    return {
      findings: { Created: isFalse(fault.reason, fault.message), InSync: NOT_MADE, Ready: NOT_MADE },
      due: 'retry',
      failures: work.row.failures + 1,
    };
  }
  return { findings: CREATING, due: 'step', set: { provider_resource_id: made.value.provider_resource_id } };
}

const newToken = ({ row }: ConfiguredWork['work']): string =>
  tokenOf({ managed_id: row.managed_id, incarnation: row.incarnation, step: 'create', number: row.revision });

const CREATION = 'It is being created.';
export const NOT_MADE = isFalse('NotCreated', 'It has not been created yet.');
const CREATING = {
  Created: isFalse('Creating', CREATION),
  InSync: NOT_MADE,
  Ready: NOT_MADE,
};

/** The provider was asked to make it, and does not show it yet. */
export const IN_CREATION: Outcome = { findings: CREATING, due: 'step' };

/** The provider has begun to make it, or says that it could not. */
export function madeSoFar(seen: Exclude<Observation<JsonObject>, { state: 'absent' }>): Outcome {
  const set = { provider_resource_id: seen.provider_resource_id, actual_config: seen.actual };
  if (seen.state !== 'failed')
    return { findings: { ...CREATING, Created: isFalse('Creating', seen.message ?? CREATION) }, due: 'step', set };
  const message = `The provider could not create it: ${seen.message ?? 'it does not say why'}; change its configuration, or delete it.`;
  return { findings: { Created: isFalse(LASTING.providerFailed, message), InSync: NOT_MADE, Ready: NOT_MADE }, due: 'phase', set };
}

export function hookFailed(failures: number, { message }: Pick<Fault, 'message'>): Outcome {
  return { findings: { Ready: isFalse('HookFailed', `A hook failed: ${message}`) }, due: 'retry', failures: failures + 1 };
}

/** The provider could not be asked, so that nothing is known of the resource. */
export function notAsked(failures: number, { reason, message }: Fault): Outcome {
  const unknown = isUnknown(reason, `The provider could not be asked: ${message}`);
  return { findings: { Created: unknown, InSync: unknown, Ready: unknown }, due: 'retry', failures: failures + 1 };
}
