/**
 * The types of registered resources: what people register because no cloud lists it. They need no definition: every name of the form
 * `Registered::<PascalCase>` is a type.
 */
import { type Kind, KINDS, type ResourceType } from './resource-type.ts';

const PREFIX = 'Registered::';
const NAME = /^Registered::([A-Z][A-Za-z0-9]{0,59})$/;

/** A regular expression for the names of types, for documents. */
export const REGISTERED_TYPE_PATTERN = NAME.source;

/** Undefined if the text is not the name of a type of registered resources. */
export function registeredType(name: string): ResourceType | undefined {
  const pascal = name.startsWith(PREFIX) ? NAME.exec(name)?.[1] : undefined;
  if (pascal === undefined) return undefined;
  return {
    provider: 'registered',
    type: name,
    kind: kindOf(pascal),
    service: 'resources',
    // One list holds them all, wherever they are, as it does for an Azure subscription.
    scope: 'regional',
    permissions: [],
    ordered: [],
    volatile: [],
    times: [],
    references: [],
  };
}

/** `VirtualMachine` is of the kind `virtual_machine`; a name that is no kind's is of the kind `other`. */
function kindOf(pascal: string): Kind {
  const words = pascal.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase();
  return KINDS.find((kind) => kind === words) ?? 'other';
}
