/**
 * Server reflection, by which clients such as grpcurl learn the services and messages of a server: versions v1 and v1alpha, which differ in their
 * names only. https://github.com/grpc/grpc/blob/master/doc/server-reflection.md
 */
import {
  create,
  type DescEnum,
  type DescExtension,
  type DescFile,
  type DescMessage,
  type DescService,
  fromBinary,
  type MessageInitShape,
  toBinary,
} from '@bufbuild/protobuf';
import { FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt';
import { Code, type ConnectRouter } from '@connectrpc/connect';
import {
  type ServerReflectionRequest,
  ServerReflectionRequestSchema,
  type ServerReflectionResponse,
  ServerReflectionResponseSchema,
  ServerReflection as V1,
} from '../../shared/rpc/generated/grpc/reflection/v1/reflection_pb.js';
import {
  ServerReflectionRequestSchema as RequestV1Alpha,
  ServerReflectionResponseSchema as ResponseV1Alpha,
  ServerReflection as V1Alpha,
} from '../../shared/rpc/generated/grpc/reflection/v1alpha/reflection_pb.js';

export const REFLECTION_SERVICES: readonly DescService[] = [V1, V1Alpha];

/**
 * Adds both services to a router.
 * @param services the services that clients are told of, besides these two
 * @param others files with messages that answers carry as `google.protobuf.Any`, such as details of errors
 */
export function addReflection(router: ConnectRouter, services: readonly DescService[], others: readonly DescFile[]): void {
  const listed = [...services, ...REFLECTION_SERVICES];
  const files = withDependencies([...listed.map(({ file }) => file), ...others]);
  const index: Index = {
    services: listed.map(({ typeName }) => ({ name: typeName })),
    byName: new Map(files.map((file) => [file.proto.name, file])),
    bySymbol: new Map(files.flatMap((file) => symbolsOf(file).map((symbol) => [symbol, file] as const))),
    extensions: files.flatMap((file) => [...file.extensions, ...everyMessage(file.messages).flatMap((each) => each.nestedExtensions)]),
  };
  router.service(V1, {
    async *serverReflectionInfo(requests) {
      for await (const request of requests) yield answerTo(request, index);
    },
  });
  router.service(V1Alpha, {
    async *serverReflectionInfo(requests) {
      for await (const request of requests) {
        const answer = answerTo(fromBinary(ServerReflectionRequestSchema, toBinary(RequestV1Alpha, request)), index);
        yield fromBinary(ResponseV1Alpha, toBinary(ServerReflectionResponseSchema, answer));
      }
    },
  });
}

interface Index {
  readonly services: readonly { readonly name: string }[];
  readonly byName: ReadonlyMap<string, DescFile>;
  readonly bySymbol: ReadonlyMap<string, DescFile>;
  readonly extensions: readonly DescExtension[];
}

type Answer = NonNullable<MessageInitShape<typeof ServerReflectionResponseSchema>['messageResponse']>;

const answerTo = (request: ServerReflectionRequest, index: Index): ServerReflectionResponse =>
  create(ServerReflectionResponseSchema, {
    validHost: request.host,
    originalRequest: request,
    messageResponse: messageFor(request.messageRequest, index),
  });

function messageFor(asked: ServerReflectionRequest['messageRequest'], { services, byName, bySymbol, extensions }: Index): Answer {
  switch (asked.case) {
    case 'listServices':
      return { case: 'listServicesResponse', value: { service: [...services] } };
    case 'fileByFilename':
      return fileAnswer(byName.get(asked.value), `no file ${asked.value}`);
    case 'fileContainingSymbol':
      return fileAnswer(bySymbol.get(asked.value), `no symbol ${asked.value}`);
    case 'fileContainingExtension': {
      const { containingType, extensionNumber } = asked.value;
      const extension = extensions.find(({ extendee, number }) => extendee.typeName === containingType && number === extensionNumber);
      return fileAnswer(extension?.file, `no extension ${extensionNumber} of ${containingType}`);
    }
    case 'allExtensionNumbersOfType': {
      if (!bySymbol.has(asked.value)) return refused(Code.NotFound, `This server has no type ${asked.value}.`);
      const numbers = extensions.filter(({ extendee }) => extendee.typeName === asked.value).map(({ number }) => number);
      return { case: 'allExtensionNumbersResponse', value: { baseTypeName: asked.value, extensionNumber: numbers } };
    }
    case undefined:
      return refused(Code.InvalidArgument, 'The request asks for nothing.');
  }
}

function fileAnswer(file: DescFile | undefined, missing: string): Answer {
  if (!file) return refused(Code.NotFound, `This server has ${missing.slice(0, 300)}.`);
  const fileDescriptorProto = withDependencies([file]).map(({ proto }) => toBinary(FileDescriptorProtoSchema, proto));
  return { case: 'fileDescriptorResponse', value: { fileDescriptorProto } };
}

const refused = (errorCode: Code, errorMessage: string): Answer => ({ case: 'errorResponse', value: { errorCode, errorMessage } });

/** The files, and those that they import, each once and before the files that it imports. */
function withDependencies(files: readonly DescFile[]): readonly DescFile[] {
  const found = new Set(files);
  for (const { dependencies } of found) dependencies.forEach((file) => found.add(file));
  return [...found];
}

const everyMessage = (messages: readonly DescMessage[]): readonly DescMessage[] =>
  messages.flatMap((message) => [message, ...everyMessage(message.nestedMessages)]);

const scopeOf = ({ typeName }: DescEnum): string => typeName.slice(0, typeName.lastIndexOf('.') + 1);

/** The full names of everything that a file declares. */
function symbolsOf(file: DescFile): readonly string[] {
  const messages = everyMessage(file.messages);
  const enums = [...file.enums, ...messages.flatMap(({ nestedEnums }) => nestedEnums)];
  return [
    ...messages.flatMap(({ typeName, fields, oneofs }) => [typeName, ...[...fields, ...oneofs].map(({ name }) => `${typeName}.${name}`)]),
    ...enums.flatMap((each) => [each.typeName, ...each.values.map(({ name }) => `${scopeOf(each)}${name}`)]),
    ...file.services.flatMap(({ typeName, methods }) => [typeName, ...methods.map(({ name }) => `${typeName}.${name}`)]),
    ...[...file.extensions, ...messages.flatMap(({ nestedExtensions }) => nestedExtensions)].map(({ typeName }) => typeName),
  ];
}
