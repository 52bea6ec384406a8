/** A signal ends the command line tool; what it was writing is gone then. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { serve } from '../support/serve.ts';

const MUSTER = join(import.meta.dirname, '../../bin/muster.ts');

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s leaves no temporary file behind',
  async (signal) => {
    const folder = await mkdtemp(join(tmpdir(), 'muster-signal-'));
    const asked = Promise.withResolvers<void>();
    const silent = await serve(async () => {
      asked.resolve();
      return await new Promise<Response>(() => {});
    });
    try {
      const env = { ...process.env, TMPDIR: folder, MUSTER_API: silent.url };
      const child = spawn(process.execPath, [MUSTER, 'diff', '2026-11-20', '2026-11-21', '--into', join(folder, 'out')], { env });
      const ended = once(child, 'exit');
      await asked.promise;
      expect(await readdir(folder)).toEqual([expect.stringMatching(/^\.muster-nights\.partial-/)]);

      child.kill(signal);

      expect(await ended).toEqual([null, signal]);
      expect(await readdir(folder)).toEqual([]);
    } finally {
      await silent.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
  60_000,
);
