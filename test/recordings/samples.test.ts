/** The demo estate's first account, read through the SDK's deserialisers: the wire changes nothing. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SampledAws } from '../shared/clouds/aws/services/sampled-aws.ts';
import { expectSound } from './invariants.ts';
import { permuting } from './permuted.ts';
import { hashesOf, READ_TYPES, readBy } from './reading.ts';
import { WireServer } from './wire-server.ts';

const wire = new WireServer();
beforeAll(async () => await wire.start());
afterAll(async () => await wire.stop());

describe('the samples of', () => {
  it.each(READ_TYPES.map((read) => [read.type.type, read] as const))(
    '%s come the same from a socket, in whatever order',
    async (_, read) => {
      const handed = await readBy(read.type, new SampledAws());
      const sent = await readBy(read.type, new SampledAws(), wire);
      const reordered = await readBy(read.type, permuting(new SampledAws(), read.definition));

      expectSound(read, sent);
      expect(sent).toEqual(handed);
      expect(hashesOf(read, reordered)).toEqual(hashesOf(read, handed));
    },
  );
});
