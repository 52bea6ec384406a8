/** Decides what the rules of firewalls let in from the internet, and by which kinds of address an interface can be reached from there. */
import type { Subject } from '../../evaluation.ts';
import { unwrapped } from '../maps.ts';
import { NotKnown, type Run } from '../run.ts';
import { cidrContains, cidrPublic, cidrSize, type Family, isInternet } from './networks.ts';
import { resourceById } from './relations.ts';

export const PREFIX_LIST = 'AWS::EC2::PrefixList';

/** A rule of an EC2 security group, as DescribeSecurityGroups answers it. */
interface Rule {
  readonly IpProtocol?: unknown;
  readonly FromPort?: unknown;
  readonly ToPort?: unknown;
  readonly IpRanges?: readonly { readonly CidrIp?: unknown }[] | null;
  readonly Ipv6Ranges?: readonly { readonly CidrIpv6?: unknown }[] | null;
  readonly PrefixListIds?: readonly { readonly PrefixListId?: unknown }[] | null;
  readonly UserIdGroupPairs?: readonly { readonly GroupId?: unknown }[] | null;
}

export type Rules = readonly (Rule | Rules)[];

export interface Interface {
  readonly Association?: Association | null;
  readonly PrivateIpAddresses?: readonly { readonly Association?: Association | null }[] | null;
  readonly Ipv6Addresses?: readonly { readonly Ipv6Address?: unknown }[] | null;
  readonly Ipv6Prefixes?: readonly { readonly Ipv6Prefix?: unknown }[] | null;
}

interface Association {
  readonly PublicIp?: unknown;
  readonly CarrierIp?: unknown;
}

/** Protocols that have ports. */
const WITH_PORTS: ReadonlySet<unknown> = new Set(['tcp', 'udp', 'sctp']);
const ALL_PROTOCOLS = '-1';
const NUMBERS: Readonly<Record<string, string>> = { '6': 'tcp', '17': 'udp', '132': 'sctp', '1': 'icmp', '58': 'icmpv6' };
/** IPv6 addresses that no internet route leads to: unique local and link-local ones. */
const LOCAL_IPV6 = ['fc00::/7', 'fe80::/10'];

/** The sources of one family that one rule lets in. */
interface Opening {
  readonly protocol: string | undefined;
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly blocks: readonly string[];
  /** The rule has a further source, which is not known. */
  readonly unknown: NotKnown | undefined;
}

/**
 * Whether the rules together let the internet reach one of the ports by one of the protocols. `rules` may hold lists of rules, as of several
 * groups. An empty list of protocols or ports means any. Other groups as sources are not the internet.
 * @throws NotKnown if that depends on a prefix list that was not read, or on a member that a rule lacks
 */
export function openToInternet(
  run: Run,
  rules: Rules,
  families: readonly string[],
  protocols: readonly string[],
  ports: readonly (number | bigint)[],
): boolean {
  const flat = flattened(rules);
  let unknown: NotKnown | undefined;
  for (const family of families) {
    if (family !== 'ipv4' && family !== 'ipv6')
      throw new RangeError(`'${family.slice(0, 20)}' is no family of addresses: write 'ipv4' or 'ipv6'.`);
    const openings = flat.flatMap((rule) => openingOf(run, rule, family) ?? []);
    if (!mayBeInternet(openings, family)) continue;
    for (const protocol of protocolsOf(openings, protocols)) {
      for (const port of portsOf(openings, ports)) {
        const open = openAt(openings, protocol, port, family);
        if (open === true) return true;
        if (open !== false) unknown ??= open;
      }
    }
  }
  if (unknown) throw unknown;
  return false;
}

/** A rule as evidence shows it. `ports`: `22`, `20-25` or `all`; absent for protocols without ports. */
export interface ShownRule {
  readonly protocol: string;
  readonly ports?: string;
  readonly sources: readonly string[];
}

/**
 * The rules because of which `openToInternet` is true, with those of their sources that are the internet, alone or together; otherwise none.
 * @throws RangeError as `openToInternet`
 */
