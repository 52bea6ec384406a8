/**
 * A CloudFront Function: brings the paths of browsers to the files in the bucket and to the routes of the API. `shared/web/addresses.ts` says the
 * same for the local platform, and a test compares both. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
 */
// oxlint-disable-next-line no-unused-vars -- CloudFront calls it by its name
function handler(event) {
  const request = event.request;
  const uri = request.uri;
  if (uri === '/' || uri === '/ui') return { statusCode: 302, statusDescription: 'Found', headers: { location: { value: '/ui/' } } };
  if (uri.startsWith('/api/')) {
    const behind = uri.slice('/api'.length);
    request.uri = behind.startsWith('/.well-known/') ? behind : `/app${behind}`;
    return request;
  }
  if (!uri.startsWith('/ui/')) return { statusCode: 404, statusDescription: 'Not Found' };
  const name = uri.slice('/ui/'.length);
  if (!name.startsWith('assets/') && !/^[^/]*\.[^/]*$/.test(name)) request.uri = '/ui/index.html';
  return request;
}
