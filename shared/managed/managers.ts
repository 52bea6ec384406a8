/** Every manager, by its type. A new one is a file of `managers/` and a line here; a test says that the two are equal. */
import type { AnyManager } from './define-manager.ts';
import { cache } from './managers/cache.ts';
import { database } from './managers/database.ts';
import { gitRepository } from './managers/git-repository.ts';
import { pipeline } from './managers/pipeline.ts';

const LIST: readonly AnyManager[] = [cache, database, gitRepository, pipeline];

export const MANAGERS: ReadonlyMap<string, AnyManager> = new Map(LIST.map((manager) => [manager.type, manager]));
