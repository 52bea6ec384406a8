/** The module that `MUSTER_AZURE_ANSWERER` names if the demo estate answers. It reads its settings from `MUSTER_DEMO`. */
import { parseDemoSettings } from '../../demo/settings.ts';
import type { AzureAnswerer } from '../answering.ts';
import { AzureDemo } from './azure-demo.ts';

/** @throws InvalidRequest naming MUSTER_DEMO */
export const createAzureAnswerer = (environment: NodeJS.ProcessEnv): AzureAnswerer =>
  new AzureDemo(parseDemoSettings(environment['MUSTER_DEMO'] ?? ''));
