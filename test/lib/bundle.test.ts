/** The deployed bundles hold nothing of the demo estate, neither its code nor its samples, and are small. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bundleFunctions } from '../../lib/bundle.ts';
import { builtInPolicies } from '../../shared/policies/catalog.ts';
import { POLICY_TEXTS_FILE } from '../../shared/policies/policy-texts.ts';
import { withNamedMembers } from '../../lib/named-members.ts';
import { bytesByPackage, bytesOfAll, filesAtStart } from '../support/bundle-files.ts';

const outdir = mkdtempSync(join(tmpdir(), 'muster-bundles-'));
const BUNDLING_MS = 60_000;
/** Lambda's limit of a synchronous payload. */
const MAX_PAYLOAD_BYTES = 6 * 1024 * 1024;

/** Clients of AWS services of which the first types came after those of other clouds: they are not what other clouds add. */
const LATER_CLIENTS =
  /^@aws-sdk\/client-(accessanalyzer|account|acm|amplify|api-gateway|apigatewayv2|application-auto-scaling|appstream|appsync|athena|auto-scaling|backup|batch|bedrock|bedrock-agent|cloudformation|cloudfront|cloudtrail|cloudwatch|codeartifact|codebuild|codecommit|codepipeline|cognito-identity|cognito-identity-provider|config-service|connect|data-pipeline|database-migration-service|datasync|dax|direct-connect|directory-service|dlm|ecr|efs|eks|elastic-beanstalk|elastic-load-balancing|elasticache|elasticsearch-service|emr|eventbridge|firehose|fms|fsx|glacier|global-accelerator|glue|guardduty|inspector2|kafka|kafkaconnect|kinesis|lightsail|macie2|memorydb|mq|network-firewall|opensearch|ram|redshift|redshift-serverless|resource-explorer-2|route-53|route-53-domains|s3-control|sagemaker|securityhub|service-catalog|sesv2|sfn|shield|sns|ssm|ssm-incidents|sso-admin|storage-gateway|support|transfer|wafv2|wellarchitected|workspaces)$/;
/** The inventory worker's bundle when AWS was the only cloud (before `namedMembers` and `minifySyntax`), and what other clouds may add. */
const BYTES_WITH_AWS_ALONE = 5_624_667;
const BYTES_FOR_OTHER_CLOUDS = 1024 * 1024;
/** The bytes that came later for every cloud (events, migrations), and those of the calls that later types of AWS make by the first clients. */
const BYTES_SINCE = 144 * 1024;
/** AWS's own modules among those bytes, at most. They grow with each type of AWS, which is not what other clouds add. */
const BYTES_OF_AWS_MODULES = 327_976;
/** The policies and frameworks among those bytes, which grow with each policy and each framework. */
const BYTES_OF_POLICIES = 303_109 + 89_566;

let files: readonly string[] = [];
beforeAll(async () => {
  await bundleFunctions(outdir, { purpose: 'deploy' });
  files = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('js'));
}, BUNDLING_MS);
afterAll(() => {
  rmSync(outdir, { recursive: true });
});

/** Texts that occur only in the demo estate: its organization, its accounts' traits, its settings, its files. */
const DEMO = [
  'halden',
  'brightleaf',
  'bucket_policies_denied',
  'vault_keys_denied',
  'MUSTER_DEMO',
  'samples.generated',
  'shared/clouds/demo',
  'shared/clouds/aws/demo',
  'shared/clouds/azure/demo',
  'shared/clouds/oci/demo',
  'demo estate',
];

