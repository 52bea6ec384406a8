import { describe, expect, it } from '@jest/globals';
import { type StageName, StageTimes, timedPages } from '../../../shared/observability/stages.ts';
import { KeptSpans, ManualClock } from '../../support/fakes.ts';

async function timed(): Promise<{ readonly clock: ManualClock; readonly spans: KeptSpans; readonly times: StageTimes }> {
  const clock = new ManualClock();
  const spans = new KeptSpans();
  return { clock, spans, times: new StageTimes(clock, await spans.begin('task')) };
}

async function collected<T>(pages: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

const pathsOf = ({ spans }: KeptSpans): readonly string[] => spans.map(({ path }) => path);

describe('the time of a stage', () => {
  it('is the sum of its pieces, each a span below that of the task', async () => {
    const { clock, spans, times } = await timed();
    const read = async (seconds: number): Promise<number> =>
      await times.stage('read', async () => clock.advance(seconds * 1000) ?? seconds);

    expect(await read(2)).toBe(2);
    clock.advance(5000);
    await read(3);

    expect([...times.seconds()]).toEqual([['read', 5]]);
    expect(pathsOf(spans)).toEqual(['task', 'task/read', 'task/read']);
    expect(spans.spans.slice(1).map(({ ended }) => ended)).toEqual([1, 1]);
  });

  it('counts pieces that run side by side once, and is apart from the time of other stages', async () => {
    const { clock, spans, times } = await timed();
    const first = Promise.withResolvers<void>();
    const second = Promise.withResolvers<void>();
    const both = [times.stage('read', () => first.promise), times.stage('read', () => second.promise)];
    clock.advance(1000);
    await times.stage('write', async () => clock.advance(4000));
    first.resolve();
    await both[0];
    clock.advance(1000);
    second.resolve();
    await both[1];

    expect(Object.fromEntries(times.seconds())).toEqual({ read: 6, write: 4 });
    expect(pathsOf(spans)).toEqual(['task', 'task/read', 'task/write']);
  });

  it('ends where the work fails, with the error in its span', async () => {
    const { clock, spans, times } = await timed();
    const error = new Error('no');
    const failing = times.stage('plan', async () => {
      clock.advance(1000);
      throw error;
    });

    await expect(failing).rejects.toBe(error);
    await times.stage('plan', async () => undefined);

    expect([...times.seconds()]).toEqual([['plan', 1]]);
    expect(spans.spans.slice(1)).toEqual([
      { path: 'task/plan', fields: {}, ended: 1, error },
      { path: 'task/plan', fields: {}, ended: 1, error: undefined },
    ]);
  });

  it('is counted to its end, although a trace shows only the first of very many pieces', async () => {
    const { clock, spans, times } = await timed();
    for (let piece = 0; piece < 100; piece += 1) await times.stage('load', async () => clock.advance(1000));

    expect([...times.seconds()]).toEqual([['load', 100]]);
    expect(spans.spans).toHaveLength(1 + 20);
  });
});

describe('pages that are timed', () => {
  const clock = new ManualClock();
  const asked: StageName[] = [];
  const stage = async <T>(name: StageName, work: () => Promise<T>): Promise<T> => {
    asked.push(name);
    return await work();
  };

  it('are the same pages, and the stage is the wait for each and for their end', async () => {
    async function* pages(): AsyncGenerator<number> {
      yield 1;
      yield 2;
    }

    expect(await collected(timedPages(stage, 'load', pages()))).toEqual([1, 2]);
    expect(asked).toEqual(['load', 'load', 'load']);
  });

  it('close what they come from where the caller stops early', async () => {
    let closed = 0;
    async function* pages(): AsyncGenerator<number> {
      try {
        for (;;) yield clock.now();
      } finally {
        closed += 1;
      }
    }
    for await (const page of timedPages(stage, 'load', pages())) if (page > 0) break;

    expect(closed).toBe(1);
  });

  it('pass on what their source throws', async () => {
    async function* pages(): AsyncGenerator<number> {
      yield 1;
      throw new Error('the table is away');
    }

    await expect(collected(timedPages(stage, 'load', pages()))).rejects.toThrow('the table is away');
  });
});
