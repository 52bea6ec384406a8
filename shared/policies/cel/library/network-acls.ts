/** Decides which entries of EC2's network access control lists let the internet in. */
import { unwrapped } from '../maps.ts';
import { NotKnown } from '../run.ts';
import { areInternet, type Family, type Range, rangeIn, without } from './networks.ts';

/** An entry as DescribeNetworkAcls answers it. Protocols are numbers in texts; `-1` is every protocol. */
interface Entry {
  readonly RuleNumber?: unknown;
  readonly RuleAction?: unknown;
  readonly Egress?: unknown;
  readonly Protocol?: unknown;
  readonly PortRange?: { readonly From?: unknown; readonly To?: unknown } | null;
  readonly CidrBlock?: unknown;
  readonly Ipv6CidrBlock?: unknown;
}

/** An entry for packets that come in. */
interface Inbound {
  /** The entry with the smallest number that matches a packet decides. */
  readonly number: number;
  readonly allows: boolean;
  readonly protocol: string;
  readonly ports: readonly [from: number, to: number];
  readonly source: string;
}

/** An entry as evidence shows it. `ports`: `22`, `20-25` or `all`. */
export interface ShownEntry {
  readonly rule: number;
  readonly protocol: string;
  readonly ports: string;
  readonly source: string;
}

const ALL_PROTOCOLS = '-1';
const NUMBERS: Readonly<Record<string, string>> = { tcp: '6', udp: '17' };
const NAMES: Readonly<Record<string, string>> = { [ALL_PROTOCOLS]: 'all', '6': 'tcp', '17': 'udp' };
const LAST_PORT = 65_535;
const FAMILIES: readonly Family[] = ['ipv4', 'ipv6'];

/**
 * The entries by which the internet reaches one of the ports by one of the protocols (`tcp`, `udp`): those that are open to it alone, else those
 * that are so together. Addresses that an entry with a smaller number denies are not open.
 * @throws NotKnown if an entry for packets that come in lacks a member, or has one that cannot be read
 */
export function aclOpenRules(
  entries: readonly object[],
  protocols: readonly string[],
  ports: readonly (number | bigint)[],
): readonly ShownEntry[] {
  const inbound = entries.flatMap((entry) => inboundEntry(unwrapped(entry) as Entry) ?? []).toSorted((a, b) => a.number - b.number);
  const open = new Set<Inbound>();
  for (const protocol of protocols.map(numberOf)) {
    for (const port of ports.map(Number)) {
      const matching = inbound.filter((entry) => matches(entry, protocol, port));
      for (const family of FAMILIES) openOf(matching, family).forEach((entry) => open.add(entry));
    }
  }
  return [...open].map(shown);
}

function numberOf(protocol: string): string {
  const number = NUMBERS[protocol];
  if (number === undefined) throw new RangeError(`'${protocol.slice(0, 20)}' is no protocol with ports: write 'tcp' or 'udp'.`);
  return number;
}

const matches = ({ protocol, ports: [from, to] }: Inbound, wanted: string, port: number): boolean =>
  protocol === ALL_PROTOCOLS || (protocol === wanted && from <= port && port <= to);

/** `entries`: those for one protocol and port, sorted by number */
function openOf(entries: readonly Inbound[], family: Family): readonly Inbound[] {
  const denied: Range[] = [];
  const open: { readonly entry: Inbound; readonly ranges: readonly Range[] }[] = [];
  for (const entry of entries) {
    const range = rangeIn(entry.source, family);
    if (!range) continue;
    if (entry.allows) open.push({ entry, ranges: without([range], denied) });
    else denied.push(range);
  }
  const alone = open.filter(({ ranges }) => areInternet(ranges, family));
  if (alone.length > 0) return alone.map(({ entry }) => entry);
  const together = areInternet(
    open.flatMap(({ ranges }) => ranges),
    family,
  );
  return together ? open.filter(({ ranges }) => ranges.length > 0).map(({ entry }) => entry) : [];
}

/** Undefined for an entry for packets that go out. */
function inboundEntry(entry: Entry): Inbound | undefined {
  const { RuleNumber: number, RuleAction: action, Egress: egress, Protocol: protocol } = entry;
  const missing = (member: string): NotKnown => new NotKnown(`the entry ${String(number)} has no ${member} that can be read`);
  if (typeof egress !== 'boolean') throw missing('Egress');
  if (egress) return undefined;
  if (typeof number !== 'number') throw missing('RuleNumber');
  if (action !== 'allow' && action !== 'deny') throw missing('RuleAction');
  if (typeof protocol !== 'string') throw missing('Protocol');
  const ports = portsOf(entry.PortRange);
  // Other protocols, such as ICMP, have no ports.
  if (!ports && (protocol === NUMBERS['tcp'] || protocol === NUMBERS['udp'])) throw missing('PortRange');
  const source = entry.CidrBlock ?? entry.Ipv6CidrBlock;
  if (typeof source !== 'string') throw missing('CidrBlock');
  return { number, allows: action === 'allow', protocol, ports: ports ?? [0, LAST_PORT], source };
}

function portsOf(range: Entry['PortRange']): Inbound['ports'] | undefined {
  const [from, to] = [range?.From, range?.To];
  return typeof from === 'number' && typeof to === 'number' ? [from, to] : undefined;
}

const shown = ({ number, protocol, ports: [from, to], source }: Inbound): ShownEntry => ({
  rule: number,
  protocol: NAMES[protocol] ?? protocol,
  ports: from === to ? String(from) : from === 0 && to === LAST_PORT ? 'all' : `${from}-${to}`,
  source,
});
