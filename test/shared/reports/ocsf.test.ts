import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { ocsf } from '../../../shared/reports/ocsf.ts';
import { COLLECTED_AT, content, DANGEROUS, finding, HOSTILE, OF_EACH_STATUS, OF_HOSTILE_NAMES, textOf, UNREAD_ACCOUNT } from './support.ts';

const validatorOf = (file: string) =>
  new Ajv2020({ strict: false, allErrors: true, validateFormats: false }).compile(
    JSON.parse(readFileSync(new URL(`schemas/${file}`, import.meta.url), 'utf8')) as object,
  );
const isFinding = validatorOf('ocsf-1.8.0-compliance-finding.json');
const isInventory = validatorOf('ocsf-1.8.0-cloud-resources-inventory-info.json');

type Event = Readonly<Record<string, unknown>>;

function eventsIn(text: string, validate: typeof isFinding): readonly Event[] {
  expect(DANGEROUS.test(text)).toBe(false);
  const events = text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Event);
  for (const event of events) {
    validate(event);
    expect(validate.errors).toBeNull();
  }
  return events;
}

const findingsOf = async (findings: Parameters<typeof content>[0]): Promise<readonly Event[]> =>
  eventsIn(await textOf(ocsf.findings, content(findings)), isFinding);

describe('OCSF', () => {
  it('has a valid Compliance Finding for each status', async () => {
    const events = await findingsOf(OF_EACH_STATUS);

    const told = events.map(({ class_uid, type_uid, activity_name, status, compliance, resources }) => [
      (resources as readonly { name: string }[])[0]!.name,
      class_uid,
      type_uid,
      activity_name,
      status,
      (compliance as { status: string }).status,
    ]);
    expect(told).toEqual([
      ['gone', 2003, 200_303, 'Close', 'Resolved', 'Not applicable'],
      ['not-known', 2003, 200_301, 'Create', 'Unknown', 'Unknown'],
      ['open', 2003, 200_301, 'Create', 'New', 'Fail'],
      ['open-unknown', 2003, 200_301, 'Create', 'New', 'Unknown'],
      ['resolved', 2003, 200_303, 'Close', 'Resolved', 'Pass'],
      ['suppressed', 2003, 200_301, 'Create', 'Suppressed', 'Fail'],
    ]);
  });

  it.each(['critical', 'high', 'medium', 'low', 'informational'] as const)('is valid with a finding of severity %s', async (severity) => {
    expect((await findingsOf([finding({ severity })]))[0]!['severity']).toBe(severity.replace(/^./, (first) => first.toUpperCase()));
  });

  it('is valid whatever the names, and says what the policy says', async () => {
    const events = await findingsOf(OF_HOSTILE_NAMES);

    expect(events).toHaveLength(OF_HOSTILE_NAMES.length);
    expect(events[0]).toMatchObject({
      time: Date.parse(COLLECTED_AT),
      metadata: { version: '1.8.0', product: { name: 'Muster', version: '1.2.3' } },
      cloud: { provider: 'AWS', region: 'eu-west-1', account: { uid: '123456789012', type_id: 10 } },
      compliance: { requirements: ['aws-fsbp S3.8', 'cis-aws-7.0 2.1.4'], control: 'aws.s3.bucket-private' },
    });
  });

  it('has a collection that failed for an account that could not be read', async () => {
    const text = await textOf(ocsf.findings, content([], { accounts: () => [UNREAD_ACCOUNT] }));

    expect(eventsIn(text, isInventory)).toMatchObject([
      {
        class_uid: 5023,
        type_uid: 502_302,
        status: 'Failure',
        status_detail: expect.stringMatching(/^AccessDenied/),
        cloud: { account: { uid: '210987654321' } },
      },
    ]);
  });

  it('carries the evidence as data', async () => {
    expect((await findingsOf([finding({ evidence: ['0.0.0.0/0'] })]))[0]!['evidences']).toEqual([{ data: ['0.0.0.0/0'] }]);
  });

  it('has a valid Cloud Resources Inventory Info event for each resource', async () => {
    const events = eventsIn(await textOf(ocsf.resources, content([])), isInventory);

    expect(events).toMatchObject([
      {
        class_uid: 5023,
        type_uid: 502_302,
        status: 'Failure',
        status_detail: 'Not read: Policy',
        resources: [{ name: HOSTILE[0], tags: [{ name: 'half \ufffd pair', value: HOSTILE[5] }], data: { Name: HOSTILE[6] } }],
      },
    ]);
  });

  it('finds an event wrong that lacks what the class requires', async () => {
    const [event] = await findingsOf([finding()]);
    const { compliance: _, ...rest } = event!;

    expect(isFinding(rest)).toBe(false);
    expect(isFinding({ ...event, severity_id: 42 })).toBe(false);
  });
});
