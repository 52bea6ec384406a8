/** Makes a resource type of its definition: list → details → parse, page by page. */
import pLimit, { type LimitFunction } from 'p-limit';
import { type CloudError, isRetryable } from '../cloud-error.ts';
import type { FetchedResource, UnreadField } from '../cloud.ts';
import type { AwsAccess, AwsClient, AwsContext, AwsResourceType, AwsTypeDefinition, Config } from './aws-type.ts';
import { toPlain } from './plain.ts';

export function defineAwsType<Client extends AwsClient, Item extends object>(definition: AwsTypeDefinition<Client, Item>): AwsResourceType {
  const details = Object.values(definition.details ?? {});
  return {
    provider: 'aws',
    type: definition.type,
    kind: definition.kind,
    service: definition.service,
    scope: definition.scope,
    permissions: [...new Set([...definition.listPermissions, ...details.flatMap((detail) => detail.permissions)])],
    ordered: definition.ordered ?? [],
    volatile: definition.volatile ?? [],
    daily: definition.daily ?? [],
    detailed: details.length > 0,
    pages: (access, region) => new SliceReader(definition, access, region).pages(),
  };
}

class SliceReader<Client extends AwsClient, Item extends object> {
  readonly #definition: AwsTypeDefinition<Client, Item>;
  readonly #access: AwsAccess;
  readonly #region: string;
  readonly #context: AwsContext<Client>;
  readonly #limit: LimitFunction;

  constructor(definition: AwsTypeDefinition<Client, Item>, access: AwsAccess, region: string) {
    this.#definition = definition;
    this.#access = access;
    this.#region = region;
    this.#context = access.context(definition.client, definition.service, region);
    this.#limit = pLimit(access.detailConcurrency);
  }

  async *pages(): AsyncGenerator<readonly FetchedResource[]> {
    try {
      for await (const items of this.#definition.list(this.#context)) {
        const resources = await Promise.all(items.map((item) => this.#limit(() => this.#resource(item))));
        yield resources.filter((resource) => resource !== undefined);
      }
    } catch (error) {
      throw await this.#classify(error, this.#definition.listPermissions[0]);
    }
  }

  /** Undefined if it is gone since it was listed. */
  async #resource(item: Item): Promise<FetchedResource | undefined> {
    const fields: Record<string, unknown> = {};
    const unread: Record<string, UnreadField> = {};
    const reads = Object.entries(this.#definition.details ?? {}).map(async ([field, detail]) => {
      try {
        fields[field] = (await detail.read(this.#context, item)) ?? null;
        return true;
      } catch (error) {
        if (detail.absent?.includes(errorName(error))) fields[field] = null;
        else if (this.#definition.gone?.includes(errorName(error))) return false;
        else unread[field] = await this.#unreadField(error, detail.permissions[0]);
        return true;
      }
    });
    // All must settle: a read left behind would go on after the slice has failed.
    const settled = await Promise.allSettled(reads);
    const failed = settled.find((read) => read.status === 'rejected');
    if (failed) throw failed.reason;
    if (settled.some((read) => read.status === 'fulfilled' && !read.value)) return undefined;

    const inOrder = Object.keys(this.#definition.details ?? {}).filter((field) => field in fields);
    const config = toPlain({ ...item, ...Object.fromEntries(inOrder.map((field) => [field, fields[field]])) }) as Config & Item;
    const described = this.#definition.parse(config, this.#context, new Set(Object.keys(unread)));
    return { relationships: [], ...described, config, unread };
  }

  /**
   * What a later attempt may not meet again is thrown, so that the slice is retried: a field that came and went with
   * the weather would be recorded as changes.
   */
  async #unreadField(error: unknown, permission: string | undefined): Promise<UnreadField> {
    const classed = await this.#classify(error, permission);
    if (isRetryable(classed.details.class)) throw classed;
    const { error_code, permission: missing } = classed.details;
    return classed.details.class === 'denied' && missing !== undefined ? { permission: missing, error_code } : { error_code };
  }

  async #classify(error: unknown, permission: string | undefined): Promise<CloudError> {
    return await this.#access.classify(error, this.#definition.service, this.#region, permission);
  }
}

const errorName = (error: unknown): string => (error instanceof Error ? error.name : '');
