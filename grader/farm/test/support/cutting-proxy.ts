import { once } from 'node:events';
import net from 'node:net';

/** Stands between clients and a store on 127.0.0.1, and cuts, breaks or stills their lines when told to. */
export class CuttingProxy {
  /** New lines are taken and end at once, as by a proxy whose store is down. */
  isBroken = false;
  private readonly sockets = new Set<net.Socket>();
  private readonly server: net.Server;

  constructor(port: number) {
    this.server = net.createServer((client) => {
      if (this.isBroken) return void client.destroy();
      const store = net.connect(port, '127.0.0.1');
      for (const socket of [client, store]) {
        this.sockets.add(socket);
        socket.on('error', () => {});
        socket.on('close', () => {
          this.sockets.delete(socket);
          client.destroy();
          store.destroy();
        });
      }
      client.pipe(store).pipe(client);
    });
  }

  async listen(): Promise<number> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return (this.server.address() as net.AddressInfo).port;
  }

  /** The lines that are there carry nothing any more and do not end, as behind a machine that was switched off. */
  still(): void {
    for (const socket of this.sockets) socket.unpipe().on('data', () => {});
  }

  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  close(): void {
    this.server.close();
    this.cut();
  }
}
