import { describe, expect, it } from '@jest/globals';
import { targetEnvironment } from '../../../bin/local/target.ts';

const WORKER = { environment: { MUSTER_REGIONS: '*', MUSTER_HOME_ACCOUNT: '000000000000', MUSTER_ROLE_NAME: 'MusterReadRole' } };
const API = { environment: { MUSTER_HOME_ACCOUNT: '000000000000' } };
const USER = { AWS_ACCESS_KEY_ID: 'AKIA', AWS_ENDPOINT_URL: 'http://moto', HOME: '/home/me', OTHER: 'x', MUSTER_ROLE_NAME: 'Reader' };
const DEMO = { aws: false, accounts: 25, day: 2 } as const;
const AWS = { ...DEMO, aws: true } as const;

describe('the environment by which target accounts are reached', () => {
  it("is that of the demo estate, without the user's variables", () => {
    const environment = targetEnvironment(WORKER, DEMO, undefined, USER);

    expect(environment).toMatchObject({ MUSTER_DEMO: 'accounts=25,day=2', AWS_EC2_METADATA_DISABLED: 'true' });
    expect(Object.values(environment)).not.toContain('AKIA');
    expect(Object.keys(environment)).not.toContain('AWS_ENDPOINT_URL');
    expect(Object.keys(environment)).not.toContain('HOME');
  });

  it("has the user's variables with --aws, but only for the function that reads clouds", () => {
    expect(targetEnvironment(WORKER, AWS, '123456789012', USER)).toEqual({
      AWS_ACCESS_KEY_ID: 'AKIA',
      AWS_ENDPOINT_URL: 'http://moto',
      HOME: '/home/me',
      MUSTER_HOME_ACCOUNT: '123456789012',
      MUSTER_ROLE_NAME: 'Reader',
    });
    expect(Object.keys(targetEnvironment(API, AWS, '123456789012', USER)).toSorted()).toEqual([
      'AWS_CONFIG_FILE',
      'AWS_EC2_METADATA_DISABLED',
      'AWS_SHARED_CREDENTIALS_FILE',
      'MUSTER_HOME_ACCOUNT',
    ]);
  });

  it('has no demo if a recording is replayed', () => {
    const environment = targetEnvironment(WORKER, DEMO, undefined, {
      MUSTER_REPLAY: 'tape',
      MUSTER_REGIONS: 'eu-west-1',
      MUSTER_DETAILS: 'all',
    });

    expect(environment).toMatchObject({ MUSTER_REPLAY: 'tape', MUSTER_REGIONS: 'eu-west-1', MUSTER_DETAILS: 'all' });
    expect(Object.keys(environment)).not.toContain('MUSTER_DEMO');
  });
});
