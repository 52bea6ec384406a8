/** The members that the definition of an AWS service may have. */
import { type Members, membersBeside } from '../../types/definition-members.ts';
import type { ServiceDefinition } from './definition.ts';

export const SERVICE_MEMBERS: Members<ServiceDefinition> = {
  id: true,
  api: true,
  sdk: true,
  client: true,
  permissions: true,
  limit: true,
  perOperation: true,
  limits: true,
  home: true,
  offered: true,
  global: true,
  notEnabled: true,
  apis: true,
};

/** The members of `service` that a service cannot have. */
export const unknownServiceMembers = (service: object): readonly string[] => membersBeside(SERVICE_MEMBERS, service);
