/** The parts of `@azure/identity` that Muster uses. They are imported by name, so that a bundle holds nothing else of it, and when the first login is made. */
export {
  AzureCliCredential,
  ChainedTokenCredential,
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  EnvironmentCredential,
  WorkloadIdentityCredential,
} from '@azure/identity';
