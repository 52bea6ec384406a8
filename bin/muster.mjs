#!/usr/bin/env node
/** The command `muster`, from any directory: `bin/muster.ts` under the pinned Node.js. */
import { launch } from './launch.mjs';

launch(['bin/muster.ts', ...process.argv.slice(2)]);
