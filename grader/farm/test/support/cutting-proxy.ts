import { once } from 'node:events';
import net from 'node:net';

/** Stands between clients and a store on 127.0.0.1, and cuts their lines when told to. */
export class CuttingProxy {
  private readonly sockets = new Set<net.Socket>();
  private readonly server: net.Server;

  constructor(port: number) {
    this.server = net.createServer((client) => {
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

  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  close(): void {
    this.server.close();
    this.cut();
  }
}