describe('the bundles of the functions', () => {
  it.each(DEMO)('do not hold %j', (text) => {
    expect(files.length).toBeGreaterThan(5);
    const holding = files.filter((file) => readFileSync(join(outdir, file), 'utf8').toLowerCase().includes(text.toLowerCase()));

    expect(holding).toEqual([]);
  });

  it('hold the X-Ray SDK in the workers alone, in a file that they load when an invocation is traced', () => {
    const holding = files.filter((file) => readFileSync(join(outdir, file), 'utf8').includes('node_modules/aws-xray-sdk-core/'));

    expect(holding.map((file) => file.replace(/\/xray-spans-\w+\.mjs$/, '')).toSorted()).toEqual([
      'export-worker',
      'inventory-worker',
      'scan-worker',
    ]);
  });

  it('hold the engine of patterns in a file of its own, which they load when a user has a pattern', () => {
    const holding = files.filter((file) => readFileSync(join(outdir, file), 'utf8').includes('node_modules/re2js/'));

    expect(holding.length).toBeGreaterThan(0);
    expect(holding.filter((file) => file.endsWith('/index.mjs'))).toEqual([]);
  });

  it('hold the processes that check and try policies beside the API alone', () => {
    expect(files.filter((file) => /(?:check|trial)-process\.mjs$/.test(file)).toSorted()).toEqual([
      'api/check-process.mjs',
      'api/trial-process.mjs',
    ]);
    expect(files.filter((file) => file.endsWith('screen-process.mjs')).toSorted()).toEqual(
      ['api', 'inventory-worker', 'job-handler', 'scan-worker'].map((name) => `${name}/screen-process.mjs`),
    );
  });

  it('hold the script of the page /docs beside the API alone, small enough for an answer of a function, and without foreign images', () => {
    const all = readdirSync(outdir, { recursive: true, encoding: 'utf8' });
    const compressed = readFileSync(join(outdir, 'api/redoc.js.gz'));
    const script = gunzipSync(compressed).toString();

    expect(all.filter((file) => file.includes('redoc')).toSorted()).toEqual(['api/redoc.js.LICENSE.txt', 'api/redoc.js.gz']);
    expect(compressed.length).toBeLessThan(400_000);
    expect(Buffer.byteLength(script)).toBeLessThan(MAX_PAYLOAD_BYTES);
    expect(script).not.toContain('cdn.redoc.ly');
  });

  it('hold the texts of all policies beside the API alone', () => {
    const all = readdirSync(outdir, { recursive: true, encoding: 'utf8' });
    const texts = JSON.parse(gunzipSync(readFileSync(join(outdir, 'api', POLICY_TEXTS_FILE))).toString()) as Record<string, string>;

    expect(all.filter((file) => file.endsWith(POLICY_TEXTS_FILE))).toEqual([`api/${POLICY_TEXTS_FILE}`]);
    expect(Object.keys(texts).toSorted()).toEqual(
      builtInPolicies()
        .map(({ policy }) => policy.id)
        .toSorted(),
    );
    expect(texts['aws.s3.bucket-versioning-enabled']).toContain('tests:');
  });

  it('load DuckDB from their own folder only in the export worker', () => {
    const holding = files.filter((file) =>
      /(?:require|from|import)\W{1,3}\.\/duckdb\.node\W/.test(readFileSync(join(outdir, file), 'utf8')),
    );

    expect(new Set(holding.map((file) => file.split('/')[0]))).toEqual(new Set(['export-worker']));
  });

  it('of the inventory worker is at most 1 MiB larger than with AWS alone', () => {
    const bundle = join(outdir, 'inventory-worker');
    const grows = (name: string): boolean => LATER_CLIENTS.test(name) || /^shared\/(clouds\/aws|policies\/\w+\.generated)$/.test(name);
    const grown = [...bytesByPackage(bundle)].reduce((sum, [name, bytes]) => sum + (grows(name) ? bytes : 0), 0);
    const before = BYTES_WITH_AWS_ALONE - BYTES_OF_AWS_MODULES - BYTES_OF_POLICIES;

    expect(bytesOfAll(bundle) - grown).toBeLessThan(before + BYTES_FOR_OTHER_CLOUDS + BYTES_SINCE);
  });

  it('load the code of a cloud when something is read of it first', () => {
    const all = files.filter((file) => file.startsWith('inventory-worker/')).map((file) => readFileSync(join(outdir, file), 'utf8'));
    const atStart = [...filesAtStart(join(outdir, 'inventory-worker')).values()];
    const readers = ['// node_modules/@azure/', ...['aws', 'azure', 'oci'].map((cloud) => `// shared/clouds/${cloud}/session.ts`)];

    const loaded = (texts: readonly string[]): readonly string[] => readers.filter((path) => texts.some((text) => text.includes(path)));
    expect(loaded(all)).toEqual(readers);
    expect(loaded(atStart)).toEqual([]);
  });

  it('hold no schema of EC2 that nothing uses', () => {
    const texts = files.map((file) => readFileSync(join(outdir, file), 'utf8'));

    expect(texts.filter((text) => text.includes('DescribeVpcsResult$')).length).toBeGreaterThan(0);
    expect(texts.filter((text) => text.includes('AcceptAddressTransferResult$'))).toEqual([]);
  });
});

describe('a client of the AWS SDK', () => {
  /** The paths and texts of the bundles' modules. */
  const modules = (): readonly string[] =>
    files.flatMap((file) =>
      readFileSync(join(outdir, file), 'utf8')
        .split(/^\/\/ (?=\S+\.\w+$)/m)
        .slice(1),
    );

  it('is in the inventory worker once if only clouds use it, without the commands that no type reads', () => {
    const parts = modules().filter((text) => text.startsWith('sdk-parts:@aws-sdk/client-ec2/'));

    expect(modules().filter((text) => text.startsWith('node_modules/@aws-sdk/client-ec2/'))).toEqual([]);
    expect(parts.filter((text) => text.includes('DescribeVpcsCommand'))).toHaveLength(1);
    expect(parts.filter((text) => text.includes('RunInstancesCommand'))).toEqual([]);
  });

  it.each(['dynamodb', 's3'])('for %s is the same for the platform and for clouds, so that its errors are known by their class', (name) => {
    expect(modules().filter((text) => text.startsWith(`node_modules/@aws-sdk/client-${name}/`)).length).toBeGreaterThan(0);
    expect(modules().filter((text) => text.startsWith(`sdk-parts:@aws-sdk/client-${name}/`))).toEqual([]);
  });
});

describe('withNamedMembers', () => {
  it('writes the constant texts of the file in place of the keys in brackets, and leaves all other keys', () => {
    const code =
      'const _xN = "xmlName";\nconst _q = "say \\"so\\"";\nconst f = g();\nexport var A$ = [0, { [_xN]: _q, [_q]: 1, [_other]: 2, [f]: 3 }];';

    expect(withNamedMembers(code).split('\n').at(-1)).toBe(
      'export var A$ = [0, { "xmlName": _q, "say \\"so\\"": 1, [_other]: 2, [f]: 3 }];',
    );
  });
});
