/** Compiles a policy: parses and checks its expressions, and checks that the fields, types and controls that it names exist. */
import { contentHash } from '../canonical-json.ts';
import type { NamedFields } from '../clouds/asked-details.ts';
import { typeNamed, RESOURCE_TYPES } from '../registry.ts';
import { suggestion } from '../validation/nearest.ts';
import { type Answer, type Expression, parseExpression } from './cel/expression.ts';
import { fieldProblem } from './cel/field-checks.ts';
import type { PatternEngine } from './cel/regular-expressions.ts';
import { relatedTypes } from './cel/related-types.ts';
import { mappingProblems } from './framework-checks.ts';
import { evaluator, shower } from './evaluate.ts';
import type { EvaluationContext, Evidence, Subject, Verdict } from './evaluation.ts';
import type { FieldsOf } from './known-fields.ts';
import type { BuiltInPolicy, Policy, Rule } from './policy.ts';
import type { PolicyProblem, PolicySource } from './policy-source.ts';

export interface CompiledPolicy<P extends Rule = Rule> {
  readonly policy: P;
  /** Hash of the whole policy except its tests: it changes with everything that a verdict and its evidence depend on. */
  readonly content_hash: string;
  /** The other resource types that the expressions look up. */
  readonly related_types: readonly string[];
  /** Never throws: an error in an expression gives the verdict `unknown`. The subject must be of the policy's type. */
  evaluate(subject: Subject, context: EvaluationContext): Verdict;
  /** Shows the evidence of a subject whose verdict is `fail`; undefined if the policy has no `evidence`. Never throws. */
  readonly show?: (subject: Subject, context: EvaluationContext) => Evidence;
}

/** Thrown for a policy that cannot be used; holds every problem found in it. */
export class InvalidPolicy extends Error {
  readonly problems: readonly PolicyProblem[];

  constructor(policyId: string, problems: readonly PolicyProblem[]) {
    super(`The policy ${policyId} cannot be used: ${problems.map(({ message }) => message).join(' ')}`);
    this.name = 'InvalidPolicy';
    this.problems = problems;
  }
}

const ANSWERS = { applies_to: 'boolean', pass: 'boolean', evidence: 'anything' } as const satisfies Partial<Record<keyof Policy, Answer>>;
type ExpressionField = keyof typeof ANSWERS;
export const EXPRESSIONS = Object.keys(ANSWERS) as readonly ExpressionField[];

/** Optional inputs of `compilePolicy` for its checks. */
export interface PolicyChecks {
  /** Gives each problem its position in the file; without it, every problem is placed at line 1, column 1. */
  readonly source?: PolicySource;
  /** Knows the fields of the types that `typesRead` returns; without it, fields are not checked. */
  readonly fieldsOf?: FieldsOf;
  /** `native` only for patterns that a test proves linear; `linear`, the default, needs `loadPatternEngine` if there is a pattern. */
  readonly patternEngine?: PatternEngine;
}

/** @throws InvalidPolicy */
export function compilePolicy<P extends Rule>(
  policy: P,
  { source, fieldsOf = () => undefined, patternEngine = 'linear' }: PolicyChecks = {},
): CompiledPolicy<P> {
  const problems: PolicyProblem[] = [];
  const file = source?.file ?? `${policy.id}.yaml`;
  const report = (field: string, message: string, offset?: number): void => {
    const position = offset === undefined ? source?.at([field]) : source?.within([field], offset);
    problems.push({ file, line: 1, column: 1, ...position, message });
  };

  if (!typeNamed(policy.resource_type)) {
    const known = RESOURCE_TYPES.map(({ type }) => type);
    report('resource_type', `resource_type: there is no type ${policy.resource_type}.${suggestion(policy.resource_type, known)}`);
  }
  for (const { path, message } of mappingProblems(policy)) problems.push({ file, line: 1, column: 1, ...source?.at(path), message });
  const related = new Set<string>();
  const compiled = (field: ExpressionField): Expression | undefined => {
    const text = policy[field];
    if (text === undefined) return undefined;
    const parsed = parseExpression(text, patternEngine, ANSWERS[field]);
    if ('problem' in parsed) {
      report(field, `${field}: ${parsed.problem.message}`, parsed.problem.offset);
      return undefined;
    }
    const { expression } = parsed;
    const reported = new Set<string>();
    for (const path of expression.paths) {
      const message = fieldProblem(path, policy.resource_type, fieldsOf);
      // A wrong name is reported once, however often the expression reads it or fields below it.
      if (message === undefined || reported.has(message)) continue;
      reported.add(message);
      report(field, `${field}: ${message}`, path.offset);
    }
    const lookedUp = relatedTypes(expression.ast);
    for (const type of lookedUp.types) related.add(type);
    for (const { offset, message } of lookedUp.problems) report(field, `${field}: ${message}`, offset);
    return expression;
  };
  const appliesTo = compiled('applies_to');
  const pass = compiled('pass');
  const evidence = compiled('evidence');
  if (problems.length > 0 || !pass) throw new InvalidPolicy(policy.id, problems);

  const evaluate = evaluator(appliesTo, pass, typeNamed(policy.resource_type)?.owner);
  return {
    policy,
    content_hash: contentHash(ruleOf(policy)),
    related_types: [...related],
    evaluate,
    ...(evidence && { show: shower(evidence) }),
  };
}

