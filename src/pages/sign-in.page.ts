import { html } from '../http/html.js';
import type { ApiProblem } from './api.js';
import type { Asked, Page } from './page.js';

/** Where people sign in. */
export function signInPage({ language, query }: Asked, problem?: ApiProblem, account = ''): Promise<Page> {
  const { t } = language;
  return Promise.resolve({
    title: t('로그인', 'Sign in'),
    status: problem?.status ?? 200,
    body: html`${problem ? html`<p class="refused" role="alert">${problem.detail}</p>` : null}
      <form class="filters" method="post" action="/sign-in">
        <input type="hidden" name="to" value="${query.to ?? '/'}" />
        <label
          >${t('계정', 'Account')} <input name="account" value="${account}" required autocomplete="username"
        /></label>
        <label
          >${t('비밀번호', 'Password')} <input type="password" name="password" required autocomplete="current-password"
        /></label>
        <button>${t('로그인', 'Sign in')}</button>
      </form>
      <p class="soft">
        ${t('계정은 운영자가 만듭니다(ledger accounts add).', 'Accounts are made by whoever runs the ledger (ledger accounts add).')}
      </p>`,
  });
}
