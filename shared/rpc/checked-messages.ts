/**
 * Checks binary messages before a handler of Connect parses them. Connect answers `internal` to a message that cannot be decoded, because it takes both sides for
 * generated code; here, anyone may send anything, and `internal` is Muster's own fault alone.
 */
import { fromBinary } from '@bufbuild/protobuf';
import { base64Decode } from '@bufbuild/protobuf/wire';
import { Code, ConnectError } from '@connectrpc/connect';
import {
  compressedFlag,
  createAsyncIterable,
  pipe,
  readAllBytes,
  transformJoinEnvelopes,
  transformSplitEnvelope,
  type Compression,
  type EnvelopedMessage,
  type UniversalHandler,
  type UniversalServerRequest,
} from '@connectrpc/connect/protocol';
import { MOST_MESSAGE_BYTES } from './limits.ts';

type Check = (message: Uint8Array, isCompressed: boolean) => Promise<void>;

/** Connect's unary calls have a message as their whole body; all others have messages in envelopes. */
const BINARY = /^application\/(?:(proto)|grpc(?:-web)?(?:\+proto)?|connect\+proto)\s*(?:;|$)/i;
/** Each protocol names the compression of messages in a header of its own. */
const ENCODINGS = ['grpc-encoding', 'connect-content-encoding', 'content-encoding'];

/**
 * The handler, which answers INVALID_ARGUMENT to a message that cannot be decoded.
 * @param accepted the compressions that the handler takes
 */
export function checkingMessages(handler: UniversalHandler, accepted: readonly Compression[] = []): UniversalHandler {
  const answer: (...request: Parameters<UniversalHandler>) => ReturnType<UniversalHandler> = async (request) =>
    await handler(checked(request, handler, accepted));
  return Object.assign(answer, handler);
}

function checked(request: UniversalServerRequest, { method }: UniversalHandler, accepted: readonly Compression[]): UniversalServerRequest {
  const [isBinary, isWhole] = BINARY.exec(request.header.get('content-type') ?? '') ?? [];
  const encoding = ENCODINGS.map((name) => request.header.get(name)).find((value) => value !== null);
  const compression = accepted.find(({ name }) => name === encoding);
  const check: Check = async (message, isCompressed) => {
    // A compression that is not taken, or data that are none of it, are refused by the handler.
    if (isCompressed && compression === undefined) return;
    const bytes = isCompressed && compression ? await compression.decompress(message, MOST_MESSAGE_BYTES) : message;
    decode(() => fromBinary(method.input, bytes), method.input.typeName);
  };
  if (request.method === 'GET') return checkedQuery(request, method.input.typeName, (bytes) => fromBinary(method.input, bytes));
  const { body } = request;
  if (isBinary === undefined || !isByteStream(body)) return request;
  const length = request.header.get('content-length');
  const isCompressed = encoding !== undefined && encoding !== 'identity';
  return { ...request, body: isWhole === undefined ? checkedEnvelopes(body, check) : checkedBody(body, length, isCompressed, check) };
}

const isByteStream = (body: UniversalServerRequest['body']): body is AsyncIterable<Uint8Array> =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

/** @throws ConnectError if `read` throws */
function decode(read: () => unknown, typeName: string): void {
  try {
    read();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConnectError(
      `The message cannot be read as ${typeName} (${reason}); send one in the form of its .proto file.`,
      Code.InvalidArgument,
    );
  }
}

async function* checkedBody(body: AsyncIterable<Uint8Array>, length: string | null, isCompressed: boolean, check: Check) {
  const message = await readAllBytes(body, MOST_MESSAGE_BYTES, length);
  await check(message, isCompressed);
  yield message;
}

const checkedEnvelopes = (body: AsyncIterable<Uint8Array>, check: Check): AsyncIterable<Uint8Array> =>
  pipe(
    body,
    transformSplitEnvelope(MOST_MESSAGE_BYTES),
    async function* (envelopes: AsyncIterable<EnvelopedMessage>) {
      for await (const envelope of envelopes) {
        await check(envelope.data, (envelope.flags & compressedFlag) === compressedFlag);
        yield envelope;
      }
    },
    transformJoinEnvelopes(),
  );

/** A call by GET has its message in the query. A wrong one is handed on as a body that cannot be read, so that the handler answers it as one. */
function checkedQuery(request: UniversalServerRequest, typeName: string, read: (bytes: Uint8Array) => unknown): UniversalServerRequest {
  const query = new URL(request.url).searchParams;
  const message = query.get('message') ?? '';
  const isBase64 = query.get('base64') === '1';
  if (query.has('compression')) return request;
  try {
    decode(() => {
      const bytes = isBase64 ? base64Decode(message) : new TextEncoder().encode(message);
      if (query.get('encoding') === 'proto') read(bytes);
    }, typeName);
    return request;
  } catch (error) {
    const header = new Headers(request.header);
    header.set('content-type', 'application/proto');
    const refusing = checkedBody(createAsyncIterable([new Uint8Array()]), null, false, () => Promise.reject(error));
    return { ...request, method: 'POST', header, body: refusing };
  }
}
