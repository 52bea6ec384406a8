/** Errors that managers raise themselves. */
import { CloudError } from '../clouds/cloud-error.ts';

/** The error for a name that a resource bears which Muster has not made. @param thing `The RDS instance` */
export const nameTaken = (thing: string, name: string): CloudError =>
  new CloudError(
    `${thing} ${name} exists and was not made for this managed resource; choose another name, or take it under management with muster managed adopt.`,
    { class: 'invalid', error_code: 'NameTaken' },
  );

/** The error for what cannot be done as it was asked. @param message a sentence that says what to do instead */
export const refused = (error_code: string, message: string): CloudError => new CloudError(message, { class: 'invalid', error_code });

/** The error for what can be done later. */
export const notYet = (error_code: string, message: string): CloudError => new CloudError(message, { class: 'transient', error_code });
