/**
 * The shapes in which AWS services and resource types are written down: pure data that names operations and paths as
 * strings and imports no SDK. `define.ts` has the builders; `docs/add-a-resource-type.md` is the guide.
 *
 * A path (`A.B[].C`) walks through members; `[]` stands for every element of a list and `*` for every value of a map.
 * `@` is the whole answer. In `from`, `$region` is the slice's region, and in that of describe, details and batch `^A` is
 * a path in the parent's list item.
 */
import type { Kind } from '../../resource-type.ts';

export type Path = string;

export interface ApiLimit {
  /** Requests a second, sustained. */
  readonly perSecond: number;
  /** Requests that may come at once. */
  readonly burst: number;
}

/** Regions in which a service exists: all but `missing`, or `only` these. */
export type Offered = { readonly missing: readonly string[] } | { readonly only: readonly string[] };

/**
 * An error code, with a regular expression for the error's message where the code alone has other meanings too. A code of a denial needs one: a missing
 * permission must never look like a service that is not in use.
 */
export type NotEnabled = string | { readonly code: string; readonly text: string };

export interface ServiceDefinition {
  /** The second part of its types' names in lower case, and its folder's name: `ec2`. */
  readonly id: string;
  /** The service whose API answers for it, if not its own: `rds` for Neptune. They share one client and one request limit. */
  readonly api?: string;
  /** The SDK package: `@aws-sdk/client-ec2`. */
  readonly sdk: string;
  /** The client's class in that package: `EC2Client`. */
  readonly client: string;
  /** The prefix of its IAM permissions: `elasticloadbalancing`. */
  readonly permissions: string;
  /** The published limit of its read calls, all together, for each account and region. */
  readonly limit: ApiLimit;
  /** Operations that have a published limit of their own. */
  readonly limits?: Readonly<Record<string, ApiLimit>>;
  /** All regions if absent. */
  readonly offered?: Offered;
  /** True if one endpoint serves the whole account: its types belong to the slice `global`. */
  readonly global?: true;
  /** The errors by which the service says that the account has not turned it on. */
  readonly notEnabled?: readonly NotEnabled[];
}

/** What every call says. */
export interface Call {
  /** `DescribeVpcs` */
  readonly operation: string;
  /** Members of the input that never change. */
  readonly input?: Readonly<Record<string, unknown>>;
  /** Members of the input that are taken from the item (in a list call: from the parent's item), by path. */
  readonly from?: Readonly<Record<string, Path>>;
  /** The IAM permission that the call needs; `<prefix>:<operation>` if absent. */
  readonly permission?: string;
}

/** The input member that takes a page token and the output path that gives the next one. */
export type TokenMembers = readonly [input: string, output: Path];

/** A call that answers with a list, in pages unless `pages` is false. */
export interface ListCall extends Call {
  readonly kind: 'list';
  /** The list in the answer: `Vpcs`, `Reservations[].Instances`. */
  readonly items: Path;
  /** False where the operation has no pages. Token members are inferred from the operation's schema if absent. */
  readonly pages?: false | TokenMembers;
  /** For a list of bare strings: the member under which each string becomes an item. */
  readonly as?: string;
}

/** A call that answers for a whole account or region: a list of exactly one item. */
export interface SingleCall extends Call {
  readonly kind: 'single';
  /** The item in the answer. */
  readonly path: Path;
  /** The item becomes `{[as]: answer}`; needed with `absent`, where it is `{[as]: null}`. */
  readonly as?: string;
  /** Error codes by which the service says "not set". */
  readonly absent?: readonly string[];
}

/** A call for one item. */
export interface ReadCall extends Call {
  readonly kind: 'read';
  /** What becomes of the answer; `@` for the whole of it. Through `[]`, a list. */
  readonly path: Path;
  /** The answer comes in pages, whose lists at `path` are put together. */
  readonly paged?: true | TokenMembers;
  /** Error codes by which the service says "not set": the field is null. */
  readonly absent?: readonly string[];
  /** An answer without any member counts as "not set". */
  readonly emptyIsAbsent?: true;
  /** The call is only made for items that match; the field is null for others. */
  readonly when?: Match;
  /** Further calls for each element of the list that was read; each answer becomes a member of the element. */
  readonly each?: Readonly<Record<string, ReadCall>>;
}

/** A call for as many items as it takes ids. */
export interface BatchCall extends Call {
  readonly kind: 'batch';
  /** The input member that takes the list of ids, and the path of the id in an item. */
  readonly ids: readonly [input: string, item: Path];
  /** Ids that one call takes. */
  readonly size: number;
  /** The list of answers. */
  readonly items: Path;
  /** Path of the id in an answer. */
  readonly match: Path;
  /** What of the matching answer is kept; the whole of it if absent. */
  readonly take?: Path;
}

