import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../../shared/managed/model.ts';
import { pipelineConfig } from '../../../../shared/managed/pipeline/pipeline-config.ts';
import { codePipelineConfig } from '../../../support/code-pipeline-world.ts';
import { TOKEN_REFERENCE } from '../../../support/forge/forge-context.ts';

describe('a configuration', () => {
  const actions = {
    kind: 'github_actions',
    token: TOKEN_REFERENCE,
    repository: 'acme/shop',
    stages: [{ name: 'test', commands: ['npm test'] }],
  };
  const problems = (given: JsonObject): readonly string[] =>
    pipelineConfig.safeParse(given).error?.issues.map((issue) => `${issue.path.join('.')}: ${JSON.stringify(issue)}`) ?? [];

  it.each([
    [{ ...actions, kind: 'jenkins' }, 'kind'],
    [{ ...actions, stages: [] }, 'stages'],
    [{ ...actions, stages: [...actions.stages, ...actions.stages] }, 'two stages have one name'],
    [{ ...actions, stages: [{ name: 'Test it', commands: ['x'] }] }, 'not the name of a stage'],
    [{ ...actions, stages: [{ name: 'test', commands: ['a\nb'] }] }, 'a command is one line'],
    [{ ...actions, environment: { X: 'ghp ${{ secrets.X }}' } }, 'an expression'],
    [{ ...actions, environment: { X: 'AKIAIOSFODNN7EXAMPLE' } }, 'this looks like a secret'],
    [{ ...actions, environment: { GITHUB_TOKEN: 'x' } }, 'the service sets this variable itself'],
    [{ ...actions, environment: { 'a b': 'x' } }, 'not the name of a variable'],
    [
      { ...actions, environment: { X: { secret: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:x' } } },
      'not the name of an Actions secret',
    ],
    [{ ...actions, triggers: { schedule: 'daily' } }, 'not a cron expression'],
    [{ ...actions, runner: '${{ x }}' }, 'not the label of a runner'],
    [{ ...codePipelineConfig, triggers: { schedule: '0 3 * * *' } }, 'EventBridge needs a role'],
    [{ ...codePipelineConfig, triggers: { schedule: '0 3 1 * 1' } }, 'not a cron expression that EventBridge takes'],
    [{ ...codePipelineConfig, build_role_arn: 'arn:aws:iam::123456789012:role/admin' }, 'below the path /muster/'],
    [{ ...codePipelineConfig, repository: 'shop' }, 'not of the form owner/name'],
    [{ ...codePipelineConfig, environment: { X: { secret: 'env:X' } } }, 'CodeBuild cannot read a variable of your machine'],
  ])('%j is refused: %s', (given, words) => {
    expect(problems(given).join('\n')).toContain(words);
  });
});
