/** Compares what the functions may do with the tables (lib/grants.ts) with what they do in simulations, where each path of a job is met. */
import { describe, expect, it } from '@jest/globals';
import type { FunctionName } from '../../lib/functions.ts';
import { GRANTS, MANAGING_GRANTS } from '../../lib/grants.ts';
import { simulate } from './simulation.ts';

/** By the names of invocations in simulations. */
const FUNCTIONS: Readonly<Record<string, FunctionName>> = {
  'job-handler': 'job-handler',
  'worker-inventory': 'inventory-worker',
  'worker-scan': 'scan-worker',
  'worker-export': 'export-worker',
  'worker-manage': 'manage-worker',
  'dead-letters': 'dead-letter-handler',
  poller: 'poller',
  api: 'api',
};
const granted = new Set(
  [...Object.entries(GRANTS), ...Object.entries(MANAGING_GRANTS)].flatMap(([name, tables]) =>
    Object.entries(tables).flatMap(([table, calls]) => calls.map((call: string) => `${name} ${table} ${call}`)),
  ),
);

/**
 * Granted calls that simulations need not make: they use the API little, check no connection, sync no accounts, bury few messages, and an export reads a change
 * by itself only if the batch that should have brought it lagged behind. No migration runs in a simulation, and no check for newer data. Simulations have no
 * requests about customers whose events the poller could have to send, few losses of access, no notifier, and no searches. Their managed resources depend on no
 * inventoried ones, and are a history of their own, without exports.
 */
const isLeftOut = (grant: string): boolean =>
  /^(api|dead-letter-handler|search) | migrations |^poller (jobs getMany|job_tasks (get|scan)|suppressions (get|scan|update)|(unreadable_accounts|customers|customer_resources) (getMany|update|delete))$|^notifier notifications put$|^export-worker (changes get|managed_resources (getMany|query managed_by_account))$|^manage-worker resources get$|^inventory-worker (accounts (getMany|put|delete|scan)|connections (update|scan))$/.test(
    grant,
  );

describe('The grants of the functions', () => {
  it('allow every call that simulations make, and no other', async () => {
    const made = new Set<string>();
    const unused = () => [...granted].filter((grant) => !isLeftOut(grant) && !made.has(grant));
    for (let seed = 1; seed <= 300 && (seed <= 20 || unused().length > 0); seed++) {
      for (const call of (await simulate(seed)).calls) {
        const [invocation = '', ...what] = call.split(' ');
        if (FUNCTIONS[invocation] !== undefined) made.add([FUNCTIONS[invocation], ...what].join(' '));
      }
    }

    expect([...made].filter((call) => !granted.has(call))).toEqual([]);
    expect(unused()).toEqual([]);
  }, 900_000);

  it('let the dead-letter handler do nothing that the poller may not do, which ends tasks and closes jobs too', () => {
    const ending = [...granted].filter((grant) => grant.startsWith('poller ')).map((grant) => grant.replace('poller ', ''));
    const others = [...granted]
      .filter((grant) => grant.startsWith('dead-letter-handler '))
      .map((grant) => grant.replace('dead-letter-handler ', ''))
      .filter((grant) => !ending.includes(grant));

    expect(others).toEqual([]);
  });
});
