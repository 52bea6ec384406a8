/**
 * An estate of any size: the accounts of the demo estate, repeated. Each copy has its own ids, addresses, times and hashes, which are
 * consistent within the copy, so that relationships hold. Every resource can be made alone, from its number.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { LocatedResource } from '../../shared/clouds/cloud.ts';
import type { ResourceType } from '../../shared/clouds/resource-type.ts';
import type { ResourceRecord } from '../../shared/exports/records.ts';
import { fetchedRecord } from '../../shared/exports/resource-record.ts';
import type { AccountId } from '../../shared/ids.ts';
import { CanonicalForm } from '../../shared/inventory/canonical-form.ts';
import type { Subject } from '../../shared/policies/evaluation.ts';
import type { Template } from './estate-templates.ts';

export interface Sample {
  readonly account_id: AccountId;
  readonly segment: string;
  readonly type: ResourceType;
  readonly resource: LocatedResource;
}

export class Estate {
  readonly #templates: readonly Template[];

  private constructor(templates: readonly Template[]) {
    this.#templates = templates;
  }

  static async load(): Promise<Estate> {
    const worker = new Worker(new URL('estate-templates.ts', import.meta.url));
    const [templates] = (await once(worker, 'message')) as [readonly Template[]];
    await worker.terminate();
    return new Estate(templates);
  }

  /** The same number always gives the same resource. */
  resource(number: number): ResourceRecord {
    const { account_id, segment, type, resource } = this.sample(number);
    return fetchedRecord(account_id, segment, type, new CanonicalForm(type).hashed(resource));
  }

  /** The same resource as the cloud answers it. */
  sample(number: number): Sample {
    const template = this.#templates[number % this.#templates.length] as Template;
    const copy = Math.floor(number / this.#templates.length);
    const text = template.constant.reduce((before, after, place) => {
      const { kind, text: old } = template.own[place - 1] as Template['own'][number];
      return before + renewed(kind, old, copy) + after;
    });
    const { account_id, ...resource } = JSON.parse(text) as Subject;
    return { account_id, segment: template.segment, type: template.type, resource };
  }

  /** Yields each of the first `count` resources once, in an order that gives sorting no advantage. */
  *shuffled(count: number): Generator<ResourceRecord> {
    let step = Math.floor(count * 0.618) | 1;
    while (greatestCommonDivisor(step, count) !== 1) step += 2;
    for (let place = 0; place < count; place++) yield this.resource(Number((BigInt(place) * BigInt(step)) % BigInt(count)));
  }
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const SYLLABLES = ['ba', 'co', 'da', 'fe', 'gi', 'ka', 'lo', 'mi', 'na', 'po', 'ra', 'se', 'ta', 'vo', 'xi', 'zu'];
const DIGITS = '0123456789';
const HEX = '0123456789abcdef';
const DAY_MS = 86_400_000;

/** The value that replaces `old` in a copy. The same `old` and `copy` always give the same value. */
function renewed(kind: string, old: string, copy: number): string {
  const noise = noiseOf(old, copy);
  switch (kind) {
    case 'account':
      // 12 digits, different for each copy.
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

/** A generator of pseudo-random numbers of 31 bits (SplitMix32), seeded with a text and a number. */
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
