/**
 * The form of `samples.yaml`, which docs/samples.md describes. `npm run generate` writes its content as JSON beside it. The demo estate
 * loads the JSON, because parsing YAML takes longer than making an account from it.
 */
import { parse } from 'yaml';
import { z } from 'zod';

const refusal = z.strictObject({ code: z.string(), status: z.int().min(300).max(599), message: z.string().optional() });
export type Refusal = z.infer<typeof refusal>;

/** A service's own rules for answers: page sizes, errors and encodings. */
const quirks = z.strictObject({
  /** The number of items in the service's largest page. */
  page: z.int().min(1),
  /** The number of items in a page if the caller names no size; `page` if absent. */
  usualPage: z.int().min(1).optional(),
  /** The number of items in a page of the large account, whatever size the caller names. */
  smallPage: z.int().min(1),
  throttled: refusal,
  denied: refusal,
  badToken: refusal,
  /** The prefix of ids in the service's answers, which the SDK leaves out when it sends them: `/hostedzone/`. */
  idPrefix: z.string().optional(),
  /** The error in a region that the account has not enabled; absent for global services. */
  closedRegion: refusal.optional(),
  /** The error for a resource that does not exist, if its type has no error code of its own. */
  gone: refusal.optional(),
  /** The error for a resource of another region. */
  otherRegion: refusal.optional(),
  /** True if policy documents in its answers are URL-encoded JSON. */
  encodedDocuments: z.boolean().default(false),
  /** Errors for calls while `when` is true: for all calls, or for those of one type. */
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
  /** Absent if the service answers through another service's API, whose samples have this part. */
  service: quirks.optional(),
  names: z.record(z.string(), template).default({}),
  /** Parts that the samples repeat by YAML anchors. */
  shared: template.optional(),
  samples: z.record(z.string(), z.array(sample)),
});

/** The content of a sample file, with anchors resolved and without `shared`. */
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
  // The samples as they were written: the schema would change the order of a sample's members.
  return { service: parsed.data.service, names: parsed.data.names, samples: (raw as SampleFile).samples };
}

/** A file of names alone: `names.yaml`. */
export const parseNames = (text: string): Readonly<Record<string, unknown>> => parse(text, { merge: true }) as Record<string, unknown>;
