/** How an AWS resource type is defined: data first, functions last. See docs/add-a-resource-type.md. */
import type { FetchedResource, Relationship } from '../cloud.ts';
import type { ResourceType } from '../../resources/resource-type.ts';
import type { AwsService } from './services.ts';

/** What every AWS SDK client is to Muster. */
export interface AwsClient {
  destroy(): void;
}

export interface AwsContext<Client> {
  readonly client: Client;
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
}

/** A read beyond the list call. Its answer becomes `config[field]`; null where the thing is not set. */
export interface Detail<Client, Item> {
  /** Permission that the read needs. */
  readonly action: string;
  /** Error codes by which the service says "not set": the field is null. */
  readonly absent?: readonly string[];
  read(context: AwsContext<Client>, item: Item): Promise<unknown>;
}

/** What only the type can tell; everything else comes from `config`. */
export type Described = Pick<FetchedResource, 'resource_id' | 'arn' | 'name' | 'tags'> & {
  readonly relationships?: readonly Relationship[];
};

export interface AwsTypeDefinition<Client extends AwsClient, Item extends object> extends Omit<
  ResourceType,
  'provider' | 'actions' | 'volatile'
> {
  readonly type: `AWS::${string}::${string}`;
  readonly service: AwsService;
  /** SDK client that reads it; one instance serves all types of a service in a region. */
  readonly client: new (config: never) => Client;
  /** Permissions of the list calls; those of `details` are added. */
  readonly listActions: readonly string[];
  readonly volatile?: readonly string[];
  /** Pages through the whole slice; throws what the SDK throws. */
  list(context: AwsContext<Client>): AsyncIterable<readonly Item[]>;
  readonly details?: Readonly<Record<string, Detail<Client, Item>>>;
  /**
   * `config` is the item with its details merged in, times as ISO strings. A field that could not be read is absent and
   * its name is in `unread`: answer null for what depends on it.
   */
  parse(
    config: Readonly<Record<string, unknown>> & Item,
    context: Omit<AwsContext<Client>, 'client'>,
    unread: ReadonlySet<string>,
  ): Described;
}
