/**
 * Gives a managed resource the outputs of those it depends on. They fill the fields that the manager names in `inputs`, and stand for references such as
 * `${deps.db.endpoint}` wherever the configuration has them. They are never stored: each step resolves them again.
 */
import type { z } from 'zod';
import { problemText } from '../validation/invalid-request.ts';
import type { FieldProblem } from '../validation/field-problem.ts';
import { enumerated, suggestion } from '../validation/nearest.ts';
import type { Manager } from './manager.ts';
import { memberAt, pointerParts, withMember } from './member-path.ts';
import type { Dependency, Json, JsonObject, Spec } from './model.ts';
import { hasReference, type Reference, referencesIn, type ReferenceTarget, replaceReferences, textOf } from './references.ts';

/** A managed resource that is there, as its manager has seen it last. */
export interface ReadyDependency {
  readonly manager: Manager;
  readonly actual: JsonObject;
}

/** Each stands for an output of any length, so that many of them would make a text that no memory holds. */
const MOST_REFERENCES = 200;

type Asking = Pick<Spec, 'config' | 'dependencies'>;

/** The documented name of an output: `database_endpoint` of a `database`, `repository_clone_url` of a `git_repository`. */
export const outputName = (type: string, output: string): string => `${type.slice(type.lastIndexOf('_') + 1)}_${output}`;

/**
 * The configuration with all outputs in their places, and with the schema's defaults; or what stands against it, in a sentence.
 * @param dependencies by their names in the spec: those that are managed, each of them ready
 */
export function resolveConfig(
  spec: Asking,
  manager: Manager,
  dependencies: ReadonlyMap<string, ReadyDependency>,
): { readonly config: JsonObject } | { readonly problem: string } {
  const managers = new Map([...dependencies].map(([name, each]) => [name, each.manager]));
  const [wrong] = referenceProblems(spec, manager, managers);
  if (wrong) return { problem: wrong.message };
  const valueOf = ({ dependency, output }: ReferenceTarget): Json | undefined => {
    const ready = dependencies.get(dependency);
    return ready?.manager.outputs[output]?.(ready.actual);
  };
  const references = referencesIn(spec.config);
  const missing = references.find(({ target }) => target !== undefined && valueOf(target) === undefined);
  if (missing) return { problem: `${fieldOf(missing)}: ${missing.written} has no value, because the resource has no such output now.` };
  // Each has a value, as was just checked.
  const filled = objectOf(replaceReferences(spec.config, (target) => valueOf(target) ?? null));
  const injected = injectionsOf(spec, manager, managers).flatMap(({ path, sources: [source] }) => {
    const value = source && valueOf(source);
    return value === undefined ? [] : [{ path, value }];
  });
  const whole = injected.reduce((config, { path, value }) => withMember(config, path, value), filled);
  const placed = [...references.map(({ path }) => path), ...injected.map(({ path }) => path)];
  const parsed = parseWithTexts(manager.configSchema, whole, placed);
  return parsed.success ? { config: parsed.data } : { problem: `config: ${problemText(parsed.error, whole)}.` };
}

/**
 * The problems of the references in a configuration, and of the fields that outputs would fill, as far as that can be known before any dependency is ready.
 * @param managers by the dependencies' names in the spec: the managers of those that are managed
 */
export function referenceProblems(
  spec: Asking,
  manager: Pick<Manager, 'inputs'>,
  managers: ReadonlyMap<string, Manager>,
): readonly FieldProblem[] {
  const references = referencesIn(spec.config);
  if (references.length > MOST_REFERENCES)
    return [
      { field: 'config', message: `config: ${references.length} references to outputs; write at most ${MOST_REFERENCES}, and each once.` },
    ];
  return [
    ...references.flatMap((reference) => referenceProblem(reference, spec.dependencies, managers) ?? []),
    ...injectionsOf(spec, manager, managers).flatMap((injection) => injectionProblem(injection, spec.config) ?? []),
  ];
}

