import { describe, expect, it } from '@jest/globals';
import { checkVariables, targetEnvironment } from '../../../bin/local/target.ts';

const WORKER = { environment: { MUSTER_REGIONS: '*', MUSTER_HOME_ACCOUNT: '000000000000', MUSTER_ROLE_NAME: 'MusterReadRole' } };
const API = { environment: { MUSTER_HOME_ACCOUNT: '000000000000', MUSTER_ROLE_NAMES: 'MusterReadRole', MUSTER_SECRETS: 'arn:…' } };
const SCAN = { environment: { MUSTER_HOME_ACCOUNT: '000000000000', QUEUE: 'http://queue' } };
const USER = {
  AWS_ACCESS_KEY_ID: 'AKIA',
  AWS_ENDPOINT_URL: 'http://moto',
  HOME: '/home/me',
  CONTOSO_SECRET: 'x',
  MUSTER_ROLE_NAME: 'Reader',
};
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
      CONTOSO_SECRET: 'x',
      MUSTER_HOME_ACCOUNT: '123456789012',
      MUSTER_ROLE_NAME: 'Reader',
      MUSTER_SECRETS_IN_ENVIRONMENT: 'allowed',
    });
    expect(Object.keys(targetEnvironment(SCAN, AWS, '123456789012', USER)).toSorted()).toEqual([
      'AWS_CONFIG_FILE',
      'AWS_EC2_METADATA_DISABLED',
      'AWS_SHARED_CREDENTIALS_FILE',
      'MUSTER_HOME_ACCOUNT',
    ]);
  });

  describe('of the function that manages resources', () => {
    const MANAGES = { environment: { MUSTER_MANAGE_ROLE_NAME: 'MusterManageRole', MUSTER_EXTERNAL_ID: 'id' } };

    it("has the user's variables with --aws, without the name of the role that reads", () => {
      expect(targetEnvironment(MANAGES, AWS, '123456789012', { ...USER, MUSTER_EXTERNAL_ID: 'mine' })).toEqual({
        AWS_ACCESS_KEY_ID: 'AKIA',
        AWS_ENDPOINT_URL: 'http://moto',
        HOME: '/home/me',
        CONTOSO_SECRET: 'x',
        MUSTER_EXTERNAL_ID: 'mine',
        MUSTER_SECRETS_IN_ENVIRONMENT: 'allowed',
      });
    });

    it.each([DEMO, AWS])("calls the endpoint alone where one is given, with no credentials of the user's", (estate) => {
      const environment = targetEnvironment(MANAGES, { ...estate, manageEndpoint: 'http://emulator' }, undefined, USER);

      expect(environment).toMatchObject({ AWS_ENDPOINT_URL: 'http://emulator', CONTOSO_SECRET: 'x', AWS_EC2_METADATA_DISABLED: 'true' });
      expect(Object.values(environment)).not.toContain('AKIA');
      expect(targetEnvironment(WORKER, { ...estate, manageEndpoint: 'http://emulator' }, undefined, {})).not.toHaveProperty(
        'AWS_ENDPOINT_URL',
      );
    });
  });

  it('has the servers that answer in the place of clouds, and no variable in the place of one of the template', () => {
    const user = {
      MUSTER_AZURE_ENDPOINT_URL: 'https://localhost:1',
      MUSTER_REGIONS: '',
      MUSTER_DEMO: 'accounts=1,day=1',
      EXPORTS_BUCKET: 'x',
    };
    const worker = { environment: { ...WORKER.environment, EXPORTS_BUCKET: 'muster' } };

    expect(targetEnvironment(worker, AWS, undefined, user)).toEqual({
      MUSTER_AZURE_ENDPOINT_URL: 'https://localhost:1',
      MUSTER_SECRETS_IN_ENVIRONMENT: 'allowed',
    });
  });

  it('lets connections name variables as their secrets, and with --aws any role and any secret', () => {
    expect(targetEnvironment(API, DEMO, undefined, USER)).toMatchObject({ MUSTER_SECRETS_IN_ENVIRONMENT: 'allowed' });
    expect(targetEnvironment(WORKER, DEMO, undefined, USER)).toMatchObject({ MUSTER_SECRETS_IN_ENVIRONMENT: 'allowed' });
    expect(targetEnvironment(API, AWS, undefined, USER)).toMatchObject({
      MUSTER_SECRETS_IN_ENVIRONMENT: 'allowed',
      MUSTER_ROLE_NAMES: '',
      MUSTER_SECRETS: '',
    });
    expect(Object.values(targetEnvironment(API, AWS, undefined, USER))).not.toContain('x');
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

describe('variables of the user that functions get', () => {
  it.each([
    [{ MUSTER_RHYTHM: 'weekly' }, 'MUSTER_RHYTHM is "weekly"; it takes nightly or adaptive. Correct it, or unset it.'],
    [{ MUSTER_DETAILS: 'none' }, /^MUSTER_DETAILS is "none"; it takes policies or all\./],
    [{ MUSTER_MAX_RESOURCES_PER_SLICE: 'abc' }, /^MUSTER_MAX_RESOURCES_PER_SLICE is "abc"; it takes a whole number of at least 1\./],
    [{ MUSTER_MAX_RESOURCES_PER_SLICE: '0' }, /is "0"/],
    [
      { MUSTER_REGIONS: 'mars-1' },
      'MUSTER_REGIONS is "mars-1"; it takes * for every enabled region, or regions of AWS and OCI separated by commas, such as eu-west-1,eu-frankfurt-1. Correct it, or unset it.',
    ],
    [{ MUSTER_REGIONS: 'eu-west-1,westeurope' }, /is "eu-west-1,westeurope"/],
    [{ MUSTER_REGIONS: 'eu-west-1,' }, /is "eu-west-1,"/],
    [{ MUSTER_REGIONS: '*,eu-west-1' }, /MUSTER_REGIONS/],
  ])('are refused before anything starts: %j', (user, says) => {
    expect(() => checkVariables(user)).toThrow(
      expect.objectContaining({ message: typeof says === 'string' ? says : expect.stringMatching(says), exitCode: 2 }),
    );
  });

  it('are taken in every form that functions know, and where they are not set', () => {
    expect(() => checkVariables({})).not.toThrow();
    expect(() => checkVariables({ MUSTER_RHYTHM: 'adaptive', MUSTER_DETAILS: 'all', MUSTER_MAX_RESOURCES_PER_SLICE: '100' })).not.toThrow();
    expect(() => checkVariables({ MUSTER_RHYTHM: '', MUSTER_REGIONS: '' })).not.toThrow();
    expect(() => checkVariables({ MUSTER_REGIONS: '*' })).not.toThrow();
    expect(() => checkVariables({ MUSTER_REGIONS: 'eu-west-1, eu-frankfurt-1' })).not.toThrow();
  });
});
