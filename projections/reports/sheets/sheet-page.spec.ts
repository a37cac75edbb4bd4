import { liveRound, publishedDocument } from '../../../test/example/published-document.js';
import { html } from '../../../src/http/html.js';
import type { SheetDocument } from './sheet-document.js';
import { sheetPage } from './sheet-page.js';

const sheet = publishedDocument();

/** What a reader sees of a page: its texts, one space between them. */
function textOf(page: string): string {
  return page
    .replace(/<style>.*?<\/style>/su, '')
    .replace(/<[^>]+>/gu, ' ')
    .replace(/\s+/gu, ' ');
}

function withFirstRound(change: Partial<SheetDocument['blocks'][number]['rounds'][number]>): SheetDocument {
  const [block, ...blocks] = sheet.blocks;
  const [round, ...rounds] = block!.rounds;
  return { ...sheet, blocks: [{ ...block!, rounds: [{ ...round!, ...change }, ...rounds] }, ...blocks] };
}

describe('the page of a sheet', () => {
  it('prints heading, office and blocks in the order of the published form', () => {
    const text = textOf(sheetPage(sheet));
    const inOrder = [
      '2-2-4 시민 소통 활성화를 위한 시민소통실 운영(ii)',
      '소관부서 과장·팀장·담당자 연락처',
      '주민자치과 과장 한○○ 8072-2480 팀장 이○○ 8075-2441 담당자 민○○ 8075-2443',
      '추진실적 및 향후 추진계획',
      '그동안 추진실적 (2018. ~ 2020.)',
      '기간 : 2020. 8 ~ 2020. 12.',
      '동 통장 협의회 소통 간담회 추진',
      '상반기 추진실적',
      '하반기 추진실적',
      '시민참여(소통) 실적',
      '(단위 : 회)',
      '문제점 및 개선대책',
    ];
    const places = inOrder.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('prints each round as a table of 구분 · 계 · districts · 비고', () => {
    expect(textOf(sheetPage(sheet))).toContain(
      '구분 계 덕양구 일산동구 일산서구 비고 추진 동 13 4 6 3 건의사항 86 21 49 16',
    );
  });

  it('prints plans, how it stands and remarks where they are noted, and nothing of them where they are not', () => {
    const standing = { period: { from: '2022-01', to: '2022-06' }, state: '정상추진', ratePerMille: 625 };
    const first = sheet.blocks[0]!.rounds[0]!;
    const noted = {
      ...withFirstRound({ suggestions: { ...first.suggestions, remark: '서면 접수 포함' } }),
      plans: ['미개최 동을 찾아감'],
      standing,
    };
    const text = textOf(sheetPage(noted));
    expect(text).toContain('이행 상태 : 정상추진, 추진율 62.5% (2022-01부터 2022-06까지)');
    expect(text).toContain('향후 추진계획 미개최 동을 찾아감');
    expect(text).toContain('서면 접수 포함');
    expect(textOf(sheetPage(sheet))).not.toMatch(/이행 상태|향후 추진계획 미/u);
  });

  it('prints a zero as "-"', () => {
    const text = textOf(sheetPage(sheet));
    expect(text).toContain('추진 동 5 3 2 - 건의사항 64 35 29 -');
  });

  it('leaves an unknown figure empty and says why', () => {
    const unknown = { total: null, byDistrict: [null, null, null], unknown: 'not-known-yet', remark: null } as const;
    const page = sheetPage(withFirstRound({ dongs: unknown }));
    expect(page).toMatch(/추진 동<\/th>\s*(<td><\/td>\s*){4}/u);
    expect(textOf(page)).toContain('아직 알 수 없는 실적은 비워 둠');
    expect(textOf(sheetPage(sheet))).not.toContain('아직 알 수 없는');
  });

  it('names the source of carried figures once, at the foot', () => {
    const page = sheetPage(sheet);
    expect(page.match(/기존 발표 실적의 출처/gu)).toHaveLength(1);
    expect(page.match(/href="#note-1"/gu)).toHaveLength(4);
    expect(textOf(page)).toContain('1) 기존 발표 실적의 출처: 고양시 민선7기 공약 추진실적 2-2-4');
  });

  it('prints remarks on source and title in the language of the page only', () => {
    const source = { title: '보고서', publishedOn: null, note: 'no date is printed' };
    const noted = { ...withFirstRound({ source }), titleNote: '둘째 장으로 보임' };
    expect(textOf(sheetPage(noted, 'ko'))).toContain('※ 둘째 장으로 보임');
    expect(textOf(sheetPage(noted, 'ko'))).not.toContain('no date is printed');
    expect(textOf(sheetPage(noted, 'en'))).toContain('보고서 – no date is printed');
    expect(textOf(sheetPage(noted, 'en'))).not.toContain('둘째 장으로 보임');
  });

  it('marks a voided round, and says what its figures count', () => {
    const text = textOf(sheetPage(withFirstRound({ voided: true, carried: false, source: null })));
    expect(text).toContain('[무효] 시정 정책 공유를 위한');
    expect(text).toContain('무효 처리된 회차로, 그 아래 남아 있는 기록만 집계');
    expect(text).not.toContain('기존 발표 실적 대신');
    expect(textOf(sheetPage(sheet))).not.toContain('무효');
  });

  it('marks the figures whose records others no longer bear out, and says so at the foot', () => {
    const live = liveRound('live', [2, 1, 1, 0], [5, 3, 2, 0]);
    const inWords = { ko: '건의사항 2건이 맞지 않음', en: 'suggestions that disagree: 2' };
    const note = {
      roundId: 'live',
      row: 'suggestions',
      districts: ['41285'],
      code: 'meeting-voided',
      records: 2,
    } as const;
    const noted = {
      ...sheet,
      blocks: [...sheet.blocks, { ...sheet.blocks[0]!, rounds: [live] }],
      disagreements: { notes: [{ ...note, inWords }], suggestionsCompared: true },
    };
    expect(textOf(sheetPage(noted))).toContain('추진 동 2 1 1 - 건의사항 5 2) 3 2 2) -');
    expect(textOf(sheetPage(noted))).toContain('2) 건의사항 2건이 맞지 않음');
    expect(textOf(sheetPage(noted, 'en'))).toContain('2) suggestions that disagree: 2');
    expect(sheetPage(noted).match(/href="#note-2"/gu)).toHaveLength(2);
    const past = { ...noted, disagreements: { notes: [], suggestionsCompared: false } };
    expect(textOf(sheetPage(past))).toContain('건의사항이 다른 기록과 맞는지는 표시하지 않음');
  });

  it('does not mark the figures of live rounds as carried', () => {
    const live = liveRound('live', [2, 1, 1, 0], [5, 3, 2, 0]);
    const page = sheetPage({ ...sheet, blocks: [{ ...sheet.blocks[0]!, rounds: [live] }] });
    expect(textOf(page)).not.toContain('기존 발표 실적(집계)');
    expect(textOf(page)).toContain('간담회·건의사항 기록에서 집계');
  });

  it('shows beside the participation what meetings of live rounds add to it', () => {
    const participation = [{ kind: 'briefing', recorded: 78, live: 2, total: 80 }] as const;
    expect(textOf(sheetPage({ ...sheet, participation }))).toContain('80 보고 78 + 간담회 2');
  });

  it('states as of which day and as known at which record it holds', () => {
    expect(textOf(sheetPage(sheet))).toContain('2026-11-22 기준, 2026-11-22 16:10 입력분까지 (기록 81번)');
  });

  it('says where figures are incomplete', () => {
    expect(textOf(sheetPage({ ...sheet, incompleteStreams: 2 }))).toContain('보류된 기록 묶음 2개');
    expect(textOf(sheetPage(sheet))).not.toContain('보류된');
  });

  it('escapes whatever was recorded', () => {
    const hostile = `가</td><script>alert("1")</script>&'`;
    const page = sheetPage({
      ...withFirstRound({
        heading: hostile,
        lines: [{ label: hostile, text: hostile }],
        districts: [{ code: '1', name: hostile, romanised: null, elsewhere: true }],
      }),
      title: hostile,
      titleNote: hostile,
      department: hostile,
      officers: [{ role: hostile, name: hostile, officePhone: hostile }],
      districts: [{ code: '1', name: hostile, romanised: null }],
      problems: [hostile],
      improvements: [hostile],
    });
    expect(page).not.toContain('<script');
    expect(
      page.match(/가&lt;\/td&gt;&lt;script&gt;alert\(&quot;1&quot;\)&lt;\/script&gt;&amp;&#39;/gu)!.length,
    ).toBeGreaterThan(10);
  });

  it('speaks English on request and marks what was recorded in Korean as Korean', () => {
    const page = sheetPage(sheet, 'en');
    expect(page).toContain('<html lang="en">');
    expect(textOf(page)).toContain('Category Total Deogyang-gu Ilsandong-gu Ilsanseo-gu Note Dongs 13 4 6 3');
    expect(page).toContain('<h4 lang="ko">시정 정책');
  });

  it('needs no script and nothing from elsewhere', () => {
    expect(sheetPage(sheet)).not.toMatch(/<script|<link|src=|url\(|https?:/u);
  });
});

describe('the html tag', () => {
  it('escapes texts, keeps what is Html, joins lists and leaves null out', () => {
    expect(html`<p title="${'"'}">${['<', html`<b>${'&'}</b>`, null, 0]}</p>`.toString()).toBe(
      '<p title="&quot;">&lt;<b>&amp;</b>0</p>',
    );
  });
});
