/**
 * CodePipeline, CodeBuild and the rules of EventBridge behind the protocol of their SDKs (AWS JSON 1.1), for the calls that the manager of pipelines makes:
 * moto lacks some of them, and answers others in its own way.
 */
import { z } from 'zod';
import { type Served, serve } from './serve.ts';

type Fields = Readonly<Record<string, unknown>>;

const fields = z.record(z.string(), z.unknown());
const listOf = (member: unknown): readonly Fields[] => z.array(fields).default([]).parse(member);

interface Execution {
  readonly id: string;
  readonly token: string | undefined;
  status: string;
}

interface Pipeline {
  declaration: Fields;
  tags: readonly Fields[];
  readonly executions: Execution[];
}

interface Rule {
  fields: Fields;
  tags: readonly Fields[];
  targets: readonly Fields[];
}

/** An error as AWS's JSON protocol tells it. */
class Refused extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const ACCOUNT = '123456789012';
const REGION = 'eu-west-1';

export class CodeServices {
  readonly pipelines = new Map<string, Pipeline>();
  readonly projects = new Map<string, Fields>();
  readonly rules = new Map<string, Rule>();
  /** IAM actions of the calls that were made. */
  readonly used = new Set<string>();
  /** How every call is answered; undefined: as AWS does. */
  answers: 'denied' | 'silent' | undefined;
  #served: Served | undefined;
  #last = 0;

  static async start(): Promise<CodeServices> {
    const services = new CodeServices();
    services.#served = await serve(async (request) => await services.#answer(request));
    return services;
  }

  get url(): string {
    return this.#served?.url ?? '';
  }

  async close(): Promise<void> {
    await this.#served?.close();
  }

