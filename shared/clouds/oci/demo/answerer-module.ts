/** The module that `MUSTER_OCI_ANSWERER` names if the demo estate answers. It reads its settings from `MUSTER_DEMO`. */
import { parseDemoSettings } from '../../demo/settings.ts';
import type { OciAnswerer } from '../answering.ts';
import { OciDemo } from './oci-demo.ts';

/** @throws InvalidRequest naming MUSTER_DEMO */
export const createOciAnswerer = (environment: NodeJS.ProcessEnv): OciAnswerer =>
  new OciDemo(parseDemoSettings(environment['MUSTER_DEMO'] ?? ''));
