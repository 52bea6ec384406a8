/**
 * Answers the calls that the type definitions declare from the samples of an account: lists and their pages, reads of
 * one resource, reads in batches, singletons. It knows no type and no service; a service's own rules are in the `service` part of
 * its samples.yaml.
 */
import { AnsweredError, type CloudCall } from '../answerer.ts';
import type { ErrorSign, Path, TokenMembers, TypeDefinition } from '../../types/definition.ts';
import { memberNames, tokensOf, type OperationSchemas } from '../types/operation-schemas.ts';
import { permissionOf } from '../types/permission-of.ts';
import { tokenMembersOf } from '../../types/calls-of.ts';
import { GLOBAL_SEGMENT } from '../../cloud.ts';
import { NATIVE_ID } from '../../reader/calls.ts';
import { Texts } from '../../reader/parse.ts';
import { arnTexts } from '../arn-text.ts';
import { AWS_SERVICES } from '../types.generated.ts';
import { valueAt } from '../../types/paths.ts';
import type { BatchBinding, Binding, ListBinding, OwnedType, ReadBinding, SingleBinding } from '../../demo/bindings.ts';
import type { SampledService } from './sampled-service.ts';
import type { AccountEstate } from '../../demo/estate.ts';
import { notAnswered } from './not-answered.ts';
import { pageOf } from '../../demo/paging.ts';
import { answerOf, onTheWire, put, type Placed } from '../../demo/placing.ts';
import type { Refusal } from '../../demo/sample-file.ts';
import type { SampleResource } from '../../demo/samples.ts';
import { schemasIn, shaped } from './sdk-shape.ts';

export interface Answering {
  readonly service: SampledService;
  readonly estate: AccountEstate;
  /** `global` or a region. */
  readonly segment: string;
}

/** @throws AnsweredError if the service refuses the call, or the samples cannot answer its operation or an input member */
export function answerCall(call: CloudCall, answering: Answering): object {
  const { service, estate, segment } = answering;
  const bindings = service.bindings.get(call.operation);
  if (!bindings) throw notAnswered(call, `It answers ${[...service.bindings.keys()].join(', ')}.`);
  for (const { when, type, ...refusal } of service.quirks.refuses) {
    const concerns = type === undefined || bindings.some((binding) => binding.type.type === type);
    if (concerns && estate.holds(service.definition.id, segment, when)) throw refused(refusal);
  }
  const schemas = schemasIn(call);
  return shaped(new OperationAnswer(call, bindings, answering, schemas).answer(), schemas.output) as object;
}

const refused = ({ code, status, message = code }: Refusal): AnsweredError => new AnsweredError(code, message, status);

const notSet = (sign: ErrorSign, message: string): AnsweredError =>
  typeof sign === 'string' ? new AnsweredError(sign, message, 404) : new AnsweredError(sign.code, sign.text, 404);

/** The members of an input that hold the size of a page. */
const PAGE_SIZE = /^(max(results|items|records|buckets)|limit|pagesize)$/i;
type Input = CloudCall['input'];

class OperationAnswer {
  readonly #call: CloudCall;
  readonly #bindings: readonly Binding[];
  readonly #answering: Answering;
  readonly #schemas: OperationSchemas;
  readonly #members: InputMembers;

  constructor(call: CloudCall, bindings: readonly Binding[], answering: Answering, schemas: OperationSchemas) {
    this.#call = call;
    this.#bindings = bindings;
    this.#answering = answering;
    this.#schemas = schemas;
    this.#members = membersOf(bindings, schemas);
  }

  answer(): object {
    this.#refuseStrayMembers();
    const binding = this.#meant();
    if (binding?.kind === 'read') return this.#read(this.#bindings.filter((each) => each.kind === 'read'));
    if (binding?.kind === 'batch') return this.#batch(this.#bindings.filter((each) => each.kind === 'batch'));
    if (binding?.kind === 'single') return this.#single(binding);
    return this.#list(this.#bindings.filter((each) => each.kind === 'list'));
  }

