import { AppModule } from './app.module.js';
import { settingsFrom } from './config/settings.js';
import { EXIT, Failure } from './failure.js';
import { createApp } from './http/create-app.js';

/** Starts the server and keeps it until a signal stops it. Throws Failure where it cannot start. */
export async function serve(env: Readonly<Record<string, string | undefined>>): Promise<void> {
  const settings = settingsFrom(env);
  const app = await createApp(AppModule.with(settings));
  try {
    await app.listen(settings.port, settings.host);
  } catch (error) {
    await app.close();
    throw cannotListen(error, settings.host, settings.port);
  }
}

function cannotListen(error: unknown, host: string, port: number): unknown {
  const sentences: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${String(port)} on ${host} is taken: stop what listens there, or set PORT to another one.`,
    EACCES: `Port ${String(port)} may not be listened on by this user: set PORT to one from 1024.`,
    EADDRNOTAVAIL: `This machine has no address ${host}: set HOST to one of its own, such as 127.0.0.1.`,
    ENOTFOUND: `The host name ${host} is not known here: set HOST to an address of this machine, such as 127.0.0.1.`,
  };
  const sentence = sentences[(error as NodeJS.ErrnoException).code ?? ''];
  return sentence === undefined ? error : new Failure(sentence, EXIT.unavailable, { cause: error });
}
