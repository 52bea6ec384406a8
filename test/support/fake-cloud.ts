/** A cloud made of data: tests set the resources of each slice and the errors of its reading. */
import type { Bookmark } from '../../shared/clouds/bookmark.ts';
import { CloudError, type CloudErrorClass } from '../../shared/clouds/cloud-error.ts';
import type {
  CloudSession,
  DiscoveredSlice,
  FetchedResource,
  KnownVersions,
  LocatedResource,
  UnchangedResource,
} from '../../shared/clouds/cloud.ts';
import type { AccountId } from '../../shared/ids.ts';
import type { ResourceType } from '../../shared/clouds/resource-type.ts';
import type { Survey } from '../../shared/clouds/survey.ts';

export const NETWORK: ResourceType = {
  provider: 'aws',
  type: 'AWS::EC2::VPC',
  kind: 'network',
  service: 'ec2',
  scope: 'regional',
  permissions: ['ec2:DescribeVpcs'],
  ordered: ['Steps'],
  volatile: ['LastLookedAt'],
  times: ['LastUsed'],
  references: [],
};
export const USER: ResourceType = { ...NETWORK, type: 'AWS::IAM::User', kind: 'user', service: 'iam', scope: 'global', volatile: [] };

export const TYPES: readonly ResourceType[] = [NETWORK, USER];

export const fetched = (id: string, more: Partial<FetchedResource> = {}): FetchedResource => ({
  resource_id: id,
  native_id: null,
  name: id,
  tags: {},
  config: { Id: id },
  unread: {},
  relationships: [],
  ...more,
});

export const located = (id: string, more: Partial<LocatedResource> = {}): LocatedResource => ({
  ...fetched(id, more),
  region: more.region ?? 'eu-west-1',
});

export const cloudError = (errorClass: CloudErrorClass, message = `The cloud is ${errorClass}.`): CloudError =>
  new CloudError(message, { class: errorClass, error_code: `Fake${errorClass}` });

export class FakeCloud {
  regions: readonly string[] = ['eu-west-1', 'us-east-1'];
  readonly #slices = new Map<string, FetchedResource[]>();
  readonly #faults = new Map<string, { readonly error: CloudError; readonly afterPages: number }>();
  readonly #closedAccounts = new Map<string, CloudError>();
  pageSize = 2;
  /** Whether its lists give page tokens with which another session may go on, and whether those are still good. */
  givesTokens = true;
  takesTokens = true;
  /** The slices of types without a definition; undefined if the cloud does not tell of such types. */
  undeclared: readonly DiscoveredSlice[] | undefined;
  /** The answer of the cloud's own index; undefined if it has none. */
  surveyed: Survey | undefined;
  apiCalls = 0;
  /** Called before each page is returned. */
  onPage: () => void | Promise<void> = () => undefined;

  put(accountId: string, type: ResourceType, segment: string, resources: readonly FetchedResource[]): void {
    this.#slices.set(`${accountId}#${type.type}#${segment}`, [...resources]);
  }

  fail(accountId: string, type: ResourceType, segment: string, error: CloudError, afterPages = 0): void {
    this.#faults.set(`${accountId}#${type.type}#${segment}`, { error, afterPages });
  }

  heal(): void {
    this.#faults.clear();
    this.#closedAccounts.clear();
  }

  refuse(accountId: string, error: CloudError): void {
    this.#closedAccounts.set(accountId, error);
  }

  async session(accountId: AccountId): Promise<CloudSession> {
    const refusal = this.#closedAccounts.get(accountId);
    if (refusal) throw refusal;
    const fetch: Fetch = (type: ResourceType, segment: string, known?: KnownVersions, bookmark?: Bookmark) =>
      this.#pages(`${accountId}#${type.type}#${segment}`, known, bookmark);
    return {
      regions: () => Promise.resolve(this.regions),
      ...(this.undeclared && { discover: () => Promise.resolve(this.undeclared ?? []) }),
      ...(this.surveyed && { survey: () => Promise.resolve(this.surveyed ?? { types: [] }) }),
      fetch,
      apiCalls: () => this.apiCalls,
      close: () => undefined,
    };
  }

  /** A resource that is stored with its present version is returned without its details, as if they had not been read. */
  async *#pages(slice: string, known?: KnownVersions, bookmark?: Bookmark): AsyncGenerator<readonly FetchedResource[]> {
    const resources = this.#slices.get(slice) ?? [];
    const fault = this.#faults.get(slice);
    const begins = this.takesTokens ? Number(bookmark?.token?.['page'] ?? 0) : 0;
    for (let page = begins; page === begins || page * this.pageSize < resources.length; page++) {
      if (fault && page >= fault.afterPages) throw fault.error;
      this.apiCalls += 1;
      await this.onPage();
      const shown = resources.slice(page * this.pageSize, (page + 1) * this.pageSize);
      yield shown.map((resource) => (isStored(resource, known) ? unchanged(resource) : resource)) as readonly FetchedResource[];
      if (bookmark && this.givesTokens) bookmark.token = { page: page + 1 };
    }
    if (fault) throw fault.error;
  }
}

type Fetch = CloudSession['fetch'];

const isStored = ({ resource_id, source_version }: FetchedResource, known: KnownVersions | undefined): boolean =>
  source_version !== undefined && known?.isCurrent(resource_id, source_version) === true;

const unchanged = ({ resource_id }: FetchedResource): UnchangedResource => ({ resource_id, unchanged: true });
