/** The configuration of a managed pipeline, of either kind. */
import { z } from 'zod';
import { LOOKS_SECRET, looksSecret } from '../../clouds/secret-reference.ts';
import { baseUrl } from '../git/forge.ts';
import { branchName, fullName } from '../git/repository-config.ts';
import { ONE_LINE } from '../one-line.ts';
import { secretReference } from '../secret-reference-schema.ts';
import { isCron, isEventBridgeCron } from './schedule.ts';

const MAX_STAGES = 10;
const MAX_COMMANDS = 50;

const oneLine = z.string().min(1).max(2_000).regex(ONE_LINE, 'a command is one line; write each as an entry of its own');

const stage = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,29}$/, 'not the name of a stage; write lower-case letters, digits and hyphens: build, test, deploy'),
  commands: z
    .array(oneLine)
    .min(1)
    .max(MAX_COMMANDS)
    .describe('Shell commands, one after the other. The stage ends at the first that fails.'),
});
export type Stage = z.infer<typeof stage>;

const stages = z
  .array(stage)
  .min(1)
  .max(MAX_STAGES)
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'two stages have one name; give each its own')
  .describe('What runs, one stage after the other: build, test, deploy.');

const variableName = z
  .string()
  .max(100)
  .regex(/^[A-Za-z_]\w*$/, 'not the name of a variable; write letters, digits and underscores')
  .refine(
    (name) => !/^(?:GITHUB_|CODEBUILD_|RUNNER_|CI$|PATH$|HOME$)/i.test(name),
    'the service sets this variable itself; choose another name',
  );

const plainValue = z
  .string()
  .max(4_000)
  .regex(ONE_LINE, 'a value is one line')
  .refine((value) => !value.includes('${{'), 'an expression ${{ … }} is not allowed in a value; write it into a command')
  .refine((value) => !looksSecret(value), LOOKS_SECRET);

const triggers = (schedule: z.ZodString) =>
  z
    .strictObject({
      push: z.boolean().default(true).describe('Each push to the branch.'),
      pull_request: z.boolean().default(false).describe('Each change of a pull request into the branch.'),
      schedule: schedule.exactOptional().describe('Minute, hour, day of the month, month, day of the week, in UTC: 0 3 * * 1-5.'),
      manual: z.boolean().default(true).describe('The operation run, and the button at the service.'),
    })
    .prefault({});

const repository = fullName.exactOptional().describe('owner/name. A dependency on a git_repository fills it.');

const gitHubActions = z.strictObject({
  kind: z.literal('github_actions'),
  repository,
  branch: branchName
    .default('main')
    .describe(
      'The branch that runs, and that holds the file of the workflow. On others than the default branch, GitHub takes no schedule and no requests.',
    ),
  token: secretReference.describe('Where the token is, with the scopes repo, read:org and workflow.'),
  base_url: baseUrl.exactOptional(),
  runner: z
    .string()
    .regex(/^[\w.-]{1,100}$/, 'not the label of a runner; write one such as ubuntu-latest')
    .default('ubuntu-latest'),
  triggers: triggers(
    z.string().max(100).refine(isCron, 'not a cron expression of five fields; write minute, hour, day, month and day of the week'),
  ),
  stages,
  environment: z
    .record(
      variableName,
      z.union([
        plainValue,
        z.strictObject({
          secret: z
            .string()
            .regex(
              /^(?![Gg][Ii][Tt][Hh][Uu][Bb]_)[A-Za-z_]\w{0,99}$/,
              'not the name of an Actions secret; store the value as a secret of the repository and write its name',
            ),
        }),
      ]),
    )
    .default({})
    .describe('Variables of every stage: texts, or {secret: NAME} for a secret of the repository at GitHub.'),
});
export type ActionsConfig = z.infer<typeof gitHubActions>;

const role = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:iam::\d{12}:role\/muster\/[\w+=,.@/-]{1,500}$/,
    'not the ARN of a role below the path /muster/, the only ones that Muster may hand on',
  );

const codePipeline = z.strictObject({
  kind: z.literal('codepipeline'),
  repository: z
    .string()
    .max(300)
    .regex(/^[A-Za-z0-9_][\w.-]*(?:\/[A-Za-z0-9_][\w.-]*)*$/, 'not a repository; write owner/name, or the name of a CodeCommit repository')
    .exactOptional()
    .describe('owner/name behind the connection, or the name of a CodeCommit repository. A dependency on a git_repository fills it.'),
  branch: branchName.default('main'),
  connection_arn: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:(?:codestar-connections|codeconnections):[a-z0-9-]+:\d{12}:connection\/[\w-]{1,100}$/,
      'not the ARN of a connection of CodeConnections',
    )
    .exactOptional()
    .describe('The connection to the forge. Without it the repository is of CodeCommit.'),
  pipeline_role_arn: role.describe('The role as which CodePipeline works; docs/managers/pipeline.md says what it must allow.'),
  build_role_arn: role.describe('The role as which CodeBuild runs the stages.'),
  schedule_role_arn: role.exactOptional().describe('The role as which EventBridge starts the pipeline; needed with triggers.schedule.'),
  artifact_bucket: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'not the name of a bucket')
    .describe('The bucket that holds what one stage hands to the next.'),
  image: z
    .string()
    .regex(/^[\w./:@-]{1,300}$/, 'not the name of an image')
    .default('aws/codebuild/amazonlinux-x86_64-standard:5.0'),
  triggers: triggers(
    z
      .string()
      .max(100)
      .refine(
        isEventBridgeCron,
        'not a cron expression that EventBridge takes: five fields, of which the day of the month or the day of the week is *',
      ),
  ),
  stages,
  environment: z
    .record(variableName, z.union([plainValue, z.strictObject({ secret: secretReference })]))
    .default({})
    .describe('Variables of every stage: texts, or {secret: ARN} of a secret of Secrets Manager or a parameter, which CodeBuild reads.'),
});
export type CodePipelineConfig = z.infer<typeof codePipeline>;

const schema = z.discriminatedUnion('kind', [codePipeline, gitHubActions]).superRefine((config, context) => {
  if (config.kind === 'github_actions') return;
  const problem = (path: readonly string[], message: string): void => context.addIssue({ code: 'custom', path: [...path], message });
  if (config.triggers.schedule !== undefined && config.schedule_role_arn === undefined)
    problem(['schedule_role_arn'], 'missing; EventBridge needs a role to start the pipeline by triggers.schedule');
  if (config.connection_arn === undefined && config.triggers.pull_request)
    problem(['triggers', 'pull_request'], 'CodePipeline does not start on pull requests of CodeCommit; leave it out');
  if (config.connection_arn !== undefined && config.repository !== undefined && !config.repository.includes('/'))
    problem(['repository'], 'not of the form owner/name, as a connection needs it');
  for (const [name, value] of Object.entries(config.environment))
    if (typeof value === 'object' && value.secret.startsWith('env:'))
      problem(
        ['environment', name, 'secret'],
        'CodeBuild cannot read a variable of your machine; give the ARN of a secret or of a parameter',
      );
});
export type PipelineConfig = z.infer<typeof schema>;
/** Its type is written out, because the compiler would follow the schema's own too deep. */
export const pipelineConfig: z.ZodType<PipelineConfig> = schema;
