import { describe, expect, it } from '@jest/globals';
import { routingPath } from '../../../shared/api/paths.ts';

const TENANT = 'azure:tenant/6f3c2a10-74d8-4f06-8b3e-51d7a6f4e288';
const RESOURCE = 'aws:100200300401|AWS::ELBv2::Listener|eu-west-1|app/shop/50dc';
const FINDING = `aws.elb.listener@${RESOURCE}`;

const route = (path: string): string => routingPath(new Request(`http://api${path}`));

describe('The path by which a request is routed', () => {
  it.each([
    ['/accounts/', TENANT, ''],
    ['/exports/2026-11-29/accounts/', TENANT, ''],
    ['/exports/newest/accounts/', TENANT, ''],
    ['/resources/', RESOURCE, ''],
    ['/resources/', RESOURCE, '/changes'],
    ['/resources/', RESOURCE, '/related'],
    ['/findings/', FINDING, ''],
    ['/findings/', FINDING, '/suppress'],
  ])('%s{%s}%s is the same, whether or not a proxy has decoded it', (before, id, after) => {
    const encoded = before + encodeURIComponent(id) + after;

    expect(route(encoded)).toBe(encoded);
    expect(route(before + id + after)).toBe(encoded);
  });

  it.each([
    '/accounts',
    '/accounts/sync',
    '/accounts/aws:100200300401',
    '/exports/2026-11-29/accounts',
    '/jobs/x/accounts',
    '/accounts/x/y',
  ])('%s stays as it is', (path) => {
    expect(route(path)).toBe(path);
  });
});
