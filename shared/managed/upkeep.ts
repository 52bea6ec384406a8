/** Keeps a resource that is there as it is specified: changes that users have asked for are made, and changes by others are told, or undone. */
import { isFalse, isTrue } from './conditions.ts';
import { hookFailed } from './creation.ts';
import { isSamePatch, patchOf, pathsOf } from './drift.ts';
import { attempted } from './faults.ts';
import type { Difference, Shortfall } from './manager.ts';
import type { JsonObject, Spec } from './model.ts';
import { LASTING } from './phase.ts';
import { replace } from './replacement.ts';
import { isOfTag, tagChangeOf, tagDifferences } from './tag-differences.ts';
import type { ConfiguredWork, Outcome } from './work.ts';

/** The reason of InSync while the resource is being changed, which tells the next step that a change was under way. */
const UPDATING = 'Updating';
const CREATED = isTrue('Created', 'It has been created.');

/** @param seen in this step, when the provider was at rest */
export async function keep(given: ConfiguredWork, { actual, tags }: { actual: JsonObject; tags?: Spec['tags'] }): Promise<Outcome> {
  const { work, config } = given;
  const { row, manager } = work;
  const { mode, drift, deletion_policy } = row.spec;
  // Some providers hide the tags while they are at work, so that those count which were seen last.
  const seenTags = tags ?? row.actual_tags;
  const ofTags = manager.retag && seenTags ? tagDifferences(row.spec, seenTags, row.former_tags ?? []) : [];
  const differences = [...manager.diff(config, actual), ...ofTags];
  if (differences.length === 0) return await inSync(given);
  if (mode === 'observe') return drifted(given, differences, 'it is only observed');
  const isAskedFor = row.generation > row.applied_generation;
  const isGiven = row.applied_outputs !== undefined && row.applied_outputs !== given.outputs;
  if (!isAskedFor && !isGiven)
    return drift === 'correct' ? await correct(given, actual, differences) : drifted(given, differences, 'drift: correct would mend it');
  const fixed = differences.filter(({ effect }) => effect === 'immutable');
  if (fixed.length > 0)
    return differs(
      LASTING.immutable,
      `${pathsOf(fixed)} cannot be changed once the resource exists; set it back to what it is, or delete the resource and ask for it again.`,
    );
  const replacing = differences.filter(({ effect }) => effect === 'replace');
  if (replacing.length === 0) return await update(given, actual, differences);
  // Another resource's new output is no reason to delete this one.
  if (!isAskedFor)
    return differs(
      LASTING.replaceRefused,
      `${pathsOf(replacing)}, which a dependency gives, can only be changed by replacing the resource; change its configuration to have that done.`,
    );
  if (deletion_policy !== 'retain') return await replace(work);
  return differs(
    LASTING.replaceRefused,
    `${pathsOf(replacing)} can only be changed by replacing the resource, and its deletion policy is retain; set it back, or set the policy to delete or snapshot.`,
  );
}

/** The user's specification cannot be reached. */
const differs = (reason: string, message: string): Outcome => ({
  findings: { Created: CREATED, InSync: isFalse(reason, message), Ready: isFalse(reason, message) },
  due: 'phase',
});

async function inSync({ work, config, outputs }: ConfiguredWork): Promise<Outcome> {
  const { row, manager } = work;
  const after = await attempted(async () =>
    changeUnderWay(work) === undefined ? undefined : manager.onUpdate?.after?.(work.context, config),
  );
  if ('fault' in after) return hookFailed(row.failures, after.fault);
  return {
    findings: {
      Created: CREATED,
      InSync: isTrue('InSync', 'It is as it is specified.'),
      Ready: isTrue('Ready', 'It is ready, and as it is specified.'),
    },
    due: 'phase',
    isApplied: true,
    set: { applied_outputs: outputs },
    remove: ['drift'],
  };
}

/** The change that is under way, in the words of the condition that says so; undefined if there is none. */
export const changeUnderWay = ({ claimed }: ConfiguredWork['work']): string | undefined =>
  claimed.conditions.find(({ type, status, reason }) => type === 'InSync' && status === 'False' && reason === UPDATING)?.message;

