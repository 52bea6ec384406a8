import { text, type Look } from '../said-of-services.ts';

export const CALLS = 7;

export const LOOKS: Readonly<Record<string, Look>> = {
  package_repository_public: {
    type: 'AWS::CodeArtifact::Repository',
    is: (repository) => text(repository['Policy']).includes('"Principal":"*"'),
  },
};
