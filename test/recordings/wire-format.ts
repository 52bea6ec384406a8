/** Answers and errors in the protocols of AWS's services. */
import { S3Client } from '@aws-sdk/client-s3';
import { cbor } from '@smithy/core/cbor';
import { NormalizedSchema } from '@smithy/core/schema';
import type { AnsweredError } from '../../shared/clouds/aws/answerer.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

interface ShapeSerializer {
  write(schema: unknown, value: unknown): void;
  flush(): string | Uint8Array;
}

/** The part of an SDK client's protocol that is used here. */
export interface Protocol {
  getShapeId(): string;
  serializeRequest(
    operation: object,
    input: unknown,
    context: { readonly endpoint: () => Promise<object> },
  ): Promise<{ readonly headers: Readonly<Record<string, string>>; readonly query: object; readonly body?: string | Uint8Array }>;
}

const LOOPBACK = { protocol: 'http:', hostname: '127.0.0.1', path: '/' };

/** The SDK reads XML in the query protocols and writes it for S3 alone; the elements have the same names in all of them. */
const xmlWriter = (): ShapeSerializer => {
  const { protocol } = new S3Client({ region: 'us-east-1' }).config as unknown as {
    readonly protocol: { getPayloadCodec(): { createSerializer(): ShapeSerializer } };
  };
  return protocol.getPayloadCodec().createSerializer();
};

const isQuery = (protocol: Protocol): boolean => /#(awsQuery|ec2Query)$/.test(protocol.getShapeId());

/**
 * An output as the service sends it. @param operation the operation's schema, `[9, namespace, name, traits, input, output]`
 * @param output in the shape of the SDK's own outputs
 */
export async function replyOf(protocol: Protocol, operation: unknown, output: unknown): Promise<Reply> {
  const [, namespace, name, , , outputSchema] = operation as readonly [number, string, string, unknown, unknown, unknown];
  if (isQuery(protocol))
    return { status: 200, headers: { 'content-type': 'text/xml' }, body: queryXml(protocol, name, outputSchema, output) };
  // An answer binds its members to headers and body as a request does, so the protocol writes it as the input of an operation.
  const asInput = { namespace, name: `${namespace}#${name}`, traits: { http: ['POST', '/', 200] }, input: outputSchema, output: 'unit' };
  const { headers, body = '', query } = await protocol.serializeRequest(asInput, output, { endpoint: async () => LOOPBACK });
  const sent = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
  // API Gateway's models bind the page token of some outputs to a query, which an answer does not have: it stands in the body.
  const bound = Object.keys(query).length === 0 ? body : JSON.stringify({ ...(JSON.parse(textIn(body)) as object), ...query });
  return { status: 200, headers: sent, body: bound };
}

function queryXml(protocol: Protocol, name: string, schema: unknown, output: unknown): string {
  const of = NormalizedSchema.of(schema as never);
  const writer = xmlWriter();
  const inner = of.isStructSchema() ? innerXml(writer, schema, output) : '';
  if (protocol.getShapeId().endsWith('ec2Query')) return `<${name}Response><requestId>0</requestId>${inner}</${name}Response>`;
  return `<${name}Response><${name}Result>${inner}</${name}Result><ResponseMetadata><RequestId>0</RequestId></ResponseMetadata></${name}Response>`;
}

/** The content of the element that the writer makes of a structure. */
function innerXml(writer: ShapeSerializer, schema: unknown, value: unknown): string {
  writer.write(schema, value);
  const xml = String(writer.flush());
  const start = xml.indexOf('>');
  return xml[start - 1] === '/' ? '' : xml.slice(start + 1, xml.lastIndexOf('</'));
}

const textIn = (body: string | Uint8Array): string => (typeof body === 'string' ? body : Buffer.from(body).toString('utf8')) || '{}';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The schemas of a service's errors by their full names: `[-3, namespace, name, traits, …]`. */
export interface ErrorRegistry {
  readonly schemas: ReadonlyMap<string, unknown>;
}

/** The code by which a service of the query protocol sends an error, which the SDK turns into the error's own name. */
export function codeSent(name: string, registries: readonly ErrorRegistry[]): string {
  for (const { schemas } of registries) {
    for (const [full, schema] of schemas) {
      if (full.split('#')[1] !== name || !Array.isArray(schema)) continue;
      const { awsQueryError } = schema[3] as { readonly awsQueryError?: readonly [code: string, status: number] };
      if (awsQueryError) return awsQueryError[0];
    }
  }
  return name;
}

/** A refusal as the service sends it. The error's name is the SDK's. */
export function refusalOf(protocol: Protocol, { name, message, status }: AnsweredError, registries: readonly ErrorRegistry[]): Reply {
  const code = escaped(isQuery(protocol) ? codeSent(name, registries) : name);
  const text = escaped(message);
  switch (protocol.getShapeId()) {
    case 'aws.protocols#ec2Query':
      return xml(
        status,
        `<Response><Errors><Error><Code>${code}</Code><Message>${text}</Message></Error></Errors><RequestID>0</RequestID></Response>`,
      );
    case 'aws.protocols#awsQuery':
      return xml(
        status,
        `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${text}</Message></Error><RequestId>0</RequestId></ErrorResponse>`,
      );
    case 'aws.protocols#restXml':
      return xml(status, `<Error><Code>${code}</Code><Message>${text}</Message><RequestId>0</RequestId></Error>`);
    case 'smithy.protocols#rpcv2Cbor':
      return {
        status,
        headers: { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' },
        body: cbor.serialize({ __type: name, message }),
      };
    default:
      return {
        status,
        headers: { 'content-type': 'application/json', 'x-amzn-errortype': name },
        body: JSON.stringify({ __type: name, message }),
      };
  }
}

const xml = (status: number, body: string): Reply => ({ status, headers: { 'content-type': 'text/xml' }, body });
