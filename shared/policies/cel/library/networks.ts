/** Functions on IPv4 and IPv6 addresses and address blocks. */
import ipaddr from 'ipaddr.js';

interface Block {
  /** The block's first address, most significant byte first. */
  readonly bytes: readonly number[];
  /** How many leading bits all addresses of the block have in common. */
  readonly prefix: number;
}

/** Parsed texts are cached: the same ones repeat over an account's rules, and parsing is most of the work. */
const CACHED_TEXTS = 10_000;
const blocks = new Map<string, Block>();

/** Blocks none of whose addresses is reachable over the internet, from IANA's special-purpose registries (RFC 6890 and its updates). */
const NOT_PUBLIC: readonly Block[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  // Only 2000::/3 is global unicast. These are all other addresses, and the documentation prefixes within 2000::/3.
  '::/3',
  '4000::/2',
  '8000::/1',
  '2001:db8::/32',
  '3fff::/20',
].map(parse);

/** True for `0.0.0.0/0` and `::/0`, in any notation. */
export const cidrAnywhere = (text: string): boolean => text.includes('/') && blockOf(text).prefix === 0;

/** True if any address of the block is outside of the private, loopback, link-local, CGNAT, multicast and reserved ranges. */
export const cidrPublic = (text: string): boolean => reachesOutside(blockOf(text));

/** The number of bits of the block's common prefix, and its family: IPv4 for IPv4-mapped IPv6 blocks. */
export function cidrSize(text: string): { readonly family: Family; readonly prefix: number } {
  const { bytes, prefix } = blockOf(text);
  return { family: bytes.length === BYTES.ipv4 ? 'ipv4' : 'ipv6', prefix };
}

/** True if `outer` has every address of `inner`; false if one is IPv4 and the other IPv6. */
export const cidrContains = (outer: string, inner: string): boolean => contains(blockOf(outer), blockOf(inner));

export type Family = 'ipv4' | 'ipv6';

/** The first and the last address of a range. */
export type Range = readonly [first: bigint, last: bigint];

/** The most public addresses that sources may have together without being the internet: a block /8 of IPv4 or /16 of IPv6. */
const MOST_PUBLIC: Readonly<Record<Family, bigint>> = { ipv4: 1n << 24n, ipv6: 1n << 112n };
const BYTES: Readonly<Record<Family, number>> = { ipv4: 4, ipv6: 16 };

/**
 * Whether the blocks of the family have together so many public addresses that they are as good as the internet: more than a block /8 of
 * IPv4 or /16 of IPv6 has. It follows S3, for which a policy with a source wider than /8 is public; no owner of addresses has more in IPv6 than a /16.
 */
export function isInternet(texts: readonly string[], family: Family): boolean {
  const bits = BYTES[family] * 8;
  const ofFamily = texts.map(blockOf).filter(({ bytes }) => bytes.length === BYTES[family]);
  if (ofFamily.some(({ prefix }) => prefix === 0)) return true;
  const atMost = ofFamily.reduce((sum, { prefix }) => sum + (1n << BigInt(bits - prefix)), 0n);
  return atMost > MOST_PUBLIC[family] && areInternet(ofFamily.map(rangeOf), family);
}

const byFirst = ([a]: Range, [b]: Range): number => (a < b ? -1 : a > b ? 1 : 0);

/** The blocks of the family that are not public, as ranges, and how many addresses they have together. */
const hiddenIn = (family: Family): { readonly ranges: readonly Range[]; readonly size: bigint } => {
  const ranges = NOT_PUBLIC.filter(({ bytes }) => bytes.length === BYTES[family]).map(rangeOf);
  return { ranges, size: sizeOf(ranges) };
};

const HIDDEN: Readonly<Record<Family, ReturnType<typeof hiddenIn>>> = { ipv4: hiddenIn('ipv4'), ipv6: hiddenIn('ipv6') };

/** The same for ranges of addresses. */
export function areInternet(ranges: readonly Range[], family: Family): boolean {
  const { ranges: hidden, size } = HIDDEN[family];
  // The union without the hidden blocks: both together, less the hidden ones.
  return sizeOf([...ranges, ...hidden]) - size > MOST_PUBLIC[family];
}

