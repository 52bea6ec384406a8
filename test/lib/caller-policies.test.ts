import { describe, expect, it } from '@jest/globals';
import { CALLERS } from '../../lib/constructs/caller-policies.ts';
import { NotificationService } from '../../shared/rpc/generated/muster/notifications/v1/notifications_pb.js';
import { apiFixture } from '../support/api-fixture.ts';
import { synthesized } from './templates.ts';

/** Whether IAM matches the resource `METHOD /path` with `*` for any text. */
const allows = (pattern: string, request: string): boolean => new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(request);

describe('the policies for callers of the API', () => {
  it('allow each operation of the API exactly once, and nothing else', async () => {
    const document = (await (await apiFixture().app.request('/openapi.json')).json()) as { paths: Record<string, Record<string, unknown>> };
    const requests = [
      ...Object.entries(document.paths).flatMap(([path, item]) =>
        Object.keys(item).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, 'aws.s3.x|a b')}`),
      ),
      ...NotificationService.methods.map(({ parent, name }) => `POST /${parent.typeName}/${name}`),
    ];
    const patterns = Object.values(CALLERS).flat();

    for (const request of requests) expect([request, patterns.filter((pattern) => allows(pattern, request)).length]).toEqual([request, 1]);
    for (const pattern of patterns) expect([pattern, requests.some((request) => allows(pattern, request))]).toEqual([pattern, true]);
  });

  it('are in the stack, each with its paths below the stage', () => {
    const policies = synthesized()
      .platform.ofType('AWS::IAM::ManagedPolicy')
      .filter(({ id }) => id.startsWith('Callers'));

    expect(policies).toHaveLength(Object.keys(CALLERS).length);
    const text = JSON.stringify(policies);
    expect(text).toContain('/$default/GET/*');
    expect(text).toContain('/$default/POST/jobs/*/cancel');
    for (const { Properties } of policies)
      for (const { Action, Effect } of Properties['PolicyDocument'].Statement)
        expect([Effect, Action]).toEqual(['Allow', 'execute-api:Invoke']);
  });
});
