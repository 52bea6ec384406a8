import { type Look, text } from '../said-of-services.ts';

export const CALLS = 2;

export const LOOKS: Readonly<Record<string, Look>> = {
  repository_not_scanned: {
    type: 'AWS::ECR::Repository',
    is: ({ imageScanningConfiguration }) => text(imageScanningConfiguration).includes('false'),
  },
  repository_tags_mutable: { type: 'AWS::ECR::Repository', is: ({ imageTagMutability }) => imageTagMutability === 'MUTABLE' },
  repository_public_policy: { type: 'AWS::ECR::Repository', is: ({ Policy }) => text(Policy).includes('"Principal":"*"') },
};
