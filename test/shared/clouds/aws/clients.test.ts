import { afterEach, describe, expect, it } from '@jest/globals';
import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { S3Client } from '@aws-sdk/client-s3';
import { ClientSettings, createTargetClient } from '../../../../shared/clouds/aws/clients.ts';
import type { Door } from '../../../../shared/clouds/aws/exchange.ts';

const VARIABLES = ['AWS_ENDPOINT_URL_EC2', 'AWS_USE_DUALSTACK_ENDPOINT'] as const;
const before = VARIABLES.map((name) => [name, process.env[name]] as const);

afterEach(() => {
  for (const [name, value] of before)
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
});

/** The host to which an EC2 client with the settings sends a call. */
async function hostOf(settings: ClientSettings | undefined, region = 'eu-west-1'): Promise<string> {
  let host = '';
  const door: Door = async (_operation, _input, send) => await send();
  const credentials = async () => ({ accessKeyId: 'a', secretAccessKey: 'b' });
  const client = createTargetClient(EC2Client, { region, credentials, door, ...(settings && { settings }) });
  client.middlewareStack.add(
    () => async (args) => {
      const { request } = args as { readonly request: { readonly hostname: string } };
      host = request.hostname;
      return { response: {}, output: { $metadata: {} } };
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
  await client.send(new DescribeVpcsCommand({}));
  client.destroy();
  return host;
}

describe('The settings that clients share', () => {
  it('are read from the environment once', async () => {
    const settings = new ClientSettings();
    process.env['AWS_USE_DUALSTACK_ENDPOINT'] = 'true';
    const first = await hostOf(settings);
    process.env['AWS_USE_DUALSTACK_ENDPOINT'] = 'false';

    expect(first).toBe('ec2.eu-west-1.api.aws');
    expect(await hostOf(settings)).toBe(first);
    expect(await hostOf(new ClientSettings())).toBe('ec2.eu-west-1.amazonaws.com');
    expect(await hostOf(undefined)).toBe('ec2.eu-west-1.amazonaws.com');
  });

  it('do not hold the region', async () => {
    const settings = new ClientSettings();

    expect(await hostOf(settings, 'eu-west-1')).toBe('ec2.eu-west-1.amazonaws.com');
    expect(await hostOf(settings, 'us-east-2')).toBe('ec2.us-east-2.amazonaws.com');
  });

  it('hold an endpoint of the service', async () => {
    const settings = new ClientSettings();
    process.env['AWS_ENDPOINT_URL_EC2'] = 'http://ec2.test';
    const first = await hostOf(settings);
    delete process.env['AWS_ENDPOINT_URL_EC2'];

    expect([first, await hostOf(settings), await hostOf(new ClientSettings())]).toEqual([
      'ec2.test',
      'ec2.test',
      'ec2.eu-west-1.amazonaws.com',
    ]);
  });

  it('are those of the client class, and hold no credentials', async () => {
    const settings = new ClientSettings();
    const door: Door = async (_operation, _input, send) => await send();
    const made = (accessKeyId: string): EC2Client =>
      createTargetClient(EC2Client, {
        region: 'eu-west-1',
        credentials: async () => ({ accessKeyId, secretAccessKey: 'b' }),
        door,
        settings,
      });
    const [one, other] = [made('one'), made('other')];
    const s3 = createTargetClient(S3Client, {
      region: 'eu-west-1',
      credentials: async () => ({ accessKeyId: 's3', secretAccessKey: 'b' }),
      door,
      settings,
    });

    expect((await one.config.credentials()).accessKeyId).toBe('one');
    expect((await other.config.credentials()).accessKeyId).toBe('other');
    expect(other.config.useDualstackEndpoint).toBe(one.config.useDualstackEndpoint);
    expect(s3.config.serviceId).toBe('S3');
    expect(s3.config.useDualstackEndpoint).not.toBe(one.config.useDualstackEndpoint);
  });
});
