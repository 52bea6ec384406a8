/**
 * The form of the definitions of resource types, the same for every provider: pure data that names operations and paths as
 * strings and imports no SDK. `define.ts` has the builders; `docs/add-a-resource-type.md` is the guide.
 *
 * A path (`A.B[].C`) walks through members; `[]` stands for every element of a list and `*` for every value of a map.
 * `@` is the whole answer. In `from`, `$region` is the slice's region and `$account` the account's id; in the `from` of details and batch, `$arn`
 * is the item's `nativeId`, and `^A`, which describe may use too, is a path in the parent's list item.
 */
import type { AccountClass } from '../../ids.ts';
import type { Relation } from '../relations.ts';
import type { Kind } from '../resource-type.ts';

export type Path = string;

export interface ApiLimit {
  /** Requests a second, sustained. */
  readonly perSecond: number;
  /** The number of requests that may be sent at once. */
  readonly burst: number;
}

/** The members that the services of every provider have. */
export interface CloudService {
  /** Its folder's name: `ec2`. */
  readonly id: string;
  /** The published limit of all its read calls together, for each account and segment; of each operation by itself with `perOperation`. */
  readonly limit: ApiLimit;
  /** True if the provider counts the calls of each operation by themselves, so that none takes from the limit of another. */
  readonly perOperation?: true;
  /** The limits of operations that have a published limit of their own, by operation. */
  readonly limits?: Readonly<Record<string, ApiLimit>>;
  /** True if its types' lists cover the whole account: their slices have the segment `global`. */
  readonly global?: true;
}

/** The members that all kinds of calls have. */
export interface Call {
  /**
   * An operation of an SDK (`DescribeVpcs`), or the method and path of a REST API (`GET /subscriptions/{subscription}/…`). Words in braces are
   * the place that is read, paths in the item (`{id}`), or after `^` paths in the parent's item.
   */
  readonly operation: string;
  /** Members of the input that never change. */
  readonly input?: Readonly<Record<string, unknown>>;
  /** Input members whose values come from the item (in a list call: from the parent's item), each with its path there. */
  readonly from?: Readonly<Record<string, Path>>;
  /** The permission that the call needs, in the provider's words; for AWS, `<prefix>:<operation>` if absent. */
  readonly permission?: string;
  /** The id of the one of the service's `apis` that answers the call; the service's own API if absent. */
  readonly api?: string;
}

/** The input member that takes a page token and the output path that gives the next one. */
export type TokenMembers = readonly [input: string, output: Path];

/** A page token may consist of several members. The first of them is absent in the last page. */
export type Tokens = TokenMembers | readonly [TokenMembers, ...TokenMembers[]];

/** A call that returns a list, in pages unless `pages` is false. */
export interface ListCall extends Call {
  readonly kind: 'list';
  /** The list in the answer: `Vpcs`, `Reservations[].Instances`. */
  readonly items: Path;
  /** False if the operation has no pages. If absent, the token members are inferred from the operation's schema. */
  readonly pages?: false | Tokens;
  /** For a list of bare strings: the member under which each string becomes an item. */
  readonly as?: string;
  /** Errors by which the service says that the parent can have none of them: nothing is listed for it. */
  readonly absent?: readonly ErrorSign[];
}

/** An error code; with a part of the error's message, as plain words, if the code has other meanings too, such as a missing permission. */
export type ErrorSign = string | { readonly code: string; readonly text: string };

/** A call that returns the one item of a whole account or region. */
export interface SingleCall extends Call {
  readonly kind: 'single';
  /** The item in the answer. */
  readonly path: Path;
  /** The item becomes `{[as]: answer}`. Required with `absent`: the item is then `{[as]: null}` if the service says "not set". */
  readonly as?: string;
  /** Errors by which the service says "not set". */
  readonly absent?: readonly ErrorSign[];
}

/** A call for one item. */
export interface ReadCall extends Call {
  readonly kind: 'read';
  /** The path in the answer of the value that is stored; `@` for the whole answer. A path through `[]` gives a list. */
  readonly path: Path;
  /** The answer comes in pages; the lists at `path` are concatenated. */
  readonly paged?: true | Tokens;
  /** Errors by which the service says "not set": the field is null. */
  readonly absent?: readonly ErrorSign[];
  /** An answer without any member counts as "not set". */
  readonly emptyIsAbsent?: true;
  /** The call is made only for items that match; for others the field is null. */
  readonly when?: Match;
  /**
   * The call is made only where another detail, whose name is the path's first member, was read and matches: without it, the service has nothing
   * set here, and the field is null. Where the other detail is unread, the call is made.
   */
  readonly after?: Match;
  /** Further calls for each element of the list that was read; each answer becomes a member of the element. */
  readonly each?: Readonly<Record<string, ReadCall>>;
  /** A detail that is read only if a policy in use names it, or if all details are asked for. Otherwise it is unread: `NotAsked`. */
  readonly optional?: true;
}

