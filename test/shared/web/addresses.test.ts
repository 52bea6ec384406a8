import { describe, expect, it } from '@jest/globals';
import { pathBehindApi, webFile } from '../../../shared/web/addresses.ts';

describe('a path below /api', () => {
  it.each([
    ['/api/jobs', '/app/jobs'],
    ['/api/resources/a%7Cb%2Fc', '/app/resources/a%7Cb%2Fc'],
    ['/api/', '/app/'],
    ['/api/.well-known/oauth-protected-resource/app', '/.well-known/oauth-protected-resource/app'],
    ['/api', undefined],
    ['/apis/jobs', undefined],
    ['/jobs', undefined],
    ['/app/jobs', undefined],
  ])('%s is asked for as %s', (path, behind) => {
    expect(pathBehindApi(path)).toBe(behind);
  });
});

describe('a path below /ui', () => {
  it.each([
    ['/ui', 'index.html'],
    ['/ui/', 'index.html'],
    ['/ui/findings', 'index.html'],
    ['/ui/policies/aws.s3.bucket-versioning-enabled', 'index.html'],
    ['/ui/resources/arn:aws:s3:::my.bucket%2Fx', 'index.html'],
    ['/ui/favicon.svg', 'favicon.svg'],
    ['/ui/assets/index-Ab12.js', 'assets/index-Ab12.js'],
    ['/ui/assets/../../package.json', 'assets/../../package.json'],
    ['/uis', undefined],
    ['/', undefined],
  ])('%s shows %s', (path, file) => {
    expect(webFile(path)).toBe(file);
  });
});
