/** One login to one tenancy: its keys, its transport and the frame of the tenancy, each read when it is first needed and kept. */
import type { Clock, Random } from '../../../seams.ts';
import { NotLoggedIn } from '../../login.ts';
import { domainOf, quoted, realmOf } from '../realms.ts';
import type { OciConnectionSettings } from '../connection-settings.ts';
import { chooseKeys, type LoginSurroundings } from './choose-keys.ts';
import { OciClient, type Pace } from './client.ts';
import { type KeySource, LoginProblem, type LoginSubject } from './key-source.ts';
import { loginFailure } from './login-failure.ts';
import { type SubscribedRegion, Tenancy } from './tenancy.ts';

export interface AccessOptions extends LoginSurroundings {
  /** The connection's name, for messages. */
  readonly name: string;
  readonly profile?: string | undefined;
  readonly settings: OciConnectionSettings;
  /** The login that this process itself answers in OCI's place: no key is then chosen. */
  readonly answered?: LoginSubject | undefined;
  readonly clock: Clock;
  readonly random: Random;
}

/** A login that OCI has accepted. */
export interface Accepted {
  /** Undefined if this process itself answers in OCI's place. */
  readonly keys: KeySource | undefined;
  /** Who logs in, in OCI's notation. */
  readonly user: string;
  /** The tenancy that is read: that of the settings, or of the keys. */
  readonly tenancy: string;
  readonly domain: string;
  readonly regions: readonly SubscribedRegion[];
  readonly homeRegion: string;
}

/** Calls that wait for a person are paced by nothing: they are few. So are calls that no cloud answers. */
export const UNPACED: Pace = { take: async () => {} };

export class OciAccess {
  readonly #options: AccessOptions;
  #accepted: Promise<Accepted> | undefined;
  /** The requests that the login itself has sent. */
  readonly counter = { calls: 0 };

  constructor(options: AccessOptions) {
    this.#options = options;
  }

  /** Logs in, and asks OCI once whether it takes the login. A failure is not kept. @throws NotLoggedIn */
  async accepted(): Promise<Accepted> {
    this.#accepted ??= this.#logIn().catch((error: unknown) => {
      this.#accepted = undefined;
      throw error;
    });
    return await this.#accepted;
  }

  /** A client whose requests are paced by `pace` and counted by `counter`. @throws NotLoggedIn */
  async client(pace: Pace = UNPACED, counter: { calls: number } = this.counter): Promise<OciClient> {
    return this.#clientOf((await this.accepted()).keys, pace, counter);
  }

  /** The tenancy, read in its home region. @throws NotLoggedIn */
  async tenancy(pace: Pace = UNPACED, counter: { calls: number } = this.counter): Promise<Tenancy> {
    const { tenancy, domain, homeRegion } = await this.accepted();
    return new Tenancy(await this.client(pace, counter), { tenancy, domain, region: homeRegion });
  }

  #clientOf(keys: KeySource | undefined, pace: Pace, counter: { calls: number }): OciClient {
    const { send, clock, random, signal } = this.#options;
    return new OciClient({ keys, send, pace, clock, random, counter, signal });
  }

  async #login(): Promise<{ readonly subject: LoginSubject; readonly keys: KeySource | undefined }> {
    const { answered, settings, profile } = this.#options;
    if (answered) return { subject: answered, keys: undefined };
    const keys = await chooseKeys(settings, profile, this.#options);
    return { subject: keys, keys };
  }

  async #logIn(): Promise<Accepted> {
    const { name, settings, signal } = this.#options;
    let subject: LoginSubject | undefined;
    let tenancy: string | undefined;
    try {
      const login = await this.#login();
      const { keys } = login;
      ({ subject } = login);
      tenancy = settings.tenancy ?? subject.tenancy;
      const domain = realmDomain(tenancy, settings.realm_domain);
      const client = this.#clientOf(keys, UNPACED, this.counter);
      const regions = await new Tenancy(client, { tenancy, domain, region: subject.region }).regions();
      const home = regions.find(({ isHome }) => isHome) ?? regions[0];
      if (!home) throw new LoginProblem(`${tenancy} has no region that is ready; wait until OCI has set up its first region.`);
      return { keys, user: subject.user, tenancy, domain, regions, homeRegion: home.region };
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof NotLoggedIn) throw error;
      throw loginFailure(error, { name, tenancy, region: subject?.region }) ?? error;
    }
  }
}

/** The setting is for unknown realms only: with it, a request of a known realm would be signed for hosts that are not Oracle's. @throws LoginProblem */
function realmDomain(tenancy: string, setting: string | undefined): string {
  const known = domainOf(tenancy);
  const domain = known ?? setting;
  if (domain === undefined) throw new LoginProblem(unknownRealm(tenancy));
  if (setting === undefined || setting === domain) return domain;
  throw new LoginProblem(
    `realm_domain of the connection is ${setting}, but ${tenancy} is in the realm ${realmOf(tenancy)}, whose domain is ${domain}; remove realm_domain.`,
  );
}

const unknownRealm = (tenancy: string): string =>
  realmOf(tenancy) === undefined
    ? `${quoted(tenancy)} is not the OCID of a tenancy; write ocid1.tenancy.oc1..…`
    : `Muster does not know the realm ${realmOf(tenancy)} of ${tenancy}; give the connection the realm's domain as realm_domain.`;
