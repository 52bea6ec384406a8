/**
 * Checks a definition against the SDK's own schemas: every operation, input member, path, tag and relationship. Each
 * problem is one sentence. The names are data, which TypeScript cannot check, so the generator and a test do.
 */
import { suggestion } from '../../../validation/nearest.ts';
import { KINDS } from '../../resource-type.ts';
import { type AnyCall, callsOf, listCallsOf, tokenMembersOf } from '../../types/calls-of.ts';
import { DEFINITION_MEMBERS, unknownMembers } from '../../types/definition-members.ts';
import { NATIVE_ID } from '../../reader/calls.ts';
import { ancestorsOf } from '../../types/metadata.ts';
import { stepsOf } from '../../types/paths.ts';
import type {
  ArnForm,
  BatchCall,
  BatchFailures,
  ListCall,
  NotEnabledElsewhere,
  Path,
  ReadCall,
  Text,
  TypeDefinition,
} from './definition.ts';

import type { LoadedService } from './loaded-service.ts';
import { absentProblems, goneProblems, notEnabledProblems } from './check-errors.ts';
import { memberNames, type OperationSchemas, schemasOf, tokensOf } from './operation-schemas.ts';
import { apiOf, commandName, permissionOf } from './permission-of.ts';
import {
  answeredShapeOf,
  describedShapeOf,
  isList,
  isText,
  listShapeOf,
  NoSuchPath,
  type Shape,
  shapeAt,
  shapeOf,
  shapeOfElement,
  shapeOfSingle,
  stepInto,
} from './shapes.ts';

/** @returns one sentence for each problem, which begins with the type's name */
export function checkType(type: TypeDefinition, loaded: LoadedService): readonly string[] {
  const check = new TypeCheck(type, loaded);
  return check.run().map((problem) => `${type.type}: ${problem}`);
}

class TypeCheck {
  readonly #type: TypeDefinition;
  readonly #loaded: LoadedService;
  readonly #problems: string[] = [];

  constructor(type: TypeDefinition, loaded: LoadedService) {
    this.#type = type;
    this.#loaded = loaded;
  }

