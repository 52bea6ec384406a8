/** What all services of one account agree on: who owns it, where it runs, what its second day brings. */
import type { AccountProfile } from './accounts.ts';
import type { Day } from './calendar.ts';
import { Draw } from './random.ts';

export const REGIONS = ['us-east-1', 'eu-west-1', 'eu-central-1'] as const;
export type Region = (typeof REGIONS)[number];

export const regionNamed = (name: string): Region | undefined => REGIONS.find((region) => region === name);

/** The organization's own short name, in front of bucket names. */
export const ORGANIZATION = 'halden';
export const MAIL_DOMAIN = 'halden.example';

export interface Blueprint {
  readonly profile: AccountProfile;
  readonly day: Day;
  readonly draw: Draw;
  readonly large: boolean;
  /** Begins the names of what the workload runs: `payments-production`. */
  readonly stem: string;
  readonly owner: string;
  readonly costCenter: string;
  /** Where the workload runs, and where its copies are. */
  readonly primary: Region;
  readonly secondary: Region;
  /** Whether `event` has happened by the blueprint's day: never on day 1, on day 2 with this probability. */
  readonly today: (event: string, probability: number) => boolean;
}

const TEAMS = ['platform', 'storefront', 'finance-systems', 'data-engineering', 'customer-care', 'security-operations'] as const;

/** One account in so many spends its second day like the first. */
const QUIET_ONE_IN = 7;

const isQuiet = (index: number): boolean => index % QUIET_ONE_IN === QUIET_ONE_IN - 1;

export function blueprintOf(profile: AccountProfile, day: Day): Blueprint {
  const draw = new Draw(profile.id);
  const region = (place: number): Region => REGIONS[place % REGIONS.length] ?? 'us-east-1';
  return {
    profile,
    day,
    draw,
    large: profile.trait === 'large',
    stem: `${profile.workload}-${profile.environment}`,
    owner: `${draw.pick('owner', TEAMS)}@${MAIL_DOMAIN}`,
    costCenter: `CC-${draw.integer('cost center', 1000, 4999)}`,
    primary: region(profile.index),
    secondary: region(profile.index + 1),
    today: (event, probability) => day === 2 && !isQuiet(profile.index) && draw.chance(`event ${event}`, probability),
  };
}
