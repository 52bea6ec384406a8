/** Checks a configuration by its manager's schema, before it is known what its references to outputs of dependencies stand for. */
import type { z } from 'zod';
import { NO_REFERENCE } from '../clouds/secret-reference.ts';
import { shownValue } from './shown-value.ts';
import { fieldProblemsOf } from '../validation/invalid-request.ts';
import type { FieldProblem } from '../validation/field-problem.ts';
import type { Manager } from './manager.ts';
import { memberAt, withMember, withoutMember } from './member-path.ts';
import type { Json, JsonObject } from './model.ts';
import { hasReference } from './references.ts';

/** Everything that is wrong with the configuration. What a reference stands for is checked when the dependency is ready. */
export function configProblems({ configSchema }: Pick<Manager, 'configSchema'>, config: JsonObject): readonly FieldProblem[] {
  const parsed = configSchema.safeParse(config);
  if (parsed.success) return [];
  const issues = parsed.error.issues.filter((issue) => !isOpen(issue, config));
  return fieldProblemsOf(issues, { schema: configSchema, whole: 'config', input: config, shownValue: shownUnlessSecret });
}

/**
 * The configuration with the schema's defaults. Texts with references stay as they are.
 * @returns the configuration as it is if it is not valid
 */
export function withDefaults({ configSchema }: Pick<Manager, 'configSchema'>, config: JsonObject): JsonObject {
  const parsed = configSchema.safeParse(config);
  if (parsed.success) return parsed.data;
  const open = openPaths(parsed.error.issues, config);
  const parsedRest = configSchema.safeParse(open.reduce((left, path) => withoutMember(left, path), config));
  if (!parsedRest.success) return config;
  return open.reduce((whole, path) => withMember(whole, path, memberAt(config, path) ?? null), parsedRest.data);
}

/** Whether the issue is about nothing but a text with a reference. */
function isOpen(issue: z.core.$ZodIssue, config: Json, base: readonly string[] = []): boolean {
  const path = [...base, ...issue.path.map(String)];
  if (
    issue.code === 'invalid_union' &&
    issue.errors.some((option) => option.length > 0 && option.every((each) => isOpen(each, config, path)))
  )
    return true;
  const value = memberAt(config, path);
  return typeof value === 'string' && hasReference(value);
}

/** The paths of the texts with references that the schema refuses. */
const openPaths = (issues: readonly z.core.$ZodIssue[], config: Json, base: readonly string[] = []): readonly (readonly string[])[] =>
  issues.flatMap((issue) => {
    const path = [...base, ...issue.path.map(String)];
    const below = issue.code === 'invalid_union' ? issue.errors.flatMap((option) => openPaths(option, config, path)) : [];
    const value = memberAt(config, path);
    return typeof value === 'string' && hasReference(value) ? [path] : below;
  });

/** A value that stands where a reference to a secret belongs may be the secret itself, and so may a text that is too long for one. */
const shownUnlessSecret = (value: unknown, { code, message }: z.core.$ZodIssue): string | undefined =>
  message === NO_REFERENCE || (code === 'too_big' && typeof value === 'string') ? undefined : shownValue(value);
