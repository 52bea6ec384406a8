/** The demo estate as a cloud that takes its time: each call takes `MUSTER_BENCH_MS` milliseconds. The file `MUSTER_BENCH_CALLS` tells at the end how many there were. */
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answerer } from '../../shared/clouds/aws/answerer.ts';
import { createAnswerer as demo } from '../../shared/clouds/aws/demo/answerer-module.ts';

export function createAnswerer(environment: NodeJS.ProcessEnv): Answerer {
  const answerer = demo(environment);
  const { MUSTER_BENCH_MS = '0', MUSTER_BENCH_CALLS } = environment;
  const ms = Number(MUSTER_BENCH_MS);
  const seen = { calls: 0, first: Infinity, last: 0 };
  if (MUSTER_BENCH_CALLS) process.on('exit', () => writeFileSync(MUSTER_BENCH_CALLS, JSON.stringify(seen)));
  return {
    async answer(call) {
      seen.calls += 1;
      seen.first = Math.min(seen.first, performance.now());
      await sleep(ms);
      try {
        return await answerer.answer(call);
      } finally {
        seen.last = performance.now();
      }
    },
  };
}
