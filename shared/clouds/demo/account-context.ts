/**
 * The variables and functions that templates of samples may use for one account and one day; docs/samples.md lists them.
 * Random values depend on names only, so the same account always has the same resources.
 */
import { daysBefore, morningOf, type Day } from './calendar.ts';
import { MAIL_DOMAIN } from './organization.ts';
import { Scope } from './expressions.ts';
import { Draw } from './random.ts';

const TEAMS = ['platform', 'storefront', 'finance-systems', 'data-engineering', 'customer-care', 'security-operations'] as const;

/** One account in this many has the same resources on both days. */
const QUIET_ONE_IN = 7;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
const IAM_ID_LENGTH = 21;
const ACCESS_KEY_LENGTH = 20;

/** An account, as the samples know it. */
export interface AccountProfile {
  /** Its place in the organization; the first account has every fault on day 1. */
  readonly index: number;
  /** Its id in its cloud. */
  readonly id: string;
  readonly name: string;
  readonly workload: string;
  readonly environment: string;
  /** The way in which it differs from an ordinary account; `large`: it has many resources. */
  readonly trait: string | undefined;
  /** The region where the workload runs, and its second region. */
  readonly primary: string;
  readonly secondary: string;
  /** Further variables of the samples. */
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** How long faults stand. */
export interface FaultRules {
  /** Faults that the first account has on day 1 and no longer on day 2, so that the tour of the demo can show them fixed. */
  readonly shownFixed: ReadonlySet<string>;
  /** Faults that the cloud lets nobody fix in place: whoever fixes one makes another resource. */
  readonly neverInPlace: ReadonlySet<string>;
}

/** A misconfiguration that a resource has on purpose, for the policies to find. */
export interface Fault {
  /** The name that the samples give to the fault: `volume_unencrypted`. */
  readonly fault: string;
  /** `AWS::EC2::Volume` */
  readonly type: string;
  /** `global` for resources that belong to no region. */
  readonly region: string;
  readonly id: string;
}

const FIXED_OVERNIGHT = 0.35;

/** The type and segment whose resources a template makes, and the faults of these resources. */
export interface Place {
  readonly type: string;
  /** `global` for types that belong to no region. */
  readonly segment: string;
  /** The template adds the faults of its resources to this list. */
  readonly faults: Fault[];
}

/** Variables and functions that do not depend on the region. */
export function accountScope(profile: AccountProfile, day: Day, rules: FaultRules, place: () => Place): Scope {
  const draw = new Draw(profile.id);
  const owner = `${draw.pick('owner', TEAMS)}@${MAIL_DOMAIN}`;
  const costCenter = `CC-${draw.integer('cost center', 1000, 4999)}`;
  const isQuiet = profile.index % QUIET_ONE_IN === QUIET_ONE_IN - 1;
  const today = (event: string, probability: number): boolean => day === 2 && !isQuiet && draw.chance(`event ${event}`, probability);

  const keyOf = (fault: string, id: string): string => `${fault}/${place().segment}/${id}`;
  const had = (fault: string, id: string, probability: number): boolean =>
    profile.index === 0 || draw.chance(keyOf(fault, id), probability);
  const isOver = (fault: string, id: string): boolean =>
    !rules.neverInPlace.has(fault) &&
    today(`fix ${keyOf(fault, id)}`, profile.index === 0 && rules.shownFixed.has(fault) ? 1 : FIXED_OVERNIGHT);
  const note = (fault: string, id: string, stands: boolean): boolean => {
    const { type, segment, faults } = place();
    if (stands) faults.push({ fault, type, region: segment, id });
    return stands;
  };

  const tagMap = (resource: string, name: string | null): Record<string, string> => {
    const tags: Record<string, string> = name === null ? {} : { Name: name };
    if (draw.chance(`untagged ${resource}`, 0.12)) return tags;
    tags['Environment'] = profile.environment;
    tags['Owner'] = today(`new owner of ${resource}`, 0.05) ? `cloud-operations@${MAIL_DOMAIN}` : owner;
    if (!draw.chance(`no cost center ${resource}`, 0.25)) tags['CostCenter'] = costCenter;
    if (draw.chance(`managed ${resource}`, 0.3)) tags['ManagedBy'] = 'terraform';
    return tags;
  };

  return Scope.of({
    account: profile.id,
    name: profile.name,
    workload: profile.workload,
    environment: profile.environment,
    production: profile.environment === 'production',
    stem: `${profile.workload}-${profile.environment}`,
    trait: profile.trait ?? '',
    large: profile.trait === 'large',
    first: profile.index === 0,
    day,
    morning: morningOf(day).toISOString(),
    primary: profile.primary,
    secondary: profile.secondary,
    ...profile.variables,

    chance: (name: string, probability: number) => draw.chance(name, probability),
    integer: (name: string, least: number, most: number) => draw.integer(name, least, most),
    pick: (name: string, choices: readonly [unknown, ...unknown[]]) => draw.pick(name, choices),
    hex: (name: string, length: number) => draw.hex(name, length),
    base32: (name: string, length: number) => draw.base32(name, length),
    uuid: (name: string) => draw.uuid(name),
    ec2Id: (prefix: string, name: string) => `${prefix}-0${draw.hex(name, 16)}`,
    iamId: (prefix: string, name: string) =>
      `${prefix}${draw.base32(`${prefix} ${name}`, (prefix === 'AKIA' ? ACCESS_KEY_LENGTH : IAM_ID_LENGTH) - prefix.length)}`,

    today,
    fault: (fault: string, id: string, probability: number) => note(fault, id, had(fault, id, probability) && !isOver(fault, id)),
    fixed: (fault: string, id: string, probability: number) => had(fault, id, probability) && isOver(fault, id),
    noted: note,

    tagMap,
    tags: (resource: string, name: string | null) => Object.entries(tagMap(resource, name)).map(([Key, Value]) => ({ Key, Value })),
    /** For services whose tags have other members than `Key` and `Value`. */
    tagsOf: (key: string, value: string, resource: string) =>
      Object.entries(tagMap(resource, null)).map(([name, text]) => ({ [key]: name, [value]: text })),

    daysBefore: (days: number) => daysBefore(days).toISOString(),
    later: (time: string, seconds: number) => new Date(Date.parse(time) + seconds * 1000).toISOString(),
    milliseconds: (time: string) => Date.parse(time),
    epochSeconds: (time: string) => String(Math.floor(Date.parse(time) / 1000)),
    range: (from: number, to: number) => Array.from({ length: Math.max(to - from, 0) }, (_, index) => from + index),
    orNull: (list: readonly unknown[]) => (list.length === 0 ? null : list),
    letter: (place_: number) => String.fromCodePoint(97 + place_),
    pairs: (hex: string) => (hex.match(/../g) ?? []).join(':'),
    base64OfHex: (hex: string) => Buffer.from(hex, 'hex').toString('base64'),
  });
}
