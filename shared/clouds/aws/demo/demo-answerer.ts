/**
 * The demo estate: an organization that exists only as a function of (account, region, day). It answers AWS SDK calls from the samples
 * beside the type definitions. Only the most recently used accounts stay in memory; any other account is made again when a call needs it.
 */
import { join } from 'node:path';
import { AnsweredError, type Answerer, type CloudCall } from '../answerer.ts';
import type { Fault } from '../../demo/account-context.ts';
import { type AccountProfile, FAULT_RULES, profileOf } from './accounts.ts';
import { answerCall } from './answer-call.ts';
import { AccountEstate, type EstateOptions, SampleLibrary } from '../../demo/estate.ts';
import { notAnswered } from './not-answered.ts';
import { answerOrganization } from './organization.ts';
import { answerRegions, isEnabled } from './demo-regions.ts';
import { MANAGEMENT_ACCOUNT, REGIONS } from './organization-facts.ts';
import { Recent } from '../../demo/recent.ts';
import { sampledService, type SampledService } from './sampled-service.ts';
import type { DemoSettings } from '../../demo/settings.ts';
import { EXPLORER } from '../survey/explorer-api.ts';
import { TAGGING } from '../types/tagging-api.ts';
import { answerExplorer, answerTagged } from './explorer.ts';
import { answerSts } from './sts.ts';
import { Throttle } from './throttle.ts';
import { AWS_SERVICES, AWS_TYPES } from '../types.generated.ts';

/** More than the accounts that one worker reads at a time, at about 1.5 MB each. */
export const ACCOUNTS_HELD = 16;

/** The samples of AWS. */
export const awsSamples = (): SampleLibrary => new SampleLibrary(join(import.meta.dirname, '..'));

export const demoAnswerer = (settings: DemoSettings): Answerer => {
  const library = awsSamples();
  return new Throttle(new DemoEstate(settings, library), library);
};

/** The faults of an account on the settings' day, for tests that know what must be found. @throws RangeError */
export function demoFaults(settings: DemoSettings, accountId: string): readonly Fault[] {
  const profile = profileOf(accountId, settings.accounts);
  if (!profile) throw new RangeError(`${accountId} is not among the ${settings.accounts} accounts of the demo estate.`);
  const slices = AWS_TYPES.map(({ type, service, scope }) => ({ type, service, global: scope === 'global' }));
  return new AccountEstate(profile, estateOptions(settings, awsSamples())).faults(slices);
}

export const estateOptions = ({ day }: Pick<DemoSettings, 'day'>, library: SampleLibrary): EstateOptions => ({
  library,
  day,
  regions: REGIONS,
  rules: FAULT_RULES,
});

/** The demo estate without throttling. */
export class DemoEstate implements Answerer {
  readonly #settings: DemoSettings;
  readonly #library: SampleLibrary;
  readonly #estates: Recent<string, AccountEstate<AccountProfile>>;
  readonly #services = new Map<string, Promise<SampledService | undefined>>();

  constructor(settings: DemoSettings, library = awsSamples()) {
    this.#settings = settings;
    this.#library = library;
    this.#estates = new Recent(ACCOUNTS_HELD, (id) => this.#build(id));
  }

  /** The number of accounts in memory. */
  get held(): number {
    return this.#estates.size;
  }

  async answer(call: CloudCall): Promise<object> {
    if (call.service === 'sts') return answerSts(call, this.#settings.accounts);
    // The organization's management account has no resources and is not one of the estate's accounts.
    if (call.account === MANAGEMENT_ACCOUNT) return answerOrganization(call, this.#settings.accounts);
    const known = call.service === EXPLORER.id ? answerExplorer(call, this.#estates.get(call.account).profile) : undefined;
    if (known) return known;
    if (call.service === TAGGING.id && call.input['ResourceARNList'] === undefined)
      return answerTagged(call, this.#estates.get(call.account).profile);
    const service = await this.#service(call.service);
    if (!service) throw notAnswered(call, 'It has no samples of that service.');
    const estate = this.#estates.get(call.account);
    const { global = false } = AWS_SERVICES[call.service] ?? {};
    const { closedRegion } = service.quirks;
    // An API that answers in one region for the whole account does so whether the account has enabled that region or not.
    const isHome = service.definition.apis?.some(({ id, home }) => id === call.service && home === call.region) ?? false;
    if (closedRegion && !global && !isHome && !isEnabled(call.region)) {
      const message = `AWS was not able to validate the provided access credentials in ${call.region}.`;
      throw new AnsweredError(closedRegion.code, closedRegion.message ?? message, closedRegion.status);
    }
    if (call.service === 'ec2' && call.operation === 'DescribeRegions') return answerRegions(call);
    return answerCall(call, { service, estate, segment: global ? 'global' : call.region });
  }

  #service(id: string): Promise<SampledService | undefined> {
    const known = this.#services.get(id) ?? this.#load(id);
    this.#services.set(id, known);
    return known;
  }

  async #load(id: string): Promise<SampledService | undefined> {
    // An API without samples of its own, such as that of tags, answers from the samples of the service whose types call it.
    const owner = AWS_SERVICES[id] ? id : Object.values(AWS_SERVICES).find(({ apis }) => apis?.some((api) => api.id === id))?.id;
    const samples = this.#library.service(owner ?? id);
    return samples?.quirks && (await sampledService(this.#library.folder, owner ?? id, samples.quirks, id));
  }

  #build(id: string): AccountEstate<AccountProfile> {
    const { accounts } = this.#settings;
    const profile = profileOf(id, accounts);
    if (profile) return new AccountEstate(profile, estateOptions(this.#settings, this.#library));
    const message = `The security token included in the request is invalid: ${id} is not among the ${accounts} accounts of the demo estate.`;
    throw new AnsweredError('InvalidClientTokenId', message, 403);
  }
}
