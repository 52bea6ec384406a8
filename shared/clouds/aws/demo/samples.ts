/** The samples of a service as JSON-e templates, one for each resource type. docs/samples.md describes the language. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import jsone from 'json-e';
import type { Variables } from './account-context.ts';
import type { Quirks, Sample, SampleFile } from './sample-file.ts';

/** A resource as its service knows it. */
export interface SampleResource {
  readonly id: string;
  /** The list item, what describe adds, and every detail and batch under its field; null for what is not set. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Fields whose read is refused: `{Policy: 'denied'}`. */
  readonly refused: Readonly<Record<string, string>>;
  /** The list of a custom type that has it; empty where all of them have. */
  readonly listed: string;
  /** Members of the parent's item by which its children are asked for. */
  readonly parent: Readonly<Record<string, unknown>>;
  /** Answers of calls whose fields the type does not keep. */
  readonly also: Readonly<Record<string, unknown>>;
}

export interface ServiceSamples {
  /** Undefined where the service answers through the API of another. */
  readonly quirks: Quirks | undefined;
  readonly types: readonly string[];
  /** Values that the samples of the service share, added to the variables. */
  names(variables: Variables): Variables;
  resources(type: string, variables: Variables): readonly SampleResource[];
  /** Whether an expression of the quirks holds. */
  holds(expression: string, variables: Variables): boolean;
}

/** `path` names the file in errors. */
export function serviceSamples({ service, names, samples }: SampleFile, path: string): ServiceSamples {
  const templates = new Map(Object.entries(samples).map(([type, of]) => [type, compiled(typeTemplate(of))]));
  const addNames = namesOf(names, path);
  return {
    quirks: service,
    types: [...templates.keys()],
    names: addNames,
    resources(type, variables) {
      const found = templates.get(type);
      return found === undefined ? [] : (evaluate(path, type, found, variables) as readonly SampleResource[]);
    },
    holds: (expression, variables) => Boolean(evaluate(path, 'refuses', compiled({ $eval: expression }), variables)),
  };
}

/** Adds to variables what the names make of them, each after those before it. */
export function namesOf(names: Readonly<Record<string, unknown>>, path: string): (variables: Variables) => Variables {
  const template = compiled(sequence(Object.entries(names)));
  return (variables) => ({ ...variables, ...(evaluate(path, 'names', template, variables) as Variables) });
}

/** What `npm run generate` made of a service's `samples.yaml`; undefined for a service without samples. */
export function loadSamples(folder: string, service: string): ServiceSamples | undefined {
  const path = join(folder, service, 'samples.generated.json');
  return existsSync(path) ? serviceSamples(readJson(path) as SampleFile, join(folder, service, 'samples.yaml')) : undefined;
}

export const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

interface Compiled {
  readonly template: object;
  /** The variables and functions that the template can name. JSON-e copies all that it is given again and again. */
  readonly words: readonly string[];
}

const compiled = (template_: object): Compiled => ({ template: template_, words: [...wordsIn(template_)] });

function evaluate(path: string, part: string, { template: of, words }: Compiled, variables: Variables): unknown {
  try {
    return jsone(of, Object.fromEntries(words.flatMap((word) => (word in variables ? [[word, variables[word]]] : []))));
  } catch (error) {
    throw new Error(`${path}, ${part}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Every word of every text in a template. */
function wordsIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === 'string') for (const [word] of value.matchAll(/[a-z_]\w*/gi)) found.add(word);
  else if (value !== null && typeof value === 'object') for (const member of Object.values(value)) wordsIn(member, found);
  return found;
}

/** All samples of a type as one list. */
const typeTemplate = (samples: readonly Sample[]): object => ({
  $flatten: samples.map((each) => {
    const made = { $map: items(each), 'each(it,index)': resourceTemplate(each) };
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
  const resource = {
    id: { $eval: 'id' },
    config: each.config,
    refused: each.refused ?? {},
    listed: each.listed ?? '',
    parent: each.parent ?? {},
    also: each.also ?? {},
  };
  const steps = Object.keys(each).flatMap((key): [string, unknown][] => {
    if (key === 'count') return [['number', { $eval: 'index + 1' }]];
    if (key === 'id') return [['id', each.id]];
    return key === 'let' ? blocks(each.let) : [];
  });
  const made = nested(steps, resource);
  return each.where === undefined ? made : { $if: each.where, then: made };
}

const blocks = (variables: unknown): [string, unknown][] =>
  (Array.isArray(variables) ? variables : [variables]).flatMap((block) => Object.entries(block as object));

/** Variables that name none before them share one step: each step copies all variables. */
function nested(steps: readonly [string, unknown][], inner: object): object {
  const groups: Record<string, unknown>[] = [];
  for (const [name, value] of steps) {
    const last = groups.at(-1);
    const words = wordsIn(value);
    if (last && !Object.keys(last).some((before) => before === name || words.has(before))) last[name] = value;
    else groups.push({ [name]: value });
  }
  return groups.reduceRight<object>((template_, group) => ({ $let: group, in: template_ }), inner);
}

/** An object of all the names, each evaluated after those before it. */
const sequence = (names: readonly [string, unknown][]): object =>
  nested(names, Object.fromEntries(names.map(([name]) => [name, { $eval: name }])));