  async #answer(request: Request): Promise<Response> {
    const [service = '', operation = ''] = (request.headers.get('x-amz-target') ?? '').split('.');
    const prefix = service.startsWith('CodePipeline') ? 'codepipeline' : service.startsWith('CodeBuild') ? 'codebuild' : 'events';
    if (this.answers === 'silent') return json(500, { __type: 'InternalFailure', message: 'The service does not answer.' });
    if (this.answers === 'denied')
      return json(400, { __type: 'AccessDeniedException', message: `User is not authorized to perform: ${prefix}:${operation}` });
    this.used.add(`${prefix}:${operation}`);
    const input = fields.parse(await request.json());
    try {
      const answer = this.#calls[`${prefix}:${operation}`];
      if (!answer) throw new Refused('UnknownOperationException', `${prefix}:${operation} is not played.`);
      return json(200, answer(input) ?? {});
    } catch (error) {
      if (error instanceof Refused) return json(400, { __type: error.code, message: error.message });
      throw error;
    }
  }

  #pipeline(name: unknown): Pipeline {
    const found = this.pipelines.get(String(name));
    if (!found) throw new Refused('PipelineNotFoundException', `There is no pipeline ${String(name)}.`);
    return found;
  }

  #rule(name: unknown): Rule {
    const found = this.rules.get(String(name));
    if (!found) throw new Refused('ResourceNotFoundException', `Rule ${String(name)} does not exist.`);
    return found;
  }

  /** Begins a run, as a push does. */
  begin(name: string, token?: string): Execution {
    this.#last += 1;
    const execution: Execution = { id: `00000000-0000-4000-8000-${String(this.#last).padStart(12, '0')}`, token, status: 'InProgress' };
    this.#pipeline(name).executions.unshift(execution);
    return execution;
  }

  readonly #calls: Readonly<Record<string, (input: Fields) => Fields | undefined>> = {
    'codepipeline:CreatePipeline': ({ pipeline, tags }) => {
      const declaration = fields.parse(pipeline);
      const name = String(declaration['name']);
      if (this.pipelines.has(name)) throw new Refused('PipelineNameInUseException', `The name ${name} is in use.`);
      this.pipelines.set(name, { declaration: { ...declaration, version: 1 }, tags: listOf(tags), executions: [] });
      // CodePipeline runs what was just made.
      this.begin(name).status = 'Succeeded';
      return { pipeline: declaration, tags };
    },
    'codepipeline:UpdatePipeline': ({ pipeline }) => {
      const declaration = fields.parse(pipeline);
      const found = this.#pipeline(declaration['name']);
      found.declaration = { ...declaration, version: Number(found.declaration['version']) + 1 };
      return { pipeline: found.declaration };
    },
    'codepipeline:GetPipeline': ({ name }) => ({
      pipeline: this.#pipeline(name).declaration,
      metadata: { pipelineArn: `arn:aws:codepipeline:${REGION}:${ACCOUNT}:${String(name)}` },
    }),
    'codepipeline:ListTagsForResource': ({ resourceArn }) => ({ tags: this.#pipeline(String(resourceArn).split(':').at(-1)).tags }),
    'codepipeline:TagResource': ({ resourceArn, tags }) => {
      const pipeline = this.#pipeline(String(resourceArn).split(':').at(-1));
      const given = listOf(tags);
      pipeline.tags = [...pipeline.tags.filter(({ key }) => given.every((tag) => tag['key'] !== key)), ...given];
      return {};
    },
    'codepipeline:UntagResource': ({ resourceArn, tagKeys }) => {
      const pipeline = this.#pipeline(String(resourceArn).split(':').at(-1));
      const keys = z.array(z.string()).parse(tagKeys);
      pipeline.tags = pipeline.tags.filter(({ key }) => !keys.includes(String(key)));
      return {};
    },
    'codepipeline:DeletePipeline': ({ name }) => {
      this.pipelines.delete(String(name));
      return undefined;
    },
    'codepipeline:ListPipelineExecutions': ({ pipelineName }) => ({
      pipelineExecutionSummaries: this.#pipeline(pipelineName).executions.map(({ id, status }) => ({
        pipelineExecutionId: id,
        status,
        startTime: 1_796_000_000,
      })),
    }),
    'codepipeline:StartPipelineExecution': ({ name, clientRequestToken: token }) => {
      const given = typeof token === 'string' ? token : undefined;
      const begun = this.#pipeline(name).executions.find((each) => given !== undefined && each.token === given);
      return { pipelineExecutionId: (begun ?? this.begin(String(name), given)).id };
    },
    'codepipeline:StopPipelineExecution': ({ pipelineName, pipelineExecutionId: id }) => {
      const execution = this.#pipeline(pipelineName).executions.find((each) => each.id === id);
      if (execution?.status !== 'InProgress') throw new Refused('PipelineExecutionNotStoppableException', 'It does not run.');
      execution.status = 'Stopped';
      return { pipelineExecutionId: id };
    },
    'codebuild:ListProjects': () => ({ projects: [...this.projects.keys()].toSorted() }),
    'codebuild:BatchGetProjects': ({ names }) => ({
      projects: z
        .array(z.string())
        .parse(names)
        .flatMap((name) => this.projects.get(name) ?? []),
    }),
    'codebuild:CreateProject': (project) => {
      const name = String(project['name']);
      if (this.projects.has(name)) throw new Refused('ResourceAlreadyExistsException', `Project already exists: ${name}`);
      this.projects.set(name, project);
      return { project };
    },
    'codebuild:UpdateProject': (changes) => {
      const name = String(changes['name']);
      const project = this.projects.get(name);
      if (!project) throw new Refused('ResourceNotFoundException', `Project cannot be found: ${name}`);
      this.projects.set(name, { ...project, ...changes });
      return { project: this.projects.get(name) };
    },
    'codebuild:DeleteProject': ({ name }) => {
      this.projects.delete(String(name));
      return {};
    },
    'events:PutRule': ({ Tags, ...rule }) => {
      const name = String(rule['Name']);
      const stands = this.rules.get(name);
      this.rules.set(name, { fields: rule, tags: stands?.tags ?? listOf(Tags), targets: stands?.targets ?? [] });
      return { RuleArn: ruleArn(name) };
    },
    'events:DescribeRule': ({ Name }) => ({ ...this.#rule(Name).fields, Arn: ruleArn(String(Name)) }),
    'events:ListTagsForResource': ({ ResourceARN }) => ({ Tags: this.#rule(String(ResourceARN).split('/').at(-1)).tags }),
    'events:TagResource': ({ ResourceARN, Tags }) => {
      const rule = this.#rule(String(ResourceARN).split('/').at(-1));
      const given = listOf(Tags);
      rule.tags = [...rule.tags.filter(({ Key }) => given.every((tag) => tag['Key'] !== Key)), ...given];
      return {};
    },
    'events:UntagResource': ({ ResourceARN, TagKeys }) => {
      const rule = this.#rule(String(ResourceARN).split('/').at(-1));
      const keys = z.array(z.string()).parse(TagKeys);
      rule.tags = rule.tags.filter(({ Key }) => !keys.includes(String(Key)));
      return {};
    },
    'events:ListTargetsByRule': ({ Rule }) => ({ Targets: this.#rule(Rule).targets }),
    'events:PutTargets': ({ Rule, Targets }) => {
      this.#rule(Rule).targets = listOf(Targets);
      return { FailedEntryCount: 0, FailedEntries: [] };
    },
    'events:RemoveTargets': ({ Rule }) => {
      this.#rule(Rule).targets = [];
      return { FailedEntryCount: 0, FailedEntries: [] };
    },
    'events:DeleteRule': ({ Name }) => {
      if ((this.rules.get(String(Name))?.targets.length ?? 0) > 0)
        throw new Refused('ValidationException', "Rule can't be deleted since it has targets.");
      this.rules.delete(String(Name));
      return undefined;
    },
  };
}

const ruleArn = (name: string): string => `arn:aws:events:${REGION}:${ACCOUNT}:rule/${name}`;

const json = (status: number, body: Fields): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/x-amz-json-1.1' } });