/** Every address of the family. */
export const wholeRange = (family: Family): Range => [0n, (1n << BigInt(BYTES[family] * 8)) - 1n];

/** The addresses of a block or of one address; undefined for one of the other family. @throws RangeError if the text is neither */
export function rangeIn(text: string, family: Family): Range | undefined {
  const block = blockOf(text);
  return block.bytes.length === BYTES[family] ? rangeOf(block) : undefined;
}

/** The addresses of the ranges that are in none of the others. */
export function without(ranges: readonly Range[], others: readonly Range[]): readonly Range[] {
  const holes = others.toSorted(byFirst);
  return ranges.flatMap(([first, last]) => {
    const left: Range[] = [];
    let from = first;
    for (const [start, end] of holes) {
      if (end < from) continue;
      if (start > last) break;
      if (start > from) left.push([from, start - 1n]);
      from = end + 1n;
    }
    return from <= last ? [...left, [from, last] satisfies Range] : left;
  });
}

function rangeOf({ bytes, prefix }: Block): Range {
  const first = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return [first, first + (1n << BigInt(bytes.length * 8 - prefix)) - 1n];
}

/** The number of addresses that are in at least one of the ranges. */
function sizeOf(ranges: readonly Range[]): bigint {
  let size = 0n;
  let end = -1n;
  for (const [first, last] of ranges.toSorted(byFirst)) {
    const from = first > end ? first : end + 1n;
    if (last < from) continue;
    size += last - from + 1n;
    end = last;
  }
  return size;
}

function reachesOutside(block: Block): boolean {
  if (NOT_PUBLIC.some((range) => contains(range, block))) return false;
  if (!NOT_PUBLIC.some((range) => contains(block, range))) return true;
  return halves(block).some(reachesOutside);
}

function contains(outer: Block, inner: Block): boolean {
  if (outer.bytes.length !== inner.bytes.length || outer.prefix > inner.prefix) return false;
  for (let bit = 0, index = 0; bit < outer.prefix; bit += 8, index++) {
    const shift = 8 - Math.min(8, outer.prefix - bit);
    if (outer.bytes[index]! >> shift !== inner.bytes[index]! >> shift) return false;
  }
  return true;
}

function halves({ bytes, prefix }: Block): readonly [Block, Block] {
  const upper = bytes.map((byte, index) => (index === prefix >> 3 ? byte | (0x80 >> (prefix & 7)) : byte));
  return [
    { bytes, prefix: prefix + 1 },
    { bytes: upper, prefix: prefix + 1 },
  ];
}

function blockOf(text: string): Block {
  const known = blocks.get(text);
  if (known) return known;
  const block = parse(text);
  if (blocks.size >= CACHED_TEXTS) blocks.clear();
  blocks.set(text, block);
  return block;
}

/** An address without a prefix is a block of one address. @throws RangeError */
function parse(text: string): Block {
  const slash = text.indexOf('/');
  const address = slash < 0 ? text : text.slice(0, slash);
  if (!ipaddr.IPv6.isValid(address) && !ipaddr.IPv4.isValidFourPartDecimal(address)) throw notABlock(text);
  const parsed = ipaddr.parse(address);
  const bits = parsed.kind() === 'ipv4' ? 32 : 128;
  const prefix = slash < 0 ? bits : Number(/^\d{1,3}$/.exec(text.slice(slash + 1))?.[0] ?? Number.NaN);
  if (!(prefix <= bits)) throw notABlock(text);
  // An IPv4-mapped IPv6 address is treated as the IPv4 address.
  if (parsed instanceof ipaddr.IPv6 && parsed.isIPv4MappedAddress() && prefix >= 96) {
    return { bytes: cleared(parsed.toIPv4Address().toByteArray(), prefix - 96), prefix: prefix - 96 };
  }
  return { bytes: cleared(parsed.toByteArray(), prefix), prefix };
}

/** Clears the bits after the prefix: `10.1.2.3/8` is `10.0.0.0/8`. */
function cleared(bytes: readonly number[], prefix: number): readonly number[] {
  return bytes.map((byte, index) => byte & (0xff00 >> Math.max(0, Math.min(8, prefix - index * 8))) & 0xff);
}

const notABlock = (text: string): RangeError => new RangeError(`'${text.slice(0, 100)}' is no IP address and no CIDR block.`);
