/** Synthesizes the app with empty functions, and gives its templates as plain data. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildApp } from '../../lib/app.ts';

export interface Resource {
  readonly id: string;
  readonly Type: string;
  readonly Properties: Readonly<Record<string, any>>; // oxlint-disable-line typescript/no-explicit-any -- any shape that CloudFormation has
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export class TemplateReader {
  readonly parameters: Readonly<Record<string, { readonly Default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly Value: unknown }>>;
  readonly all: readonly Resource[];
  /** The size of the template as JSON without white space. */
  readonly bytes: number;

  constructor(template: {
    readonly Parameters?: TemplateReader['parameters'];
    readonly Outputs?: TemplateReader['outputs'];
    readonly Resources: Readonly<Record<string, Omit<Resource, 'id'>>>;
  }) {
    this.bytes = Buffer.byteLength(JSON.stringify(template));
    this.parameters = template.Parameters ?? {};
    this.outputs = template.Outputs ?? {};
    this.all = Object.entries(template.Resources).map(([id, resource]) => ({ ...resource, id, Properties: resource.Properties ?? {} }));
  }

  ofType(type: string): readonly Resource[] {
    return this.all.filter((resource) => resource.Type === type);
  }

  /** The one resource of the type whose id starts so. */
  one(type: string, idPrefix = ''): Resource {
    const found = this.ofType(type).filter(({ id }) => id.startsWith(idPrefix));
    if (found.length !== 1) throw new Error(`${found.length} resources are ${type} ${idPrefix}*`);
    return found[0]!;
  }

  /** The logical id to which a `Ref` or `Fn::GetAtt` refers. */
  target(value: unknown): Resource {
    const { Ref, 'Fn::GetAtt': attribute } = value as { Ref?: string; 'Fn::GetAtt'?: readonly string[] };
    const found = this.all.find(({ id }) => id === (Ref ?? attribute?.[0]));
    if (!found) throw new Error(`${JSON.stringify(value)} points at nothing`);
    return found;
  }

  /** The statements of the roles' policies. */
  identityStatements(role?: Resource): readonly Statement[] {
    return [...this.ofType('AWS::IAM::Policy'), ...this.ofType('AWS::IAM::ManagedPolicy')]
      .filter(({ Properties }) => role === undefined || Properties['Roles']?.some((held: unknown) => this.target(held) === role))
      .flatMap(({ Properties }) => Properties['PolicyDocument'].Statement as Statement[]);
  }
}

export const list = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? (value as readonly T[]) : [value as T]);

/** Stands for the folder of the built dashboard. */
const WEB_FILES = join(import.meta.dirname, 'web-dist');

/** Two actions that no policy can confine to a resource. */
export const READ_ACTIONS = ['ec2:DescribeVpcs', 's3:ListAllMyBuckets'];

export interface Templates {
  readonly platform: TemplateReader;
  readonly member: TemplateReader;
  readonly organization: TemplateReader;
}

export const app = (context: Readonly<Record<string, unknown>> = {}, outdir?: string, readActions: readonly string[] = READ_ACTIONS) =>
  buildApp({
    outdir,
    context,
    code: () => Code.fromInline('//'),
    webFiles: () => WEB_FILES,
    readActions,
    memberStacks: true,
    validate: false,
  });

/** A part of a template with the values of its parameters; it may have `Ref` and `Fn::Join`. */
export function resolved(part: unknown, parameters: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(part)) return part.map((each) => resolved(each, parameters));
  if (typeof part !== 'object' || part === null) return part;
  if ('Ref' in part && typeof part.Ref === 'string') return parameters[part.Ref];
  if ('Fn::Join' in part) {
    // CloudFormation defines this form.
    const [separator, parts] = part['Fn::Join'] as readonly [string, readonly unknown[]];
    return parts.map((each) => resolved(each, parameters)).join(separator);
  }
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, resolved(value, parameters)]));
}

export function synthesized(context: Readonly<Record<string, unknown>> = {}, readActions?: readonly string[]): Templates {
  const outdir = mkdtempSync(join(tmpdir(), 'muster-test-'));
  try {
    const stacks = app(context, outdir, readActions).synth().stacksRecursively;
    const read = (name: string) => new TemplateReader(stacks.find(({ stackName }) => stackName === name)!.template);
    return { platform: read('Muster'), member: read('MusterMember'), organization: read('MusterOrganization') };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