export function internetRules(
  run: Run,
  rules: Rules,
  families: readonly Family[],
  protocols: readonly string[],
  ports: readonly (number | bigint)[],
): readonly ShownRule[] {
  const flat = flattened(rules);
  const sources = new Map<Rule, Set<string>>();
  for (const family of families) {
    const openings = flat.flatMap((rule) => {
      const opening = openingOf(run, rule, family);
      return opening ? [{ ...opening, rule }] : [];
    });
    if (!mayBeInternet(openings, family)) continue;
    for (const protocol of protocolsOf(openings, protocols)) {
      for (const port of portsOf(openings, ports)) {
        const open = openings.filter((opening) => letsIn(opening, protocol, port) === true);
        for (const { rule, block } of internetBlocks(open, family))
          sources.set(rule, (sources.get(rule) ?? new Set()).add(labelOf(run, rule, block)));
      }
    }
  }
  return [...sources].map(([rule, from]) => shownRule(rule, [...from]));
}

/** The blocks that are the internet alone; if there is none, all public ones, if they are the internet together. */
function internetBlocks(
  openings: readonly (Opening & { readonly rule: Rule })[],
  family: Family,
): readonly { readonly rule: Rule; readonly block: string }[] {
  const all = openings.flatMap(({ rule, blocks }) => blocks.map((block) => ({ rule, block })));
  const alone = all.filter(({ block }) => isInternet([block], family));
  if (alone.length > 0) return alone;
  const together = isInternet(
    all.map(({ block }) => block),
    family,
  );
  return together ? all.filter(({ block }) => cidrPublic(block)) : [];
}

/** `pl-1 (0.0.0.0/0)` for the block of a prefix list that the rule names. */
function labelOf(run: Run, { IpRanges, Ipv6Ranges, PrefixListIds }: Rule, block: string): string {
  const own = [...(IpRanges ?? []).map((each) => each.CidrIp), ...(Ipv6Ranges ?? []).map((each) => each.CidrIpv6)];
  if (own.includes(block)) return block;
  const list = (PrefixListIds ?? []).find(({ PrefixListId: id }) => entriesOf(run, String(id)).some((entry) => entry === block));
  return list ? `${String(list.PrefixListId)} (${block})` : block;
}

/** Every rule with all its sources: blocks, prefix lists and groups. `rules` may hold lists of rules. */
export const shownRules = (rules: Rules): readonly ShownRule[] =>
  flattened(rules).map((rule) =>
    shownRule(
      rule,
      [
        ...(rule.IpRanges ?? []).map((each) => each.CidrIp),
        ...(rule.Ipv6Ranges ?? []).map((each) => each.CidrIpv6),
        ...(rule.PrefixListIds ?? []).map((each) => each.PrefixListId),
        ...(rule.UserIdGroupPairs ?? []).map((each) => each.GroupId),
      ].filter((source) => typeof source === 'string'),
    ),
  );

function shownRule(rule: Rule, sources: readonly string[]): ShownRule {
  const protocol = protocolOf(rule.IpProtocol) ?? 'not known';
  if (protocol === ALL_PROTOCOLS) return { protocol: 'all', ports: 'all', sources };
  const [from, to] = [numberOf(rule.FromPort), numberOf(rule.ToPort)];
  if (!WITH_PORTS.has(protocol) || from === undefined || to === undefined) return { protocol, sources };
  return { protocol, ports: from === to ? String(from) : `${from}-${to}`, sources };
}

/** The protocols that are asked for; any means those that the rules name. */
const protocolsOf = (openings: readonly Opening[], protocols: readonly string[]): readonly string[] =>
  protocols.length > 0 ? protocols : [...new Set(openings.map(({ protocol }) => protocol ?? ALL_PROTOCOLS))];

/** The ports that are asked for; any means those at which a rule begins. */
const portsOf = (openings: readonly Opening[], ports: readonly (number | bigint)[]): readonly number[] =>
  ports.length > 0 ? ports.map(Number) : [...new Set(openings.map(({ from }) => from ?? 0))];

/** False if all sources together are not the internet, so that those for one port cannot be. */
const mayBeInternet = (openings: readonly Opening[], family: Family): boolean =>
  openings.some(({ unknown }) => unknown) ||
  isInternet(
    openings.flatMap(({ blocks }) => blocks),
    family,
  );