/** A list that is read once for the whole slice and matched to its items. Only what is taken is kept in memory. */
export interface JoinCall {
  readonly kind: 'join';
  readonly list: ListCall;
  /** Path of the key in an element of that list, and path of the same key in an item. */
  readonly on: readonly [element: Path, item: Path];
  /** What of the element is kept. */
  readonly take: Path;
  /** True if several elements may match an item: the field is then a list. */
  readonly many?: true;
}

/** Which items: those whose value at `path` is one of `is`, or none of `not`. */
export interface Match {
  readonly path: Path;
  readonly is?: readonly unknown[];
  readonly not?: readonly unknown[];
}

/** How a custom list makes the calls that it declares. */
export interface CustomContext {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
  /** Pages of the items of one of its declared lists. @throws what the SDK throws */
  readonly pages: (name: string) => AsyncIterable<readonly Item[]>;
  /** The answer, at its path, of one of its declared reads. @throws what the SDK throws */
  readonly read: (name: string, item: Item) => Promise<unknown>;
}

/** A list that data cannot describe. Its calls are declared all the same: they are checked, permitted and answered by the samples. */
export interface CustomList {
  readonly kind: 'custom';
  /** The first is the list itself. */
  readonly calls: Readonly<Record<string, ListCall | ReadCall>>;
  pages(context: CustomContext): AsyncIterable<readonly Item[]>;
}

export type Item = Readonly<Record<string, unknown>>;
export type List = ListCall | SingleCall | CustomList;

/** A text taken from an item: a path; a tag; an ARN made from its parts; the end of another text; a fixed word; or the first of several that is there. */
export type Text = Path | { readonly tag: string } | ArnForm | LastPart | { readonly word: string } | { readonly first: readonly Text[] };

/** What follows the last separator of the text at a path: the name at the end of an ARN or URL. */
export interface LastPart {
  readonly lastPartOf: Path;
  readonly separator: string;
}

export interface ArnForm {
  /** The resource part, with paths in braces: `vpc/{VpcId}`. */
  readonly arn: string;
  /** Path of the owner's account id; where it is absent or leads nowhere, the session's account. False: the ARN names no account. */
  readonly account?: Path | false;
  /** False: the ARN names no region. */
  readonly region?: false;
  /** The service in the ARN; the prefix of its permissions if absent. */
  readonly service?: string;
}

export interface Tags {
  /** Path of a list of tags or of a map; its first member may be the name of a detail or batch. */
  readonly path: Path;
  /** Members of a tag in a list; `Key` and `Value` if absent. */
  readonly key?: string;
  readonly value?: string;
}

export interface RelationshipPaths {
  readonly relation: string;
  readonly type: string;
  readonly paths: readonly Path[];
}

export interface TypeDefinition {
  readonly type: `AWS::${string}::${string}`;
  readonly kind: Kind;
  readonly list: List;
  /** The type whose list is read first; `list` is then called for each of its items. It belongs to the same service. */
  readonly parents?: string;
  /** The main read, merged into the list item. An item whose describe is refused keeps what the list said. */
  readonly describe?: ReadCall | BatchCall;
  /** Reads for each item; each answer becomes `config[<name>]`. */
  readonly details?: Readonly<Record<string, ReadCall>>;
  /** Reads for many items at once; the matching answer becomes `config[<name>]`, null where none matches. */
  readonly batch?: Readonly<Record<string, BatchCall>>;
  readonly joins?: Readonly<Record<string, JoinCall>>;
  /** Error codes by which a call for one item says that it is gone since it was listed: it is dropped. As a parent: its children are. */
  readonly gone?: readonly string[];
  /** Unique within the slice; told by the list's item, so that an item whose describe is refused keeps its id. */
  readonly id: Text;
  readonly nativeId?: Text;
  readonly name?: Text;
  /** False: it has tags, but they are not read. Absent: it cannot be tagged. */
  readonly tags?: Path | Tags | false;
  readonly relationships?: readonly RelationshipPaths[];
  /** Which items of a shared call belong to the type. */
  readonly only?: Match;
  /**
   * Paths whose values differ whenever anything that details and the list tell can have changed: where the stored row
   * has the same values, details are not read again and the row stays as it is.
   */
  readonly version?: Path | readonly Path[];
  /** Lists whose order means something. All others are sets. */
  readonly ordered?: readonly Path[];
  /** What changes by itself: it is stored, but makes no change. */
  readonly volatile?: readonly Path[];
  /** Times that change by themselves and that policies ask for: a change when their day changes. */
  readonly daily?: readonly Path[];
  /** Members that are never stored. */
  readonly drop?: readonly Path[];
  /** Maps of which only the keys are stored, with null for each value. */
  readonly keysOnly?: readonly Path[];
  /** JSON in strings (URL-encoded too), such as policy documents, that becomes data. */
  readonly documents?: readonly Path[];
}
