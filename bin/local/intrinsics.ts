/**
 * Resolves the intrinsic functions of a CloudFormation template. A function that it does not know is an error that names its
 * place in the template.
 */
import { UserError } from './user-error.ts';

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly Condition?: string;
}

export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Parameters?: Readonly<Record<string, { readonly Type: string; readonly Default?: unknown }>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

/** The values of `Ref` and `Fn::GetAtt` for resources, and those of pseudo parameters such as `AWS::Region`. */
export interface Environs {
  readonly pseudo: Readonly<Record<string, string>>;
  ref(logicalId: string): string;
  attribute(logicalId: string, name: string): string;
}

export interface Resolver {
  /** @param where the place in the template, for errors: `Resources.Queue.Properties.RedrivePolicy` @throws UserError */
  resolve(value: unknown, where: string): unknown;
  condition(name: string, where: string): boolean;
}

type Intrinsic = (argument: unknown, where: string) => unknown;

const NO_VALUE = Symbol('AWS::NoValue');

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

export function createResolver(template: Template, environs: Environs): Resolver {
  const misused = (name: string, where: string): UserError =>
    new UserError(`${where}: ${name} is used in a way that the local platform does not understand.`);

  function list(value: unknown, name: string, where: string, length?: number): unknown[] {
    const resolved = Array.isArray(value) ? value : resolveValue(value, where);
    if (!Array.isArray(resolved) || (length !== undefined && resolved.length !== length)) throw misused(name, where);
    return resolved;
  }

  function text(value: unknown, name: string, where: string): string {
    const resolved = resolveValue(value, where);
    if (typeof resolved !== 'string' && typeof resolved !== 'number' && typeof resolved !== 'boolean') throw misused(name, where);
    return String(resolved);
  }

  function reference(name: string, where: string): unknown {
    if (name === 'AWS::NoValue') return NO_VALUE;
    if (Object.hasOwn(environs.pseudo, name)) return environs.pseudo[name];
    const parameter = template.Parameters?.[name];
    if (parameter) {
      if (parameter.Type.startsWith('AWS::SSM') || parameter.Default === undefined)
        throw new UserError(`${where}: the parameter ${name} has no value on this machine.`);
      return parameter.Default;
    }
    if (template.Resources[name]) return environs.ref(name);
    throw new UserError(`${where}: ${name} is neither a resource nor a parameter of the template.`);
  }

  function attributeOf(logicalId: string, name: string, where: string): string {
    if (!template.Resources[logicalId]) throw new UserError(`${where}: ${logicalId} is not a resource of the template.`);
    return environs.attribute(logicalId, name);
  }

  function substitute(argument: unknown, where: string): string {
    const [pattern, variables] = Array.isArray(argument) ? argument : [argument, {}];
    if (typeof pattern !== 'string' || !isRecord(variables)) throw misused('Fn::Sub', where);
    return pattern.replaceAll(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (Object.hasOwn(variables, name)) return text(variables[name], 'Fn::Sub', where);
      const dot = name.indexOf('.');
      return dot === -1 ? String(reference(name, where)) : attributeOf(name.slice(0, dot), name.slice(dot + 1), where);
    });
  }

  const intrinsics: Readonly<Record<string, Intrinsic>> = {
    Ref: (argument, where) => {
      if (typeof argument !== 'string') throw misused('Ref', where);
      return reference(argument, where);
    },
    'Fn::GetAtt': (argument, where) => {
      const [logicalId, ...name] = typeof argument === 'string' ? argument.split('.') : list(argument, 'Fn::GetAtt', where);
      return attributeOf(String(logicalId), name.map((part) => text(part, 'Fn::GetAtt', where)).join('.'), where);
    },
    'Fn::Join': (argument, where) => {
      const [separator, parts] = list(argument, 'Fn::Join', where, 2);
      return list(parts, 'Fn::Join', where)
        .map((part) => text(part, 'Fn::Join', where))
        .join(text(separator, 'Fn::Join', where));
    },
    'Fn::Sub': substitute,
    'Fn::Select': (argument, where) => {
      const [index, values] = list(argument, 'Fn::Select', where, 2);
      const options = list(values, 'Fn::Select', where);
      const chosen = options[Number(text(index, 'Fn::Select', where))];
      if (chosen === undefined) throw misused('Fn::Select', where);
      return resolveValue(chosen, where);
    },
    'Fn::Split': (argument, where) => {
      const [separator, whole] = list(argument, 'Fn::Split', where, 2);
      return text(whole, 'Fn::Split', where).split(text(separator, 'Fn::Split', where));
    },
    'Fn::If': (argument, where) => {
      const [name, whenTrue, whenFalse] = list(argument, 'Fn::If', where, 3);
      return resolveValue(condition(String(name), where) ? whenTrue : whenFalse, where);
    },
    'Fn::FindInMap': (argument, where) => {
      const [map, top, second] = list(argument, 'Fn::FindInMap', where, 3).map((part) => text(part, 'Fn::FindInMap', where));
      const found = template.Mappings?.[map ?? '']?.[top ?? '']?.[second ?? ''];
      if (found === undefined) throw misused('Fn::FindInMap', where);
      return found;
    },
    'Fn::Base64': (argument, where) => Buffer.from(text(argument, 'Fn::Base64', where)).toString('base64'),
    'Fn::Equals': (argument, where) => {
      const [left, right] = list(argument, 'Fn::Equals', where, 2);
      return text(left, 'Fn::Equals', where) === text(right, 'Fn::Equals', where);
    },
    'Fn::And': (argument, where) => list(argument, 'Fn::And', where).every((part) => resolveValue(part, where) === true),
    'Fn::Or': (argument, where) => list(argument, 'Fn::Or', where).some((part) => resolveValue(part, where) === true),
    'Fn::Not': (argument, where) => resolveValue(list(argument, 'Fn::Not', where, 1)[0], where) !== true,
    Condition: (argument, where) => condition(String(argument), where),
  };

  function condition(name: string, where: string): boolean {
    const expression = template.Conditions?.[name];
    if (expression === undefined) throw new UserError(`${where}: ${name} is not a condition of the template.`);
    return resolveValue(expression, `Conditions.${name}`) === true;
  }

  function resolveValue(value: unknown, where: string): unknown {
    if (Array.isArray(value)) {
      return value.map((entry, index) => resolveValue(entry, `${where}[${index}]`)).filter((entry) => entry !== NO_VALUE);
    }
    if (!isRecord(value)) return value;
    const keys = Object.keys(value);
    const [key] = keys;
    if (key !== undefined && keys.length === 1) {
      const intrinsic = Object.hasOwn(intrinsics, key) ? intrinsics[key] : undefined;
      // IAM policies have a key `Condition` too, which holds an object and never a name.
      if (intrinsic && !(key === 'Condition' && typeof value[key] !== 'string')) return intrinsic(value[key], where);
      if (key.startsWith('Fn::')) throw new UserError(`${where}: the local platform does not understand ${key}.`);
    }
    const resolved: Record<string, unknown> = {};
    for (const name of keys) {
      const entry = resolveValue(value[name], `${where}.${name}`);
      if (entry !== NO_VALUE) resolved[name] = entry;
    }
    return resolved;
  }

  return {
    resolve: (value, where) => {
      const resolved = resolveValue(value, where);
      return resolved === NO_VALUE ? undefined : resolved;
    },
    condition,
  };
}
