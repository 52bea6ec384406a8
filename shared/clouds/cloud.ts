/**
 * What the core sees of a cloud. One implementation per provider; the simulation passes its own.
 */
import type { AccountRow, ConnectionRow } from '../connections/model.ts';
import type { Provider } from '../ids.ts';
import type { ResourceType } from './resource-type.ts';

/** A field that could not be read, and what it would take. */
export interface UnreadField {
  /** Missing permission, if that is the reason: `s3:GetBucketPolicy`. */
  readonly permission?: string;
  readonly error_code: string;
}

/** The name in `unread` that stands for every field that `config` lacks: the main read was refused, and only the list told something. */
export const ALL_FIELDS = '*';

/** `<target type>` and the target's resource id or native id, as the provider names it. */
export interface Relationship {
  /** `in`, `attached_to`, `uses`, `member_of`, ... */
  readonly relation: string;
  readonly type: string;
  readonly id: string;
}

/** One resource as a cloud showed it. */
export interface FetchedResource {
  readonly resource_id: string;
  readonly native_id: string | null;
  readonly name: string | null;
  /** Where the resource is, if that is not its slice's segment: the location of an Azure resource. Null or absent: the segment. */
  readonly region?: string | null;
  /** Null if the tags could not be read. */
  readonly tags: Readonly<Record<string, string>> | null;
  /** The provider's own property names. A field that could not be read is absent here and named in `unread`; one that is not set is null. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly unread: Readonly<Record<string, UnreadField>>;
  readonly relationships: readonly Relationship[];
  /** Differs whenever the resource can have changed; absent if its type has none, or if a field is unread. */
  readonly source_version?: string;
}

/** A resource that is stored as it is now: its details were not read again. */
export interface UnchangedResource {
  readonly resource_id: string;
  readonly unchanged: true;
}

/** The `source_version` that a resource is stored with; undefined where none is. */
export type KnownVersions = (resourceId: string) => string | undefined;

/** A resource whose region is known. */
export type LocatedResource = FetchedResource & { readonly region: string };

/** One task's access to one account: holds that account's whole API budget. */
export interface CloudSession {
  /** Regions that this account has enabled. @throws CloudError */
  regions(): Promise<readonly string[]>;
  /**
   * Every resource of a slice, page by page. It returns only if the slice was paged to its end: whatever keeps it
   * from that is thrown. @throws CloudError
   */
  fetch(type: ResourceType, segment: string): AsyncIterable<readonly FetchedResource[]>;
  /** Where `known` tells the version that a resource still has, its details are not read again. */
  fetch(type: ResourceType, segment: string, known: KnownVersions): AsyncIterable<readonly (FetchedResource | UnchangedResource)[]>;
  /** Requests sent so far, retries included. */
  apiCalls(): number;
  close(): void;
}

/** How the sessions of one process go about it. */
export interface SessionSettings {
  /** Resources of a slice whose details are read at once; the provider's own default if absent. */
  readonly detailConcurrency?: number;
  /** Once it is aborted nothing more is sent, and what waits for its turn fails. */
  readonly signal?: AbortSignal;
}

export interface Cloud {
  readonly provider: Provider;
  /**
   * Logs in, for no more than reading `types`. `idleMs`: for how long no run has called the account, so how much of its API budget has
   * come back.
   * @throws CloudError with the role that could not be taken and what to do about it
   */
  open(account: AccountRow, connection: ConnectionRow, idleMs: number, types: readonly ResourceType[]): Promise<CloudSession>;
}

/** The segment of a list that covers a whole account. A resource that belongs to no region has `global` as its region too. */
export const GLOBAL_SEGMENT = 'global';
