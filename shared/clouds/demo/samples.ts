/** The samples of a service. A type's samples are compiled when they are first needed. docs/samples.md describes the language. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Scope } from './expressions.ts';
import type { Quirks, Sample, SampleFile } from './sample-file.ts';
import { compileCondition, compileElements, compileTemplate, compileVariables } from './template.ts';

/** A resource as its service knows it. */
export interface SampleResource {
  readonly id: string;
  /** The list item, the members that describe adds, and every detail and batch under its field; null for members that are not set. */
  readonly config: Readonly<Record<string, unknown>>;
  /** The fields whose read is refused, each with the reason: `{Policy: 'denied'}`. */
  readonly refused: Readonly<Record<string, string>>;
  /** The list, of a custom type's several ones, that has the resource; empty if all of them have it. */
  readonly listed: string;
  /** The members of the parent's item that a call for its children names. */
  readonly parent: Readonly<Record<string, unknown>>;
  /** Answers of calls whose fields the type does not keep. */
  readonly also: Readonly<Record<string, unknown>>;
}

export interface ServiceSamples {
  /** Undefined if the service answers through another service's API. */
  readonly quirks: Quirks | undefined;
  readonly types: readonly string[];
  /** Makes a scope inside `outer` with the values that the samples of the service share. */
  names(outer: Scope): Scope;
  resources(type: string, scope: Scope): readonly SampleResource[];
  /** True if an expression of the quirks is true in the scope. */
  holds(expression: string, scope: Scope): boolean;
}

/** `path` names the file in errors. */
export function serviceSamples({ service, names, samples }: SampleFile, path: string): ServiceSamples {
  const compiled = new Map<string, MakeResources>();
  const compiledOf = (type: string): MakeResources => {
    const made = compiled.get(type) ?? compileSamples(samples[type] ?? [], `${path}, ${type}`);
    compiled.set(type, made);
    return made;
  };
  return {
    quirks: service,
    types: Object.keys(samples),
    names: namesOf(names, path),
    resources: (type, scope) => compiledOf(type)(scope),
    holds: (expression, scope) => compileCondition(expression, `${path}, refuses`)(scope),
  };
}

/** Makes a scope inside another, with the names, each made after those before it. */
export function namesOf(names: Readonly<Record<string, unknown>>, path: string): (outer: Scope) => Scope {
  const addVariables = compileVariables(names, `${path}, names`);
  return (outer) => {
    const scope = new Scope(outer);
    addVariables(scope);
    return scope;
  };
}

/** Loads the JSON that `npm run generate` made from a service's `samples.yaml`; undefined for a service without samples. */
export function loadSamples(folder: string, service: string): ServiceSamples | undefined {
  const path = join(folder, service, 'samples.generated.json');
  return existsSync(path) ? serviceSamples(readJson(path) as SampleFile, join(folder, service, 'samples.yaml')) : undefined;
}

export const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

type MakeResources = (scope: Scope) => readonly SampleResource[];

function compileSamples(samples: readonly Sample[], where: string): MakeResources {
  const compiled = samples.map((each) => compileSample(each, `${where}, sample ${JSON.stringify(each.name)}`));
  return (scope) => compiled.flatMap((make) => make(scope));
}

function compileSample(sample: Sample, where: string): MakeResources {
  const isThere = sample.when === undefined ? undefined : compileCondition(sample.when, `${where}, when`);
  const isMeant = sample.where === undefined ? undefined : compileCondition(sample.where, `${where}, where`);
  const items = compileItems(sample, where);
  const addVariables = compileSteps(sample, where);
  const { config, refused = {}, listed = '', parent = {}, also = {} } = sample;
  const members = Object.entries({ config, refused, listed, parent, also }).map(
    ([member, template]) => [member, compileTemplate(template, `${where}, ${member}`)] as const,
  );
  return (outer) => {
    if (isThere && !isThere(outer)) return [];
    return items(outer).flatMap((it, index) => {
      const scope = Scope.of({ it, index, number: index + 1 }, outer);
      if (isMeant && !isMeant(scope)) return [];
      addVariables(scope);
      const made = members.map(([member, make]) => [member, make(scope)] as const);
      return [{ id: scope.get('id'), ...Object.fromEntries(made) } as SampleResource];
    });
  };
}

function compileItems({ each, count }: Sample, where: string): (scope: Scope) => readonly unknown[] {
  if (each !== undefined) return compileElements(each, `${where}, each`);
  if (count === undefined) return () => [null];
  const make = compileTemplate(count, `${where}, count`);
  return (scope) => {
    const amount = make(scope);
    if (typeof amount !== 'number') throw new Error(`${where}, count: The count is ${JSON.stringify(amount)}; it must be a number.`);
    return Array.from({ length: amount }, () => null);
  };
}

/** `id`, `let` and each variable in it are evaluated in the order in which they stand in the sample. */
function compileSteps(sample: Sample, where: string): (scope: Scope) => void {
  const steps = Object.keys(sample).flatMap((key) => {
    if (key === 'id') {
      const make = compileTemplate(sample.id, `${where}, id`);
      return [(scope: Scope) => void scope.set('id', make(scope))];
    }
    if (key !== 'let') return [];
    return [sample.let].flat().map((block) => compileVariables(block, `${where}, let`));
  });
  return (scope) => {
    for (const step of steps) step(scope);
  };
}
