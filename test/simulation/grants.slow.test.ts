/** Compares what the functions may do with the tables (lib/grants.ts) with what they do in simulations, where each path of a job is met. */
import { describe, expect, it } from '@jest/globals';
import type { FunctionName } from '../../lib/functions.ts';
import { GRANTS } from '../../lib/grants.ts';
import { simulate } from './simulation.ts';

/** By the names of invocations in simulations. */
const FUNCTIONS: Readonly<Record<string, FunctionName>> = {
  'job-handler': 'job-handler',
  'worker-inventory': 'inventory-worker',
  'worker-scan': 'scan-worker',
  'worker-export': 'export-worker',
  'dead-letters': 'dead-letter-handler',
  poller: 'poller',
  api: 'api',
};
const granted = new Set(
  Object.entries(GRANTS).flatMap(([name, tables]) =>
    Object.entries(tables).flatMap(([table, calls]) => calls.map((call: string) => `${name} ${table} ${call}`)),
  ),
);

describe('The grants of the functions', () => {
  it('allow every call that simulations make, and without the API no other', async () => {
    const made = new Set<string>();
    const unused = () => [...granted].filter((grant) => !grant.startsWith('api ') && !made.has(grant));
    for (let seed = 1; seed <= 3000 && (seed <= 20 || unused().length > 0); seed++) {
      for (const call of (await simulate(seed)).calls) {
        const [invocation = '', ...what] = call.split(' ');
        if (FUNCTIONS[invocation] !== undefined) made.add([FUNCTIONS[invocation], ...what].join(' '));
      }
    }

    expect([...made].filter((call) => !granted.has(call))).toEqual([]);
    expect(unused()).toEqual([]);
  }, 900_000);
});