/** A call that reads several items by their ids. */
export interface BatchCall extends Call {
  readonly kind: 'batch';
  /** The input member that takes the list of ids, and the path of the id in an item. */
  readonly ids: readonly [input: string, item: Path];
  /** The most ids that one call takes. */
  readonly size: number;
  /** The path of the list of answers, one for each id. */
  readonly items: Path;
  /** Path of the id in an answer. */
  readonly match: Path;
  /** The path in the matching answer of the value that is stored; the whole answer if absent. */
  readonly take?: Path;
  /** The ids for which the service says beside its answers that it has none. */
  readonly failures?: BatchFailures;
  /** True if the service answers only for ids that have something set: the field is null for the others. If absent, they are unread. */
  readonly onlySet?: true;
}

/** The list in a batch's answer that names the ids without an answer: `failures: [{ arn, reason }]`, or bare ids. */
export interface BatchFailures {
  /** The path of the list. */
  readonly items: Path;
  /** The path of the id in an element; `@` for a list of bare ids. */
  readonly match: Path;
  /** The path of the reason's code. The elements have none if it is absent: the path of the list is then the reason. */
  readonly reason?: Path;
  /** Reasons by which the service says that the item was deleted after it was listed; true if every reason does. */
  readonly gone?: true | readonly string[];
  /** Reasons that pass by themselves, so that the id is asked for again; true if every reason does. */
  readonly retry?: true | readonly string[];
}

/** A list that is read once for the whole slice and matched to its items. Only the values at `take` are kept in memory. */
export interface JoinCall {
  readonly kind: 'join';
  readonly list: ListCall;
  /** Path of the key in an element of that list, and path of the same key in an item. */
  readonly on: readonly [element: Path, item: Path];
  /** The path in the element of the value that is stored. */
  readonly take: Path;
  /** True if several elements may match an item: the field is then a list. */
  readonly many?: true;
}

/** Selects the items whose value at `path` is one of `is`, or none of `not`. Null stands for no value. */
export interface Match {
  readonly path: Path;
  readonly is?: readonly unknown[];
  readonly not?: readonly unknown[];
}

/** The functions by which a custom list makes the calls that it declares. */
export interface CustomContext {
  /** The account's id in its cloud: 12 digits for AWS. */
  readonly account: string;
  readonly region: string;
  /**
   * The pages of items of the declared list `name`; `parent` has the values that the list's `from` names. Each page is given on before the next one
   * is asked for, and each list is read once for each parent: a later attempt reads on where this one stops. @throws what the SDK throws
   */
  readonly pages: (name: string, parent?: Item) => AsyncIterable<readonly Item[]>;
  /**
   * All items of the declared list `name`, which every attempt reads anew: for lists that say what to read next. A parent for which the service answers
   * a code of `gone` has none. @throws what the SDK throws
   */
  readonly all: (name: string, parent?: Item) => Promise<readonly Item[]>;
  /** The value that the declared read `name` returns for the item. @throws what the SDK throws */
  readonly read: (name: string, item: Item) => Promise<unknown>;
  /** Whether the slice has stored a resource of this id before. */
  readonly isStored: (resourceId: string) => boolean;
  /** The item as one that could be listed and not be read, because of the error. @throws the error if a later attempt may succeed */
  readonly unread: (item: Item, error: unknown) => Promise<Item>;
}

/** A list that needs code. Its calls are declared all the same, so that they can be checked, permitted and answered from the samples. */
export interface CustomList {
  readonly kind: 'custom';
  /** The calls by name; the first is the list itself. */
  readonly calls: Readonly<Record<string, ListCall | ReadCall>>;
  pages(context: CustomContext): AsyncIterable<readonly Item[]>;
}

export type Item = Readonly<Record<string, unknown>>;
export type List = ListCall | SingleCall | CustomList;

/** A text taken from an item: a path; a tag; a text that the provider builds; the end of another text; several texts in one; a fixed word; or the first of several that exists. */
export type Text =
  | Path
  | { readonly tag: string }
  | FormedText
  | LastPart
  | Template
  | { readonly word: string }
  | { readonly first: readonly Text[] };

/** The part of a text after its last separator: the name at the end of an ARN or URL. */
export interface LastPart {
  readonly lastPartOf: Path;
  readonly separator: string;
}

/** Texts of an item within a fixed one: `{clusterName}/{addonName}`, with paths in braces. There is no text if one of them is missing. */
export interface Template {
  readonly template: string;
}

/** A text that the provider builds from parts of an item in a way of its own, such as an ARN. `form` is what its builder made. */
export interface FormedText {
  readonly form: object;
}

export interface Tags {
  /** The path of a list or map of tags; its first member may be the name of a detail or batch. */
  readonly path: Path;
  /** The members of a tag in a list that hold its key and its value; `Key` and `Value` if absent. */
  readonly key?: string;
  readonly value?: string;
}

