/** A fake AWS with the answers of the demo estate's first account, some of them replaced. */
import type { AnsweredError, Answerer, CloudCall } from '../../../../../shared/clouds/aws/answerer.ts';
import { demoAccounts } from '../../../../../shared/clouds/aws/demo/accounts.ts';
import { DemoEstate } from '../../../../../shared/clouds/aws/demo/demo-answerer.ts';
import { asking } from '../../../../../shared/clouds/asked-details.ts';
import { GLOBAL_SEGMENT, type FetchedResource } from '../../../../../shared/clouds/cloud.ts';
import type { ResourceType } from '../../../../../shared/clouds/resource-type.ts';
import { CanonicalForm } from '../../../../../shared/inventory/canonical-form.ts';
import { typeNamed } from '../../../../../shared/registry.ts';
import { idOfAccount, sessionOf } from '../demo/read-account.ts';

export const ACCOUNT = demoAccounts(1).map(({ account_id }) => idOfAccount(account_id))[0] ?? '';
/** The region in which the account's workload runs. */
export const REGION = 'us-east-1';

type Answer = object | AnsweredError | ((call: CloudCall) => object);

export class SampledAws implements Answerer {
  readonly calls: CloudCall[] = [];
  readonly #others: Readonly<Record<string, Answer>>;
  readonly #estate = new DemoEstate({ accounts: 1, day: 1 });

  /** `others` by operation. */
  constructor(others: Readonly<Record<string, Answer>> = {}) {
    this.#others = others;
  }

  called(operation: string): readonly CloudCall[] {
    return this.calls.filter((call) => call.operation === operation);
  }

  async answer(call: CloudCall): Promise<object> {
    this.calls.push(call);
    const other = this.#others[call.operation];
    const given = typeof other === 'function' ? (other as (call: CloudCall) => object)(call) : other;
    if (given instanceof Error) throw given;
    return given ?? (await this.#estate.answer(call));
  }
}

/** The type with all of its optional details. */
export const typeCalled = (name: string): ResourceType => {
  const [type] = asking(
    [typeNamed(name)].filter((named) => named !== undefined),
    'all',
  );
  if (!type) throw new Error(`There is no type ${name}.`);
  return type;
};

/** Every resource of a type in the account's region, as a fresh session reads it. */
export async function fetchAll(type: ResourceType, aws: Answerer = new SampledAws(), region = REGION): Promise<readonly FetchedResource[]> {
  const session = sessionOf(aws, ACCOUNT);
  const found: FetchedResource[] = [];
  try {
    for await (const page of session.fetch(type, type.scope === 'global' ? GLOBAL_SEGMENT : region)) found.push(...page);
  } finally {
    session.close();
  }
  return found;
}

/** @throws Error if there is no such resource */
export async function fetchOne(type: ResourceType, id: string, aws: Answerer = new SampledAws()): Promise<FetchedResource> {
  const found = (await fetchAll(type, aws)).find(({ resource_id }) => resource_id === id);
  if (!found) throw new Error(`There is no ${type.type} ${id}.`);
  return found;
}

/** The hash of the resource, which tells whether it changed. @throws Error if there is no such resource */
export const hashOf = async (type: ResourceType, id: string, aws: Answerer): Promise<string> =>
  new CanonicalForm(type).hashed({ ...(await fetchOne(type, id, aws)), region: REGION }).hash;