/** The error if it is not known whether the sources for the port are the internet. */
function openAt(openings: readonly Opening[], protocol: string, port: number, family: Family): boolean | NotKnown {
  const certain: string[] = [];
  const possible: string[] = [];
  let unknownRule: NotKnown | undefined;
  let unknownSource: NotKnown | undefined;
  for (const opening of openings) {
    const lets = letsIn(opening, protocol, port);
    if (lets === false) continue;
    possible.push(...opening.blocks);
    if (lets === true) certain.push(...opening.blocks);
    else unknownRule ??= lets;
    unknownSource ??= opening.unknown;
  }
  if (isInternet(certain, family)) return true;
  if (unknownSource) return unknownSource;
  return unknownRule && isInternet(possible, family) ? unknownRule : false;
}

function letsIn({ protocol, from, to }: Opening, wanted: string, port: number): boolean | NotKnown {
  if (protocol === undefined) return new NotKnown('a rule has no IpProtocol');
  if (protocol === ALL_PROTOCOLS) return true;
  if (protocol !== wanted) return false;
  if (!WITH_PORTS.has(protocol)) return true;
  if (from === undefined || to === undefined) return new NotKnown('a rule has no FromPort or ToPort');
  return from <= port && port <= to;
}

/** Undefined for a rule without a source of the family. */
function openingOf(run: Run, rule: Rule, family: Family): Opening | undefined {
  const blocks: string[] = [];
  let unknown: NotKnown | undefined;
  const ranges =
    family === 'ipv4' ? (rule.IpRanges ?? []).map((each) => each.CidrIp) : (rule.Ipv6Ranges ?? []).map((each) => each.CidrIpv6);
  const take = (block: unknown): void => {
    if (isBlock(block)) blocks.push(block);
    else unknown ??= new NotKnown('a rule has a source without a block that can be read');
  };
  ranges.forEach(take);
  for (const { PrefixListId: id } of rule.PrefixListIds ?? []) {
    try {
      entriesOf(run, String(id)).forEach(take);
    } catch (error) {
      if (!(error instanceof NotKnown)) throw error;
      unknown ??= error;
    }
  }
  if (blocks.length === 0 && !unknown) return undefined;
  return { protocol: protocolOf(rule.IpProtocol), from: numberOf(rule.FromPort), to: numberOf(rule.ToPort), blocks, unknown };
}

function isBlock(text: unknown): text is string {
  if (typeof text !== 'string') return false;
  try {
    cidrSize(text);
    return true;
  } catch {
    return false;
  }
}

/** The blocks of a prefix list, undefined for an entry without one; none for a list of AWS's own, whose entries are addresses of its services. */
function entriesOf(run: Run, id: string): readonly unknown[] {
  const config = unwrapped(resourceById(run, PREFIX_LIST, id).config) as Subject['config'];
  if (config['OwnerId'] === 'AWS') return [];
  const entries = config['Entries'];
  if (!Array.isArray(entries)) throw new NotKnown(`the entries of the prefix list ${id} were not read`);
  return (entries as readonly { readonly Cidr?: unknown }[]).map(({ Cidr }) => Cidr);
}

/**
 * The families of the addresses by which the internet can reach the interface: `ipv4` with a public, Elastic or carrier address, `ipv6` with
 * an address or a prefix that is not local.
 */
export function internetFamilies({ Association, PrivateIpAddresses, Ipv6Addresses, Ipv6Prefixes }: Interface): readonly Family[] {
  const associations = [Association, ...(PrivateIpAddresses ?? []).map((address) => address.Association)];
  const ipv4 = associations.some((each) => Boolean(each?.PublicIp ?? each?.CarrierIp));
  const addresses = [...(Ipv6Addresses ?? []).map((each) => each.Ipv6Address), ...(Ipv6Prefixes ?? []).map((each) => each.Ipv6Prefix)];
  const ipv6 = addresses.some((address) => typeof address === 'string' && !LOCAL_IPV6.some((local) => cidrContains(local, address)));
  return [...(ipv4 ? (['ipv4'] as const) : []), ...(ipv6 ? (['ipv6'] as const) : [])];
}

const flattened = (rules: Rules): readonly Rule[] =>
  rules.flatMap((rule) => (Array.isArray(rule) ? flattened(rule as Rules) : [unwrapped(rule) as Rule]));

const protocolOf = (protocol: unknown): string | undefined => (typeof protocol === 'string' ? (NUMBERS[protocol] ?? protocol) : undefined);

const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' || typeof value === 'bigint' ? Number(value) : undefined;
