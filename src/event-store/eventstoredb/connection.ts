import { EventStoreDBClient } from '@eventstore/db-client';
import { ServerFeaturesClient } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { StreamsClient, StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { Channel, ClientReadableStream } from '@grpc/grpc-js';
import { UnavailableError } from '../errors.js';
import type { ConnectionSettings } from './connection-settings.js';

/** What a server may send ahead, in bytes: with gRPC's 64 KiB it waits for the client after every few dozen events. */
const SENT_AHEAD = 4 * 1024 * 1024;

export type BatchAppendCall = ReturnType<StreamsClient['batchAppend']>;

/** The client makes its channels without saying how much may be on the way, which counts from the first connection on. */
function withRoom(channel: Channel): Channel {
  const { internalChannel } = channel as unknown as {
    internalChannel?: { getOptions?: () => Record<string, unknown> };
  };
  const options = internalChannel?.getOptions?.();
  if (options) options['grpc-node.flow_control_window'] = SENT_AHEAD;
  return channel;
}

/**
 * The client, with what it keeps to itself: a batch append call and a reading one of our own, the server's version asked anew
 * each time (the client caches a failed answer for its life, and waits for one without a limit), and an end.
 */
export class Connection extends EventStoreDBClient {
  readonly place: string;
  readonly timeoutMs: number;

  constructor({ endpoints, channel, credentials, place, timeoutMs }: ConnectionSettings) {
    // The three forms of endpoints are overloads of one constructor.
    super(endpoints as ConstructorParameters<typeof EventStoreDBClient>[0], channel, credentials);
    this.place = place;
    this.timeoutMs = timeoutMs;
    const { getChannel } = this;
    this.getChannel = async () => withRoom(await getChannel());
  }

  /** Opens a call that reads, whose answers are decoded by `decode`; `listen` hears it from its very beginning. */
  openRead<T>(
    request: ReadReq,
    decode: (bytes: Buffer) => T,
    listen: (call: ClientReadableStream<T>) => void,
  ): Promise<ClientReadableStream<T>> {
    const { path, requestSerialize } = StreamsService.read;
    return this.GRPCStreamCreator(StreamsClient, 'read', (client) => {
      const [metadata, options] = this.callArguments({}, { deadline: Infinity });
      const call = client.makeServerStreamRequest(path, requestSerialize, decode, request, metadata, options);
      listen(call);
      return call;
    })();
  }

  /** Opens a batch append call; `listen` hears it from its very beginning. Reconnects after one that broke. */
  openBatchAppend(listen: (call: BatchAppendCall) => void): Promise<BatchAppendCall> {
    return this.GRPCStreamCreator(StreamsClient, 'batchAppend', (client) => {
      const call = client.batchAppend(...this.callArguments({}, { deadline: Infinity }));
      listen(call);
      return call;
    })();
  }

  /** What to say when no answer comes in time. */
  silent(): UnavailableError {
    return new UnavailableError(`${this.place} gave no answer within ${String(this.timeoutMs)} ms`);
  }

  serverVersion(): Promise<string> {
    return this.execute(
      ServerFeaturesClient,
      'serverVersion',
      (client) =>
        new Promise((resolve, reject) => {
          client.getSupportedMethods(
            new shared.Empty(),
            ...this.callArguments({ deadline: this.timeoutMs }),
            (error, methods) => {
              if (error) reject(error);
              else resolve(methods.getEventStoreServerVersion());
            },
          );
        }),
    );
  }

  /** Cancels every call and closes the connection, which the client leaves open. */
  async end(): Promise<void> {
    await this.dispose();
    // Not waited for: where nobody answers, the client may still be looking for a server.
    void this.getChannel().then(
      (channel) => {
        channel.close();
      },
      () => undefined,
    );
  }
}