/** The policy without its tests. */
function ruleOf(policy: Rule | Policy): Rule {
  const { tests: _tests, ...rule } = { tests: [], ...policy };
  return rule;
}

/** The problems of the policy's expressions by themselves: of their syntax, functions and patterns, but not the fields that they name. */
export function expressionProblems(policy: Policy, source: PolicySource, patternEngine: PatternEngine): readonly PolicyProblem[] {
  return EXPRESSIONS.flatMap((field) => {
    const parsed = parseExpression(policy[field] ?? 'true', patternEngine, ANSWERS[field]);
    if ('expression' in parsed) return [];
    const { offset, message } = parsed.problem;
    return [{ file: source.file, ...source.within([field], offset), message: `${field}: ${message}` }];
  });
}

/** What `compilePolicy` tells of a policy of Muster's own, without its checks. An expression that cannot be parsed adds no type. */
export function describedPolicy(policy: Policy): BuiltInPolicy {
  const rule = ruleOf(policy);
  return { policy: rule, content_hash: contentHash(rule), related_types: typesLookedUp(rule, 'native') };
}

/**
 * The types whose resources the policy's expressions can read, its own first. An expression that cannot be parsed adds none.
 * @param patternEngine as in `compilePolicy`
 */
export const typesRead = (policy: Rule, patternEngine: PatternEngine = 'linear'): readonly string[] => [
  ...new Set([policy.resource_type, ...typesLookedUp(policy, patternEngine)]),
];

function typesLookedUp(policy: Rule, patternEngine: PatternEngine): readonly string[] {
  const types = EXPRESSIONS.flatMap((field) => {
    const parsed = parseExpression(policy[field] ?? 'true', patternEngine, ANSWERS[field]);
    return 'expression' in parsed ? relatedTypes(parsed.expression.ast).types : [];
  });
  return [...new Set(types)];
}

/**
 * The fields of configs that the policies' expressions can read, by type; `*` where an expression reads a config as a whole.
 * @param patternEngine as in `compilePolicy`
 */
export function fieldsNamed(policies: readonly Rule[], patternEngine: PatternEngine = 'linear'): NamedFields {
  const named = new Map<string, Set<string>>();
  const add = (type: string, field = '*'): void => void named.set(type, (named.get(type) ?? new Set()).add(field));
  for (const policy of policies) {
    for (const [name, answer] of Object.entries(ANSWERS) as readonly (readonly [ExpressionField, Answer])[]) {
      const parsed = parseExpression(policy[name] ?? 'true', patternEngine, answer);
      if ('problem' in parsed) continue;
      for (const { root, segments } of parsed.expression.paths) {
        if (root === 'config') add(policy.resource_type, segments[0]);
        else if (root.startsWith(RELATED) && segments[0] === 'config') add(root.slice(RELATED.length), segments[1]);
      }
    }
  }
  return Object.fromEntries([...named].map(([type, fields]) => [type, [...fields].toSorted()]));
}

const RELATED = 'related:';
