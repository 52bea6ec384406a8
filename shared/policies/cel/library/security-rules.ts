/** Decides what the rules of Azure's network security groups let in from the internet. */
import { unwrapped } from '../maps.ts';
import { NotKnown } from '../run.ts';
import { areInternet, type Family, type Range, rangeIn, wholeRange, without } from './networks.ts';

/** A rule as ARM answers it. Each of its selectors is one text, or a list of texts beside an empty or absent one. */
interface SecurityRule {
  readonly name?: unknown;
  readonly properties?: object | null;
}

type Properties = Readonly<Record<string, unknown>>;

/** The part of a rule for inbound packets that the internet could use. Texts are in lower case. */
interface InboundRule {
  readonly name: unknown;
  readonly allows: boolean;
  /** The rule with the smallest number that matches a packet decides. */
  readonly priority: number;
  readonly protocol: string;
  readonly ports: readonly PortRange[];
  /** Prefixes, addresses and service tags; none where application security groups are the source. */
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  /** False if packets from some ports do not match. */
  readonly fromEveryPort: boolean;
}

type PortRange = readonly [from: number, to: number];

/** A rule as evidence shows it. `ports`: `22`, `20-25` or `all`. */
export interface ShownSecurityRule {
  readonly name?: string;
  readonly priority: number;
  readonly protocol: string;
  readonly ports: readonly string[];
  readonly sources: readonly string[];
}

const ANY_PROTOCOL = '*';
const LAST_PORT = 65_535;
const FAMILIES = ['ipv4', 'ipv6'] as const;
/** Sources that mean every address. The tag `Internet` is every address outside of the virtual network. */
const EVERYWHERE: ReadonlySet<string> = new Set(['*', 'any', 'internet']);
/** Destinations that cover every packet that comes in: a rule sees the private address of a machine in the virtual network. */
const EVERY_DESTINATION: ReadonlySet<string> = new Set(['*', 'any', 'virtualnetwork']);
/** The name of a service tag, such as `AzureLoadBalancer` or `Storage.WestEurope`. */
const SERVICE_TAG = /^[a-z][\w.-]*$/;

/**
 * Whether the rules let the internet reach one of the ports by the protocol (`tcp` or `udp`). A rule that denies counts for those that
 * it precedes; what no rule allows is closed, as the default rules have it. Other service tags and groups are not the internet.
 * @throws NotKnown if a rule lacks a member, or has one that cannot be read
 */
export const securityRulesOpen = (rules: readonly SecurityRule[], protocol: string, ports: readonly (number | bigint)[]): boolean =>
  openingRules(rules, protocol, ports).length > 0;

/**
 * The rules because of which `securityRulesOpen` is true: those that are open to the internet alone, else those that are so together.
 * @throws NotKnown as `securityRulesOpen`
 */
export const openSecurityRules = (
  rules: readonly SecurityRule[],
  protocol: string,
  ports: readonly (number | bigint)[],
): readonly ShownSecurityRule[] => openingRules(rules, protocol, ports).map(shownRule);

function openingRules(given: readonly SecurityRule[], protocol: string, ports: readonly (number | bigint)[]): readonly InboundRule[] {
  const wanted = protocol.toLowerCase();
  if (wanted !== 'tcp' && wanted !== 'udp')
    throw new RangeError(`'${protocol.slice(0, 20)}' is no protocol with ports: write 'tcp' or 'udp'.`);
  const rules = given
    .flatMap((rule) => inboundRule(rule) ?? [])
    .filter((rule) => rule.protocol === ANY_PROTOCOL || rule.protocol === wanted)
    .toSorted((a, b) => a.priority - b.priority);
  const opening = new Set<InboundRule>();
  for (const port of ports.map(Number)) {
    const matching = rules.filter((rule) => rule.ports.some(([from, to]) => from <= port && port <= to));
    for (const family of FAMILIES) openingAt(matching, family).forEach((rule) => opening.add(rule));
  }
  return [...opening];
}

/** `rules`: those for one port, sorted by priority */
function openingAt(rules: readonly InboundRule[], family: Family): readonly InboundRule[] {
  const allowing = rules.flatMap((rule, index) =>
    rule.allows && !isOfOtherFamily(rule.destinations, family) ? [{ rule, index, ranges: sourcesOf(rule, family) }] : [],
  );
  // Most groups open no port to many addresses: then their denials need not be looked at.
  if (
    !areInternet(
      allowing.flatMap(({ ranges }) => ranges),
      family,
    )
  )
    return [];
  const open = allowing.map(({ rule, index, ranges }) => {
    const denying = rules.slice(0, index).filter((other) => !other.allows && other.fromEveryPort && reaches(other, rule, family));
    return {
      rule,
      ranges: without(
        ranges,
        denying.flatMap((other) => sourcesOf(other, family)),
      ),
    };
  });
  const alone = open.filter(({ ranges }) => areInternet(ranges, family));
  if (alone.length > 0) return alone.map(({ rule }) => rule);
  if (
    !areInternet(
      open.flatMap(({ ranges }) => ranges),
      family,
    )
  )
    return [];
  return open.filter(({ ranges }) => ranges.length > 0).map(({ rule }) => rule);
}

