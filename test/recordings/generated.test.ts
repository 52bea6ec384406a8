/** Every type, from answers that are made from the schemas of its operations. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listCallsOf } from '../../shared/clouds/types/calls-of.ts';
import type { TypeDefinition } from '../../shared/clouds/types/definition.ts';
import { GeneratedAws, isCounted, type Wanted } from './generated-aws.ts';
import { expectSound } from './invariants.ts';
import { permuting } from './permuted.ts';
import { hashesOf, type ReadType, GENERATABLE, readBy } from './reading.ts';
import { WireServer } from './wire-server.ts';

const wire = new WireServer();
beforeAll(async () => await wire.start());
afterAll(async () => await wire.stop());

const SEED = Number(process.env['MUSTER_SEED'] ?? 1);

const SOME: readonly (readonly [string, Wanted])[] = [
  ['none', { seed: SEED, items: 0, presence: 1 }],
  ['one with every member', { seed: SEED, items: 1, presence: 1 }],
  ['three with the members that are needed alone', { seed: SEED, items: 3, presence: 0 }],
  ['seven with some members', { seed: SEED + 1, items: 7, presence: 0.6 }],
];

/** Items in a list: a thousand, or so few that a type with a call for each of them, or with a list for each item of another, makes about a thousand calls. */
function manyOf({ definition }: ReadType): number {
  const { describe: described, details = {} } = definition;
  const calls = Object.keys(details).length + (described?.kind === 'read' ? 1 : 0);
  const items = Math.min(1000, Math.ceil(1000 / Math.max(1, calls)));
  return listsBelow(definition) ? Math.ceil(Math.sqrt(items)) : items;
}

const listsBelow = (definition: TypeDefinition): boolean =>
  definition.parents !== undefined ||
  listCallsOf(definition).some(({ kind, from = {} }) => kind === 'list' && Object.values(from).some((path) => !path.startsWith('$')));

describe.each(GENERATABLE.map((read) => [read.type.type, read] as const))('generated answers for %s', (_, read) => {
  it.each(SOME)('%s: are the same from a socket and in another order, and sound', async (_name, wanted) => {
    const aws = new GeneratedAws(read, wanted);
    const sent = await readBy(read.type, aws, wire);
    const handed = await readBy(read.type, new GeneratedAws(read, wanted));
    const reordered = await readBy(read.type, permuting(new GeneratedAws(read, wanted), read.definition));

    expectSound(read, sent);
    expect(sent).toEqual(handed);
    expect(hashesOf(read, reordered)).toEqual(hashesOf(read, handed));
    if (isCounted(read)) expect(sent).toHaveLength(aws.listed.length);
  });

  it('a thousand in many pages: each is read once', async () => {
    const aws = new GeneratedAws(read, { seed: SEED + 2, items: manyOf(read), presence: 0.2 });
    const resources = await readBy(read.type, aws);

    expectSound(read, resources);
    expect(isCounted(read) ? resources.length : aws.listed.length).toBe(aws.listed.length);
  });
});
