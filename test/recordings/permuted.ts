/** Answers in another order: of members, and of the elements of every list whose order means nothing. */
import type { Answerer, CloudCall } from '../../shared/clouds/aws/answerer.ts';
import { type AnyCall, callsOf } from '../../shared/clouds/types/calls-of.ts';
import type { Path, TypeDefinition } from '../../shared/clouds/types/definition.ts';

const plainPath = (path: Path): string => path.replaceAll('[]', '').replace(/^@\.?/, '');

/** Where an answer's value stands in the resource: the value's path in the answer, and in the config. */
interface Mapping {
  readonly answer: string;
  readonly config: string;
}

function mappingsOf(type: TypeDefinition, operation: string): readonly Mapping[] {
  const named: readonly (readonly [name: string, call: AnyCall])[] = [
    ...Object.entries(type.details ?? {}),
    ...Object.entries(type.batch ?? {}),
  ];
  const places = callsOf(type)
    .filter((call) => call.operation === operation)
    .map((call): Mapping => {
      const config = named.find(([, each]) => each === call)?.[0] ?? '';
      if (call.kind === 'list') return { answer: plainPath(call.items), config: call.as ?? '' };
      if (call.kind === 'batch') return { answer: plainPath([call.items, call.take ?? []].flat().join('.')), config };
      return { answer: plainPath(call.path), config: call.kind === 'single' ? (call.as ?? '') : config };
    });
  return places;
}

/** The path in the config of a value at a path of the answer; undefined if it is not part of a resource. */
function configPath(at: string, { answer, config }: Mapping): string | undefined {
  if (answer !== '' && at !== answer && !at.startsWith(`${answer}.`)) return undefined;
  const rest = answer === '' ? at : at.slice(answer.length + 1);
  return [config, rest].filter((part) => part !== '').join('.');
}

export function permuted(value: unknown, call: Pick<CloudCall, 'operation'>, type: TypeDefinition): unknown {
  const ordered = (type.ordered ?? []).map((path) => plainPath(path).split('.'));
  const isOrdered = (path: string): boolean => {
    const steps = path.split('.');
    return ordered.some((rule) => rule.length === steps.length && rule.every((step, i) => step === '*' || step === steps[i]));
  };
  const mappings = mappingsOf(type, call.operation);
  const keepsOrder = (at: string): boolean =>
    mappings.some((mapping) => {
      const path = configPath(at, mapping);
      return path !== undefined && path !== '' && isOrdered(path);
    });
  const walk = (each: unknown, at: string): unknown => {
    if (Array.isArray(each)) {
      const elements = each.map((element) => walk(element, at));
      return keepsOrder(at) ? elements : elements.toReversed();
    }
    if (each === null || typeof each !== 'object' || each instanceof Date || each instanceof Uint8Array) return each;
    const members = Object.entries(each).map(([name, member]) => [name, walk(member, at === '' ? name : `${at}.${name}`)] as const);
    return Object.fromEntries(members.toReversed());
  };
  return walk(value, '');
}

/** The answerer's answers in another order. */
export const permuting = (aws: Answerer, type: TypeDefinition): Answerer => ({
  answer: async (call) => permuted(await aws.answer(call), call, type) as object,
});
