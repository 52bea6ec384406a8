import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import {
  otherBranches,
  readWorkflow,
  runTitleHas,
  tokenOf,
  type Workflow,
  workflowText,
} from '../../../../shared/managed/pipeline/workflow-text.ts';

const TOKEN = 'abcdefghijklmnopqrstuvwxyz';
const workflow: Workflow = {
  branch: 'main',
  runner: 'ubuntu-latest',
  triggers: { push: true, pull_request: false, manual: true },
  environment: { ENDPOINT: 'db.example.com', PASSWORD: { secret: 'DB_PASSWORD' } },
  stages: [
    { name: 'build', commands: ['npm ci'] },
    { name: 'test', commands: ['npm test'] },
  ],
};
const { branch: _branch, ...said } = workflow;
const text = workflowText(workflow, 'shop', TOKEN);

describe('the file of a workflow', () => {
  it('is one that GitHub runs', () => {
    expect(parse(text)).toMatchObject({
      name: 'shop',
      on: { push: { branches: ['main'] }, workflow_dispatch: { inputs: { muster_run: { type: 'string' } } } },
      permissions: { contents: 'read' },
      env: { ENDPOINT: 'db.example.com', PASSWORD: '${{ secrets.DB_PASSWORD }}' },
      jobs: {
        build: { 'runs-on': 'ubuntu-latest', steps: [{ uses: 'actions/checkout@v4' }, { run: 'npm ci' }] },
        test: { needs: ['build'] },
      },
    });
  });

  it('is the same text for the same configuration, in whatever order its variables are', () => {
    const other = { ...workflow, environment: { PASSWORD: { secret: 'DB_PASSWORD' }, ENDPOINT: 'db.example.com' } };

    expect(workflowText(other, 'shop', TOKEN)).toBe(text);
  });

  it('is read back as it was written, whatever the texts in it are', () => {
    const line = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .filter((each) => !/\p{Cc}/u.test(each) && !each.includes('${{'));
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
    const stages = fc.uniqueArray(fc.record({ name, commands: fc.array(line, { minLength: 1, maxLength: 4 }) }), {
      selector: (each) => each.name,
      minLength: 1,
      maxLength: 5,
    });
    const environment = fc.dictionary(fc.stringMatching(/^[A-Z][A-Z0-9_]{0,10}$/), fc.oneof(line, fc.constant({ secret: 'A_SECRET' })), {
      maxKeys: 5,
    });

    fc.assert(
      fc.property(stages, environment, fc.boolean(), (some, variables, push) => {
        const given = {
          ...workflow,
          stages: some,
          environment: variables,
          triggers: { push, pull_request: !push, manual: true, schedule: '0 3 * * 1' },
        };
        const { branch: _b, ...expected } = given;
        expect(readWorkflow(workflowText(given, 'shop', TOKEN), given.environment)).toEqual(expected);
      }),
    );
  });

  it('bears the token of its creation', () => {
    expect(tokenOf(text)).toBe(TOKEN);
    expect(tokenOf('name: theirs\n')).toBeUndefined();
  });

  it.each([
    ['a comment', text.replace('name: shop', '# by hand\nname: shop')],
    ['the name', text.replace('name: shop', 'name: other')],
  ])('says the same with another %s', (_what, changed) => {
    expect(readWorkflow(changed, {})).toEqual(said);
  });

  it.each([
    [
      'a command',
      text.replace('run: npm test', 'run: curl https://evil.example.com'),
      { stages: [said.stages[0], { name: 'test', commands: ['curl https://evil.example.com'] }] },
    ],
    [
      'a variable',
      text.replace('db.example.com', 'other.example.com'),
      { environment: { ...said.environment, ENDPOINT: 'other.example.com' } },
    ],
    ['a runner', text.replaceAll('ubuntu-latest', 'self-hosted'), { runner: 'self-hosted' }],
    [
      'a trigger',
      text.replace('workflow_dispatch:', 'pull_request: { branches: [main] }\n  workflow_dispatch:'),
      { triggers: { ...said.triggers, pull_request: true } },
    ],
  ])('tells another %s in the words of the configuration', (_what, changed, differing) => {
    expect(readWorkflow(changed, {})).toEqual({ ...said, ...differing });
  });

  it.each([
    ['rights', text.replace('contents: read', 'contents: write')],
    ['a further action', text.replace('- run: npm test', '- uses: evil/action@v1\n      - run: npm test')],
    ['a condition', text.replace('needs:', 'if: false\n    needs:')],
    ['another order', text.replace('- build', '- deploy')],
    ['no YAML', 'a: [b'],
    ['a bomb', 'a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n'],
    ['nothing', ''],
  ])('is none of Muster with %s', (_what, changed) => {
    expect(changed).not.toBe(text);
    expect(readWorkflow(changed, {})).toBeUndefined();
  });

  it('tells the branches that are others', () => {
    expect(otherBranches(text, 'main')).toEqual([]);
    expect(otherBranches(text.replace('- main', '- release'), 'main')).toEqual(['release']);
  });

  it('is found again by the title of the run that was asked for', () => {
    expect(runTitleHas(`shop (Muster ${TOKEN})`, TOKEN)).toBe(true);
    expect(runTitleHas(`shop (Muster ${TOKEN}) again`, TOKEN)).toBe(false);
  });
});