  run(): readonly string[] {
    this.#names();
    this.#errors();
    this.#members('type', this.#type, 'a type');
    if (this.#type.list.kind === 'custom') this.#members('custom', this.#type.list, 'a custom list');
    for (const joined of Object.values(this.#type.joins ?? {})) this.#members('join', joined, 'a join');
    if (this.#type.total) this.#members('total', this.#type.total, 'a total');
    for (const call of callsOf(this.#type)) this.#call(call);
    // Paths can only be followed where the operations are known.
    if (this.#problems.length === 0) this.#tried(() => this.#paths());
    return this.#problems;
  }

  #names(): void {
    const { type, kind } = this.#type;
    const { service } = this.#loaded;
    const [, second = ''] = type.split('::');
    if (!/^AWS::[A-Za-z0-9]+::[A-Za-z0-9]+$/.test(type)) this.#say('its name is not of the form AWS::Service::Resource.');
    if (second.toLowerCase() !== service.id)
      this.#say(`its file is in the folder of ${service.id}; move it to services/${second.toLowerCase()}.`);
    if (!KINDS.includes(kind)) this.#say(`its kind is ${kind}; choose one of ${KINDS.join(', ')}, or add it to KINDS.`);
  }

  #errors(): void {
    const { notEnabled = [] } = this.#loaded.service;
    for (const problem of [...notEnabledProblems(notEnabled), ...goneProblems(this.#type.gone)]) this.#say(problem);
    for (const entry of notEnabled) if (typeof entry === 'object' && 'onlyIn' in entry) this.#onlyIn(entry.onlyIn);
  }

  #onlyIn({ call, account }: NotEnabledElsewhere['onlyIn']): void {
    this.#call(call);
    if (!this.#loaded.commands[commandName(call)]) return;
    this.#tried(() => {
      if (!isText(shapeAt(shapeOfSingle(this.#loaded.commands, call), account)))
        this.#say(`notEnabled takes the account from ${account}, which is no text.`);
    });
  }

  #members(part: keyof typeof DEFINITION_MEMBERS, value: object, what: string): void {
    const known = Object.keys(DEFINITION_MEMBERS[part]);
    for (const member of unknownMembers(part, value)) {
      const place =
        part !== 'type' && Object.hasOwn(DEFINITION_MEMBERS.type, member) ? ' Write it beside `list`, as a member of the type.' : '';
      this.#say(`${what} has no member ${member}; it may have ${known.join(', ')}.${place || suggestion(member, known)}`);
    }
  }

  // Calls

  #call(call: AnyCall): void {
    this.#members(call.kind, call, `the call ${call.operation}`);
    const command = this.#loaded.commands[commandName(call)];
    const { service } = this.#loaded;
    if (call.api !== undefined && !service.apis?.some(({ id }) => id === call.api))
      return this.#say(`${call.operation} is a call of ${call.api}, which is none of the service's apis.`);
    if (!command) return this.#say(`${apiOf(service, call).sdk} has no operation ${call.operation}.`);
    const schemas = schemasOf(command);
    const inputs = memberNames(schemas.input);
    const given = [...Object.keys(call.input ?? {}), ...Object.keys(call.from ?? {}), ...(call.kind === 'batch' ? [call.ids[0]] : [])];
    for (const member of given) {
      if (!inputs.includes(member)) this.#say(`${call.operation} takes no ${member}; it takes ${inputs.join(', ') || 'nothing'}.`);
    }
    if ('absent' in call) for (const problem of absentProblems(call.operation, call.absent)) this.#say(problem);
    const permission = permissionOf(this.#loaded.service, call);
    if (!/^[a-z0-9-]+:[A-Z][A-Za-z0-9]*$/.test(permission)) this.#say(`${call.operation} needs ${permission}, which is no IAM permission.`);
    if (call.kind === 'list') this.#tokens(call.operation, call.pages, schemas);
    if (call.kind === 'read' && (call.paged || this.#isMany(call, schemas)))
      this.#tokens(call.operation, call.paged === true ? undefined : (call.paged ?? false), schemas);
    if (call.kind === 'batch' && (call.size < 2 || !Number.isInteger(call.size))) {
      this.#say(`${call.operation} takes ${call.size} ids at once; use a read for one, or write a whole number.`);
    }
  }

  #tokens(operation: string, pages: ListCall['pages'], schemas: OperationSchemas): void {
    const inferred = tokensOf(schemas);
    if (pages === false) {
      if (inferred) this.#say(`${operation} answers in pages (${inferred.join(', ')}); use paged or readAll.`);
      return;
    }
    if (pages === undefined) {
      if (!inferred) this.#say(`${operation} has no members that look like page tokens; use listed or read, or give the token members.`);
      return;
    }
    for (const [taken, path] of tokenMembersOf(pages)) {
      if (!memberNames(schemas.input).includes(taken)) this.#say(`${operation} takes no page token ${taken}.`);
      this.#tried(() => shapeAt(schemas.output, path));
    }
  }

  /** False for a single value, such as a setting, which an answer in pages has in its first page. */
  #isMany({ path }: ReadCall, { output }: OperationSchemas): boolean {
    try {
      return !isText(shapeAt(output, path));
    } catch {
      return true;
    }
  }

  // Paths

  #paths(): void {
    const { type, list } = this.#type;
    const parent = this.#parentShape();
    for (const call of listCallsOf(this.#type)) {
      if (call.kind === 'list') this.#listCall(call);
      // A custom list makes its other calls once for each item of its first call, and may make the first one for those of another list.
      const given = call.kind === 'read' || list.kind === 'custom' ? listShapeOf(this.#type, this.#loaded) : parent;
      this.#from(call, given, `the list item of ${this.#type.parents ?? type}`);
    }
    if (this.#type.parents !== undefined && list.kind !== 'list')
      this.#say('a type with parents needs a list, not a custom or single one.');
    if (this.#type.parents !== undefined && list.kind === 'list' && !list.from)
      this.#say('its list takes nothing from its parents; give `from`.');

    const item = listShapeOf(this.#type, this.#loaded);
    // The calls below are made, and `only` and `version` are looked at, before any of them has answered.
    const described = describedShapeOf(this.#type, this.#loaded);
    this.#describe(item, parent);
    for (const { list: joined, on } of Object.values(this.#type.joins ?? {})) {
      this.#listCall(joined);
      this.#text(shapeOfElement(this.#loaded.commands, joined), on[0]);
      this.#text(described, on[1]);
    }
    for (const call of Object.values(this.#type.batch ?? {})) this.#batch(call, described, parent);
    for (const [name, call] of Object.entries(this.#type.details ?? {})) this.#read(call, described, parent, name);
    this.#collisions(described);
    this.#beforeDetails(described);
    this.#meanings(item, shapeOf(this.#type, this.#loaded));
  }

  #parentShape(): Shape | undefined {
    const name = this.#type.parents;
    if (name === undefined) return undefined;
    const parent = this.#loaded.types.find(({ type }) => type === name);
    if (!parent) throw new TypeError(`its parents are ${name}, which is no type of the same service.`);
    ancestorsOf(this.#type, this.#loaded.types);
    return listShapeOf(parent, this.#loaded);
  }

  #listCall(call: ListCall): void {
    if (call.absent && (call !== this.#type.list || this.#type.parents === undefined))
      this.#say(`${call.operation} has \`absent\`, which only the list of a type with parents may have.`);
    const list = shapeAt(this.#output(call), call.items);
    if (!isList(list)) return this.#say(`${call.operation} has no list at ${call.items}.`);
    const element = stepInto(list, '[]');
    if (element && isText(element) !== (call.as !== undefined)) {
      this.#say(
        call.as === undefined
          ? `${call.operation} lists bare strings; say with \`as\` what to call them.`
          : `${call.operation} lists structures, whose members have names; leave out \`as\`.`,
      );
    }
  }

  #describe(item: Shape, parent: Shape | undefined): void {
    const { describe } = this.#type;
    if (describe?.kind === 'read') this.#read(describe, item, parent);
    if (describe?.kind === 'batch') this.#batch(describe, item, parent);
  }

  #batch(call: BatchCall, item: Shape, parent: Shape | undefined): void {
    this.#from(call, item, 'an item', parent);
    if (call.ids[1] === NATIVE_ID) this.#nativeId(call.operation);
    else this.#text(item, call.ids[1]);
    this.#text(shapeOfElement(this.#loaded.commands, call), call.match);
    if (call.take !== undefined) shapeAt(shapeOfElement(this.#loaded.commands, call), call.take);
    if (call.failures) this.#failures(call, call.failures);
  }

  #failures(call: BatchCall, failures: BatchFailures): void {
    const { operation } = call;
    this.#members('failures', failures, `the failures of ${operation}`);
    this.#tried(() => {
      const list = shapeAt(this.#output(call), failures.items);
      const element = stepInto(list, '[]');
      if (!isList(list) || !element) return this.#say(`${operation} has no list at ${failures.items}.`);
      this.#text(element, failures.match);
      if (failures.reason !== undefined) this.#text(element, failures.reason);
    });
  }

  #read(call: ReadCall, item: Shape, parent: Shape | undefined, field = 'describe'): void {
    this.#from(call, item, 'an item', parent);
    if (call.after && !Object.hasOwn(this.#type.details ?? {}, stepsOf(call.after.path)[0] ?? ''))
      this.#say(`${field}: \`after\` needs a path that begins with the name of another detail.`);
    if (call.when) this.#tried(() => shapeAt(item, call.when?.path ?? '@'));
    this.#tried(() => {
      const found = shapeAt(this.#output(call), call.path);
      if (call.paged && !isList(found)) this.#say(`${field}: ${call.operation} has no list at ${call.path}.`);
      if (!call.each) return;
      const element = stepInto(found, '[]');
      if (!element) return this.#say(`${field}: \`each\` needs a list, and ${call.path} of ${call.operation} is none.`);
      for (const [name, nested] of Object.entries(call.each)) this.#read(nested, element, undefined, name);
    });
  }

  #from({ operation, from = {} }: AnyCall, item: Shape | undefined, what: string, parent?: Shape): void {
    for (const [member, path] of Object.entries(from)) {
      if (path === '$region' || path === '$account') continue;
      if (path === NATIVE_ID) {
        this.#nativeId(operation);
        continue;
      }
      const source = path.startsWith('^') ? parent : item;
      if (source) this.#tried(() => shapeAt(source, path.replace('^', '')));
      else
        this.#say(`${operation} takes ${member} from ${path}, but there is no ${path.startsWith('^') ? 'parent' : what} to take it from.`);
    }
  }

  #nativeId(operation: string): void {
    if (this.#type.nativeId === undefined) this.#say(`${operation} takes ${NATIVE_ID}, but the type has no nativeId.`);
  }

  /** A detail with the name of a member of the item would replace that member in `config`. */
  #collisions(described: Shape): void {
    const fields = [this.#type.joins, this.#type.batch, this.#type.details].flatMap((each) => Object.keys(each ?? {}));
    for (const field of fields) {
      if (fields.indexOf(field) !== fields.lastIndexOf(field)) this.#say(`two reads are called ${field}.`);
      else if (this.#isMember(described, field))
        this.#say(`${field} is a member of the list's items already; call the read something else.`);
    }
  }

  /** True only for structures: in a map, any name may be a member. */
  #isMember(shape: Shape, name: string): boolean {
    if (shape === 'any' || 'list' in shape) return false;
    if ('members' in shape) return Object.hasOwn(shape.members, name) || shape.over.some((below) => this.#isMember(below, name));
    return memberNames(shape).includes(name);
  }

  #beforeDetails(described: Shape): void {
    const { only, version = [] } = this.#type;
    if (only) this.#early('only', described, only.path);
    for (const path of typeof version === 'string' ? [version] : version) this.#early('version', described, path);
  }

  #early(member: 'only' | 'version', described: Shape, path: Path): void {
    const [field = ''] = stepsOf(path);
    const isLate = [this.#type.joins, this.#type.batch, this.#type.details].some((reads) => Object.hasOwn(reads ?? {}, field));
    if (isLate) this.#say(`${member} takes ${path}, which is read after it is needed; take a member of the list's item or of describe.`);
    else this.#tried(() => shapeAt(described, path));
  }

  #meanings(item: Shape, config: Shape): void {
    const { id, nativeId, name, relationships = [], owner, failures = [] } = this.#type;
    this.#texts(item, id);
    if (nativeId !== undefined) this.#texts(config, nativeId);
    if (name !== undefined) this.#texts(config, name);
    this.#tags(config);
    for (const { type, paths, byPrefix = {}, arns } of relationships) {
      for (const target of [type, ...Object.values(byPrefix)])
        if (!/^AWS::[A-Za-z0-9]+::[A-Za-z0-9]+$/.test(target)) this.#say(`a relationship leads to ${target}, which is no type's name.`);
      if (arns !== undefined && !/^[a-z0-9-]+:/.test(arns))
        this.#say(`a relationship is for ARNs of ${arns}, which does not begin with a service and a colon.`);
      for (const path of paths) this.#text(config, path);
    }
    if (owner !== undefined) this.#text(config, owner);
    for (const { error, code = 'ErrorCode', field } of failures)
      for (const path of [`${error}.${code}`, field]) this.#tried(() => shapeAt(config, path));
    const { ordered = [], volatile = [], times = [], keepOnly = {}, drop = [], keysOnly = [], urls = [], documents = [] } = this.#type;
    for (const path of [...volatile, ...drop]) this.#tried(() => shapeAt(config, path));
    for (const path of times) this.#value(config, path);
    for (const [path, match] of Object.entries(keepOnly)) {
      this.#tried(() => (isList(shapeAt(config, path)) ? undefined : this.#say(`only some of ${path} are kept, but it is no list.`)));
      this.#text(config, `${path}[].${match.path}`);
    }
    for (const path of urls) this.#text(config, path);
    const answered = answeredShapeOf(this.#type, this.#loaded);
    for (const path of documents) this.#value(answered, path);
    for (const path of ordered)
      this.#tried(() => (isList(shapeAt(config, path)) ? undefined : this.#say(`${path} is ordered, but it is no list.`)));
    for (const path of keysOnly) this.#tried(() => (stepInto(shapeAt(config, path), '*') ? undefined : this.#say(`${path} is no map.`)));
  }

  #texts(shape: Shape, text: Text): void {
    if (typeof text === 'string') return this.#text(shape, text);
    if ('lastPartOf' in text) this.#text(shape, text.lastPartOf);
    if ('template' in text) for (const [, path = ''] of text.template.matchAll(/\{([^}]+)\}/g)) this.#text(shape, path);
    if ('first' in text) for (const choice of text.first) this.#texts(shape, choice);
    if ('tag' in text && !this.#type.tags) this.#say(`it takes a text from the tag ${text.tag}, but it says no path of tags.`);
    if (!('form' in text)) return;
    // `arn` of define.ts alone makes forms.
    const form = text.form as ArnForm;
    for (const [, path = ''] of form.arn.matchAll(/\{([^}]+)\}/g)) this.#texts(shape, form.parts?.[path] ?? path);
    if (typeof form.account === 'string') this.#text(shape, form.account);
  }

  #tags(config: Shape): void {
    const { tags } = this.#type;
    if (tags === undefined || tags === false) return;
    const { path, key = 'Key', value = 'Value' } = typeof tags === 'string' ? { path: tags } : tags;
    this.#tried(() => {
      const found = shapeAt(config, path);
      const element = stepInto(found, '[]');
      if (element) for (const member of [key, value]) shapeAt(element, member);
      else if (!stepInto(found, '*')) this.#say(`its tags at ${path} are neither a list nor a map.`);
    });
  }

  #text(shape: Shape, path: Path): void {
    this.#tried(() => {
      if (!isText(shapeAt(shape, path))) this.#say(`the path ${path} leads to no text.`);
    });
  }

  #value(shape: Shape, path: Path): void {
    this.#tried(() => {
      const found = shapeAt(shape, path);
      const isValue = isText(found) || (found !== 'any' && !('list' in found) && !('members' in found) && found.isTimestampSchema());
      if (!isValue) this.#say(`the path ${path} leads to no text and no time.`);
    });
  }

  #output(call: AnyCall): Shape {
    const command = this.#loaded.commands[commandName(call)];
    if (!command) throw new TypeError(`${this.#loaded.service.sdk} has no operation ${call.operation}.`);
    return schemasOf(command).output;
  }

  #tried(check: () => unknown): void {
    try {
      check();
    } catch (error) {
      if (!(error instanceof NoSuchPath) && !(error instanceof TypeError)) throw error;
      this.#say(error.message.endsWith('.') ? error.message : `${error.message}.`);
    }
  }

  #say(problem: string): void {
    if (!this.#problems.includes(problem)) this.#problems.push(problem);
  }
}
