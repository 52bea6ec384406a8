import { describe, expect, test } from '@jest/globals';
import { MANAGERS } from '../../../shared/managed/managers.ts';
import type { JsonObject } from '../../../shared/managed/model.ts';
import { checkedSpec, type RequestDeps } from '../../../shared/managed/requests.ts';
import { ACCOUNT, depsWith, OWN, problemsOf, store, worker } from '../../support/managed-requests.ts';

describe('a request', () => {
  describe('that names a secret', () => {
    const repository = (token: string) => ({
      type: 'git_repository',
      name: 'shop',
      account_id: ACCOUNT,
      config: { provider: 'github', owner: 'acme', token },
    });
    const foreign = repository('arn:aws:secretsmanager:eu-west-1:999988887777:secret:muster/github-a1B2c3');
    const own = repository(`arn:aws:secretsmanager:eu-west-1:999988887777:secret:muster/${OWN}/github-a1B2c3`);
    const problem = `config.token: the secret is none of the customer's, whose resource it is; name one whose name begins with muster/${OWN}/, or one of the resource's account.`;
    const deps = depsWith([], { managers: MANAGERS });
    const ofCustomer = depsWith([], { managers: MANAGERS, ownCustomer: OWN as RequestDeps['ownCustomer'] });

    test('names one of the customer, if it is for one', async () => {
      expect(await problemsOf(foreign, ofCustomer)).toEqual([problem]);
      expect(await problemsOf(repository('env:AWS_SECRET_ACCESS_KEY'), ofCustomer)).toEqual([problem]);
      expect(await problemsOf({ ...foreign, customer_id: OWN }, deps)).toEqual([problem]);
      expect(await problemsOf(own, ofCustomer)).toEqual([]);
      expect(await problemsOf(foreign, deps)).toEqual([]);
    });

    test('is for the customer whose caller writes its configuration, and stays for it', async () => {
      const before = await checkedSpec(foreign, deps);
      expect(await checkedSpec({ ...foreign, paused: true }, ofCustomer, before)).not.toHaveProperty('customer_id');
      const topics = { ...foreign.config, topics: ['shop'] };
      expect(await problemsOf({ ...foreign, config: topics }, ofCustomer, before)).toEqual([problem]);
      const taken = await checkedSpec(own, ofCustomer, before);
      expect(taken).toMatchObject({ customer_id: OWN });
      expect(await checkedSpec({ ...own, paused: true }, ofCustomer, taken)).toMatchObject({ customer_id: OWN });
      expect(await checkedSpec(own, deps, taken)).not.toHaveProperty('customer_id');
    });
  });

  test('may hold no token of a forge anywhere, and does not hear it again', async () => {
    const token = `ghp_${'a1'.repeat(18)}`;
    for (const body of [
      { ...store, tags: { note: token } },
      { ...store, metadata: { owner: token } },
      { ...worker, config: { command: `git clone https://x:${token}@github.com/acme/shop` } },
      { ...worker, config: { command: `deploy --with ${token}` } },
    ]) {
      const problems = await problemsOf(body);
      expect(problems).toHaveLength(1);
      expect(problems.join()).not.toContain(token);
    }
  });

  test('loses no member without a word, whatever its name', async () => {
    const named = (members: string): JsonObject => JSON.parse(members);
    const body = { ...store, tags: named('{"__proto__":"x","constructor":"y"}'), metadata: { labels: named('{"__proto__":"x"}') } };
    expect(await problemsOf(body)).toEqual([
      'tags.__proto__: no member can have this name; choose another.',
      'metadata.labels.__proto__: no member can have this name; choose another.',
    ]);
    expect(await checkedSpec({ ...store, tags: { constructor: 'y' } }, depsWith())).toMatchObject({ tags: { constructor: 'y' } });
  });
});
