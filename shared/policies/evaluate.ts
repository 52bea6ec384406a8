/** Evaluates a policy on a resource. It runs for every resource and policy of an account, so it allocates nothing unless the verdict is unknown. */
import type { Expression } from './cel/expression.ts';
import { run } from './cel/expression.ts';
import { viewOf } from './cel/library/views.ts';
import { NotKnown, OutOfSteps } from './cel/run.ts';
import type { AccountResources, EvaluationContext, Evidence, Subject, Verdict } from './evaluation.ts';
import { evidenceText } from './evidence.ts';

const PASS: Verdict = Object.freeze({ verdict: 'pass' });
const FAIL: Verdict = Object.freeze({ verdict: 'fail' });
const NOT_APPLICABLE: Verdict = Object.freeze({ verdict: 'not_applicable' });

/** After a policy has run out of steps for this many resources of a scan, its other resources are unknown without being tried. */
const MAX_RUNAWAYS = 5;
/** Characters of a verdict's reason. */
const MAX_REASON = 500;

/** The variables that an expression sees. One object is used for all evaluations. */
const variables = {
  config: undefined as unknown,
  resource: undefined as Subject | undefined,
  now: new Date(0),
  /** @throws NotKnown if they could not be read */
  get tags(): unknown {
    return this.resource!.tags;
  },
};
/** The subject whose view `variables` holds. All policies are evaluated on one resource before the next. */
let viewed: Subject | undefined;

/**
 * A function that evaluates one policy; it never throws. `owner` is the type's member of that name (see `ResourceType`): a resource of another
 * account is not applicable, because it is judged there.
 */
export function evaluator(
  appliesTo: Expression | undefined,
  pass: Expression,
  owner?: string,
): (subject: Subject, context: EvaluationContext) => Verdict {
  let runaways = 0;
  let scanned: AccountResources | undefined;

  return (subject, context) => {
    if (owner !== undefined && isForeign(subject, owner)) return NOT_APPLICABLE;
    if (scanned !== context.resources) {
      scanned = context.resources;
      runaways = 0;
    }
    if (runaways >= MAX_RUNAWAYS)
      return unknown(`${new OutOfSteps().message} It did so for ${MAX_RUNAWAYS} resources; the others were not tried.`);
    try {
      begin(subject, context);
      if (appliesTo) {
        const applies: unknown = appliesTo.evaluate(variables);
        run.check();
        if (applies === false) return NOT_APPLICABLE;
        if (applies !== true) return unknown(`applies_to answered ${typeName(applies)}, not true or false.`);
      }
      const passes: unknown = pass.evaluate(variables);
      run.check();
      if (passes === true) return PASS;
      if (passes === false) return FAIL;
      return unknown(`pass answered ${typeName(passes)}, not true or false.`);
    } catch (error) {
      if (run.exhausted) {
        runaways++;
        return unknown(new OutOfSteps().message);
      }
      if (error instanceof NotKnown) return unknown(error.message, error.permission);
      return unknown(messageOf(error));
    }
  };
}

/** A function that evaluates what one policy shows of a resource that fails; it never throws. Nothing is shown if that depends on a field that could not be read. */
export function shower(expression: Expression): (subject: Subject, context: EvaluationContext) => Evidence {
  let runaways = 0;
  let scanned: AccountResources | undefined;

  return (subject, context) => {
    if (scanned !== context.resources) {
      scanned = context.resources;
      runaways = 0;
    }
    if (runaways >= MAX_RUNAWAYS) return { problem: new OutOfSteps().message };
    try {
      begin(subject, context);
      const answer: unknown = expression.evaluate(variables);
      run.check();
      const text = evidenceText(answer);
      return text === undefined ? {} : { text };
    } catch (error) {
      if (run.exhausted) runaways++;
      return { problem: run.exhausted ? new OutOfSteps().message : messageOf(error).slice(0, MAX_REASON) };
    }
  };
}

function isForeign({ config, account_id }: Subject, owner: string): boolean {
  const id = config[owner];
  return typeof id === 'string' && id !== '' && !account_id.endsWith(`:${id}`);
}

function begin(subject: Subject, { now, resources }: EvaluationContext): void {
  run.begin(subject, now, resources);
  if (viewed !== subject) {
    variables.resource = viewOf(subject);
    variables.config = variables.resource.config;
    viewed = subject;
  }
  if (variables.now.getTime() !== now) variables.now = new Date(now);
}

function unknown(reason: string, permission?: string): Verdict {
  const short = reason.slice(0, MAX_REASON);
  return permission === undefined ? { verdict: 'unknown', reason: short } : { verdict: 'unknown', reason: short, permission };
}

/** The error's message, without the excerpt of the expression that the CEL library appends. */
function messageOf(error: unknown): string {
  if (error instanceof RangeError && error.message.includes('call stack'))
    return 'The resource, or a value that the expression makes, is nested too deeply.';
  return error instanceof Error ? ((error as { summary?: string }).summary ?? error.message) : String(error);
}

const typeName = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`);