/** @throws NotKnown if a source of a rule that allows is neither an address, a block nor the name of a tag */
function sourcesOf({ name, allows, sources }: InboundRule, family: Family): readonly Range[] {
  return sources.flatMap((source) => {
    if (EVERYWHERE.has(source)) return [wholeRange(family)];
    if (SERVICE_TAG.test(source)) return [];
    const range = rangeOrNone(source, family);
    if (range === 'none' && allows) throw new NotKnown(`the rule ${String(name)} has a source that is no address, block or service tag`);
    return range === undefined || range === 'none' ? [] : [range];
  });
}

function rangeOrNone(text: string, family: Family): Range | undefined | 'none' {
  try {
    return rangeIn(text, family);
  } catch {
    return 'none';
  }
}

/** Whether all of these are addresses or blocks of the other family, so that no packet of this one goes there. */
const isOfOtherFamily = (destinations: readonly string[], family: Family): boolean =>
  destinations.length > 0 && destinations.every((each) => rangeOrNone(each, family) === undefined);

/** Whether every destination of `rule` is one of the denying rule: the same, or within one of its blocks. */
function reaches(denying: InboundRule, rule: InboundRule, family: Family): boolean {
  if (denying.destinations.some((each) => EVERY_DESTINATION.has(each))) return true;
  return (
    rule.destinations.length > 0 &&
    rule.destinations.every((destination) => denying.destinations.some((each) => each === destination || holds(each, destination, family)))
  );
}

function holds(outer: string, inner: string, family: Family): boolean {
  const [all, some] = [rangeOrNone(outer, family), EVERY_DESTINATION.has(inner) ? wholeRange(family) : rangeOrNone(inner, family)];
  if (all === undefined || all === 'none' || some === 'none') return false;
  // A destination of the other family is none of these packets'.
  return some === undefined || without([some], [all]).length === 0;
}

/** Undefined for a rule on outbound packets. */
function inboundRule(given: SecurityRule): InboundRule | undefined {
  const { name, properties } = unwrapped(given) as SecurityRule;
  if (!properties) throw new NotKnown(`the rule ${String(name)} has no properties`);
  const rule = unwrapped(properties) as Properties;
  const missing = (member: string): NotKnown => new NotKnown(`the rule ${String(name)} has no ${member} that can be read`);
  const text = (member: string): string => {
    const value = rule[member];
    if (typeof value !== 'string' || value === '') throw missing(member);
    return value.toLowerCase();
  };
  if (text('direction') !== 'inbound') return undefined;
  const access = text('access');
  if (access !== 'allow' && access !== 'deny') throw missing('access');
  const { priority } = rule;
  if (typeof priority !== 'number') throw missing('priority');
  const sources = textsOf(rule, 'sourceAddressPrefix', 'sourceAddressPrefixes');
  if (sources.length === 0 && groupsOf(rule, 'sourceApplicationSecurityGroups').length === 0) throw missing('source');
  const destinations = [
    ...textsOf(rule, 'destinationAddressPrefix', 'destinationAddressPrefixes'),
    ...groupsOf(rule, 'destinationApplicationSecurityGroups'),
  ];
  const ports = portsOf(textsOf(rule, 'destinationPortRange', 'destinationPortRanges'));
  if (ports === undefined || ports.length === 0) throw missing('destinationPortRange');
  const fromPorts = portsOf(textsOf(rule, 'sourcePortRange', 'sourcePortRanges'));
  return {
    name,
    allows: access === 'allow',
    priority,
    protocol: text('protocol'),
    ports,
    sources,
    destinations,
    fromEveryPort: fromPorts?.some(([from, to]) => from <= 1 && to === LAST_PORT) ?? false,
  };
}

/** The texts of both members, in lower case. ARM leaves one of them empty or out. */
function textsOf(rule: Properties, one: string, several: string): readonly string[] {
  const list = rule[several];
  return [rule[one], ...(Array.isArray(list) ? (list as readonly unknown[]) : [])]
    .filter((text) => typeof text === 'string')
    .map((text) => text.trim().toLowerCase())
    .filter((text) => text !== '');
}

/** The ids of the application security groups. */
function groupsOf(rule: Properties, member: string): readonly string[] {
  const groups = rule[member];
  if (!Array.isArray(groups)) return [];
  return (groups as readonly object[]).map((group) => String((unwrapped(group) as { readonly id?: unknown }).id).toLowerCase());
}

/** Undefined if one is no port and no range of ports. */
function portsOf(texts: readonly string[]): readonly PortRange[] | undefined {
  const ranges = texts.map((text): PortRange | undefined => {
    if (text === '*') return [0, LAST_PORT];
    const [, from, to = from] = /^(\d{1,5})(?:\s*-\s*(\d{1,5}))?$/.exec(text) ?? [];
    return from === undefined ? undefined : [Number(from), Number(to)];
  });
  return ranges.every((range) => range !== undefined) ? ranges : undefined;
}

const shownRule = ({ name, priority, protocol, ports, sources }: InboundRule): ShownSecurityRule => ({
  ...(typeof name === 'string' && { name }),
  priority,
  protocol: protocol === ANY_PROTOCOL ? 'all' : protocol,
  ports: ports.map(([from, to]) => (from === to ? String(from) : from === 0 && to === LAST_PORT ? 'all' : `${from}-${to}`)),
  sources,
});
