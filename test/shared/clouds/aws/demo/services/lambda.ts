import { type Look, text } from '../said-of-services.ts';

export const CALLS = 4;

export const LOOKS: Readonly<Record<string, Look>> = {
  lambda_layer_public: { type: 'AWS::Lambda::LayerVersion', is: (layer) => text(layer['Policy']).includes('"Principal":"*"') },
};
