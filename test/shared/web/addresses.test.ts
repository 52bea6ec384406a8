import { describe, expect, it } from '@jest/globals';
import { pathBehindApi, webFile } from '../../../shared/web/addresses.ts';
import { API_PATHS, OTHER_PATHS, UI_PATHS } from '../../support/web-paths.ts';

describe('a path of a browser', () => {
  it.each(API_PATHS)('%s is asked of the API as %s', (path, behind) => {
    expect(pathBehindApi(path)).toBe(behind);
  });

  it.each([...UI_PATHS, ['/ui', 'index.html']])('%s shows %s', (path, file) => {
    expect(webFile(path)).toBe(file);
  });

  it.each(OTHER_PATHS)('%s is neither for the API nor a page', (path) => {
    expect([pathBehindApi(path), webFile(path)]).toEqual([undefined, undefined]);
  });
});
