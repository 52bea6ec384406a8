/**
 * The form of `samples.yaml`, which docs/samples.md describes. `npm run generate` reads it and writes the same as JSON
 * beside it, which is what the demo estate loads: parsing YAML takes longer than making an account of it.
 */
import { parse } from 'yaml';
import { z } from 'zod';

const refusal = z.strictObject({ code: z.string(), status: z.int().min(300).max(599), message: z.string().optional() });
export type Refusal = z.infer<typeof refusal>;

/** How a service answers beyond its resources. */
const quirks = z.strictObject({
  /** Items of the service's largest page. */
  page: z.int().min(1),
  /** Items of a page where the caller names no size; `page` if absent. */
  usualPage: z.int().min(1).optional(),
  /** Items of a page in the large account, whatever the caller wants. */
  smallPage: z.int().min(1),
  throttled: refusal,
  denied: refusal,
  badToken: refusal,
  /** The refusal of credentials in a region that the account has not enabled; absent for global services. */
  closedRegion: refusal.optional(),
  /** For a resource that does not exist, where its type names no error code of its own. */
  gone: refusal.optional(),
  /** For a resource of another region. */
  otherRegion: refusal.optional(),
  /** Whether policy documents in its answers are URL-encoded JSON. */
  encodedDocuments: z.boolean().default(false),
  /** Calls that are refused where `when` holds: all, or those of one type. */
  refuses: z.array(refusal.extend({ when: z.string(), type: z.string().optional() })).default([]),
});
export type Quirks = z.infer<typeof quirks>;

const template = z.unknown();
const sample = z.strictObject({
  name: z.string(),
  when: z.string().optional(),
  each: template.optional(),
  count: template.optional(),
  where: z.string().optional(),
  let: template.optional(),
  id: z.string(),
  refused: template.optional(),
  listed: z.string().optional(),
  parent: template.optional(),
  also: template.optional(),
  config: template,
});
export type Sample = z.infer<typeof sample>;

const sampleFile = z.strictObject({
  /** Absent where the service answers through the API of another, whose samples have it. */
  service: quirks.optional(),
  names: z.record(z.string(), template).default({}),
  /** Parts that the samples repeat by YAML anchors. */
  shared: template.optional(),
  samples: z.record(z.string(), z.array(sample)),
});

/** Anchors are resolved, and `shared` is left out. */
export interface SampleFile {
  readonly service?: Quirks | undefined;
  readonly names: Readonly<Record<string, unknown>>;
  readonly samples: Readonly<Record<string, readonly Sample[]>>;
}

/** @throws Error naming the file and the place in it that cannot be used */
export function parseSampleFile(text: string, path: string): SampleFile {
  const raw: unknown = parse(text, { merge: true });
  const parsed = sampleFile.safeParse(raw);
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`, { cause: parsed.error });
  // As it was written: the schema puts the members of a sample into an order of its own.
  return { service: parsed.data.service, names: parsed.data.names, samples: (raw as SampleFile).samples };
}

/** A file of names alone: `names.yaml`. */
export const parseNames = (text: string): Readonly<Record<string, unknown>> => parse(text, { merge: true }) as Record<string, unknown>;
