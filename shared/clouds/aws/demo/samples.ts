/**
 * Reads the `samples.yaml` of a service and compiles it to JSON-e templates, one for each resource type. docs/samples.md
 * describes the language.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import jsone from 'json-e';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Variables } from './account-context.ts';

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
  /** By operation: input members that filter a list, and the member of the items that they are compared with. */
  filters: z.record(z.string(), z.record(z.string(), z.string())).default({}),
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
  also: template.optional(),
  config: template,
});
type Sample = z.infer<typeof sample>;

const file = z.strictObject({
  service: quirks,
  names: z.record(z.string(), template).default({}),
  /** Parts that the samples repeat by YAML anchors; read for nothing else. */
  shared: template.optional(),
  samples: z.record(z.string(), z.array(sample)),
});

/** A resource as its service knows it. */
export interface SampleResource {
  readonly id: string;
  /** The list item, what describe adds, and every detail and batch under its field; null for what is not set. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Fields whose read is refused: `{Policy: 'denied'}`. */
  readonly refused: Readonly<Record<string, string>>;
  /** Answers of calls whose fields the type does not keep. */
  readonly also: Readonly<Record<string, unknown>>;
}

export interface ServiceSamples {
  readonly quirks: Quirks;
  readonly types: readonly string[];
  /** Values that the samples of the service share, added to the variables. */
  names(variables: Variables): Variables;
  resources(type: string, variables: Variables): readonly SampleResource[];
  /** Whether an expression of the quirks holds. */
  holds(expression: string, variables: Variables): boolean;
}

/** @throws Error naming the file and the place in it that cannot be used */
export function readSamples(path: string): ServiceSamples {
  const text = readFileSync(path, 'utf8');
  const parsed = file.safeParse(parse(text, { merge: true }));
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`, { cause: parsed.error });
  const { service, names, samples } = parsed.data;
  const templates = new Map(Object.entries(samples).map(([type, of]) => [type, typeTemplate(of)]));
  const namesTemplate = sequence(Object.entries(names));
  return {
    quirks: service,
    types: [...templates.keys()],
    names: (variables) => ({ ...variables, ...(evaluate(path, 'names', namesTemplate, variables) as Variables) }),
    resources(type, variables) {
      const found = templates.get(type);
      return found === undefined ? [] : (evaluate(path, type, found, variables) as readonly SampleResource[]);
    },
    holds: (expression, variables) => Boolean(evaluate(path, 'refuses', { $eval: expression }, variables)),
  };
}

/** Undefined for a service without samples. */
export function samplesOf(folder: string, service: string): ServiceSamples | undefined {
  const path = join(folder, service, 'samples.yaml');
  return existsSync(path) ? readSamples(path) : undefined;
}

/** Reads a file of names alone: `names.yaml`. */
export function readNames(path: string): (variables: Variables) => Variables {
  const names = parse(readFileSync(path, 'utf8'), { merge: true }) as Record<string, unknown>;
  const compiled = sequence(Object.entries(names));
  return (variables) => ({ ...variables, ...(evaluate(path, 'names', compiled, variables) as Variables) });
}

function evaluate(path: string, part: string, compiled: object, variables: Variables): unknown {
  try {
    return jsone(compiled, variables);
  } catch (error) {
    throw new Error(`${path}, ${part}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** All samples of a type as one list. */
const typeTemplate = (samples: readonly Sample[]): object => ({
  $flatten: samples.map((each) => {
    const made = { $map: items(each), 'each(it,index)': { $let: { number: { $eval: 'index + 1' } }, in: resourceTemplate(each) } };
    return each.when === undefined ? made : { $if: each.when, then: made, else: [] };
  }),
});

function items({ each, count }: Sample): unknown {
  if (each !== undefined) return each;
  if (count === undefined) return [null];
  return { $let: { amount: count }, in: { $eval: 'range(0, amount)' } };
}

/** `id` and `let` are evaluated in the order in which the sample has them, and each variable after those before it. */
function resourceTemplate(each: Sample): object {
  const resource = { id: { $eval: 'id' }, config: each.config, refused: each.refused ?? {}, also: each.also ?? {} };
  const steps = Object.keys(each).flatMap((key): [string, unknown][] => {
    if (key === 'id') return [['id', each.id]];
    return key === 'let' ? blocks(each.let) : [];
  });
  return nested(steps, each.where === undefined ? resource : { $if: each.where, then: resource });
}

const blocks = (variables: unknown): [string, unknown][] =>
  (Array.isArray(variables) ? variables : [variables]).flatMap((block) => Object.entries(block as object));

const nested = (steps: readonly [string, unknown][], inner: object): object =>
  steps.reduceRight<object>((template_, [name, value]) => ({ $let: { [name]: value }, in: template_ }), inner);

/** An object of all the names, each evaluated after those before it. */
const sequence = (names: readonly [string, unknown][]): object =>
  nested(
    names,
    Object.fromEntries(names.map(([name]) => [name, { $eval: name }])),
  );
