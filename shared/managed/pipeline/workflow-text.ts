/** The file of a workflow of GitHub Actions: written from a configuration, and read back, so that a change by hand is told in the configuration's words. */
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { redactText } from '../../redact.ts';
import type { Json } from '../model.ts';
import type { ActionsConfig, Stage } from './pipeline-config.ts';
import { shownVariable } from './shown-value.ts';

/** The part of a configuration that the file says. */
export type Workflow = Pick<ActionsConfig, 'branch' | 'runner' | 'triggers' | 'environment'> & { readonly stages: readonly Stage[] };

/** The input by which a requested run is found again. */
export const RUN_INPUT = 'muster_run';

const CHECKOUT = 'actions/checkout@v4';
/** The title of a run that Muster asks for; an empty text leaves GitHub's own title. */
const RUN_NAME = `\${{ inputs.${RUN_INPUT} && format('{0} (Muster {1})', github.workflow, inputs.${RUN_INPUT}) || '' }}`;
const INPUT = { description: 'Set by Muster', required: false, type: 'string' };
const PERMISSIONS = { contents: 'read' };

export const runTitleHas = (title: string, token: string): boolean => title.endsWith(`(Muster ${token})`);

const MARK = /^# muster:([a-z0-9]{26})$/m;

/** The token of the creation that the file bears. */
export const tokenOf = (content: string): string | undefined => MARK.exec(content)?.[1];

/** @param name of the managed resource @param token of its creation */
export function workflowText(workflow: Workflow, name: string, token: string): string {
  const { branch, runner, triggers, environment, stages } = workflow;
  const file = {
    name,
    'run-name': RUN_NAME,
    on: {
      ...(triggers.push && { push: { branches: [branch] } }),
      ...(triggers.pull_request && { pull_request: { branches: [branch] } }),
      ...(triggers.schedule !== undefined && { schedule: [{ cron: triggers.schedule }] }),
      ...(triggers.manual && { workflow_dispatch: { inputs: { [RUN_INPUT]: INPUT } } }),
    },
    permissions: PERMISSIONS,
    env: Object.fromEntries(
      Object.entries(environment)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([variable, value]) => [variable, typeof value === 'string' ? value : `\${{ secrets.${value.secret} }}`]),
    ),
    jobs: Object.fromEntries(
      stages.map((stage, place) => [
        stage.name,
        {
          ...(place > 0 && { needs: [stages[place - 1]?.name] }),
          'runs-on': runner,
          steps: [{ uses: CHECKOUT }, ...stage.commands.map((command) => ({ run: command }))],
        },
      ]),
    ),
  };
  return `# Kept by Muster as the pipeline ${name}. What is changed here by hand is reported, and undone where the resource says so.\n# muster:${token}\n${stringify(file, { lineWidth: 0 })}`;
}

const branches = z.strictObject({ branches: z.tuple([z.string()]) });
const fileSchema = z.strictObject({
  name: z.string(),
  'run-name': z.literal(RUN_NAME),
  on: z.strictObject({
    push: branches.optional(),
    pull_request: branches.optional(),
    schedule: z.tuple([z.strictObject({ cron: z.string() })]).optional(),
    workflow_dispatch: z
      .strictObject({
        inputs: z.strictObject({
          [RUN_INPUT]: z.strictObject({ description: z.literal(INPUT.description), required: z.literal(false), type: z.literal('string') }),
        }),
      })
      .optional(),
  }),
  permissions: z.strictObject({ contents: z.literal('read') }),
  env: z.record(z.string(), z.string()),
  jobs: z.record(
    z.string(),
    z.strictObject({
      needs: z.tuple([z.string()]).optional(),
      'runs-on': z.string(),
      steps: z.tuple([z.strictObject({ uses: z.literal(CHECKOUT) })], z.strictObject({ run: z.string() })),
    }),
  ),
});

const SECRET = /^\$\{\{ secrets\.(\w+) \}\}$/;

/**
 * Undefined if the file was changed so that it is none that Muster writes. Comments and the order of members do not count.
 * @param expected the variables of the configuration; secrets among others are not repeated
 */
export function readWorkflow(content: string, expected: Workflow['environment']): Omit<Workflow, 'branch'> | undefined {
  const parsed = fileSchema.safeParse(parsedYaml(content));
  if (!parsed.success) return undefined;
  const { on, env, jobs } = parsed.data;
  const stages = Object.entries(jobs);
  const [first] = stages;
  const isChain = stages.every(([, { needs }], place) => needs?.[0] === stages[place - 1]?.[0]);
  if (!first || !isChain || stages.some(([, job]) => job['runs-on'] !== first[1]['runs-on'])) return undefined;
  return {
    runner: first[1]['runs-on'],
    triggers: {
      push: on.push !== undefined,
      pull_request: on.pull_request !== undefined,
      manual: on.workflow_dispatch !== undefined,
      ...(on.schedule && { schedule: on.schedule[0].cron }),
    },
    environment: Object.fromEntries(
      Object.entries(env).map(([variable, value]) => {
        const secret = SECRET.exec(value)?.[1];
        const wanted = Object.hasOwn(expected, variable) ? expected[variable] : undefined;
        return [variable, secret === undefined ? shownVariable(variable, value, wanted) : { secret }];
      }),
    ),
    stages: stages.map(
      ([
        name,
        {
          steps: [, ...commands],
        },
      ]) => ({ name, commands: commands.map(({ run }) => redactText(run)) }),
    ),
  };
}

function parsedYaml(content: string): unknown {
  try {
    return parse(content, { maxAliasCount: 0 });
  } catch {
    return undefined;
  }
}

/** The branches that start the workflow, where they are others than the configuration's. */
export function otherBranches(content: string, branch: string): readonly Json[] {
  const parsed = fileSchema.safeParse(parsedYaml(content));
  if (!parsed.success) return [];
  const { push, pull_request: pulls } = parsed.data.on;
  return [push, pulls].flatMap((on) => on?.branches ?? []).filter((each) => each !== branch);
}
