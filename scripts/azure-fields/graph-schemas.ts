/** Reads the schemas of Microsoft Graph's objects out of the type declarations that Microsoft makes from the service's metadata. */
import { readFileSync } from 'node:fs';
import { ANYTHING, type ObjectSchema, type Schema } from './schema.ts';

interface Declared {
  readonly parent: string | undefined;
  readonly members: ReadonlyMap<string, string>;
}

export class GraphSchemas {
  readonly #declared: ReadonlyMap<string, Declared>;
  /** Names of the kinds of an object, such as those of `NamedLocation`. */
  readonly #kinds: ReadonlyMap<string, readonly string[]>;

  /** @param file `@microsoft/microsoft-graph-types/microsoft-graph.d.ts` */
  constructor(file: string) {
    const source = readFileSync(file, 'utf8').replaceAll(/\/\*\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
    const interfaces = [...source.matchAll(/^export interface (\w+)(?: extends (\w+))? \{([\s\S]*?)\n?\}$/gm)];
    this.#declared = new Map(
      interfaces.map(([, name = '', parent, body = '']) => [
        name,
        { parent, members: new Map([...body.matchAll(/^ {4}"?([\w@.]+)"?\?: ([^;]+);/gm)].map(([, member = '', type = '']) => [member, type])) },
      ]),
    );
    this.#kinds = Map.groupBy(
      interfaces.flatMap(([, name = '', parent]) => (parent === undefined ? [] : [{ name, parent }])),
      ({ parent }) => parent,
    ) as unknown as ReadonlyMap<string, readonly string[]>;
  }

  /** @throws TypeError if Microsoft Graph has no such object */
  named(name: string): ObjectSchema {
    if (!this.#declared.has(name)) throw new TypeError(`Microsoft Graph has no object ${name}`);
    return { kind: 'object', name: `graph.${name}`, members: () => this.#members(name) };
  }

  #members(name: string): ReadonlyMap<string, Schema> {
    const own = this.#declared.get(name);
    if (!own) return new Map();
    const inherited = own.parent === undefined ? new Map<string, Schema>() : this.#members(own.parent);
    return new Map([...inherited, ...[...own.members].map(([member, type]) => [member, this.#schema(type)] as const)]);
  }

  #schema(declared: string): Schema {
    const type = /^NullableOption<([\s\S]+)>$/.exec(declared.trim())?.[1] ?? declared.trim();
    if (type.endsWith('[]')) return { kind: 'list', element: () => this.#schema(type.slice(0, -2)) };
    if (type === 'boolean') return { kind: 'scalar', code: 'b' };
    if (type === 'number') return { kind: 'scalar', code: 'n' };
    if (type === 'any') return ANYTHING;
    // Names of choices (`"enabled" | "disabled"`), and the texts of times, are texts in the declarations.
    return this.#declared.has(type) ? this.#object(type) : { kind: 'scalar', code: 't' };
  }

  /** An object with the members of those that may stand in its place. */
  #object(name: string): ObjectSchema {
    const kinds = this.#kinds.get(name) ?? [];
    if (kinds.length === 0) return this.named(name);
    return { kind: 'object', name: `graph.${name}`, members: () => new Map([...kinds.flatMap((kind) => [...this.#members(kind)]), ...this.#members(name)]) };
  }
}
