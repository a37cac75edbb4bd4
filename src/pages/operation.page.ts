import { html } from '../http/html.js';
import type { Asked, Page } from './page.js';
import { instant, told } from './timeline.js';

interface Models {
  readonly holder: string | null;
  readonly lag: { readonly events: number; readonly seconds: number };
  readonly builds: readonly {
    readonly name: string;
    readonly version: number;
    readonly build: number;
    readonly state: string;
    readonly serving: boolean;
    readonly ordinal: number;
    readonly recordedUpTo: string | null;
    readonly heldBack: number;
    readonly error: unknown;
  }[];
}

interface Health {
  readonly status: string;
  readonly details?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What an operator looks at: the store, the read models, what is held back, and what to do. */
export async function operationPage({ api, language }: Asked): Promise<Page> {
  const { t } = language;
  const [models, health] = await Promise.all([
    api.get<Models>('/v1/read-models'),
    api.get<Health>('/health/ready').catch((): Health => ({ status: 'error' })),
  ]);
  const held = models.builds.filter(({ heldBack, error }) => heldBack > 0 || error !== null);
  return {
    title: t('운영', 'Operation'),
    body: html`<p>
        <span class="badge ${health.status === 'ok' ? 'good' : 'alarm'}">${health.status}</span>
        ${t('조회 모델은', 'The read models are')} ${models.lag.events} ${t('건,', 'events,')} ${models.lag.seconds}
        ${t('초 뒤에 있습니다.', 'seconds behind.')}
        ${models.holder === null ? t('지금 만드는 프로세스가 없습니다.', 'Nobody projects right now.') : html`${t('만드는 프로세스', 'projected by')}: ${models.holder}`}
      </p>
      ${
        held.length === 0
          ? html`<p class="done">${t('보류된 기록이 없습니다.', 'Nothing is held back.')}</p>`
          : html`<p class="refused" role="alert">
              ${t('보류된 기록이 있습니다. `npm run ledger -- read-models quarantine`이 까닭을 알려 줍니다.', 'Streams are held back: `npm run ledger -- read-models quarantine` says why.')}
            </p>`
      }
      <h2>${t('저장소와 상태', 'Store and health')}</h2>
      <dl class="facts">
        ${Object.entries(health.details ?? {}).map(
          ([name, its]) =>
            html`<dt>${name}</dt>
              <dd>${Object.entries(its).map(([key, value]) => html`${key}: ${told(value)}<br />`)}</dd>`,
        )}
      </dl>
      <h2>${t('조회 모델', 'Read models')}</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">${t('이름', 'Name')}</th>
              <th scope="col" class="figure">${t('판', 'Version')}</th>
              <th scope="col" class="figure">${t('빌드', 'Build')}</th>
              <th scope="col">${t('상태', 'State')}</th>
              <th scope="col" class="figure">${t('기록', 'Entry')}</th>
              <th scope="col">${t('입력분까지', 'Recorded up to')}</th>
              <th scope="col" class="figure">${t('보류', 'Held back')}</th>
            </tr>
          </thead>
          <tbody>
            ${models.builds.map(
              (build) =>
                html`<tr>
                  <th scope="row">${build.name}</th>
                  <td class="figure">${build.version}</td>
                  <td class="figure">${build.build}</td>
                  <td>
                    ${build.state}${build.serving ? html` <span class="badge good">${t('조회에 씀', 'serving')}</span>` : null}
                  </td>
                  <td class="figure">${build.ordinal}</td>
                  <td>${build.recordedUpTo === null ? '–' : instant(build.recordedUpTo)}</td>
                  <td class="figure">${build.heldBack}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <h2>${t('할 수 있는 일', 'What can be done')}</h2>
      <ul>
        <li><code>npm run ledger -- backup DIR</code> ${t('백업하고 검증합니다.', 'backs up and verifies.')}</li>
        <li><code>npm run ledger -- check</code> ${t('기록을 점검합니다.', 'checks the log.')}</li>
        <li><code>npm run rebuild</code> ${t('조회 모델을 다시 만듭니다.', 'builds the read models anew.')}</li>
        <li><a href="/metrics">/metrics</a> · <a href="/docs">/docs</a></li>
      </ul>`,
  };
}
