/** The module that `MUSTER_ANSWERER` names if the demo estate answers. It reads its settings from `MUSTER_DEMO`. */
import type { Answerer } from '../answerer.ts';
import { demoAnswerer } from './demo-answerer.ts';
import { parseDemoSettings } from '../../demo/settings.ts';

/** @throws InvalidRequest naming MUSTER_DEMO */
export const createAnswerer = (environment: NodeJS.ProcessEnv): Answerer =>
  demoAnswerer(parseDemoSettings(environment['MUSTER_DEMO'] ?? ''));
