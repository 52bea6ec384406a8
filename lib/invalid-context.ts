/** A context value that someone passed is not one that Muster takes. The message is for them, whole. */
export class InvalidContext extends Error {
  override readonly name = 'InvalidContext';
}
