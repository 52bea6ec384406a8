import { type Look, text } from '../said-of-services.ts';

export const CALLS = 1.34;

export const LOOKS: Readonly<Record<string, Look>> = {
  macie_paused: { type: 'AWS::Macie::Session', is: ({ Session }) => text(Session).includes('"PAUSED"') },
};