export interface RelationshipPaths {
  readonly relation: Relation;
  readonly type: string;
  readonly paths: readonly Path[];
  /** Ids that no path leads to, because they are part of another text: that of the parent in an ARM id. */
  readonly texts?: readonly Text[];
  /** Other types, by how the names of their resources begin, on their own or in an ARN: `{'alias/': 'AWS::KMS::Alias'}`. */
  readonly byPrefix?: Readonly<Record<string, string>>;
  /** Where a path leads to resources of several types, the service of this type's ARNs, and how the resource in them begins: `sqs:`, `lambda:function:`. */
  readonly arns?: string;
}

/** An error that an answer holds in the place of a value: the service answered, and could not read this part. */
export interface PartFailure {
  /** The member that holds the error: `Environment.Error`. It is not stored. */
  readonly error: Path;
  /** The member of the error that holds its code; `ErrorCode` if absent. */
  readonly code?: string;
  /** The path of the value that is then unread, whatever the answer has in its place. */
  readonly field: Path;
  /** The permission that the caller lacks if the code is a denial: `kms:Decrypt`. */
  readonly permission: string;
}

/** The number of a list's items, as the cloud counts them. If it cannot be read, the list is not checked. */
export interface Total {
  readonly call: SingleCall;
  /** The path of the number in the call's item. */
  readonly path: Path;
  /** Whether the number counts the item; it counts all items if absent. */
  readonly counts?: (item: Item) => boolean;
}

export interface TypeDefinition {
  /** The provider's own name: `AWS::EC2::VPC`, `Microsoft.Compute/virtualMachines`. */
  readonly type: string;
  readonly kind: Kind;
  /** The class of the accounts that hold resources of the type, where a provider has several; its usual accounts if absent. */
  readonly account?: AccountClass;
  readonly list: List;
  /** The type whose list is read first; `list` is then called for each of its items. It belongs to the same service, and may have parents itself. */
  readonly parents?: string;
  /** Members that an item takes over from its parent's item, which the service does not repeat: their names, and their paths there. */
  readonly inherit?: Readonly<Record<string, Path>>;
  /** True if the list covers the whole account although the service has a list for each region. */
  readonly global?: true;
  /** The main read, merged into the list item. If it is refused, the item keeps the list's fields. */
  readonly describe?: ReadCall | BatchCall;
  /** Reads for each item; each answer becomes `config[<name>]`. */
  readonly details?: Readonly<Record<string, ReadCall>>;
  /** Reads for many items at once; the matching answer becomes `config[<name>]`. */
  readonly batch?: Readonly<Record<string, BatchCall>>;
  readonly joins?: Readonly<Record<string, JoinCall>>;
  /**
   * Error codes by which a call for one item says that it was deleted after it was listed. The item is then dropped; if the item is a parent,
   * it has no children.
   */
  readonly gone?: readonly string[];
  /** Unique within the slice. It comes from the list's item, so that an item whose describe is refused keeps its id. */
  readonly id: Text;
  readonly nativeId?: Text;
  readonly name?: Text;
  /** Where the resource is, if that is not its slice's segment. */
  readonly region?: Text;
  /** The path of the tags. False: the type has tags, but Muster does not read them. Absent: the type cannot be tagged. */
  readonly tags?: Path | Tags | false;
  readonly relationships?: readonly RelationshipPaths[];
  /** The member with the id of the account that owns the resource, where accounts share resources of the type (see `ResourceType`). */
  readonly owner?: string;
  readonly failures?: readonly PartFailure[];
  /** How many items the list has by another answer of the cloud. A list that yields fewer was cut short. */
  readonly total?: Total;
  /** Selects the items of a shared call that belong to this type; all of them if absent. Its path is one of the list's item or of describe. */
  readonly only?: Match;
  /**
   * Paths of the list's item or of describe, whose values differ whenever the list item or a detail may have changed. If the stored row has the
   * same values, details are not read again and the row stays as it is. An item without a value at one of the paths has no version.
   */
  readonly version?: Path | readonly Path[];
  /** Lists whose order has a meaning. All other lists are sets. */
  readonly ordered?: readonly Path[];
  /** Values that change by themselves: they are stored, but a difference in them alone is no change. */
  readonly volatile?: readonly Path[];
  /** Times that change by themselves but that policies read: a difference in them alone is no change, but the stored row takes it. */
  readonly times?: readonly Path[];
  /** Lists of which only the elements that match are stored, because others may hold secrets: the path of each list, and what an element has to be. */
  readonly keepOnly?: Readonly<Record<Path, Match>>;
  /** Members that are never stored. */
  readonly drop?: readonly Path[];
  /** Maps whose keys are stored and whose values are replaced by null. */
  readonly keysOnly?: readonly Path[];
  /** URLs that are stored without the words of the login, the query and the fragment that they may have, any of which may hold a secret. */
  readonly urls?: readonly Path[];
  /** Strings that hold JSON, URL-encoded, escaped or neither, such as policy documents: they are stored as data. */
  readonly documents?: readonly Path[];
}
