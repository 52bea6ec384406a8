/** The headers that tell a browser what to refuse on the pages of the dashboard: the same on one machine and deployed. */

/**
 * Scripts, styles and fonts come from the pages' own origin only, and inline ones do not run.
 * @param origins those of the issuer, from which the pages get their tokens
 */
export const contentSecurityPolicy = (origins: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${["'self'", ...origins].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** The features of a browser that no page of the dashboard uses. */
const UNUSED = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'publickey-credentials-get', 'usb'];

export const REFERRER_POLICY = 'no-referrer';

/** The headers besides those that CloudFront has settings of their own for. */
export const FURTHER_HEADERS = {
  'permissions-policy': UNUSED.map((feature) => `${feature}=()`).join(', '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** How long a browser keeps files whose names have the hash of their contents: `assets/…`. All others it asks for again. */
export const CACHE_CONTROL = { assets: 'public, max-age=31536000, immutable', others: 'no-cache' } as const;
