/** Reads the schemas of Microsoft Graph's objects out of the type declarations that Microsoft makes from the service's metadata. */
import { readFileSync } from 'node:fs';
import { ANYTHING, type ObjectSchema, type Schema } from '../rest-fields/schema.ts';

interface Declared {
  readonly parent: string | undefined;
  readonly members: ReadonlyMap<string, string>;
}

const TEXT: Schema = { kind: 'scalar', code: 't' };

/** Objects with an id of their own that answers hold all the same. */
const CONTAINED: ReadonlySet<string> = new Set(['AuthenticationMethodConfiguration', 'AuthenticationStrengthPolicy']);

export class GraphSchemas {
  readonly #declared: ReadonlyMap<string, Declared>;
  /** Names of the kinds of an object, such as those of `NamedLocation`. */
  readonly #kinds: ReadonlyMap<string, readonly string[]>;

  /** @param file `@microsoft/microsoft-graph-types/microsoft-graph.d.ts` */
  constructor(file: string) {
    const source = readFileSync(file, 'utf8')
      .replaceAll(/\/\*\*[\s\S]*?\*\//g, '')
      .replaceAll(/^\s*\/\/.*$/gm, '');
    const interfaces = [...source.matchAll(/^export interface (\w+)(?: extends (\w+))? \{([\s\S]*?)\n?\}$/gm)];
    this.#declared = new Map(
      interfaces.map(([, name = '', parent, body = '']) => [
        name,
        {
          parent,
          members: new Map([...body.matchAll(/^ {4}"?([\w@.]+)"?\?: ([^;]+);/gm)].map(([, member = '', type = '']) => [member, type])),
        },
      ]),
    );
    const children = Map.groupBy([...this.#declared], ([, { parent }]) => parent ?? '');
    this.#kinds = new Map([...children].map(([parent, kinds]) => [parent, kinds.map(([name]) => name)]));
  }

  /** An object with the members of those that may stand in its place. @throws TypeError if Microsoft Graph has no such object */
  named(name: string): ObjectSchema {
    if (!this.#declared.has(name)) throw new TypeError(`Microsoft Graph has no object ${name}`);
    const kinds = this.#kinds.get(name) ?? [];
    return {
      kind: 'object',
      name: `graph.${name}`,
      members: () =>
        new Map([
          ...(kinds.length > 0 ? ([['@odata.type', TEXT]] as const) : []),
          ...kinds.flatMap((kind) => [...this.#members(kind)]),
          ...this.#members(name),
        ]),
    };
  }

  #members(name: string): ReadonlyMap<string, Schema> {
    const own = this.#declared.get(name);
    if (!own) return new Map();
    const inherited = own.parent === undefined ? new Map<string, Schema>() : this.#members(own.parent);
    const answered = [...own.members].filter(([, type]) => !this.#isElsewhere(type));
    return new Map([...inherited, ...answered.map(([member, type]) => [member, this.#schema(member, type)] as const)]);
  }

  /** True for members that lead to other objects: an answer has them only if `$expand` asks for them. */
  #isElsewhere(declared: string): boolean {
    const name = /\w+(?=[[\]>]*$)/.exec(declared)?.[0] ?? '';
    return !CONTAINED.has(name) && this.#isEntity(name);
  }

  #isEntity(name: string): boolean {
    if (name === 'Entity') return true;
    const parent = this.#declared.get(name)?.parent;
    return parent !== undefined && this.#isEntity(parent);
  }

  #schema(member: string, declared: string): Schema {
    const type = /^NullableOption<([\s\S]+)>$/.exec(declared.trim())?.[1] ?? declared.trim();
    if (type.endsWith('[]')) return { kind: 'list', element: () => this.#schema(member, type.slice(0, -2)) };
    if (type === 'boolean') return { kind: 'scalar', code: 'b' };
    if (type === 'number') return { kind: 'scalar', code: 'n' };
    if (type === 'any') return ANYTHING;
    if (this.#declared.has(type)) return this.named(type);
    // Choices (`"enabled" | "disabled"`) are texts, and so are times, which only their names tell.
    return { kind: 'scalar', code: member.endsWith('DateTime') ? 'd' : 't' };
  }
}
