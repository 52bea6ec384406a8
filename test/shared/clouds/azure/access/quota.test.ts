import { describe, expect, it } from '@jest/globals';
import { pauseAfter, retryAfter } from '../../../../../shared/clouds/azure/access/quota.ts';

describe('retryAfter', () => {
  it.each([
    [{ 'retry-after': '17' }, 17_000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after': 'Sun, 29 Nov 2026 00:00:10 GMT' }, 10_000],
    [{ 'retry-after': 'Sun, 29 Nov 2020 00:00:10 GMT' }, 0],
    [{ 'x-ms-retry-after-ms': '250', 'retry-after': '9' }, 250],
    [{ 'x-ms-user-quota-resets-after': '00:01:05' }, 65_000],
    [{ 'retry-after': 'soon' }, undefined],
    [{}, undefined],
  ])('reads %j as %s ms', (headers, wait) => {
    expect(retryAfter(headers, Date.parse('2026-11-29T00:00:00Z'))).toBe(wait);
  });
});

describe('pauseAfter', () => {
  it.each([
    [{ 'x-ms-user-quota-remaining': '0', 'x-ms-user-quota-resets-after': '00:00:04' }, 4000],
    [{ 'x-ms-user-quota-remaining': '1', 'x-ms-user-quota-resets-after': '00:00:04' }, 0],
    [{ 'x-ms-ratelimit-remaining-subscription-reads': '24' }, 1000],
    [{ 'x-ms-ratelimit-remaining-subscription-reads': '249' }, 0],
    [{ 'x-ms-ratelimit-remaining-tenant-reads': '1' }, 1000],
    [{ 'x-ms-ratelimit-remaining-subscription-reads': 'many' }, 0],
    [{}, 0],
  ])('waits after %j for %d ms', (headers, wait) => {
    expect(pauseAfter(headers)).toBe(wait);
  });
});
