/** Members of objects whose names come from outside, such as the keys of tags: `__proto__` and `constructor` are names like others. */

/** Sets a member of its own. Assigning `__proto__` would set the prototype instead. */
export function setMember<T>(object: Record<string, T>, name: string, value: T): void {
  if (name === '__proto__') Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  else object[name] = value;
}

/** The object's own member; undefined if it has none, also if every object inherits one of this name. */
export const ownMember = <T>(object: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined;
