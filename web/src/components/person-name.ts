/** The name in an identity of an issuer (`https://issuer.example#ann` → `ann`). An ARN of AWS and other identities stay whole. */
export const personName = (identity: string): string => /^https?:\/\/[^#]+#(.+)$/s.exec(identity)?.[1] ?? identity;
