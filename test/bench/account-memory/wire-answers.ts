/** Answers the calls that `wire-client.ts` sends, for one account that has the resources of many accounts of the demo estate. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { deserialize } from 'node:v8';
import { isAnswered } from '../../../shared/clouds/aws/answerer.ts';
import { type AccountProfile, profileAt } from '../../../shared/clouds/aws/demo/accounts.ts';
import { answerCall } from '../../../shared/clouds/aws/demo/answer-call.ts';
import { awsSamples, estateOptions } from '../../../shared/clouds/aws/demo/demo-answerer.ts';
import { sampledService, type SampledService } from '../../../shared/clouds/aws/demo/sampled-service.ts';
import { schemasIn, shaped } from '../../../shared/clouds/aws/demo/sdk-shape.ts';
import { SERVICE_LOADERS } from '../../../shared/clouds/aws/readers.generated.ts';
import { AWS_SERVICES } from '../../../shared/clouds/aws/types.generated.ts';
import { commandName } from '../../../shared/clouds/aws/types/permission-of.ts';
import type { LoadedService } from '../../../shared/clouds/aws/types/loaded-service.ts';
import { GLOBAL_SEGMENT } from '../../../shared/clouds/cloud.ts';
import { AccountEstate, type EstateOptions } from '../../../shared/clouds/demo/estate.ts';
import type { SampleResource } from '../../../shared/clouds/demo/samples.ts';
import { type ErrorRegistry, type Protocol, type Reply, refusalOf, replyOf } from '../../recordings/wire-format.ts';
import { alwaysThere } from '../every-account.ts';
import type { SentCall } from './wire-client.ts';

/** An account with the resources of all these accounts, as if they were its own. Regions of which the samples know nothing are empty. */
class CrowdedEstate extends AccountEstate<AccountProfile> {
  readonly #estates: readonly AccountEstate<AccountProfile>[];
  readonly #crowds = new Map<string, readonly SampleResource[]>();

  constructor(profiles: readonly AccountProfile[], options: EstateOptions) {
    super(profiles[0]!, options);
    this.#estates = profiles.map((profile) => new AccountEstate(profile, options));
  }

  override resources(slice: Parameters<AccountEstate['resources']>[0]): readonly SampleResource[] {
    const key = `${slice.type}|${slice.segment}`;
    const known = this.#crowds.get(key);
    if (known) return known;
    if (!this.#isSampled(slice.segment)) return [];
    const all = this.#estates.flatMap((estate) => this.#asOwn(estate.resources(slice), estate.profile.id));
    // Things that each account has once, such as its settings, this one has once too.
    const crowd = [...new Map(all.map((resource) => [resource.id, resource])).values()];
    this.#crowds.set(key, crowd);
    return crowd;
  }

  override holds(service: string, segment: string, expression: string): boolean {
    return this.#isSampled(segment) && super.holds(service, segment, expression);
  }

  #isSampled(segment: string): boolean {
    return segment === GLOBAL_SEGMENT || this.regions.includes(segment);
  }

  #asOwn(resources: readonly SampleResource[], account: string): readonly SampleResource[] {
    return JSON.parse(JSON.stringify(resources).replaceAll(account, this.profile.id)) as readonly SampleResource[];
  }
}

interface Wired {
  readonly config: { readonly protocol: Protocol; readonly protocolSettings: { readonly errorTypeRegistries: readonly ErrorRegistry[] } };
}

/** A service, or another API that one calls: how it answers, in which protocol, and the schemas of its operations. */
interface AnsweredService {
  /** Absent for the service's own API. */
  readonly api?: string;
  readonly sampled: SampledService;
  readonly wired: Wired['config'];
  readonly commands: LoadedService['commands'];
}

async function answeredService(id: string, library: EstateOptions['library']): Promise<AnsweredService> {
  const owner = AWS_SERVICES[id] ? id : Object.values(AWS_SERVICES).find(({ apis }) => apis?.some((api) => api.id === id))?.id;
  const loaded = await SERVICE_LOADERS[owner ?? id]?.();
  const quirks = owner === undefined ? undefined : library.service(owner)?.quirks;
  if (!loaded || owner === undefined || !quirks) throw new Error(`There are no samples of the service ${id}.`);
  const client = id === owner ? loaded.sdk.client : loaded.sdk.apis![id]!;
  const { config } = new client({ region: 'us-east-1' } as never) as unknown as Wired;
  const sampled = await sampledService(library.folder, owner, quirks, id);
  return { ...(id !== owner && { api: id }), sampled, wired: config, commands: loaded.sdk.commands };
}

export interface WireAnswers extends AsyncDisposable {
  readonly url: string;
  /** 12 digits. */
  readonly account: string;
}

/** Serves an account that has the resources of so many accounts of the demo estate. */
export async function serveWireAnswers(accounts: number): Promise<WireAnswers> {
  const library = awsSamples();
  // The few accounts that differ from an ordinary one refuse calls, or answer in small pages.
  const profiles = Array.from({ length: accounts * 2 }, (_, index) => profileAt(index)).filter(({ trait }) => trait === undefined);
  const estate = new CrowdedEstate(profiles.slice(0, accounts), estateOptions({ day: 1 }, library));
  const everywhere = alwaysThere(estate.profile.id);
  const services = new Map<string, Promise<AnsweredService>>();

  const answer = async (sent: SentCall): Promise<Reply> => {
    const known = services.get(sent.service) ?? answeredService(sent.service, library);
    services.set(sent.service, known);
    const { api, sampled, wired, commands } = await known;
    const command = commands[commandName({ operation: sent.operation, ...(api !== undefined && { api }) })];
    if (!command) throw new Error(`${sent.service} has no command for ${sent.operation}.`);
    const { schema } = new command({} as never) as { readonly schema?: unknown };
    const call = { ...sent, schema };
    const { global = false } = AWS_SERVICES[sent.service] ?? {};
    try {
      const output =
        (estate.regions.includes(sent.region) ? undefined : everywhere[sent.operation]) ??
        answerCall(call, { service: sampled, estate, segment: global ? GLOBAL_SEGMENT : sent.region });
      return await replyOf(wired.protocol, schema, shaped(output, schemasIn(call).output));
    } catch (error) {
      if (!isAnswered(error)) throw error;
      return refusalOf(wired.protocol, error, wired.protocolSettings.errorTypeRegistries);
    }
  };

  const server = createServer((request, response) => {
    void (async () => {
      try {
        const { status, headers, body } = await answer(deserialize(await buffer(request)) as SentCall);
        response.writeHead(status, headers).end(body);
      } catch (error) {
        process.stderr.write(`${String(error)}\n`);
        response.writeHead(500).end();
      }
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    account: estate.profile.id,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
