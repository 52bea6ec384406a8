/** The calls that a service's definition itself makes, whatever type is read. */
import type { ServiceDefinition, SingleCall } from './definition.ts';

export const callsOfService = ({ notEnabled = [] }: Pick<ServiceDefinition, 'notEnabled'>): readonly SingleCall[] =>
  notEnabled.flatMap((entry) => (typeof entry === 'object' && 'onlyIn' in entry ? [entry.onlyIn.call] : []));
