/** Evaluates a policy on a resource. It runs for every resource and policy of an account, so it allocates nothing unless the verdict is unknown. */
import { ALL_FIELDS, type UnreadField } from '../clouds/cloud.ts';
import type { Expression } from './cel/expression.ts';
import { run } from './cel/expression.ts';
import { fieldText, unreadMessage } from './cel/library/related-views.ts';
import { NotKnown, OutOfSteps } from './cel/run.ts';
import type { AccountResources, EvaluationContext, Evidence, Subject, Verdict } from './evaluation.ts';
import { evidenceText } from './evidence.ts';
import { segmentsOf } from './known-fields.ts';

const PASS: Verdict = Object.freeze({ verdict: 'pass' });
const FAIL: Verdict = Object.freeze({ verdict: 'fail' });
const NOT_APPLICABLE: Verdict = Object.freeze({ verdict: 'not_applicable' });

/** After a policy has run out of steps for this many resources of a scan, its other resources are unknown without being tried. */
const MAX_RUNAWAYS = 5;
/** Characters of a verdict's reason. */
const MAX_REASON = 500;

/** The variables that an expression sees. One object is used for all evaluations. */
const variables: { config: unknown; tags: unknown; resource: unknown; now: Date } = {
  config: undefined,
  tags: undefined,
  resource: undefined,
  now: new Date(0),
};

/**
 * A function that evaluates one policy; it never throws. `owner` is the type's member of that name (see `ResourceType`): a resource of another
 * account is not applicable, because it is judged there.
 */
export function evaluator(
  appliesTo: Expression | undefined,
  pass: Expression,
  owner?: string,
): (subject: Subject, context: EvaluationContext) => Verdict {
  const unreadInAppliesTo = appliesTo ? unreadFieldOf(appliesTo) : undefined;
  const unreadInPass = unreadFieldOf(pass);
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
    begin(subject, context);
    try {
      if (appliesTo) {
        const unread = unreadInAppliesTo!(subject);
        if (unread) return unread;
        const applies: unknown = appliesTo.evaluate(variables);
        run.check();
        if (applies === false) return NOT_APPLICABLE;
        if (applies !== true) return unknown(`applies_to answered ${typeName(applies)}, not true or false.`);
      }
      const unread = unreadInPass(subject);
      if (unread) return unread;
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

/**
 * A function that evaluates what one policy shows of a resource that fails; it never throws. A field that could not be read is no
 * evidence of anything, so nothing is shown if the expression may read one.
 */
export function shower(expression: Expression): (subject: Subject, context: EvaluationContext) => Evidence {
  const unreadIn = unreadFieldOf(expression);
  let runaways = 0;
  let scanned: AccountResources | undefined;

  return (subject, context) => {
    if (scanned !== context.resources) {
      scanned = context.resources;
      runaways = 0;
    }
    if (runaways >= MAX_RUNAWAYS) return { problem: new OutOfSteps().message };
    begin(subject, context);
    try {
      const unread = unreadIn(subject);
      if (unread) return { problem: unread.reason! };
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
  variables.config = subject.config;
  // The CEL library recognizes a map by its `constructor` property, which a tag of that name would hide.
  variables.tags =
    subject.tags !== null && Object.hasOwn(subject.tags, 'constructor') ? new Map(Object.entries(subject.tags)) : subject.tags;
  variables.resource = subject;
  if (variables.now.getTime() !== now) variables.now = new Date(now);
}

/** A function that returns the verdict `unknown` if the expression may read a field of the subject that could not be read. */
function unreadFieldOf(expression: Expression): (subject: Subject) => Verdict | undefined {
  const paths = expression.paths.filter(({ root }) => root === 'config').map(({ segments }) => segments);
  const readsTags = expression.paths.some(({ root }) => root === 'tags');
  return ({ unread, tags, config }) => {
    for (const field in unread) {
      const segments = segmentsOf(field);
      const mayBeRead =
        field === ALL_FIELDS
          ? paths.some(([name]) => name === undefined || !Object.hasOwn(config, name))
          : paths.some((path) => isOnOnePath(path, segments));
      if (mayBeRead) return unreadVerdict(fieldText(field), unread[field]);
    }
    return readsTags && tags === null ? unreadVerdict('tags', unread['Tags'] ?? unread[ALL_FIELDS]) : undefined;
  };
}

/** Whether one path is the beginning of the other. `[]` segments do not count, and `*` in `path` is any name. */
function isOnOnePath(path: readonly string[], unread: readonly string[]): boolean {
  const names = path.filter((segment) => segment !== '[]');
  const others = unread.filter((segment) => segment !== '[]');
  return names.slice(0, others.length).every((name, index) => name === '*' || name === others[index]);
}

const unreadVerdict = (field: string, why: UnreadField | undefined): Verdict => unknown(unreadMessage(field, why), why?.permission);

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
