/** An embedded S3 (fauxqs, in memory) on the loopback interface. */
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { buildApp } from 'fauxqs';

export interface EmbeddedS3 {
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string;
  readonly client: S3Client;
  /** Makes a new bucket. */
  createBucket(): Promise<string>;
  close(): Promise<void>;
}

export async function startS3(): Promise<EmbeddedS3> {
  const app = buildApp({ logger: false });
  const endpoint = await app.listen({ port: 0, host: '127.0.0.1' });
  const client = new S3Client({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    forcePathStyle: true,
  });
  let buckets = 0;
  return {
    endpoint,
    client,
    createBucket: async () => {
      buckets += 1;
      const name = `bucket-${buckets}`;
      await client.send(new CreateBucketCommand({ Bucket: name }));
      return name;
    },
    close: async () => {
      client.destroy();
      app.server.closeAllConnections();
      await app.close();
    },
  };
}
