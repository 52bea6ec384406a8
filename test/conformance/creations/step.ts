/** A call of the SDK that creates something, or prepares it. */
export interface Step {
  /** The last part of the name of the SDK's package: `ec2` of `@aws-sdk/client-ec2`. */
  readonly client: string;
  /** `CreateVpc` */
  readonly operation: string;
  /** A text may hold `<name>`: what an earlier step kept under that name. */
  readonly input: object;
  /** The names under which later steps use values of the answer, and their paths in it. */
  readonly keep: Readonly<Record<string, string>>;
  /** If it is not `REGION`. */
  readonly region?: string;
}

export const step = (client: string, operation: string, input: object = {}, keep: Step['keep'] = {}): Step => ({
  client,
  operation,
  input,
  keep,
});

/** The account of moto's own credentials. */
export const ACCOUNT = '123456789012';
export const REGION = 'eu-west-1';
export const NAME = 'made-by-the-suite';

/** The tags of everything that takes some, in the form of most services, and as a map. */
export const TAGS = [
  { Key: 'Environment', Value: 'conformance' },
  { Key: 'Owner', Value: 'team: a+b@c/d' },
];
export const TAG_MAP = { Environment: 'conformance', Owner: 'team: a+b@c/d' };

/** A policy that lets the service assume a role, or everybody of the account use something. */
export const trustOf = (service: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: `${service}.amazonaws.com` }, Action: 'sts:AssumeRole' }],
  });
export const allowing = (action: string, resource = '*'): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: action, Resource: resource }],
  });
