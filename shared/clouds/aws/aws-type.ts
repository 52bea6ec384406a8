/** How an AWS resource type is defined: data first, functions last. See docs/add-a-resource-type.md. */
import type { FetchedResource, Relationship } from '../cloud.ts';
import type { ResourceType } from '../resource-type.ts';
import type { CloudError } from '../cloud-error.ts';
import type { AwsService } from './services.ts';

/** What every AWS SDK client is to Muster. */
export interface AwsClient {
  destroy(): void;
}

/** An SDK client's class. What it is configured with is the session's business (`clients.ts`). */
export type ClientClass<Client> = new (config: never) => Client;

/** Where a resource was found. */
export interface AwsPlace {
  /** 12 digits. */
  readonly account: string;
  /** `global` for slices that belong to no region. */
  readonly region: string;
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
}

export interface AwsContext<Client> extends AwsPlace {
  readonly client: Client;
}

/** A read beyond the list call. Its answer becomes `config[field]`; null where the thing is not set. */
export interface Detail<Client, Item> {
  /** Permissions that the read needs, that of its first call first. */
  readonly permissions: readonly string[];
  /** Error codes by which the service says "not set": the field is null. */
  readonly absent?: readonly string[];
  read(context: AwsContext<Client>, item: Item): Promise<unknown>;
}

/** What only the type can tell; everything else comes from `config`. */
export type Described = Pick<FetchedResource, 'resource_id' | 'native_id' | 'name' | 'tags'> & {
  readonly relationships?: readonly Relationship[];
};

/** An item with its details merged in: times as ISO strings, bytes as base64, what is undefined left out. */
export type Config = Readonly<Record<string, unknown>>;

export interface AwsTypeDefinition<Client extends AwsClient, Item extends object> extends Omit<
  ResourceType,
  'provider' | 'permissions' | 'ordered' | 'volatile' | 'daily' | 'detailed'
> {
  readonly type: `AWS::${string}::${string}`;
  readonly service: AwsService;
  /** SDK client that reads it; one instance serves all types of a service in a region. */
  readonly client: ClientClass<Client>;
  /** Permissions of the list calls, that of the first call first; those of `details` are added. */
  readonly listPermissions: readonly string[];
  readonly ordered?: readonly string[];
  readonly volatile?: readonly string[];
  readonly daily?: readonly string[];
  /** Error codes by which a detail read says that the resource itself is gone since it was listed: it is dropped. */
  readonly gone?: readonly string[];
  /** Pages through the whole slice; throws what the SDK throws. Takes out what must not be stored, such as secrets. */
  list(context: AwsContext<Client>): AsyncIterable<readonly Item[]>;
  readonly details?: Readonly<Record<string, Detail<Client, Item>>>;
  /** A field that could not be read is absent from `config` and in `unread`: answer null for what depends on it. */
  parse(config: Config & Item, place: AwsPlace, unread: ReadonlySet<string>): Described;
}

/** What a type asks of the session that fetches it. */
export interface AwsAccess {
  /** Resources of a slice whose details are read at once; the token bucket sets the pace. */
  readonly detailConcurrency: number;
  context<Client extends AwsClient>(client: ClientClass<Client>, service: AwsService, region: string): AwsContext<Client>;
  /** Classes what a call threw; `permission` is what it needs, should the service not say. */
  classify(error: unknown, service: AwsService, region: string, permission: string | undefined): Promise<CloudError>;
}

/** A resource type that AWS sessions can fetch. */
export interface AwsResourceType extends ResourceType {
  readonly provider: 'aws';
  readonly service: AwsService;
  /** Every resource of a slice, page by page; ends only if the slice was paged to its end. @throws CloudError */
  pages(access: AwsAccess, region: string): AsyncIterable<readonly FetchedResource[]>;
}
