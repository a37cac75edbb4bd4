/**
 * A server that answers as EventStoreDB does, over the embedded log, for development and tests without Docker.
 * It speaks: append, batch append, reading streams and all, subscriptions to a stream and to all with filters,
 * checkpoints and caught-up, deleting and tombstoning, what $tb, $maxCount and $maxAge hide, scavenging, server
 * features, gossip.
 *
 * It leaves out: links, persistent subscriptions, projections, user management, the HTTP pages, binary metadata, access
 * lists of single streams (those of `$all` and `$settings` it knows), clusters of more than what gossip names. An append at any revision
 * knows the same events again only among the last thousand of the stream. Its file is not one for the ledger.
 */
import { readFileSync } from 'node:fs';
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import { OperationsService } from '@eventstore/db-client/generated/operations_grpc_pb.js';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { type sendUnaryData, Server, ServerCredentials, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { Access } from './access.js';
import { appendUnary, batchAppend, type Serving } from './appending.js';
import { deleting, scavenging, tombstoning } from './deleting.js';
import { FaultPlan } from './faults.js';
import { read } from './reading.js';
import { StandInLog } from './stand-in-log.js';
import { notReady } from './wire.js';

export interface StandInOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly file?: string | undefined;
  /** PEM files; without them the connection is plain. */
  readonly tls?: { readonly key: string; readonly certificate: string } | undefined;
  /** Name to password; nobody is asked where there are none. */
  readonly users?: ReadonlyMap<string, string> | undefined;
}

const VERSION = '24.10.0-stand-in';

export async function startStandIn(
  options: StandInOptions,
): Promise<{ port: number; faults: FaultPlan; open: ReadonlySet<unknown>; scavenge: () => void }> {
  const log = new StandInLog(options.file ?? ':memory:');
  const access = new Access(log, options.users ?? new Map());
  const serving: Serving = { log, faults: new FaultPlan(), access, open: new Set() };
  const server = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
  const streams: UntypedServiceImplementation = {
    read: read(serving),
    append: appendUnary(serving),
    batchAppend: batchAppend(serving),
    delete: deleting(serving),
    tombstone: tombstoning(serving),
  };
  server.addService(StreamsService, streams);
  server.addService(OperationsService, { startScavenge: scavenging(serving) });
  server.addService(ServerFeaturesService, { getSupportedMethods: supportedMethods(serving) });
  let port = options.port;
  server.addService(GossipService, { read: members(() => port) });
  const { tls } = options;
  const credentials = tls
    ? ServerCredentials.createSsl(null, [
        { private_key: readFileSync(tls.key), cert_chain: readFileSync(tls.certificate) },
      ])
    : ServerCredentials.createInsecure();
  port = await new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${String(options.port)}`, credentials, (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  return {
    port,
    faults: serving.faults,
    open: serving.open,
    scavenge: () => {
      log.scavenge();
    },
  };
}

function supportedMethods({ faults }: Serving) {
  return (_: unknown, done: sendUnaryData<InstanceType<typeof features.SupportedMethods>>): void => {
    const fault = faults.next('features');
    if (fault === 'silent') return;
    if (fault === 'not-ready') {
      done(notReady());
      return;
    }
    const methods = Object.values(StreamsService as unknown as Record<string, { path: string }>).map(({ path }) => {
      const [, service = '', method = ''] = path.split('/');
      return new features.SupportedMethod().setServiceName(service).setMethodName(method.toLowerCase());
    });
    done(null, new features.SupportedMethods().setEventStoreServerVersion(VERSION).setMethodsList(methods));
  };
}

function members(port: () => number) {
  return (_: unknown, done: sendUnaryData<InstanceType<typeof gossip.ClusterInfo>>): void => {
    const member = new gossip.MemberInfo()
      .setInstanceId(new shared.UUID().setString('00000000-0000-4000-8000-000000000001'))
      .setTimeStamp(String(Date.now()))
      .setState(gossip.MemberInfo.VNodeState.LEADER)
      .setIsAlive(true)
      .setHttpEndPoint(new gossip.EndPoint().setAddress('127.0.0.1').setPort(port()));
    done(null, new gossip.ClusterInfo().setMembersList([member]));
  };
}
