/** A fake AWS with the answers that a test gives it, and a session that calls it. */
import type { AnsweredError, CloudCall } from '../../../../shared/clouds/aws/answerer.ts';
import { AwsLogin, type AwsLoginOptions } from '../../../../shared/clouds/aws/aws-login.ts';
import { answeredBy } from '../../../../shared/clouds/aws/exchange.ts';
import type { CloudSession, FetchedResource } from '../../../../shared/clouds/cloud.ts';
import type { Connection } from '../../../../shared/clouds/connection.ts';
import { type AccountId, parseAccountId } from '../../../../shared/ids.ts';
import type { ResourceType } from '../../../../shared/clouds/resource-type.ts';
import type { Clock } from '../../../../shared/seams.ts';

export const ACCOUNT = '111122223333';

type Answer = object | AnsweredError | ((call: CloudCall) => object | Promise<object>);

/** Answers by operation; an operation without an answer returns an empty one. Records every call. */
export class FakeAws {
  readonly calls: CloudCall[] = [];
  readonly #answers: Map<string, Answer>;

  constructor(answers: Readonly<Record<string, Answer>> = {}) {
    this.#answers = new Map(Object.entries({ AssumeRole: assumedRole(), GetCallerIdentity: { Account: ACCOUNT }, ...answers }));
  }

  set(operation: string, answer: Answer): void {
    this.#answers.set(operation, answer);
  }

  called(operation: string): readonly CloudCall[] {
    return this.calls.filter((call) => call.operation === operation);
  }

  async answer(call: CloudCall): Promise<object> {
    this.calls.push(call);
    const answer = this.#answers.get(call.operation) ?? {};
    const given = typeof answer === 'function' ? await (answer as (call: CloudCall) => object | Promise<object>)(call) : answer;
    if (given instanceof Error) throw given;
    return given;
  }
}

export const assumedRole = (expiration = new Date('2099-01-01T00:00:00Z')): object => ({
  Credentials: { AccessKeyId: 'ASIAPLANTED', SecretAccessKey: 'planted-secret', SessionToken: 'planted-token', Expiration: expiration },
});

/** A clock on which time passes only while somebody sleeps. */
export class FakeClock implements Clock {
  time = Date.parse('2026-11-21T00:00:00Z');
  now(): number {
    return this.time;
  }
  async sleep(ms: number): Promise<void> {
    this.time += ms;
  }
}

export const account = (id = ACCOUNT): AccountId => parseAccountId(id);

export const connection = (more: Partial<Connection> = {}): Connection => ({
  connection_id: 'main',
  provider: 'aws',
  settings: {},
  ...more,
});

/** A login to the fake AWS whose credentials belong to another account than `ACCOUNT`. */
export const fakeLogin = (aws: FakeAws, more: Partial<AwsLoginOptions> = {}): AwsLogin =>
  new AwsLogin({
    connection: connection(),
    exchange: answeredBy(aws),
    offline: true,
    homeRegion: 'eu-west-1',
    homeAccount: '000000000000',
    base: async () => ({ accessKeyId: 'none', secretAccessKey: 'none' }),
    roleName: 'MusterRead',
    externalId: 'muster-4f2a',
    clock: new FakeClock(),
    ...more,
  });

export const openSession = async (
  aws: FakeAws,
  more: Partial<AwsLoginOptions> = {},
  types: readonly ResourceType[] = [],
): Promise<CloudSession> => await fakeLogin(aws, more).session(account(), Infinity, types);

/** Every resource of a slice, as a fresh session reads it. */
export async function fetchAll(type: ResourceType, aws: FakeAws, region = 'eu-west-1'): Promise<readonly FetchedResource[]> {
  const session = await openSession(aws);
  const found: FetchedResource[] = [];
  try {
    for await (const page of session.fetch(type, region)) found.push(...page);
  } finally {
    session.close();
  }
  return found;
}

/** The error with which a promise rejects. @throws Error if it does not reject */
export async function failure(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('It was expected to fail.');
}
