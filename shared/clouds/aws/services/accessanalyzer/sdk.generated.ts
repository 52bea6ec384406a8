/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { AccessAnalyzerClient, ListAnalyzersCommand } from '@aws-sdk/client-accessanalyzer';
import type { LoadedService } from '../../types/loaded-service.ts';
import analyzerType from './analyzer.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: AccessAnalyzerClient,
  commands: { ListAnalyzers: ListAnalyzersCommand },
  types: [analyzerType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
