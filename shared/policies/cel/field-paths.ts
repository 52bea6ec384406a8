/**
 * Finds the fields that an expression can read from its syntax alone. It follows macros, optional selects, indexes,
 * `has()`, branches and bound variables.
 */
import type { ASTNode } from '@marcbachmann/cel-js';
import { literalText, LOOPS, TYPE_ARGUMENT } from './syntax.ts';

/** Segment for any element of a list. */
export const ELEMENT = '[]';
/** Segment for a member whose name is known only when the expression is evaluated. */
export const ANY_MEMBER = '*';

/** The beginning of a path: a variable, `statement` for an element of `statements()`, or `related:<type>` for another resource. */
export type Root = 'config' | 'tags' | 'resource' | 'statement' | `related:${string}`;

export interface FieldPath {
  readonly root: Root;
  readonly segments: readonly string[];
  /** Characters from the beginning of the expression to the first read of the field. */
  readonly offset: number;
}

/** Where a value may come from: a field, or a list that the expression builds from fields. `Origins` makes one object for all that are equal. */
type Origin =
  | { readonly id: number; readonly root: Root; readonly segments: readonly string[] }
  | { readonly id: number; readonly elements: readonly Origin[] };
type Scope = ReadonlyMap<string, readonly Origin[]>;

const ROOTS: ReadonlySet<string> = new Set<Root>(['config', 'tags', 'resource']);
const NOTHING: readonly Origin[] = [];

/** An expression that binds variables can name twice as many fields with each of them. Muster's own name at most 20 fields. */
const MAX_ORIGINS = 5_000;

export class TooManyFields extends RangeError {}

/** Each field once, at its first read. @throws TooManyFields */
export function fieldPaths(ast: ASTNode): readonly FieldPath[] {
  const collector = new Collector();
  collector.read(ast, new Map());
  return [...collector.found.values()];
}

/** Makes the origins of one expression. Equal ones are one object, so that a value that is named many times is followed once. */
class Origins {
  readonly #known = new Map<string, Origin>();

  field(root: Root, segments: readonly string[]): Origin {
    const key = JSON.stringify([root, ...segments]);
    return this.#known.get(key) ?? this.#add(key, { id: this.#known.size, root, segments });
  }

  list(of: readonly Origin[]): Origin {
    const elements = unique(of);
    const key = elements.map(({ id }) => id).join(',');
    return this.#known.get(key) ?? this.#add(key, { id: this.#known.size, elements });
  }

  /** The members of the origins, or the elements of lists. */
  extended(origins: readonly Origin[], segment: string): readonly Origin[] {
    return unique(
      origins.flatMap((origin) => {
        if (!('elements' in origin)) return [this.field(origin.root, [...origin.segments, segment])];
        return segment === ELEMENT || segment === ANY_MEMBER ? origin.elements : NOTHING;
      }),
    );
  }

  #add(key: string, origin: Origin): Origin {
    if (this.#known.size >= MAX_ORIGINS)
      throw new TooManyFields(`The expression may read more than ${MAX_ORIGINS} fields; bind fewer variables to one another.`);
    this.#known.set(key, origin);
    return origin;
  }
}

const unique = (origins: readonly Origin[]): readonly Origin[] => (origins.length < 2 ? origins : [...new Set(origins)]);

class Collector {
  readonly found = new Map<string, FieldPath>();
  readonly #all = new Origins();
  readonly #noted = new Set<Origin>();

  /** Records every field that the node reads; its value is used as a whole. */
  read(node: ASTNode, scope: Scope): void {
    this.#note(this.#origins(node, scope), node.pos);
  }

  #note(origins: readonly Origin[], offset: number): void {
    for (const origin of origins) {
      if (this.#noted.has(origin)) continue;
      this.#noted.add(origin);
      if ('elements' in origin) this.#note(origin.elements, offset);
      else {
        const { root, segments } = origin;
        this.found.set(JSON.stringify([root, ...segments]), { root, segments, offset });
      }
    }
  }

