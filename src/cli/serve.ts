import { EXIT } from '../failure.js';
import { serve } from '../serve.js';
import type { Subcommand } from './subcommand.js';

export const serveCommand: Subcommand = (declare) => {
  declare('serve', 'start the server, which runs until a signal stops it (as npm start does)', async (_, { env }) => {
    await serve(env);
    return EXIT.done;
  });
};
