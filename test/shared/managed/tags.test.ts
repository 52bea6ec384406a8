/** The user's tags, after the resource has been made. */
import { describe, expect, it } from '@jest/globals';
import { changeManaged } from '../../../shared/managed/actions.ts';
import { CLIENT_TOKEN, MANAGED_BY, MANAGED_ID } from '../../../shared/managed/manager.ts';
import type { JsonObject, ManagedId } from '../../../shared/managed/model.ts';
import { planOf } from '../../../shared/managed/plan.ts';
import { formerTags, tagDifferences } from '../../../shared/managed/tag-differences.ts';
import { type ManagedWorld, readyWorld } from '../../support/managed-world.ts';
import { providerError, type SlowResource } from '../../support/slow-manager.ts';

async function madeWorld(spec: Parameters<ManagedWorld['ask']>[0]) {
  const { world, id } = await readyWorld(spec);
  const [made] = world.provider.resources;
  if (!made) throw new Error('Nothing was made.');
  return { world, id, made };
}

const usersTags = ({ tags }: SlowResource) =>
  Object.fromEntries(Object.entries(tags).filter(([key]) => ![MANAGED_BY, MANAGED_ID, CLIENT_TOKEN].includes(key)));

async function request(world: ManagedWorld, id: ManagedId, patch: JsonObject): Promise<void> {
  const nothing = () => Promise.resolve(undefined);
  await changeManaged(id, patch, {
    resources: world.rows,
    everyone: world.rows,
    managers: world.deps.managers,
    isInventoried: () => Promise.resolve(false),
    namesake: nothing,
    hasAccount: () => Promise.resolve(true),
    hasCustomer: () => Promise.resolve(true),
    ownCustomer: undefined,
    awsRegions: ['eu-west-1'],
    wake: nothing,
    clock: world.clock,
    random: world.deps.random,
    by: 'somebody',
  });
}

describe('tags of a managed resource', () => {
  it('that users change, add or take out are changed at the provider, and no others', async () => {
    const { world, id, made } = await madeWorld({ tags: { team: 'shop', owner: 'ann' } });
    made.tags = { ...made.tags, 'cost-centre': 'set by others' };

    await request(world, id, { tags: { team: 'ops', owner: null, 'a/b~c': '' } });
    await world.settle(id);

    expect(usersTags(made)).toEqual({ team: 'ops', 'a/b~c': '', 'cost-centre': 'set by others' });
    expect(made.tags).toMatchObject({ [MANAGED_ID]: id });
    expect(await world.condition(id, 'InSync')).toBe('True InSync');
    expect((await world.row(id)).former_tags).toBeUndefined();
  });

  it('that users take out are gone in the end, though the provider refuses, and though they change their minds meanwhile', async () => {
    const { world, id, made } = await madeWorld({ tags: { one: '1', two: '2' } });
    world.provider.gate = (call, when) => {
      if (call === 'update' && when === 'before') throw providerError('throttled');
    };
    await request(world, id, { tags: { one: null, three: '3' } });
    await world.step(id);
    expect(await world.condition(id, 'InSync')).toBe('False Throttled');
    await request(world, id, { tags: { two: null, three: null, one: 'again' } });
    world.provider.gate = () => undefined;
    await world.settle(id);

    expect(usersTags(made)).toEqual({ one: 'again' });
  });

  it('that users took out before the newest look had ended are gone in the end', async () => {
    const { world, id, made } = await madeWorld({ tags: { one: '1' } });
    await world.request(id, {});
    world.provider.gate = async (call, when) => {
      if (call !== 'observe' || when !== 'after') return;
      world.provider.gate = () => undefined;
      await request(world, id, { tags: { one: null } });
    };
    await world.step(id);
    await world.settle(id);

    expect(usersTags(made)).toEqual({});
  });

  it('that somebody has changed by hand are told as drift, once, and are mended if users have asked for that', async () => {
    const { world, id, made } = await madeWorld({ tags: { team: 'shop' } });
    made.tags = { ...made.tags, team: 'other' };
    await world.request(id, {});
    await world.step(id);

    expect(await world.condition(id, 'InSync')).toBe('False Drifted');
    expect((await world.row(id)).drift).toEqual([{ op: 'replace', path: '/tags/team', value: 'other' }]);
    expect(usersTags(made)).toEqual({ team: 'other' });

    await world.patch(id, { drift: 'correct' });
    await world.settle(id);
    expect(usersTags(made)).toEqual({ team: 'shop' });
  });

  it('are changed after the configuration, in a step of their own', async () => {
    const { world, id, made } = await madeWorld({ tags: { team: 'shop' } });
    await request(world, id, { tags: { team: 'ops' }, config: { size: 'large' } });
    await world.step(id);

    expect(made.config.size).toBe('large');
    expect(usersTags(made)).toEqual({ team: 'shop' });
    await world.settle(id);
    expect(usersTags(made)).toEqual({ team: 'ops' });
  });

  it('count as they were seen last while the provider hides them', async () => {
    const { world, id, made } = await madeWorld({ tags: { team: 'shop' } });
    world.provider.tellsTags = false;
    await request(world, id, { tags: { team: null } });
    await world.step(id);
    world.provider.tellsTags = true;
    await world.settle(id);

    expect(usersTags(made)).toEqual({});
    expect(await world.phase(id)).toBe('Ready');
  });

  it('are left alone while the resource is only observed', async () => {
    const { world, id, made } = await madeWorld({ tags: { team: 'shop' } });
    await request(world, id, { tags: { team: 'ops' }, mode: 'observe' });
    await world.settle(id);

    expect(usersTags(made)).toEqual({ team: 'shop' });
    expect(await world.condition(id, 'InSync')).toBe('False Drifted');
  });

  it('are in the plan as the provider told them', async () => {
    const { world, id, made } = await madeWorld({ tags: { team: 'shop', owner: 'ann' } });
    made.tags = { ...made.tags, team: 'other' };
    await world.request(id, {});
    await world.step(id);
    const row = await world.row(id);
    const manager = world.deps.managers.get('slow')!;
    const spec = { ...row.spec, tags: { team: 'shop', new: 'yes' } };

    const { fields } = planOf({ spec, manager, row, dependencies: new Map(), now: world.clock.now() });

    expect(fields).toEqual([
      { path: '/tags/team', now: 'other', then: 'shop', effect: 'update' },
      { path: '/tags/new', now: null, then: 'yes', effect: 'update' },
      { path: '/tags/owner', now: 'ann', then: null, effect: 'update' },
    ]);
  });
});

describe('the differences of tags', () => {
  it('are those of keys that users name or have named', () => {
    const tags = { same: '1', other: '2', __proto__x: '3' };

    expect(tagDifferences({ tags }, { same: '1', other: 'x', gone: 'y', theirs: 'z' }, ['gone', 'gone long ago'])).toEqual([
      { path: '/tags/other', now: 'x', then: '2', effect: 'update' },
      { path: '/tags/__proto__x', now: null, then: '3', effect: 'update' },
      { path: '/tags/gone', now: 'y', then: null, effect: 'update' },
    ]);
  });

  it('remember the newest 400 keys that users have taken out', () => {
    const tags = (from: number) => Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`key-${from + index}`, '']));
    let former: readonly string[] = [];
    for (let from = 0; from < 600; from += 40) former = formerTags(former, { tags: tags(from) }, { tags: {} });

    expect(former).toHaveLength(400);
    expect(former.at(-1)).toBe('key-599');
  });
});