  /** Records the fields that are read to compute the node, and returns where its value may come from. */
  #origins(node: ASTNode, scope: Scope): readonly Origin[] {
    switch (node.op) {
      case 'value':
        return NOTHING;
      case 'id':
        return scope.get(node.args) ?? (ROOTS.has(node.args) ? [this.#all.field(node.args as Root, [])] : NOTHING);
      case '.':
      case '.?':
        return this.#all.extended(this.#origins(node.args[0], scope), node.args[1]);
      case '[]':
      case '[?]':
        return this.#indexed(node.args[0], node.args[1], scope);
      case 'call':
        return this.#called(node.args[0], node.args[1], scope);
      case 'rcall':
        return this.#method(node.args[0], node.args[1], node.args[2], scope);
      case 'list':
        return [this.#all.list(node.args.flatMap((element) => this.#origins(element, scope)))];
      case 'map':
        for (const [key, value] of node.args) {
          this.read(key, scope);
          this.read(value, scope);
        }
        return NOTHING;
      case '?:':
        this.read(node.args[0], scope);
        return unique([...this.#origins(node.args[1], scope), ...this.#origins(node.args[2], scope)]);
      case '+':
        return this.#sum(node.args[0], node.args[1], scope);
      case '!_':
      case '-_':
        this.read(node.args, scope);
        return NOTHING;
      case '||':
      case '&&':
      case '==':
      case '!=':
      case '<':
      case '<=':
      case '>':
      case '>=':
      case 'in':
      case '-':
      case '*':
      case '/':
      case '%':
        this.read(node.args[0], scope);
        this.read(node.args[1], scope);
        return NOTHING;
    }
  }

  /** `+` may join two lists; an element of the result may come from either. */
  #sum(left: ASTNode, right: ASTNode, scope: Scope): readonly Origin[] {
    const origins = unique([...this.#origins(left, scope), ...this.#origins(right, scope)]);
    this.#note(origins, left.pos);
    return origins;
  }

  #indexed(of: ASTNode, index: ASTNode, scope: Scope): readonly Origin[] {
    this.read(index, scope);
    const name = literalText(index);
    const segment = name ?? (index.op === 'value' ? ELEMENT : ANY_MEMBER);
    return this.#all.extended(this.#origins(of, scope), segment);
  }

  #called(name: string, args: readonly ASTNode[], scope: Scope): readonly Origin[] {
    if (name === 'dyn' && args[0]) return this.#origins(args[0], scope);
    for (const arg of args) this.read(arg, scope);
    if (name === 'statements') return [this.#all.list([this.#all.field('statement', [])])];
    const type = literalText(args[TYPE_ARGUMENT[name] ?? -1]);
    if (type === undefined) return NOTHING;
    const resource = this.#all.field(`related:${type}`, []);
    return [name === 'resource_by_id' ? resource : this.#all.list([resource])];
  }

  #method(name: string, receiver: ASTNode, args: readonly ASTNode[], scope: Scope): readonly Origin[] {
    const [variable, ...rest] = args;
    if (LOOPS.has(name) && variable?.op === 'id') return this.#loop(name, this.#origins(receiver, scope), variable, rest, scope);
    if (name === 'bind' && receiver.op === 'id' && receiver.args === 'cel' && variable?.op === 'id' && rest[0] && rest[1]) {
      return this.#origins(rest[1], new Map(scope).set(variable.args, this.#origins(rest[0], scope)));
    }
    const origins = this.#origins(receiver, scope);
    if (name === 'orValue' || name === 'or' || name === 'value') {
      this.#note(origins, receiver.pos);
      return unique([...origins, ...args.flatMap((arg) => this.#origins(arg, scope))]);
    }
    this.#note(origins, receiver.pos);
    for (const arg of args) this.read(arg, scope);
    return NOTHING;
  }

  #loop(
    name: string,
    over: readonly Origin[],
    variable: ASTNode & { op: 'id' },
    bodies: readonly ASTNode[],
    scope: Scope,
  ): readonly Origin[] {
    this.#note(over, variable.pos);
    const inner = new Map(scope).set(variable.args, this.#all.extended(over, ELEMENT));
    if (name === 'map') {
      for (const condition of bodies.slice(0, -1)) this.read(condition, inner);
      const made = bodies.at(-1);
      return [this.#all.list(made ? this.#origins(made, inner) : NOTHING)];
    }
    for (const body of bodies) this.read(body, inner);
    return name === 'filter' ? over : NOTHING;
  }
}
