/**
 * A slow and failing AWS in this process. Its clients are the SDK's own: what the fake answers is written in the protocol of the service and read back by the SDK.
 * Time passes when the test lets it, so that resources stay in the states through which AWS's go.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { HttpResponse } from '@smithy/core/protocols';
import { AnsweredError, isAnswered } from '../../../shared/clouds/aws/answerer.ts';
import { schemasIn, shaped } from '../../../shared/clouds/aws/demo/sdk-shape.ts';
import { type ErrorRegistry, type Protocol, refusalOf, type Reply, replyOf } from '../../recordings/wire-format.ts';
import { ManualClock } from '../fakes.ts';

/** Answers one operation. @throws AnsweredError */
export type Answer = (input: Readonly<Record<string, unknown>>) => object;
export type Service = Readonly<Record<string, Answer>>;

export interface MadeCall {
  /** `rds` */
  readonly service: string;
  /** `CreateDBInstance` */
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** How long each step of a service takes. */
export const STEP_MS = 60_000;

interface Sent extends MadeCall {
  readonly schema: unknown;
}

interface WiredClient {
  readonly config: {
    readonly serviceId: string;
    readonly protocol: Protocol;
    readonly protocolSettings: { readonly errorTypeRegistries: readonly ErrorRegistry[] };
    requestHandler: { handle(): Promise<{ response: HttpResponse }> };
  };
  readonly middlewareStack: {
    add(
      middleware: (next: (args: unknown) => unknown, context: CommandContext) => (args: { readonly input: MadeCall['input'] }) => unknown,
      options: { readonly step: 'initialize' },
    ): void;
  };
}

interface CommandContext {
  readonly commandName?: string;
  readonly __smithy_context?: { readonly commandInstance?: { readonly schema?: unknown } };
}

export class FakeAws {
  readonly clock = new ManualClock();
  /** The calls in their order, refused ones included. */
  readonly calls: MadeCall[] = [];
  /** The number, from 1, of the call whose answer is lost although the service has done its work; none if undefined. */
  losesAnswer: number | undefined;
  #mode: 'denied' | 'silent' | undefined;
  readonly #services: Readonly<Record<string, Service>>;
  readonly #sending = new AsyncLocalStorage<Sent>();
  readonly #clients = new Map<unknown, { destroy(): void }>();

  /** @param make makes the services, by the SDK's names in lower case: `rds` */
  constructor(make: (aws: FakeAws) => Readonly<Record<string, Service>>) {
    this.#services = make(this);
  }

  answers(mode: 'denied' | 'silent' | undefined): void {
    this.#mode = mode;
  }

  /** Lets as much time pass as each step of a service takes. */
  async settle(): Promise<void> {
    await this.clock.sleep(STEP_MS);
  }

  permissionsUsed(): readonly string[] {
    return [...new Set(this.calls.map(({ service, operation }) => `${service}:${operation}`))];
  }

  client<Client extends { destroy(): void }>(clientClass: new (config: never) => Client): Client {
    const known = this.#clients.get(clientClass);
    // The map holds for each class a client of it.
    if (known) return known as Client;
    const config = { region: 'eu-west-1', credentials: { accessKeyId: 'fake', secretAccessKey: 'fake' }, maxAttempts: 1 };
    // Each class has a type of its own for its configuration, and all of them have these members.
    const client = new clientClass(config as never);
    this.#clients.set(clientClass, client);
    // The parts of an SDK client that are changed here are not in the type that managers see.
    this.#wire(client as unknown as WiredClient);
    return client;
  }

  #wire({ config, middlewareStack }: WiredClient): void {
    const service = config.serviceId.toLowerCase().replaceAll(' ', '');
    middlewareStack.add(
      (next, context) => async (args) => {
        const operation = (context.commandName ?? '').replace(/Command$/, '');
        const sent = { service, operation, input: args.input, schema: context.__smithy_context?.commandInstance?.schema };
        return await this.#sending.run(sent, async () => await next(args));
      },
      { step: 'initialize' },
    );
    config.requestHandler = {
      handle: async () => {
        const { status, headers, body } = await this.#reply(config);
        return {
          response: new HttpResponse({
            statusCode: status,
            headers: { ...headers },
            body: typeof body === 'string' ? Buffer.from(body) : Buffer.concat([body]),
          }),
        };
      },
    };
  }

  async #reply({ protocol, protocolSettings }: WiredClient['config']): Promise<Reply> {
    const sent = this.#sending.getStore();
    if (!sent) throw new Error('A request comes from no command.');
    this.calls.push(sent);
    if (this.#mode === 'silent') throw cutOff();
    try {
      if (this.#mode === 'denied')
        throw new AnsweredError('AccessDenied', `not authorized to perform: ${sent.service}:${sent.operation}`, 403);
      const answer = this.#services[sent.service]?.[sent.operation];
      if (!answer) throw new Error(`The fake knows no ${sent.service} ${sent.operation}.`);
      const output = answer(sent.input);
      if (this.calls.length === this.losesAnswer) throw cutOff();
      return await replyOf(protocol, sent.schema, shaped(output, schemasIn(sent).output));
    } catch (error) {
      if (!isAnswered(error)) throw error;
      return refusalOf(protocol, error, protocolSettings.errorTypeRegistries);
    }
  }
}

const cutOff = (): Error => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

/** A refusal in the words of the service. */
export const refusal = (name: string, message: string, status = 400): AnsweredError => new AnsweredError(name, message, status);
