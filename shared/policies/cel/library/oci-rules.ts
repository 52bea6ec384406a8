/** Decides which rules of OCI's security lists and network security groups are open to the internet. */
import { unwrapped } from '../maps.ts';
import { NotKnown } from '../run.ts';
import { cidrPublic, type Family, isInternet } from './networks.ts';

/** A rule as OCI answers it: `source` in one for packets that come in, `destination` in one for packets that go out. */
interface OciRule {
  readonly protocol?: unknown;
  readonly source?: unknown;
  readonly sourceType?: unknown;
  readonly destination?: unknown;
  readonly destinationType?: unknown;
  readonly tcpOptions?: Options | null;
  readonly udpOptions?: Options | null;
}

interface Options {
  readonly destinationPortRange?: { readonly min?: unknown; readonly max?: unknown } | null;
}

/** A rule with the block of addresses at its other end. Undefined members were not readable. */
interface Opening {
  readonly rule: OciRule;
  readonly block: string;
  /** `tcp`, `udp`, `icmp`, `icmpv6`, `all`, or the number of another protocol. */
  readonly protocol: string | undefined;
  readonly ports: readonly [from: number, to: number] | undefined;
}

/** A rule as evidence shows it. `ports`: `22`, `20-25` or `all`; absent for protocols without ports. */
export interface ShownOciRule {
  readonly protocol: string;
  readonly ports?: string;
  readonly source?: string;
  readonly destination?: string;
}

const ALL_PROTOCOLS = 'all';
const NAMES: Readonly<Record<string, string>> = { '1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'icmpv6' };
const LAST_PORT = 65_535;
const EVERY_PORT = [0, LAST_PORT] as const;
const FAMILIES: readonly Family[] = ['ipv4', 'ipv6'];
const OF_BLOCKS = 'CIDR_BLOCK';

/**
 * The rules at whose other end is the internet, for one of the protocols and one of the ports: those that are open to it alone, else those
 * that are so together. An empty list of protocols or ports means any. Whether a rule is stateless does not matter, nor do source ports,
 * which a sender chooses. Services of Oracle and other groups are not the internet.
 * @throws NotKnown if that depends on a member that a rule lacks or that cannot be read
 */
export function ociOpenRules(
  rules: readonly object[],
  protocols: readonly string[],
  ports: readonly (number | bigint)[],
): readonly ShownOciRule[] {
  const openings: Opening[] = [];
  let unknown: NotKnown | undefined;
  for (const given of rules) {
    const rule = unwrapped(given) as OciRule;
    const block = blockOf(rule);
    if (block instanceof NotKnown) unknown ??= block;
    else if (block !== undefined) openings.push({ rule, block, protocol: protocolOf(rule), ports: portsOf(rule) });
  }
  const open = new Set<Opening>();
  for (const family of FAMILIES) {
    for (const protocol of protocols.length > 0 ? protocols : namesIn(openings)) {
      for (const port of ports.length > 0 ? ports.map(Number) : firstPortsIn(openings)) {
        const certain = openings.filter((each) => matches(each, protocol, port) === true);
        openOf(certain, family).forEach((each) => open.add(each));
        const possible = openings.filter((each) => matches(each, protocol, port) !== false);
        if (possible.length > certain.length && openOf(possible, family).length > 0)
          unknown ??= new NotKnown('a rule has no protocol or no ports that can be read');
      }
    }
  }
  if (open.size === 0 && unknown) throw unknown;
  return [...open].map(shown);
}

/** Those that are the internet alone; if there is none, all with public addresses, if they are the internet together. */
function openOf(openings: readonly Opening[], family: Family): readonly Opening[] {
  const alone = openings.filter(({ block }) => isInternet([block], family));
  if (alone.length > 0) return alone;
  const together = isInternet(
    openings.map(({ block }) => block),
    family,
  );
  return together ? openings.filter(({ block }) => cidrPublic(block)) : [];
}

/** Undefined where it is not known. */
function matches({ protocol, ports }: Opening, wanted: string, port: number): boolean | undefined {
  if (protocol === undefined) return undefined;
  if (protocol === ALL_PROTOCOLS) return true;
  if (protocol !== wanted) return false;
  return ports && ports[0] <= port && port <= ports[1];
}

const namesIn = (openings: readonly Opening[]): readonly string[] => [
  ...new Set(openings.map(({ protocol }) => protocol ?? ALL_PROTOCOLS)),
];

const firstPortsIn = (openings: readonly Opening[]): readonly number[] => [...new Set(openings.map(({ ports }) => ports?.[0] ?? 0))];

/** The block at the rule's other end; undefined if that is a service of Oracle or another group. */
function blockOf({ source, sourceType, destination, destinationType }: OciRule): string | undefined | NotKnown {
  const [block, type] = source === undefined || source === null ? [destination, destinationType] : [source, sourceType];
  // OCI takes a rule without a type as one of blocks.
  if ((type ?? OF_BLOCKS) !== OF_BLOCKS) return undefined;
  if (typeof block === 'string' && isBlock(block)) return block;
  return new NotKnown('a rule has no source or destination that can be read');
}

function isBlock(text: string): boolean {
  try {
    cidrPublic(text);
    return true;
  } catch {
    return false;
  }
}

const protocolOf = ({ protocol }: OciRule): string | undefined =>
  typeof protocol === 'string' && protocol !== '' ? (NAMES[protocol] ?? protocol.toLowerCase()) : undefined;

/** A rule without options, or with options that name no destination ports, is for every port. Undefined if the range has no numbers. */
function portsOf(rule: OciRule): Opening['ports'] {
  const options = { '6': rule.tcpOptions, '17': rule.udpOptions }[String(rule.protocol)];
  const range = options?.destinationPortRange;
  if (range === undefined || range === null) return EVERY_PORT;
  const [from, to] = [range.min, range.max];
  return typeof from === 'number' && typeof to === 'number' ? [from, to] : undefined;
}

function shown({ rule, block, protocol = 'not known', ports }: Opening): ShownOciRule {
  const end = rule.source === undefined || rule.source === null ? { destination: block } : { source: block };
  if (!['tcp', 'udp', ALL_PROTOCOLS].includes(protocol) || !ports) return { protocol, ...end };
  const [from, to] = ports;
  const text = from === to ? String(from) : from === 0 && to === LAST_PORT ? 'all' : `${from}-${to}`;
  return { protocol, ports: text, ...end };
}