  /**
   * The binding that the input fits best: an operation may list all of something, and read that of one resource. Constants tell apart those that
   * take the same members, as one setting from another.
   */
  #meant(): Binding | undefined {
    const { input } = this.#call;
    const taken = ({ call }: Binding): readonly string[] => Object.keys(call.from ?? {});
    const strays = ({ call }: Binding): number =>
      Object.entries(call.input ?? {}).filter(([member, value]) => !same(value, input[member])).length;
    const fitting = this.#bindings.filter((binding) => taken(binding).every((member) => input[member] !== undefined));
    return fitting.toSorted((one, other) => taken(other).length - taken(one).length || strays(one) - strays(other))[0] ?? this.#bindings[0];
  }

  /** Refuses input members that the answer does not use: otherwise they would be ignored silently. */
  #refuseStrayMembers(): void {
    const { heeded } = this.#members;
    const stray = Object.keys(this.#call.input).find((member) => this.#call.input[member] !== undefined && !heeded.has(member));
    if (stray !== undefined)
      throw notAnswered(this.#call, `Its answer does not heed ${stray}, only ${[...heeded].join(', ') || 'an empty input'}.`);
  }

  #list(bindings: readonly ListBinding[]): object {
    const asked = distinct(bindings.filter((binding) => this.#isAskedFor(binding)));
    // A join reads the list of another type. If that type has samples, they are the list.
    const chosen = asked.filter(
      ({ join, call }) => join === undefined || !asked.some((other) => other.join === undefined && other.call.items === call.items),
    );
    const lists = bindings.map(({ call }) => call.items);
    const elements = chosen.flatMap((binding) => this.#elements(binding).map((element) => ({ path: binding.call.items, element })));
    // A token says which list it continues.
    const list = `${this.#call.operation} ${chosen.map(({ type }) => type.type).join('+')}`;
    return this.#page(list, elements, (items) => answerOf(lists, items));
  }

  /** One page of a list, of the size that the caller requests. */
  #page<Element>(list: string, elements: readonly Element[], answer: (items: readonly Element[]) => object): object {
    const { tokens, size } = this.#members;
    if (!tokens) return answer(elements);
    const { input } = this.#call;
    const { page, usualPage = page, smallPage, badToken } = this.#answering.service.quirks;
    const asked = size === undefined ? undefined : (input[size] as number | string | undefined);
    const { items, next } = pageOf(elements, {
      list,
      size: asked === undefined ? usualPage : Number(asked),
      cap: this.#answering.estate.profile.trait === 'large' ? smallPage : page,
      token: input[tokens[0]] as string | undefined,
      refused: (message) => new AnsweredError(badToken.code, message, 400),
    });
    const truncated = hasMember(this.#schemas.output, 'IsTruncated') ? { IsTruncated: next !== undefined } : {};
    const answered = { ...answer(items), ...truncated };
    return next === undefined ? answered : withToken(answered, tokens[1].split('.'), next);
  }

  /** Operations such as IAM's GetAccountAuthorizationDetails list several types; constants in the input select them. */
  #isAskedFor({ call, join }: ListBinding): boolean {
    if (join !== undefined) return true;
    const { input } = this.#call;
    const { size, tokens } = this.#members;
    const isGiven = (member: string): boolean => member !== size && member !== tokens?.[0] && !Object.hasOwn(call.from ?? {}, member);
    const given = Object.entries(input).filter(([member, value]) => value !== undefined && isGiven(member));
    return given.every(([member, value]) => same(value, call.input?.[member]));
  }

  #elements(binding: ListBinding): readonly unknown[] {
    const { call, type, join, name } = binding;
    const listed = this.#resourcesAskedFor(binding).filter(
      (resource) => resource.listed === '' || name === undefined || resource.listed === name,
    );
    return listed.flatMap((resource) => {
      const config = this.#wire(resource, type);
      if (call.as !== undefined && !join) return [config[call.as]];
      const element = without(config, fieldsOf(type));
      if (!join) return [element];
      const values = join.many ? ((config[join.field] ?? []) as readonly unknown[]) : [config[join.field]];
      return values.map((value) => put(put(element, join.take, value), join.on[0], valueAt(config, join.on[1])));
    });
  }

  /** All resources of the type, or those of the parent or the region that the input names. */
  #resourcesAskedFor(binding: ListBinding): readonly SampleResource[] {
    const { call, type } = binding;
    const { input } = this.#call;
    const from = Object.entries(call.from ?? {});
    const region = from.find(([, path]) => path === '$region')?.[0];
    // A service that lists by region lists all regions if the caller names none.
    if (region !== undefined) {
      const named = this.#answering.estate.regions.filter((name) => input[region] === undefined || input[region] === name);
      return named.flatMap((name) => this.#resourcesIn(binding, name));
    }
    const all = this.#resources(binding);
    if ((type.parents === undefined && type.list.kind !== 'custom') || from.length === 0) return all;
    const parent = this.#answering.service.types.find((each) => each.type.type === type.parents);
    const isParent = (resource: SampleResource): boolean =>
      from.every(([member, path]) => parent !== undefined && same(this.#sent(this.#valueOf(resource, path, parent)), input[member]));
    if (parent && !this.#resources(parent).some(isParent)) throw this.#gone(parent.type, String(input[from[0]?.[0] ?? '']));
    return all.filter((resource) =>
      from.every(([member, path]) =>
        same(this.#sent(this.#valueOf(resource, path.startsWith('$') ? path : `^${path}`, binding)), input[member]),
      ),
    );
  }

  #single(binding: SingleBinding): object {
    const { call, type } = binding;
    const [resource] = this.#resources(binding);
    if (resource?.refused['*'] !== undefined) throw this.#denied(call, resource);
    const config = resource && this.#withTotals(this.#wire(resource, type), call.operation);
    const value = call.as === undefined ? config : config?.[call.as];
    if (value !== null && value !== undefined) return put({}, call.path, value) as object;
    const [absent] = call.absent ?? [];
    if (absent === undefined) return {};
    throw notSet(absent, `${call.operation}: it is not set.`);
  }

  /** The item with the numbers of resources by which types check their lists. */
  #withTotals(config: Input, operation: string): Input {
    return this.#answering.service.types.reduce((item, of) => {
      const { total } = of.type;
      if (total?.call.operation !== operation) return item;
      const { path, counts = (): boolean => true } = total;
      return put(item, path, this.#resources(of).filter((resource) => counts(resource.config)).length) as Input;
    }, config);
  }

  #read(bindings: readonly ReadBinding[]): object {
    for (const binding of bindings) {
      const found = this.#find(binding);
      if (found) return this.#value(binding, ...found);
    }
    const [{ type, call }] = bindings as [ReadBinding];
    const asked = Object.keys(call.from ?? {}).map((member) => this.#call.input[member]);
    this.#refuseOtherRegion(bindings);
    throw this.#gone(type, asked.join(', '));
  }

  /** The resource that the input names, and the part of it that becomes the answer. */
  #find(binding: ReadBinding): readonly [resource: SampleResource, part: unknown] | undefined {
    const asked = Object.keys(binding.call.from ?? {}).map((member) => JSON.stringify(this.#call.input[member]));
    return this.#index(binding).get(asked.join());
  }

  #index(binding: ReadBinding): ReadonlyMap<string, readonly [SampleResource, unknown]> {
    const { call, within } = binding;
    const from = Object.entries(call.from ?? {});
    const resources = this.#resources(binding);
    const known = INDEXES.get(resources)?.get(call);
    if (known) return known;
    const keyOf = (resource: SampleResource, part: unknown): string =>
      from
        .map(([, path]) => JSON.stringify(this.#sent(/^[\^$]/.test(path) ? this.#valueOf(resource, path, binding) : valueAt(part, path))))
        .join();
    const entries = resources.flatMap((resource) => {
      const parts = within === undefined ? [resource.config] : ((resource.config[within] ?? []) as readonly unknown[]);
      return parts.map((part) => [keyOf(resource, part), [resource, part]] as const);
    });
    const made = new Map(entries);
    const ofList = INDEXES.get(resources) ?? new Map<object, typeof made>();
    INDEXES.set(resources, ofList.set(call, made));
    return made;
  }

  #value(binding: ReadBinding, resource: SampleResource, part: unknown): object {
    const { call, type, field, within } = binding;
    const name = within ?? field;
    if (resource.refused[name ?? '*'] !== undefined) throw this.#denied(call, resource);
    const config = within === undefined ? this.#wire(resource, type) : (part as Input);
    const value = field === undefined ? this.#described(binding, config) : (config[field] ?? resource.also[field]);
    if (value === null || value === undefined) {
      const [absent] = call.absent ?? [];
      if (absent === undefined) return {};
      throw notSet(absent, `${call.operation} ${resource.id}: it is not set.`);
    }
    const path = call.path;
    if (call.paged)
      return this.#page(`${call.operation} ${resource.id}`, value as readonly unknown[], (items) => put({}, path, items) as object);
    return put({}, path, value) as object;
  }

  /** The configuration as the call describes it. In a map, no schema would drop the member that the list adds. */
  #described({ call, type: { list }, type }: ReadBinding, config: Input): Input {
    const answered = without(config, fieldsOf(type));
    const { output } = this.#schemas;
    const isMap = hasMember(output, call.path) && output.getMemberSchema(call.path).isMapSchema();
    return isMap && list.kind === 'list' && list.as !== undefined ? without(answered, new Set([list.as])) : answered;
  }

  #batch(bindings: readonly BatchBinding[]): object {
    const elements = distinct(bindings).flatMap((binding) => this.#batchElements(binding));
    return answerOf(
      bindings.map(({ call }) => call.items),
      elements,
    );
  }

  /** The elements of a batch's answer. Ids that name no resource have none. */
  #batchElements(binding: BatchBinding): readonly Placed[] {
    const { call, type, field } = binding;
    const { input } = this.#call;
    const [member, path] = call.ids;
    const ids = new Set((input[member] ?? []) as readonly unknown[]);
    const others = Object.entries(call.from ?? {});
    const asked = this.#resources(binding).filter(
      (resource) =>
        ids.has(this.#valueOf(resource, path, binding)) &&
        others.every(([name, from]) => same(this.#valueOf(resource, from, binding), input[name])),
    );
    return asked.flatMap((resource) => {
      if (resource.refused[field ?? '*'] !== undefined) throw this.#denied(call, resource);
      const config = this.#wire(resource, type);
      const value = field === undefined ? without(config, fieldsOf(type)) : config[field];
      if (value === null || value === undefined) return [];
      const element = field === undefined || call.take === undefined ? value : put({}, call.take, value);
      return [{ path: call.items, element: put(element, call.match, this.#valueOf(resource, path, binding)) }];
    });
  }

  #wire(resource: SampleResource, type: TypeDefinition): Input {
    return onTheWire(resource.config, type, this.#answering.service.quirks.encodedDocuments);
  }

  #resources(of: OwnedType): readonly SampleResource[] {
    return this.#resourcesIn(of, this.#segmentOf(of));
  }

  /** The id as the SDK sends it: without the prefix that the service's answers have. */
  #sent(id: unknown): unknown {
    const { idPrefix } = this.#answering.service.quirks;
    return idPrefix !== undefined && typeof id === 'string' && id.startsWith(idPrefix) ? id.slice(idPrefix.length) : id;
  }

  #segmentOf({ service, type }: OwnedType): string {
    return (type.global ?? AWS_SERVICES[service]?.global) ? GLOBAL_SEGMENT : this.#answering.segment;
  }

  /** The value at a path of a resource; `^path` is one of its parent's item, `$arn` is its native id. */
  #valueOf(resource: SampleResource, path: Path, of: OwnedType): unknown {
    const { config, parent } = resource;
    const { type } = of;
    const { estate, segment, service } = this.#answering;
    if (path === '$account') return estate.profile.id;
    if (path === '$region') return segment;
    if (path === NATIVE_ID && type.nativeId !== undefined) {
      const place = { account: estate.profile.id, region: this.#segmentOf(of), partition: 'aws' };
      return new Texts(config, { type, formText: arnTexts(AWS_SERVICES[of.service] ?? service.definition, place) }).get(type.nativeId);
    }
    if (!path.startsWith('^')) return valueAt(config, path);
    const name = path.slice(1);
    const inherited = Object.entries(type.inherit ?? {}).find(([, from]) => from === name)?.[0] ?? name;
    return valueAt(parent, name) ?? valueAt(config, inherited);
  }

  #resourcesIn({ service, type: { type } }: OwnedType, segment: string): readonly SampleResource[] {
    return this.#answering.estate.resources({ service, type, segment });
  }

  #denied(call: Binding['call'], { id }: SampleResource): AnsweredError {
    const { service, estate } = this.#answering;
    const needs = permissionOf(service.definition, call);
    const message =
      `User: arn:aws:sts::${estate.profile.id}:assumed-role/muster/inventory is not authorized to perform: ${needs} on resource: ${id} ` +
      `because no identity-based policy allows the ${needs} action`;
    return refused({ ...service.quirks.denied, message });
  }

  /** The error for a resource that does not exist. */
  #gone({ gone = [] }: TypeDefinition, name: string): AnsweredError {
    const { quirks } = this.#answering.service;
    const { code = 'ResourceNotFoundException', status = 404, message = `${name} cannot be found.` } = quirks.gone ?? {};
    return refused({ code: gone[0] ?? code, status, message });
  }

  #refuseOtherRegion(bindings: readonly ReadBinding[]): void {
    const { estate, segment, service } = this.#answering;
    const { otherRegion } = service.quirks;
    if (!otherRegion || segment === 'global') return;
    for (const other of estate.regions) {
      if (other === segment) continue;
      const elsewhere = new OperationAnswer(this.#call, this.#bindings, { service, estate, segment: other }, this.#schemas);
      if (bindings.some((binding) => elsewhere.#find(binding)))
        throw refused({ message: `It must be addressed in ${other}.`, ...otherRegion });
    }
  }
}

/** The meaning of the members of an operation's input for its answer. */
interface InputMembers {
  readonly schemas: OperationSchemas;
  /** The members that the answer uses. */
  readonly heeded: ReadonlySet<string>;
  /** The member that holds the size of a page. */
  readonly size: string | undefined;
  readonly tokens: TokenMembers | undefined;
}

/** Computed once for each operation, not for each call. */
const MEMBERS = new WeakMap<readonly Binding[], InputMembers>();

function membersOf(bindings: readonly Binding[], schemas: OperationSchemas): InputMembers {
  const known = MEMBERS.get(bindings);
  if (known?.schemas === schemas) return known;
  const size = memberNames(schemas.input).find((name) => PAGE_SIZE.test(name));
  const tokens = tokenMembers(bindings, schemas);
  const named = bindings.flatMap(({ kind, call }) => [
    ...Object.keys(call.input ?? {}),
    ...Object.keys(call.from ?? {}),
    ...(kind === 'batch' ? [call.ids[0]] : []),
  ]);
  const heeded = new Set([...named, ...(size === undefined ? [] : [size]), ...(tokens ? [tokens[0]] : [])]);
  const made = { schemas, heeded, size, tokens };
  MEMBERS.set(bindings, made);
  return made;
}

function tokenMembers(bindings: readonly Binding[], schemas: OperationSchemas): TokenMembers | undefined {
  const [tokens] = bindings.map(({ call }) => ('pages' in call ? call.pages : 'paged' in call ? call.paged : undefined));
  if (tokens === false) return undefined;
  return tokens === undefined || tokens === true ? tokensOf(schemas) : tokenMembersOf(tokens)[0];
}

/** An index of the resources for each list of resources and each call. A list of resources is made once. */
const INDEXES = new WeakMap<readonly SampleResource[], Map<object, ReadonlyMap<string, readonly [SampleResource, unknown]>>>();

/** Drops duplicate bindings: lists of the same type at the same path return the same resources. */
function distinct<Each extends ListBinding | BatchBinding>(bindings: readonly Each[]): readonly Each[] {
  const seen = new Set<string>();
  return bindings.filter((binding) => {
    const key = `${binding.type.type} ${binding.call.items} ${binding.kind === 'batch' ? (binding.field ?? '') : JSON.stringify(binding.join ?? '')}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const hasMember = (schema: OperationSchemas['output'], name: string): boolean => memberNames(schema).includes(name);

const same = (one: unknown, other: unknown): boolean => one === other || JSON.stringify(one) === JSON.stringify(other);

/** The members of `config` that are read by calls other than the list and the describe. */
function fieldsOf(type: TypeDefinition): ReadonlySet<string> {
  const known = FIELDS.get(type) ?? new Set([type.details, type.batch, type.joins].flatMap((fields) => Object.keys(fields ?? {})));
  FIELDS.set(type, known);
  return known;
}
const FIELDS = new WeakMap<TypeDefinition, ReadonlySet<string>>();

const without = (config: Input, fields: ReadonlySet<string>): Input =>
  fields.size === 0 ? config : Object.fromEntries(Object.entries(config).filter(([name]) => !fields.has(name)));

/** The answer with a token at a path, which may lead into the object that holds the list. */
function withToken(answer: object, [member = '', ...path]: readonly string[], token: string): object {
  const within: unknown = Reflect.get(answer, member);
  return { ...answer, [member]: path.length === 0 ? token : withToken(typeof within === 'object' ? { ...within } : {}, path, token) };
}
