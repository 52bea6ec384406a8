import { canonicalJson } from '../canonical-json.ts';
import type { Json } from './model.ts';

/** Whether two values are the same JSON. What is absent is the same as null. */
export const isSame = (a: Json | undefined, b: Json | undefined): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null);
