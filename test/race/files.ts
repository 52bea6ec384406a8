/** Reads the files of the race: its checks, and the disagreements that someone has judged. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Attribution, Check } from './compare.ts';

const read = (name: string): unknown => parse(readFileSync(new URL(name, import.meta.url), 'utf8'));

const checkSchema = z.strictObject({
  prowler: z.string().regex(/^[a-z0-9_]+$/),
  muster: z.string().regex(/^aws\.[a-z0-9.-]+$/),
  /** The resource type that the checks judge. */
  type: z.string().regex(/^AWS::\w+::\w+$/),
  custodian: z.strictObject({ resource: z.string(), filters: z.array(z.unknown()).min(1) }),
});

const attributionSchema = z.strictObject({
  check: z.string(),
  resource: z.string(),
  right: z.enum(['muster', 'prowler', 'both']),
  why: z.string().min(20),
});

/** @throws ZodError */
export const readChecks = (): readonly (Check & { readonly type: string })[] => z.array(checkSchema).parse(read('checks.yaml'));

/** @throws ZodError */
export const readAttributions = (): readonly Attribution[] => z.array(attributionSchema).parse(read('disagreements.yaml') ?? []);
