/**
 * An estate of any size: the accounts of the demo estate over and over, each time with ids, addresses, times and hashes of
 * its own, consistent within a copy, so that relationships hold. Any resource is made on its own, from its number alone.
 */
import { ENVIRONMENTS, profileAt } from '../../shared/clouds/aws/demo/accounts.ts';
import type { ResourceRecord } from '../../shared/exports/records.ts';
import { fetchedRecord } from '../../shared/exports/resource-record.ts';
import { contentHash } from '../../shared/inventory/canonical-json.ts';
import { stateOf } from '../../shared/inventory/changes.ts';
import type { Subject } from '../../shared/policies/evaluation.ts';
import { RESOURCE_TYPES } from '../../shared/resources/registry.ts';
import type { ResourceType } from '../../shared/resources/resource-type.ts';
import { demoResources } from '../shared/policies/fixtures.ts';

const DEMO_ACCOUNTS = 100;

const WORKLOADS = [...new Set(Array.from({ length: DEMO_ACCOUNTS }, (_, index) => profileAt(index).workload))].join('|');

/** What no two copies share. */
const OWN = new RegExp(
  [
    new RegExp(`(?<workload>\\b(?:${WORKLOADS})(?=-(?:${ENVIRONMENTS.join('|')})))`),
    /(?<account>(?<![0-9a-f])\d{12}(?![0-9a-f]))/,
    /(?<uuid>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/,
    /(?<hex>(?<![0-9a-f])(?:[0-9a-f]{64}|[0-9a-f]{17}|[0-9a-f]{12})(?![0-9a-f]))/,
    /(?<unique>\b(?:A[A-Z]{3}|db-)[A-Z2-7]{17,26}\b)/,
    /(?<digest>[A-Za-z0-9+/]{43}=)/,
    /(?<mac>02(?::[0-9a-f]{2}){5})/,
    /(?<time>20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d)/,
    /(?<digits>(?<=-)\d{6}(?=["/]))/,
    /(?<address>(?<=10\.\d{1,3}\.\d{1,3}\.|10-\d{1,3}-\d{1,3}-)\d{1,3}(?=["\\.]))/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

interface Template {
  readonly type: ResourceType;
  readonly region: string;
  /** JSON, taken apart at what each copy has of its own. */
  readonly constant: readonly string[];
  readonly own: readonly { readonly kind: string; readonly text: string }[];
}

export class Estate {
  readonly #templates: readonly Template[];

  private constructor(templates: readonly Template[]) {
    this.#templates = templates;
  }

  static async load(): Promise<Estate> {
    const types = new Map(RESOURCE_TYPES.map((type) => [type.type, type]));
    const demo = await demoResources(DEMO_ACCOUNTS, 1);
    return new Estate(demo.map((subject) => templateOf(subject, types.get(subject.type) as ResourceType)));
  }

  /** The same number always is the same resource. */
  resource(number: number): ResourceRecord {
    const template = this.#templates[number % this.#templates.length] as Template;
    const copy = Math.floor(number / this.#templates.length);
    const text = template.constant.reduce((before, after, place) => {
      const { kind, text: old } = template.own[place - 1] as Template['own'][number];
      return before + renewed(kind, old, copy) + after;
    });
    const { account_id, ...resource } = JSON.parse(text) as Subject;
    return fetchedRecord(account_id, template.region, template.type, { resource, hash: contentHash(stateOf(resource)) });
  }

  /** Each of the first `count` once, in no order that sorting could profit from. */
  *shuffled(count: number): Generator<ResourceRecord> {
    let step = Math.floor(count * 0.618) | 1;
    while (greatestCommonDivisor(step, count) !== 1) step += 2;
    for (let place = 0; place < count; place++) yield this.resource(Number((BigInt(place) * BigInt(step)) % BigInt(count)));
  }
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));

function templateOf(subject: Subject, type: ResourceType): Template {
  const json = JSON.stringify({ ...stateOf(subject), resource_id: subject.resource_id, account_id: subject.account_id });
  const constant: string[] = [];
  const own: Template['own'][number][] = [];
  let end = 0;
  for (const match of json.matchAll(OWN)) {
    const [kind] = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) ?? [];
    constant.push(json.slice(end, match.index));
    own.push({ kind: kind as string, text: match[0] });
    end = match.index + match[0].length;
  }
  constant.push(json.slice(end));
  return { type, region: subject.region, constant, own };
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const SYLLABLES = ['ba', 'co', 'da', 'fe', 'gi', 'ka', 'lo', 'mi', 'na', 'po', 'ra', 'se', 'ta', 'vo', 'xi', 'zu'];
const DIGITS = '0123456789';
const HEX = '0123456789abcdef';
const DAY_MS = 86_400_000;

/** What stands in the place of `old` in a copy: always the same for the same two. */
function renewed(kind: string, old: string, copy: number): string {
  const noise = noiseOf(old, copy);
  switch (kind) {
    case 'account':
      // 12 digits, no two alike: a bijection of the copy for each account, as odd factors are.
      return String(100_000_000_000 + ((Number(old) + copy * 9_973_377_311) % 899_999_999_993)).padStart(12, '0');
    case 'time':
      return new Date(Date.parse(`${old}Z`) - (noise() % (DAY_MS * 30))).toISOString().slice(0, 19);
    case 'workload':
      return `${drawn(2, SYLLABLES, noise)}${old.slice(2)}`;
    case 'address':
      return String(4 + (noise() % 250));
    case 'unique':
      return old.slice(0, old.startsWith('db-') ? 3 : 4) + drawn(old.length - (old.startsWith('db-') ? 3 : 4), BASE32, noise);
    case 'digits':
      return drawn(old.length, DIGITS, noise);
    case 'digest':
      return `${drawn(43, BASE64, noise)}=`;
    case 'hex':
      return drawn(old.length, HEX, noise);
    default:
      return old.replaceAll(/[0-9a-f]/g, () => HEX[noise() % 16] as string);
  }
}

function drawn(length: number, alphabet: string | readonly string[], noise: () => number): string {
  let text = '';
  for (let place = 0; place < length; place++) text += alphabet[noise() % alphabet.length] as string;
  return text;
}

/** Numbers of 31 bits: SplitMix32, seeded by a text and a number. */
function noiseOf(text: string, seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  for (let place = 0; place < text.length; place++) state = Math.imul(state ^ text.charCodeAt(place), 0x01000193);
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 1;
  };
}
