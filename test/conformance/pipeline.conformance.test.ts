/** The manager of pipelines against moto, for the calls of CodePipeline, CodeBuild, EventBridge and IAM that moto has. */
import { ListPipelineExecutionsCommand, CodePipelineClient, ListPipelinesCommand } from '@aws-sdk/client-codepipeline';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { pipeline } from '../../shared/managed/managers/pipeline.ts';
import { codeContext, codePipelineConfig, NAME } from '../support/code-pipeline-world.ts';
import { Steps, TOKEN } from '../shared/managed/steps.ts';
import { type Served, serve } from '../support/serve.ts';
import { type Running, startMoto } from './processes.ts';

let moto: Running | undefined;
let services: Served | undefined;
beforeAll(async () => {
  moto = await startMoto();
  services = await beforeMoto(moto.url);
  const iam = new IAMClient(settings());
  for (const [role, service] of [
    ['pipeline', 'codepipeline'],
    ['build', 'codebuild'],
    ['schedule', 'events'],
  ] as const) {
    const trust = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: `${service}.amazonaws.com` }, Action: 'sts:AssumeRole' }],
    };
    await iam.send(new CreateRoleCommand({ RoleName: role, Path: '/muster/', AssumeRolePolicyDocument: JSON.stringify(trust) }));
  }
});
afterAll(async () => {
  await services?.close();
  await moto?.stop();
});

const settings = () => ({ endpoint: moto?.url ?? '', region: 'eu-west-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });

/**
 * Stands before moto where it differs from AWS: it wants places of a project's source and artifacts, which AWS ignores if CodePipeline gives both, and it tells
 * times as texts.
 */
async function beforeMoto(url: string): Promise<Served> {
  return await serve(async (request) => {
    const target = request.headers.get('x-amz-target') ?? '';
    const body = await request.text();
    const changed = target.endsWith('.CreateProject')
      ? body.replaceAll('"type":"CODEPIPELINE"', '"type":"CODEPIPELINE","location":"CODEPIPELINE"')
      : body;
    const headers = new Headers(request.headers);
    headers.delete('content-length');
    headers.delete('connection');
    const answer = await fetch(url, { method: request.method, headers, body: changed });
    const text = (await answer.text()).replaceAll(
      /"(created|updated|startTime|lastUpdateTime)": ?"([^"]+)"/g,
      (_whole, name: string, time: string) => `"${name}": ${Date.parse(time) / 1_000}`,
    );
    return new Response(text, { status: answer.status, headers: { 'content-type': answer.headers.get('content-type') ?? '' } });
  });
}

const config = {
  ...codePipelineConfig,
  triggers: { push: true, schedule: '0 3 * * 1-5' },
  schedule_role_arn: 'arn:aws:iam::123456789012:role/muster/schedule',
};

it('is made, run and deleted', async () => {
  const world = {
    context: (token: string, id?: string) => codeContext(services?.url ?? '', { token, id }),
    settle: () => Promise.resolve(),
    resources: () => Promise.resolve(0),
    plantForeign: () => Promise.resolve(),
    answers: () => undefined,
    permissionsUsed: () => undefined,
    secrets: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
  const steps = new Steps(pipeline, world);
  const client = new CodePipelineClient({ ...settings(), endpoint: services?.url ?? '' });

  expect(await steps.observe(config)).toEqual({ state: 'absent' });
  const { actual, provider_resource_id } = await steps.converge(config);
  expect(provider_resource_id).toBe(NAME);
  expect(actual).toMatchObject({
    repository: 'acme/shop',
    branch: 'main',
    triggers: { push: true, pull_request: false, schedule: '0 3 * * 1-5' },
  });
  await steps.operate('run', {}, config, TOKEN);
  const { pipelineExecutionSummaries: runs = [] } = await client.send(new ListPipelineExecutionsCommand({ pipelineName: NAME }));
  expect(runs).toHaveLength(1);

  await steps.converge({ ...config, branch: 'release' });
  await steps.delete(config, 'delete', TOKEN);
  expect((await client.send(new ListPipelinesCommand({}))).pipelines).toEqual([]);
});
