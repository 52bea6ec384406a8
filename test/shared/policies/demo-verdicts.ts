/**
 * Verdicts on the bad resources of the demo estate. `demo-verdicts.json` holds the expected ones;
 * `node bin/launch.mjs test/shared/policies/demo-verdicts.ts` overwrites it with the current ones. Review the difference before you commit it.
 */
import { writeFileSync } from 'node:fs';
import { demoAccounts } from '../../../shared/clouds/aws/demo/accounts.ts';
import { demoFaults } from '../../../shared/clouds/aws/demo/demo-answerer.ts';
import { resourceUid } from '../../../shared/ids.ts';
import { builtInPolicies } from '../../../shared/policies/catalog.ts';
import type { AccountResources, Subject } from '../../../shared/policies/evaluation.ts';
import { sampledAzureResources } from './azure-fixtures.ts';
import { demoResources } from './fixtures.ts';
import { type SampledTenancy, sampledTenancies } from './oci-fixtures.ts';

const ACCOUNTS = 25;
/** The place among the sampled tenancies of the one that has every fault. */
const WITH_EVERY_FAULT = 1;
const NOW = Date.parse('2026-11-21T12:00:00Z');

export const VERDICTS_FILE = new URL('demo-verdicts.json', import.meta.url);

/** By resource: its faults where the samples name them, and every policy whose verdict on it is fail or unknown. */
export type DemoVerdicts = Record<string, { readonly faults: string[]; readonly fail: string[]; readonly unknown?: string[] }>;

let read: Promise<readonly Subject[]> | undefined;
const allResources = (): Promise<readonly Subject[]> => (read ??= demoResources(ACCOUNTS, 1));

let sampled: Promise<{ readonly azure: readonly Subject[]; readonly oci: readonly SampledTenancy[] }> | undefined;
const samples = () => (sampled ??= Promise.all([sampledAzureResources(), sampledTenancies()]).then(([azure, oci]) => ({ azure, oci })));

/** The resources of each type. Every call returns the same list, so that policies index it once. */
const byType = (own: readonly Subject[]): AccountResources['ofType'] => once((type) => own.filter((other) => other.type === type));

/** Asks for the resources of a type once. */
function once(ofType: AccountResources['ofType']): AccountResources['ofType'] {
  const asked = new Map<string, ReturnType<typeof ofType>>();
  return (type) => {
    const found = asked.get(type) ?? ofType(type);
    asked.set(type, found);
    return found;
  };
}

/** The policies that no resource of the demo estate passes, and none of the samples of Azure and OCI. */
export async function neverPassed(): Promise<readonly string[]> {
  const { azure, oci } = await samples();
  const resources = [...(await allResources()), ...azure, ...oci.flatMap((tenancy) => tenancy.resources)];
  const accounts = [...Map.groupBy(resources, ({ account_id }) => account_id).values()].map((own) => ({ own, ofType: byType(own) }));
  return builtInPolicies()
    .filter(
      (compiled) =>
        !accounts.some(({ own, ofType }) => {
          const context = { now: NOW, resources: { ofType } };
          return own.some((row) => row.type === compiled.policy.resource_type && compiled.evaluate(row, context).verdict === 'pass');
        }),
    )
    .map(({ policy }) => policy.id);
}

export async function demoVerdicts(): Promise<DemoVerdicts> {
  const verdicts: DemoVerdicts = {};
  const judged = new Set(builtInPolicies().map(({ policy }) => policy.resource_type));
  const resources = await allResources();
  const byUid = new Map(resources.map((row) => [resourceUid(row.account_id, row.type, row.region, row.resource_id) as string, row]));
  for (const { account_id } of demoAccounts(ACCOUNTS)) {
    const ofType = byType(resources.filter((row) => row.account_id === account_id));
    for (const { fault, type, region, id } of demoFaults({ accounts: ACCOUNTS, day: 1 }, account_id.slice('aws:'.length))) {
      const uid = resourceUid(account_id, type, region, id);
      const row = byUid.get(uid);
      // One account denies every login. A fault of a type that no policy judges yet has no verdicts.
      if (!row || !judged.has(type)) continue;
      verdicts[uid] ??= { faults: [], ...verdictsOn(row, ofType) };
      verdicts[uid].faults.push(fault);
    }
  }
  return { ...verdicts, ...(await otherVerdicts()) };
}

/**
 * The verdicts in a subscription of Azure and a tenancy of OCI that have every fault of the samples, on each resource that is not all right. The samples of
 * these clouds name their faults only to draw them, so every bad resource is listed.
 */
async function otherVerdicts(): Promise<DemoVerdicts> {
  const { azure, oci } = await samples();
  const [first] = azure;
  const tenancy = oci[WITH_EVERY_FAULT];
  if (!first || !tenancy) throw new Error('There are no samples of Azure or OCI.');
  const subscription = azure.filter(({ account_id }) => account_id === first.account_id);
  const verdicts: DemoVerdicts = {};
  for (const [rows, ofType] of [
    [subscription, byType(subscription)],
    [tenancy.resources, once((type) => tenancy.related.ofType(type))],
  ] as const) {
    for (const row of rows) {
      const found = verdictsOn(row, ofType);
      const uid = resourceUid(row.account_id, row.type, row.segment ?? row.region, row.resource_id);
      if (found.fail.length > 0 || found.unknown) verdicts[uid] = { faults: [], ...found };
    }
  }
  return verdicts;
}

function verdictsOn(row: Subject, ofType: AccountResources['ofType']): { fail: string[]; unknown?: string[] } {
  const context = { now: NOW, resources: { ofType } };
  const judged = builtInPolicies()
    .filter(({ policy }) => policy.resource_type === row.type)
    .map((compiled) => ({ id: compiled.policy.id, ...compiled.evaluate(row, context) }));
  const named = (verdict: string): string[] => judged.filter((each) => each.verdict === verdict).map(({ id }) => id);
  return { fail: named('fail'), ...(named('unknown').length > 0 && { unknown: named('unknown') }) };
}

if (import.meta.filename === process.argv[1]) {
  const lines = Object.entries(await demoVerdicts()).map(([uid, verdicts]) => `  ${JSON.stringify(uid)}: ${JSON.stringify(verdicts)}`);
  writeFileSync(VERDICTS_FILE, `{\n${lines.join(',\n')}\n}\n`);
}
