/** Thrown when a context value is not one that Muster takes. The message is shown to the user as it is. */
export class InvalidContext extends Error {
  override readonly name = 'InvalidContext';
}
