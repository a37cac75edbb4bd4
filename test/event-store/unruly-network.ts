import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A network between client and server that can fail in ways that a server cannot. */
export class UnrulyNetwork {
  private readonly pairs = new Set<readonly [Socket, Socket]>();
  private dark = false;
  /** Who waits for a client to come and go. */
  private readonly awaiting = new Set<() => void>();

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async to(target: number): Promise<UnrulyNetwork> {
    // What one side ends is ended on the other side by the network, or not at all.
    const server = createServer({ allowHalfOpen: true });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const network = new UnrulyNetwork(server, (server.address() as AddressInfo).port);
    server.on('connection', (near) => {
      network.join(near, target);
    });
    return network;
  }

  /** Connections break with a reset, as when a process dies. */
  break(): void {
    for (const [near, far] of this.pairs) {
      near.resetAndDestroy();
      far.destroy();
    }
  }

  /** What is connected goes on, and nothing of new connections comes through. */
  takeNoMore(): void {
    this.dark = true;
  }

  /** Nothing comes through any more, and nobody is told: as when a cable is pulled. */
  cut(): void {
    this.takeNoMore();
    for (const [near, far] of this.pairs) {
      near.unpipe(far);
      far.unpipe(near);
      // What the client sends is swallowed, as a network does that does not answer.
      near.resume();
      far.resume();
    }
  }

  /** New connections come through again; those that were cut stay cut. */
  mend(): void {
    this.dark = false;
  }

  /** Resolves once a client that comes from now on has gone again. */
  visit(): Promise<void> {
    return new Promise((resolve) => this.awaiting.add(resolve));
  }

  async close(): Promise<void> {
    this.server.close();
    for (const pair of this.pairs) for (const socket of pair) socket.destroy();
    await once(this.server, 'close');
  }

  private join(near: Socket, target: number): void {
    const far = this.dark ? near : connect(target, '127.0.0.1');
    const pair = [near, far] as const;
    this.pairs.add(pair);
    const before = [...this.awaiting];
    const left = () => {
      for (const gone of before) if (this.awaiting.delete(gone)) gone();
    };
    // One that leaves is not answered in the dark: its connection stays half open.
    near.on('end', left).on('close', left);
    for (const socket of pair) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.pairs.delete(pair);
        near.destroy();
        far.destroy();
      });
    }
    if (this.dark) {
      near.resume();
      return;
    }
    near.pipe(far);
    far.pipe(near);
  }
}