function referenceProblem(
  reference: Reference,
  dependencies: readonly Dependency[],
  managers: ReadonlyMap<string, Manager>,
): FieldProblem | undefined {
  const field = fieldOf(reference);
  const { written, target } = reference;
  if (!target)
    return {
      field,
      message: `${field}: ${written} names no output; write \${deps.NAME.OUTPUT}, such as \${deps.db.endpoint}, or $\${deps. for the text itself.`,
    };
  const names = dependencies.map(({ name }) => name);
  if (!names.includes(target.dependency)) {
    const known = names.length === 0 ? 'there are no dependencies' : `the dependencies are ${enumerated(names)}`;
    return { field, message: `${field}: ${written} names no dependency; ${known}.${suggestion(target.dependency, names)}`, allowed: names };
  }
  const outputs = Object.keys(managers.get(target.dependency)?.outputs ?? {});
  if (outputs.includes(target.output)) return undefined;
  const known = outputs.length === 0 ? 'an inventoried resource has none' : `there are ${outputs.join(', ')}`;
  return { field, message: `${field}: ${written} names no output; ${known}.${suggestion(target.output, outputs)}`, allowed: outputs };
}

/** A field that outputs would fill. */
interface Injection {
  readonly input: string;
  readonly path: readonly string[];
  /** The dependencies' outputs of that name. */
  readonly sources: readonly ReferenceTarget[];
}

/** The fields that outputs of the dependencies fill. A field in which the user has written a reference is the user's own choice. */
function injectionsOf(spec: Asking, { inputs }: Pick<Manager, 'inputs'>, managers: ReadonlyMap<string, Manager>): readonly Injection[] {
  const given = distinctOf(spec.dependencies).flatMap(({ name }) => {
    const manager = managers.get(name);
    return manager
      ? Object.keys(manager.outputs).map((output) => ({ input: outputName(manager.type, output), dependency: name, output }))
      : [];
  });
  return Object.entries(inputs).flatMap(([input, pointer]) => {
    const path = pointerParts(pointer);
    const sources = given.filter((each) => each.input === input).map(({ dependency, output }) => ({ dependency, output }));
    const own = memberAt(spec.config, path);
    return sources.length === 0 || (own !== undefined && hasReference(own)) ? [] : [{ input, path, sources }];
  });
}

/** The dependencies without those that name the resource of an earlier one again, or have its name. */
const distinctOf = (dependencies: readonly Dependency[]): readonly Dependency[] =>
  dependencies.filter(
    ({ name, managed_id }, place) =>
      !dependencies.slice(0, place).some((each) => each.name === name || (managed_id !== undefined && each.managed_id === managed_id)),
  );

function injectionProblem({ input, path, sources }: Injection, config: JsonObject): FieldProblem | undefined {
  const field = ['config', ...path].join('.');
  const [first] = sources;
  const written = sources.map(({ dependency, output }) => `\${deps.${dependency}.${output}}`).join(' or ');
  if (memberAt(config, path) !== undefined)
    return {
      field,
      message: `${field}: is set, and the dependency ${first?.dependency} fills it with its ${input}; take it out, give it another name, or write ${written}.`,
    };
  if (sources.length === 1) return undefined;
  return {
    field,
    message: `${field}: the dependencies ${sources.map(({ dependency }) => dependency).join(' and ')} both have a ${input}; write ${written}.`,
  };
}

/** Parses the configuration. A value of a dependency whose field takes texts alone becomes a text: a port, or a list, divided by commas. */
function parseWithTexts(
  schema: z.ZodType<JsonObject>,
  config: JsonObject,
  placed: readonly (readonly string[])[],
): z.ZodSafeParseResult<JsonObject> {
  const parsed = schema.safeParse(config);
  if (parsed.success) return parsed;
  const refused = parsed.error.issues.flatMap((issue) => pathsOf(issue));
  const texts = placed.filter((path) => refused.some((each) => startsAlike(each, path)));
  const rewritten = texts.reduce((whole, path) => {
    const value = memberAt(whole, path);
    const text = value === undefined ? undefined : textOf(value);
    return text === undefined ? whole : withMember(whole, path, text);
  }, config);
  const again = schema.safeParse(rewritten);
  return again.success ? again : parsed;
}

/** The paths of an issue, and of those of the options of a union. */
function pathsOf(issue: z.core.$ZodIssue, base: readonly string[] = []): readonly (readonly string[])[] {
  const path = [...base, ...issue.path.map(String)];
  return issue.code === 'invalid_union' ? [path, ...issue.errors.flat().flatMap((each) => pathsOf(each, path))] : [path];
}

/** Whether one of the paths is the beginning of the other. */
const startsAlike = (a: readonly string[], b: readonly string[]): boolean => a.slice(0, b.length).every((part, place) => part === b[place]);

const fieldOf = ({ path }: Reference): string => ['config', ...path].join('.');

function objectOf(value: Json): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw new TypeError('A configuration is an object.');
}
