/** Rules that every registered type keeps. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { AWS_SERVICES, AWS_TYPES } from '../../../shared/clouds/aws/types.generated.ts';
import { AZURE_SERVICES } from '../../../shared/clouds/azure/types.generated.ts';
import { OCI_SERVICES } from '../../../shared/clouds/oci/types.generated.ts';
import { knownServices, RESOURCE_TYPES, typeNamed } from '../../../shared/registry.ts';
import { RELATIONS } from '../../../shared/clouds/relations.ts';
import { KINDS, type ResourceType } from '../../../shared/clouds/resource-type.ts';

const FOLDER = fileURLToPath(new URL('../../../shared/clouds/aws/services/', import.meta.url));
const files = globSync('*/*.ts', { cwd: FOLDER }).filter((file) => !/(\/service|\.generated)\.ts$/.test(file));
const source = (file: string): string => readFileSync(`${FOLDER}${file}`, 'utf8');

/** `AWS::RDS::DBInstance` → `rds/db-instance.ts` */
const fileOf = (type: string): string => {
  const [, service = '', name = ''] = type.split('::');
  const words = name.replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2').replace(/([a-z0-9])([A-Z])/g, '$1-$2');
  // `service.ts` is the service itself.
  const file = words.toLowerCase() === 'service' ? `${service}-service` : words;
  return `${service}/${file}.ts`.toLowerCase();
};

/** Kinds whose types are being written. */
const AWAITED: readonly string[] = [
  'api',
  'cdn',
  'dns_record',
  'flow_log',
  'stream',
  'stack',
  'build_project',
  'document',
  'notebook',
  'certificate_authority',
  'backup_plan',
  'audit_log',
  'subscription',
];

describe('the registry', () => {
  it('lists every file of the directory of AWS, each under the name that its type gives it', () => {
    expect(AWS_TYPES.map(({ type }) => fileOf(type)).toSorted()).toEqual(files.toSorted());
  });

  it('holds no type twice', () => {
    expect(new Set(RESOURCE_TYPES.map(({ type }) => type)).size).toBe(RESOURCE_TYPES.length);
  });

  it('finds types by name', () => {
    expect(typeNamed('AWS::EC2::VPC')?.kind).toBe('network');
    expect(typeNamed('AWS::EC2::Nothing')).toBeUndefined();
  });

  it('has a type of every kind', () => {
    const kinds = new Set(RESOURCE_TYPES.map(({ kind }) => kind));

    expect(KINDS.filter((kind) => kind !== 'other' && !kinds.has(kind) && !AWAITED.includes(kind))).toEqual([]);
  });

  it('has a relationship of every kind in the definition of a type', () => {
    const folder = fileURLToPath(new URL('../../../shared/clouds/', import.meta.url));
    const texts = globSync('{*/services,*/types,types}/**/*.ts', { cwd: folder }).map((file) => readFileSync(`${folder}${file}`, 'utf8'));
    const isUsed = (relation: string): boolean => texts.some((text) => new RegExp(`\\brelation(\\(\\s*|: )'${relation}'`).test(text));

    expect(RELATIONS.filter((relation) => !isUsed(relation))).toEqual([]);
    expect(RELATIONS).toEqual([...RELATIONS].toSorted());
  });

  it('knows exactly the services that types belong to', () => {
    expect(knownServices()).toContain('aws.s3');
    expect(knownServices()).toEqual(
      [
        ...Object.keys(AWS_SERVICES).map((id) => `aws.${id}`),
        ...Object.keys(AZURE_SERVICES).map((id) => `azure.${id}`),
        ...Object.keys(OCI_SERVICES).map((id) => `oci.${id}`),
      ].toSorted(),
    );
  });
});

describe.each(AWS_TYPES.map((type) => [type.type, type] as const))('%s', (_name, type: ResourceType) => {
  it('is named as its provider names it', () => {
    expect(type.type).toMatch(/^AWS::[A-Za-z0-9]+::[A-Za-z0-9]+$/);
    expect(KINDS).toContain(type.kind);
  });

  it('asks for well-formed read permissions of its own service, each once', () => {
    expect(type.permissions.length).toBeGreaterThan(0);
    expect(new Set(type.permissions).size).toBe(type.permissions.length);
    const service = AWS_SERVICES[type.service];
    const prefixes = [service, ...(service?.apis ?? [])].map((api) => api?.permissions).join('|');
    for (const action of type.permissions)
      expect(action).toMatch(new RegExp(`^(${prefixes}):((Describe|Get|List|BatchGet|Search|Lookup)[A-Z][A-Za-z0-9]*|GET)$`));
  });

  it('is said in one small file that begins by saying what it holds', () => {
    const text = source(fileOf(type.type));

    expect(text).toMatch(/^\/\*\*/);
    expect(text.split('\n').length - 1).toBeLessThanOrEqual(120);
  });

  it('has its volatile paths well-formed', () => {
    for (const path of type.volatile) expect(path).toMatch(/^[A-Za-z0-9]+(\.(?:[A-Za-z0-9]+|\*))*$/);
  });
});

describe('the guide', () => {
  const guide = readFileSync(new URL('../../../docs/add-a-resource-type.md', import.meta.url), 'utf8');

  it('shows an example that is the code itself', () => {
    const example = /```ts\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';

    expect(example).toBe(source('ec2/volume.ts'));
  });
});
