/** Managers as the map holds them: the types of their configurations differ, and the engine knows none of them. */
import type { Manager } from './manager.ts';
import type { JsonObject } from './model.ts';

/** A manager whose configuration and actual state are any JSON to the engine. */
export type AnyManager = Manager;

/** Checks the manager against its own types, and forgets these. */
export const defineManager = <Config extends JsonObject, Actual extends JsonObject>(manager: Manager<Config, Actual>): AnyManager =>
  // Sound, because the engine hands a manager only what this manager's own schema has parsed, and what its own `observe` has returned.
  manager as unknown as AnyManager;
