/** The paths of browsers, for the local platform and for CloudFront: where each leads. */

/** Paths below `/api`, and those by which the API is asked. */
export const API_PATHS = [
  ['/api/jobs', '/app/jobs'],
  ['/api/resources/a%7Cb%2Fc', '/app/resources/a%7Cb%2Fc'],
  ['/api/', '/app/'],
  ['/api/ui/x.js', '/app/ui/x.js'],
  ['/api/.well-known/oauth-protected-resource/app', '/.well-known/oauth-protected-resource/app'],
] as const;

/** Paths below `/ui/`, and the files that they show. */
export const UI_PATHS = [
  ['/ui/', 'index.html'],
  ['/ui/findings', 'index.html'],
  ['/ui/signed-in', 'index.html'],
  ['/ui/policies/aws.s3.bucket-versioning-enabled', 'index.html'],
  ['/ui/resources/arn:aws:s3:::my.bucket%2Fx', 'index.html'],
  ['/ui/favicon.svg', 'favicon.svg'],
  ['/ui/assets/index-Ab12.js', 'assets/index-Ab12.js'],
  ['/ui/assets/../../package.json', 'assets/../../package.json'],
] as const;

/** Paths that are neither. */
export const OTHER_PATHS = ['/api', '/apis/jobs', '/jobs', '/app/jobs', '/uis', '/index.html', '/.well-known/x'] as const;
