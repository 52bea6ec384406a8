/** The interface by which the core reads a cloud, and the session that it reads it through. Each provider has its own implementation, and so has the simulation. */
import { CloudError } from './cloud-error.ts';
import type { Bookmark } from './bookmark.ts';
import type { ResourceType } from './resource-type.ts';
import type { Survey } from './survey.ts';

/** Why a field could not be read. */
export interface UnreadField {
  /** The missing permission, if that is the reason: `s3:GetBucketPolicy`. */
  readonly permission?: string;
  readonly error_code: string;
}

/** The name in `unread` that stands for every field that `config` lacks: the main read was refused, so only the list's fields are known. */
export const ALL_FIELDS = '*';

/** The error code of an optional field that nobody asked for: it may be set or not, and nothing failed. */
export const NOT_ASKED = 'NotAsked';

/** Whether a read failed; false for fields that nobody asked for. */
export const hasFailed = ({ error_code }: UnreadField): boolean => error_code !== NOT_ASKED;

/** A relationship to another resource: `type` is the target's type, `id` the target's resource id or native id as the provider writes it. */
export interface Relationship {
  /** One of `RELATIONS`, as the release knew them that wrote it. */
  readonly relation: string;
  readonly type: string;
  readonly id: string;
}

/** One resource as it was read from a cloud. */
export interface FetchedResource {
  readonly resource_id: string;
  readonly native_id: string | null;
  readonly name: string | null;
  /** The region of the resource if it differs from its slice's segment, such as the location of an Azure resource. Null or absent: the segment. */
  readonly region?: string | null;
  /** Null if the tags could not be read. */
  readonly tags: Readonly<Record<string, string>> | null;
  /** Fields by the provider's own property names. A field that could not be read is absent here and named in `unread`; a field that is not set is null. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly unread: Readonly<Record<string, UnreadField>>;
  readonly relationships: readonly Relationship[];
  /** A text that differs whenever the resource may have changed; absent if its type has no version, or if a field is unread. */
  readonly source_version?: string;
}

/** A resource whose stored version is still current: its details were not read again. */
export interface UnchangedResource {
  readonly resource_id: string;
  readonly unchanged: true;
}

/** Tells which resources of a slice are stored. */
export interface KnownVersions {
  isStored(resourceId: string): boolean;
  /** Whether the resource is stored with this `source_version`. */
  isCurrent(resourceId: string, version: string): boolean;
}

export const NOTHING_STORED: KnownVersions = { isStored: () => false, isCurrent: () => false };

/** A resource whose region is known. */
export type LocatedResource = FetchedResource & { readonly region: string };

/** A slice of a type without a definition. */
export interface DiscoveredSlice {
  /** The provider's own name: `Microsoft.BotService/botServices`. */
  readonly type: string;
  readonly segment: string;
}

/** Stands in coverage for all types without a definition, in a segment where it could not be listed which of them the account has. */
export const UNDISCOVERED = 'Undiscovered';

/**
 * The error code of a slice that holds what a provider's search told of a type without a definition. Nothing failed, but such a slice never ends complete:
 * the search leaves out silently what the login may not see.
 */
export const SEARCH_ONLY = 'SearchOnly';

/** The failure of a slice of `UNDISCOVERED`: why the types could not be listed, and what follows. */
export const undiscovered = ({ message, details, cause }: CloudError): CloudError =>
  new CloudError(`${message} Types without a definition are not read in this run; the next one looks for them again.`, details, { cause });

/** The failure of a slice of `UNDISCOVERED` whose list an earlier attempt could not read, and this one can. `place` begins the message. */
export const discoveredTooLate = (place: string): CloudError =>
  new CloudError(
    `${place}: the list of the types without a definition could not be read when this run was planned, so they were not read; the next run reads them.`,
    { class: 'transient', error_code: 'DiscoveredTooLate' },
  );

/** The parts of an account that were visited: each compartment in each region counts once. An unread part is no empty one. */
export interface VisitedCompartments {
  readonly visited: number;
  /** Those of them in which at least one list was refused. */
  readonly refused: number;
}

/** One task's access to one account. It holds the account's whole request budget. */
export interface CloudSession {
  /** The regions that this account has enabled. @throws CloudError */
  regions(): Promise<readonly string[]>;
  /**
   * Every resource of a slice, page by page. It returns only after the last page of the slice; any error before that is
   * thrown. @throws CloudError
   */
  fetch(type: ResourceType, segment: string): AsyncIterable<readonly FetchedResource[]>;
  /** If a resource is stored with its current version, it comes as unchanged and its details are not read again.
   * The list is read on from the place of `bookmark`, or from its beginning where the cloud refuses that place by now: then resources come twice. */
  fetch(
    type: ResourceType,
    segment: string,
    known: KnownVersions,
    bookmark?: Bookmark,
  ): AsyncIterable<readonly (FetchedResource | UnchangedResource)[]>;
  /**
   * The slices of further types of which the account has resources: the provider lists such types although Muster has no definition of them.
   * `declared` are the types with a definition. Where the provider could not look, for whatever reason, it answers the type `UNDISCOVERED`,
   * whose fetch throws the reason, so that the declared types are read all the same. Absent if the provider reads only declared types.
   * @throws the reason of the abort if the session's calls are aborted
   */
  discover?(declared: ReadonlySet<string>): Promise<readonly DiscoveredSlice[]>;
  /**
   * The account as its cloud's own index shows it. A refusal, an index that is not there and one that is too long are told in the answer. Absent if the
   * provider has no index. @throws the reason of the abort if the session's calls are aborted
   */
  survey?(): Promise<Survey>;
  /** The number of requests sent so far, retries included. */
  apiCalls(): number;
  /** How much of the account's compartments was visited so far; absent if the provider has none. */
  compartments?(): VisitedCompartments;
  close(): void;
}

/** Settings of all sessions of one process. */
export interface SessionSettings {
  /** How many resources of a slice have their details read at once; the provider's default if absent. */
  readonly detailConcurrency?: number;
  /** Once it is aborted, no more requests are sent and waiting calls fail. */
  readonly signal?: AbortSignal;
}

/** The segment of a list that covers a whole account. A resource that belongs to no region has `global` as its region too. */
export const GLOBAL_SEGMENT = 'global';
