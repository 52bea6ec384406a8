import { text, type Look } from '../said-of-services.ts';

export const CALLS = 7;

const TYPE = 'AWS::DirectoryService::Directory';

export const LOOKS: Readonly<Record<string, Look>> = {
  directory_without_log_forwarding: { type: TYPE, is: (directory) => text(directory['LogSubscriptions']) === '[]' },
  directory_weak_radius_protocol: { type: TYPE, is: (directory) => text(directory['RadiusSettings']).includes('"PAP"') },
};
