/** Values of a schema: ordinary ones, boundary ones, and members that are absent. */
import type { NormalizedSchema } from '@smithy/core/schema';
import type { Chance } from '../simulation/chance.ts';

/** Structures below this depth have no members that hold structures, so that those which contain themselves end. */
const DEEPEST = 5;

const ODD_TEXTS = [
  '',
  ' ',
  'a <b> & "c" \'d\'',
  'ünïcödé ✓ 🚀',
  '0',
  'null',
  'constructor',
  '__proto__',
  '{}',
  '[]',
  'arn:aws:s3:::*',
  'a'.repeat(2000),
] as const;
const WHOLE_NUMBERS = [0, 1, -1, 443, 65_535, 2_147_483_647, -2_147_483_648] as const;
const TIMES = ['1970-01-01T00:00:00Z', '2026-02-28T23:59:59Z', '2099-12-31T00:00:00Z'] as const;

/** Begins each value of a member that the SDK's model calls sensitive, unless the definition needs the member. */
export const SENSITIVE = 'sensitive-marker';

/** Members that hold ids, which are never odd. */
const IDENTIFIERS = /(arn|id|url)$/i;

type Members = readonly (readonly [name: string, schema: NormalizedSchema])[];

/** The SDK makes the schemas of members anew at every walk. */
const MEMBERS = new Map<unknown, Members>();

function membersOf(schema: NormalizedSchema): Members {
  const known = MEMBERS.get(schema.getSchema()) ?? [...schema.structIterator()];
  MEMBERS.set(schema.getSchema(), known);
  return known;
}

export interface ValueOptions {
  /** Names of members that are always there. */
  readonly needed: ReadonlySet<string>;
  /** The probability of all other members. */
  readonly presence: number;
  /** Makes the texts differ from those of other answers. */
  readonly key: string;
  /** The id of the service whose ARNs are made. */
  readonly service: string;
}

export class GeneratedValues {
  readonly #chance: Chance;
  readonly #needed: ReadonlySet<string>;
  readonly #presence: number;
  readonly #key: string;
  #texts = 0;

  readonly #service: string;

  constructor(chance: Chance, { needed, presence, key, service }: ValueOptions) {
    this.#chance = chance;
    this.#needed = needed;
    this.#presence = presence;
    this.#key = key;
    this.#service = service;
  }

  /** A value in the shape of the SDK's outputs. `name`: the name of the member. */
  of(schema: NormalizedSchema, name: string, depth = 0): unknown {
    if (schema.isStructSchema()) return this.#structure(schema, depth);
    if (schema.isListSchema()) {
      // Such a list has no element of its own in XML, so that an empty one is not sent.
      const least = 'xmlFlattened' in schema.getMergedTraits() ? 1 : 0;
      return this.#several(() => this.of(schema.getValueSchema(), name, depth + 1), least);
    }
    if (schema.isMapSchema()) {
      const entries = this.#several((i): [string, unknown] => [`key-${i}`, this.of(schema.getValueSchema(), name, depth + 1)]);
      return Object.fromEntries(entries);
    }
    if (schema.isTimestampSchema()) return new Date(this.#chance.pick(TIMES));
    if (schema.isBooleanSchema()) return this.#chance.hits(0.5);
    if (schema.isBlobSchema()) return new Uint8Array([0, 127, 255]);
    if (schema.isBigIntegerSchema()) return 123_456_789_012_345_678n;
    if (schema.isNumericSchema()) return this.#chance.pick(WHOLE_NUMBERS);
    if (schema.isDocumentSchema()) return { key: ['value', 1, null] };
    const traits = schema.getMergedTraits();
    if ('sensitive' in traits && !this.#needed.has(name)) return `${SENSITIVE}-${name}-${(this.#texts += 1)}`;
    // A header carries no odd characters.
    return this.#text(name, 'httpHeader' in traits);
  }

  #structure(schema: NormalizedSchema, depth: number): object {
    const made: Record<string, unknown> = {};
    for (const [name, member] of membersOf(schema)) {
      if (member.isStreaming() || (depth >= DEEPEST && (member.isStructSchema() || member.isListSchema() || member.isMapSchema())))
        continue;
      if (this.#needed.has(name) || this.#chance.hits(this.#presence)) made[name] = this.of(member, name, depth + 1);
    }
    return made;
  }

  #several<T>(make: (at: number) => T, least = 0): readonly T[] {
    return Array.from({ length: this.#chance.int(least, 3) }, (_, i) => make(i));
  }

  /** Texts that definitions need are ordinary and differ from each other. */
  #text(name: string, ordinary: boolean): string {
    if (!ordinary && !IDENTIFIERS.test(name) && !this.#needed.has(name) && this.#chance.hits(0.2)) return this.#chance.pick(ODD_TEXTS);
    const text = `${name}-${this.#key}-${(this.#texts += 1)}`;
    if (/url$/i.test(name)) return `https://${this.#service}.us-east-1.amazonaws.com/123456789012/${text}`;
    return /arn$/i.test(name) ? `arn:aws:${this.#service}:us-east-1:123456789012:stream/${text}` : text;
  }
}
