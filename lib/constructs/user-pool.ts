/** The users of a deployment that has no identity provider of its own: a Cognito user pool, with a group for each role. docs/sign-in.md says how to add one. */
import { Aws, Duration, Fn, Lazy, RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  AccountRecovery,
  ClientAttributes,
  Mfa,
  OAuthScope,
  StringAttribute,
  UserPool as Pool,
  type UserPoolClient,
  UserPoolGroup,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { type ClaimMapping, claimMappingSchema } from '../../shared/access/claims.ts';
import { CALLBACK_URL } from '../../shared/access/oidc-settings.ts';
import { ROLES } from '../../shared/access/principal.ts';

/** The group of a role: `muster-admin`. */
const groupOf = (role: string): string => `muster-${role}`;

/** Cognito's names of what a token says. */
export const COGNITO_CLAIMS: ClaimMapping = claimMappingSchema.parse({
  role: 'cognito:groups',
  roles: Object.fromEntries(ROLES.map((role) => [groupOf(role), role])),
  accounts: 'custom:accounts',
  customer_id: 'custom:customer_id',
});

/** Cognito gives a refresh token without being asked for one. */
export const COGNITO_SCOPES = 'openid email profile';

export class UserPool extends Construct {
  readonly issuer: string;
  readonly clientId: string;
  /** Name of the pool, for the commands that add users. */
  readonly id: string;
  /** Where browsers get their tokens from: the pool's own origin, and that of its pages. */
  readonly origins: readonly string[];
  readonly #callbacks = [CALLBACK_URL];
  readonly #logouts = [CALLBACK_URL];

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const pool = new Pool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: { minLength: 12, requireLowercase: true, requireUppercase: true, requireDigits: true, requireSymbols: true },
      // Administrators set them; the client below cannot write them, so users cannot give themselves another customer.
      customAttributes: {
        customer_id: new StringAttribute({ maxLen: 64, mutable: true }),
        accounts: new StringAttribute({ mutable: true }),
      },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(pool).acknowledge({
      id: 'AwsSolutions-COG8',
      reason: 'The Plus plan costs for each active user; every user has a second factor, and nobody can sign up without an administrator.',
    });
    for (const role of ROLES) new UserPoolGroup(this, `Group${role}`, { userPool: pool, groupName: groupOf(role) });

    // The prefix must be unique in a region. The UUID at the end of the stack's id is.
    const domain = pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: Fn.join('-', ['muster', Fn.select(2, Fn.split('/', Aws.STACK_ID))]) },
    });
    const client: UserPoolClient = pool.addClient('Client', {
      generateSecret: false,
      // Users log in on the pool's own pages only, so no password passes through another program.
      authFlows: { userPassword: false },
      oAuth: {
        flows: { authorizationCodeGrant: true, implicitCodeGrant: false, clientCredentials: false },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: Lazy.list({ produce: () => this.#callbacks }),
        logoutUrls: Lazy.list({ produce: () => this.#logouts }),
      },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.days(7),
      writeAttributes: new ClientAttributes().withStandardAttributes({ fullname: true }),
    });
    this.issuer = pool.userPoolProviderUrl;
    this.clientId = client.userPoolClientId;
    this.id = pool.userPoolId;
    this.origins = [`https://cognito-idp.${Aws.REGION}.${Aws.URL_SUFFIX}`, domain.baseUrl()];
  }

  /** Lets users sign in, and out, from pages at this address. */
  addPages({ signedIn, signedOut }: { readonly signedIn: string; readonly signedOut: string }): void {
    this.#callbacks.push(signedIn);
    this.#logouts.push(signedOut);
  }
}