/** The provider is at work on it. */
export function isChanging({ work }: ConfiguredWork, words: string | undefined): Outcome {
  const message = words ?? 'The provider is changing it.';
  const isOwnChange = changeUnderWay(work) !== undefined;
  return {
    findings: {
      Created: CREATED,
      ...(!isOwnChange && { InSync: isFalse('ProviderIsAtWork', message) }),
      Ready: isFalse(UPDATING, message),
    },
    due: 'step',
    failures: work.row.failures,
  };
}

/** The provider says that something is wrong with it. */
export function isBroken(words: string | undefined): Outcome {
  const message = `The provider says that it has failed: ${words ?? 'it does not say why'}.`;
  return { findings: { Created: CREATED, Ready: isFalse(LASTING.providerFailed, message) }, due: 'phase' };
}

/** It works, and is not as it is specified. Each drift is told once. */
function drifted({ work }: ConfiguredWork, differences: readonly Difference[], then: string): Outcome {
  const { row } = work;
  const patch = patchOf(differences);
  const message = `${pathsOf(differences)} ${differences.length === 1 ? 'differs' : 'differ'} from what is specified; ${then}.`;
  return {
    findings: { Created: CREATED, InSync: isFalse('Drifted', message), Ready: isTrue('Ready', 'It is ready, but not as it is specified.') },
    due: 'phase',
    set: { drift: patch },
    ...(!isSamePatch(row.drift, patch) && { events: [{ name: 'drifted', message, patch }] }),
  };
}

/** Only what can be changed in place is mended: nobody's data is deleted because somebody else has changed a field. */
async function correct(given: ConfiguredWork, actual: JsonObject, differences: readonly Difference[]): Promise<Outcome> {
  const mendable = differences.filter(({ effect }) => effect === 'update');
  if (mendable.length === 0) return drifted(given, differences, 'it cannot be mended while the resource exists');
  const { set, events } = drifted(given, differences, 'it is mended');
  const outcome = await update(given, actual, mendable);
  return { ...outcome, set: { ...outcome.set, ...set }, ...(events && { events }) };
}

async function update(given: ConfiguredWork, actual: JsonObject, differences: readonly Difference[]): Promise<Outcome> {
  const { work, config } = given;
  const { row, manager } = work;
  const before = await attempted(async () => manager.onUpdate?.before?.(work.context, config));
  if ('fault' in before) return hookFailed(row.failures, before.fault);
  const ofConfig = differences.filter((each) => !isOfTag(each));
  // The tags come last, each change in a step of its own.
  const [changed, change] =
    ofConfig.length > 0
      ? [ofConfig, async () => await manager.update(work.context, config, actual, ofConfig)]
      : [differences, async () => await retag(given, differences)];
  const answer = await attempted(change);
  if ('fault' in answer) {
    const { reason, message } = answer.fault;
    const told = isFalse(reason, `${pathsOf(changed)} could not be changed: ${message}`);
    return { findings: { Created: CREATED, InSync: told, Ready: told }, due: 'retry', failures: row.failures + 1 };
  }
  if (answer.value.length > 0) return short(answer.value, row.failures);
  const message = `${pathsOf(changed)} ${changed.length === 1 ? 'is' : 'are'} being changed.`;
  return {
    findings: { Created: CREATED, InSync: isFalse(UPDATING, message), Ready: isFalse(UPDATING, message) },
    due: 'step',
    // The provider took an earlier change and does not show it: after some of these the resource counts as failed.
    failures: changeUnderWay(work) === message ? row.failures + 1 : 0,
  };
}

async function retag({ work, config }: ConfiguredWork, differences: readonly Difference[]): Promise<readonly Shortfall[]> {
  await work.manager.retag?.(work.context, config, tagChangeOf(differences));
  return [];
}

/** More sentences than these do not fit into a row, and nobody reads them. */
const MOST_SENTENCES = 20;

function listed(sentences: readonly string[]): string {
  const more = sentences.length - MOST_SENTENCES;
  return [...sentences.slice(0, MOST_SENTENCES), ...(more > 0 ? [`There are ${more} more like these.`] : [])].join(' ');
}

/** The rest of the resource stands. */
function short(shortfalls: readonly Shortfall[], failures: number): Outcome {
  const message = listed(shortfalls.map((each) => each.message));
  const [first] = shortfalls;
  return {
    findings: {
      Created: CREATED,
      InSync: isFalse(LASTING.shortfall, message),
      // The first reason names what is short; the phase goes by the condition above.
      Ready: isFalse(first?.reason ?? LASTING.shortfall, message),
    },
    due: 'retry',
    failures: failures + 1,
  };
}
