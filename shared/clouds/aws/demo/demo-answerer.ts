/**
 * The demo estate: an organization that exists only as a function of (account, region, day), answering AWS SDK calls.
 * It holds the few accounts that were last asked for; every other one is made again when it is.
 */
import { AnsweredError, type Answerer, type CloudCall } from '../answerer.ts';
import { profileOf, UNSUBSCRIBED_REGION } from './accounts.ts';
import { regionNamed, type Region } from './blueprint.ts';
import { EC2 } from './ec2.ts';
import { accountEstate, faultsOf, type AccountEstate } from './estate.ts';
import type { Fault } from './faults.ts';
import { IAM } from './iam.ts';
import { LAMBDA } from './lambda.ts';
import { MANAGEMENT_ACCOUNT } from './iam-roles.ts';
import { notAnswered, perform, type Operations } from './operation.ts';
import { answerOrganization } from './organization.ts';
import { RDS } from './rds.ts';
import { Recent } from './recent.ts';
import { S3 } from './s3.ts';
import type { DemoSettings } from './settings.ts';
import { answerSts } from './sts.ts';
import { Throttle } from './throttle.ts';

const SERVICES: ReadonlyMap<string, Operations> = new Map([
  ['ec2', EC2],
  ['s3', S3],
  ['iam', IAM],
  ['rds', RDS],
  ['lambda', LAMBDA],
]);

/** More than the accounts that one worker reads at a time, at about 150 kB each. */
export const ACCOUNTS_HELD = 16;

/** How services refuse credentials in a region that the account has not enabled. */
const CLOSED_REGION: ReadonlyMap<string, readonly [name: string, status: number]> = new Map([
  ['ec2', ['AuthFailure', 401]],
  ['s3', ['InvalidToken', 400]],
  ['rds', ['InvalidClientTokenId', 403]],
  ['lambda', ['UnrecognizedClientException', 403]],
]);

export const demoAnswerer = (settings: DemoSettings): Answerer => new Throttle(new DemoEstate(settings));

/** What is wrong in an account on the settings' day, for tests that know what must be found. @throws RangeError */
export function demoFaults(settings: DemoSettings, accountId: string): readonly Fault[] {
  const profile = profileOf(accountId, settings.accounts);
  if (!profile) throw new RangeError(`${accountId} is not among the ${settings.accounts} accounts of the demo estate.`);
  return faultsOf(accountEstate(profile, settings.day));
}

/** Without throttling. */
export class DemoEstate implements Answerer {
  readonly #settings: DemoSettings;
  readonly #estates: Recent<string, AccountEstate>;

  constructor(settings: DemoSettings) {
    this.#settings = settings;
    this.#estates = new Recent(ACCOUNTS_HELD, (id) => this.#build(id));
  }

  /** Accounts in memory. */
  get held(): number {
    return this.#estates.size;
  }

  async answer(call: CloudCall): Promise<object> {
    if (call.service === 'sts') return answerSts(call, this.#settings.accounts);
    // The organization is run from an account that has nothing in it and is none of the estate's.
    if (call.service === 'organizations' || call.account === MANAGEMENT_ACCOUNT) return answerOrganization(call, this.#settings.accounts);
    const operations = SERVICES.get(call.service);
    if (!operations) throw notAnswered(call, `It has ${[...SERVICES.keys()].join(', ')}, organizations and sts.`);
    const estate = this.#estates.get(call.account);
    return perform(operations, estate, call, openRegion(call, estate));
  }

  #build(id: string): AccountEstate {
    const { accounts, day } = this.#settings;
    const profile = profileOf(id, accounts);
    if (profile) return accountEstate(profile, day);
    const message = `The security token included in the request is invalid: ${id} is not among the ${accounts} accounts of the demo estate.`;
    throw new AnsweredError('InvalidClientTokenId', message, 403);
  }
}

/** @throws AnsweredError for a region that the account has not enabled, or not for this service */
function openRegion(call: CloudCall, { blueprint }: AccountEstate): Region {
  // IAM is one for all regions, whichever the client speaks to.
  const region = call.service === 'iam' ? blueprint.primary : regionNamed(call.region);
  if (!region) {
    const [name, status] = CLOSED_REGION.get(call.service) ?? ['UnrecognizedClientException', 403];
    throw new AnsweredError(name, `AWS was not able to validate the provided access credentials in ${call.region}.`, status);
  }
  if (blueprint.profile.trait === 'rds_unsupported' && call.service === 'rds' && region === UNSUBSCRIBED_REGION) {
    throw new AnsweredError('OptInRequired', `The AWS Access Key Id needs a subscription for the service.`, 403);
  }
  return region;
}
