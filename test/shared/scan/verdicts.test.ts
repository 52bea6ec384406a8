/** Types are judged in order; few resources are judged together, many page by page. */
import { describe, expect, it } from '@jest/globals';
import { untimed } from '../../../shared/observability/stages.ts';
import type { Subject } from '../../../shared/policies/evaluation.ts';
import { CASES_TOGETHER } from '../../../shared/policies/judge.ts';
import { type JudgedPage, type JudgedResources, verdicts } from '../../../shared/scan/verdicts.ts';
import { account, NETWORK, policy, USER } from './support.ts';

const BUCKET = { ...NETWORK, type: 'AWS::S3::Bucket' };

const subject = (type: string, resource_id: string): Subject => ({
  account_id: account,
  type,
  kind: NETWORK.kind,
  segment: 'eu-west-1',
  region: 'eu-west-1',
  resource_id,
  native_id: null,
  name: null,
  tags: {},
  config: {},
  unread: {},
  relationships: [],
  first_seen_at: '2026-01-01T00:00:00.000Z',
  changed_at: '2026-01-01T00:00:00.000Z',
});

/** Judges pages of so many resources, by type. Returns the pages in short, and what happened in order. */
async function judged(sizes: Readonly<Record<string, readonly number[]>>): Promise<{ pages: readonly string[]; story: readonly string[] }> {
  const story: string[] = [];
  const resources: JudgedResources = {
    mayHave: (type) => (sizes[type] ?? []).length > 0,
    async *pages(type) {
      for (const [page, size] of (sizes[type] ?? []).entries()) {
        story.push(`read ${type} ${page}`);
        yield await Promise.resolve(Array.from({ length: size }, (_, at) => subject(type, `${page}-${at}`)));
      }
    },
    load: (types) => Promise.resolve(void (types.length > 0 && story.push(`load ${types.join(' ')}`))),
    observedAt: () => undefined,
    keepOnly: (types) => void story.push(`keep ${[...types].join(' ')}`),
    ofType: () => [],
  };
  const policies = [USER, NETWORK].map((type) =>
    policy(`aws.test.${type === USER ? 'user' : 'network'}`, {
      type,
      related: type === USER ? [BUCKET] : [],
      evaluate: ({ resource_id }) => {
        if (resource_id.endsWith('-0')) story.push(`judge ${type.type} ${resource_id}`);
        return resource_id === '0-1' ? { verdict: 'fail' } : { verdict: 'pass' };
      },
    }),
  );
  const byType = Map.groupBy(policies, ({ policy: { resource_type } }) => resource_type);
  const pages: JudgedPage[] = [];
  for await (const page of verdicts([USER.type, NETWORK.type], byType, resources, 0, untimed)) pages.push(page);
  return {
    story,
    pages: pages.map(({ type, judged: cases, isLast }) => {
      const failed = cases.filter(({ verdict }) => verdict.verdict === 'fail').map(({ finding_id }) => finding_id.split('#')[0]);
      return `${type}: ${cases.length}, ${failed.length > 0 ? `${failed.join()} failed` : 'none failed'}${isLast ? ', last' : ''}`;
    }),
  };
}

describe('the resources of an account', () => {
  it('are judged together if they are few, with everything in memory that their policies look up', async () => {
    expect(await judged({ [USER.type]: [1, 2], [NETWORK.type]: [3] })).toEqual({
      pages: [`${USER.type}: 1, none failed`, `${USER.type}: 2, none failed, last`, `${NETWORK.type}: 3, aws.test.network failed, last`],
      story: [
        `keep ${USER.type} ${BUCKET.type} ${NETWORK.type}`,
        `load ${BUCKET.type}`,
        `read ${USER.type} 0`,
        `read ${USER.type} 1`,
        `keep ${USER.type} ${BUCKET.type} ${NETWORK.type}`,
        `read ${NETWORK.type} 0`,
        `judge ${USER.type} 0-0`,
        `judge ${USER.type} 1-0`,
        `judge ${NETWORK.type} 0-0`,
      ],
    });
  });

  it('are judged once the next page was read if they are many', async () => {
    expect(await judged({ [USER.type]: [CASES_TOGETHER, 1], [NETWORK.type]: [2] })).toEqual({
      pages: [
        `${USER.type}: ${CASES_TOGETHER}, aws.test.user failed`,
        `${USER.type}: 1, none failed, last`,
        `${NETWORK.type}: 2, aws.test.network failed, last`,
      ],
      story: [
        `keep ${USER.type} ${BUCKET.type} ${NETWORK.type}`,
        `load ${BUCKET.type}`,
        `read ${USER.type} 0`,
        `read ${USER.type} 1`,
        `judge ${USER.type} 0-0`,
        `keep ${USER.type} ${BUCKET.type} ${NETWORK.type}`,
        `read ${NETWORK.type} 0`,
        `judge ${USER.type} 1-0`,
        `judge ${NETWORK.type} 0-0`,
      ],
    });
  });

  it('are judged before the next type is read, and what only they need is dropped, if they are many', async () => {
    const { story } = await judged({ [USER.type]: [CASES_TOGETHER], [NETWORK.type]: [2] });

    expect(story.slice(3)).toEqual([
      `judge ${USER.type} 0-0`,
      `keep ${NETWORK.type}`,
      `read ${NETWORK.type} 0`,
      `judge ${NETWORK.type} 0-0`,
    ]);
  });

  it('end with one page for a type that has none', async () => {
    const { pages } = await judged({ [USER.type]: [], [NETWORK.type]: [0] });

    expect(pages).toEqual([`${USER.type}: 0, none failed, last`, `${NETWORK.type}: 0, none failed, last`]);
  });
});
