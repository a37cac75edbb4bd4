import { text } from 'node:stream/consumers';
import { Accounts } from '../access/accounts.js';
import { hashOf } from '../access/passwords.js';
import { type AccountRole, ROLES } from '../access/roles.js';
import { settingsFrom } from '../config/settings.js';
import { EXIT, Failure } from '../failure.js';
import type { Subcommand, Surroundings } from './subcommand.js';

interface AccountOptions {
  readonly name?: string;
  readonly role?: string;
  readonly department?: string;
  readonly position?: string;
}

interface TokenOptions {
  readonly label?: string;
  readonly days?: string;
}

const LEAST_LETTERS = 10;
const DAY_MS = 86_400_000;

export const accountsCommand: Subcommand = (declare) => {
  declare<AccountOptions>(
    'accounts',
    'who may sign in: add ID, list, disable ID, enable ID, password ID (read from standard input)',
    async (options, around, report, [what, id]) => {
      const accounts = opened(around);
      try {
        switch (what) {
          case 'list': {
            for (const one of accounts.list()) {
              const { department, position, disabled } = one;
              const more = [department, position, disabled ? 'disabled' : null].filter((part) => part !== null);
              report.say(`${one.id}  ${one.role}  ${one.name}${more.length > 0 ? `  (${more.join(', ')})` : ''}`, one);
            }
            return EXIT.done;
          }
          case 'add': {
            const { name = named(id), role = 'viewer', department = null, position = null } = options;
            accounts.add({ id: named(id), name, role: role as AccountRole, department, position });
            report.say(`Added ${named(id)} as ${role}. "ledger accounts password ${named(id)}" lets them sign in.`, {
              account: id,
            });
            return EXIT.done;
          }
          case 'disable':
          case 'enable':
            accounts.setDisabled(named(id), what === 'disable');
            report.say(`${named(id)} is ${what}d.`, { account: id, disabled: what === 'disable' });
            return EXIT.done;
          case 'password': {
            const password = (await text(process.stdin)).replace(/\r?\n$/, '');
            if (password.length < LEAST_LETTERS) {
              throw new Failure(
                `A password has at least ${String(LEAST_LETTERS)} letters; it is read from standard input.`,
                EXIT.usage,
              );
            }
            accounts.setPassword(named(id), await hashOf(password));
            report.say(`The password of ${named(id)} is set; whoever was signed in with the former is signed out.`, {
              account: id,
            });
            return EXIT.done;
          }
          default:
            throw new Failure(
              'There are "accounts add ID", "list", "disable ID", "enable ID" and "password ID".',
              EXIT.usage,
            );
        }
      } finally {
        accounts.close();
      }
    },
  )
    .argument('<what>', 'add, list, disable, enable or password')
    .argument('[id]', 'the account')
    .option('--name <name>', 'how people call them; stays out of the log')
    .option('--role <role>', `one of ${ROLES.join(', ')}`, 'viewer')
    .option('--department <code>', 'the department, which a handler must have')
    .option('--position <position>', '직위, such as 팀장');
};

export const tokensCommand: Subcommand = (declare) => {
  declare<TokenOptions>(
    'tokens',
    'what programs sign in with: make ACCOUNT (told once), list, revoke TOKEN',
    ({ label = 'token', days = '90' }, around, report, [what, id]) => {
      const accounts = opened(around);
      try {
        switch (what) {
          case 'make': {
            if (!/^[1-9]\d{0,3}$/.test(days)) throw new Failure('--days is a number of days up to 9999.', EXIT.usage);
            const secret = accounts.makeToken(named(id), label, 'token', Number(days) * DAY_MS);
            report.say(
              `${secret}\nIt is told this once. Send it as "Authorization: Bearer …"; it ends in ${days} days.`,
              {
                token: secret,
                account: id,
              },
            );
            return Promise.resolve(EXIT.done);
          }
          case 'list':
            for (const one of accounts.tokens()) {
              const used = one.lastUsedAt === null ? 'never used' : `last used ${one.lastUsedAt}`;
              report.say(`${one.id}…  ${one.account}  ${one.kind}  ${one.label}  until ${one.expiresAt}, ${used}`, one);
            }
            return Promise.resolve(EXIT.done);
          case 'revoke':
            if (!accounts.revoke(named(id))) {
              throw new Failure(`There is no token ${named(id)}; "ledger tokens list" names them.`, EXIT.usage);
            }
            report.say(`Revoked ${named(id)}.`, { token: id });
            return Promise.resolve(EXIT.done);
          default:
            throw new Failure('There are "tokens make ACCOUNT", "list" and "revoke TOKEN".', EXIT.usage);
        }
      } finally {
        accounts.close();
      }
    },
  )
    .argument('<what>', 'make, list or revoke')
    .argument('[id]', 'the account, or the token as the list names it')
    .option('--label <label>', 'what it is for', 'token')
    .option('--days <days>', 'how long it lasts', '90');
};

function opened({ env }: Surroundings): Accounts {
  return new Accounts(settingsFrom(env).dataDir, () => new Date());
}

function named(id: string | undefined): string {
  if (id !== undefined) return id;
  throw new Failure('Say whose: an account or a token.', EXIT.usage);
}
