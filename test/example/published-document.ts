import type { FigureRow, SheetDocument, SheetRound } from '../../projections/reports/sheets/sheet-document.js';

type Figures = readonly [total: number, ...byDistrict: number[]];

const DISTRICTS = [
  { code: '41281', name: '덕양구', romanised: 'Deogyang-gu' },
  { code: '41285', name: '일산동구', romanised: 'Ilsandong-gu' },
  { code: '41287', name: '일산서구', romanised: 'Ilsanseo-gu' },
];

/** The sheet 2-2-4 as a document, set up by hand for tests of what is made of a document. */
export function publishedDocument(): SheetDocument {
  return {
    term: 7,
    number: '2-2-4',
    title: '시민 소통 활성화를 위한 시민소통실 운영(ii)',
    titleNote: null,
    department: '주민자치과',
    officers: [
      { role: '과장', name: '한○○', officePhone: '8072-2480' },
      { role: '팀장', name: '이○○', officePhone: '8075-2441' },
      { role: '담당자', name: '민○○', officePhone: '8075-2443' },
    ],
    districts: DISTRICTS,
    blocks: [
      {
        code: 'until-2020',
        heading: '그동안 추진실적 (2018. ~ 2020.)',
        period: { from: '2018-01', to: '2020-12' },
        rounds: [
          carriedRound('resident-autonomy-2020H2', '2020. 8 ~ 2020. 12.', [13, 4, 6, 3], [86, 21, 49, 16]),
          {
            ...carriedRound('tongjang-2019-2020', '2019. 8. ~ 2020. 2.', [39, 19, 11, 9], [323, 171, 87, 65]),
            heading: '시정 정책 공유를 위한 동 통장 협의회 소통 간담회 추진',
          },
        ],
      },
      {
        code: '2021H1',
        heading: '상반기 추진실적 (21. 1월~6월 실적)',
        period: { from: '2021-01', to: '2021-06' },
        rounds: [carriedRound('resident-autonomy-2021H1', '2021. 1 ~ 2021. 6.', [21, 12, 3, 6], [156, 96, 18, 42])],
      },
      {
        code: '2021H2',
        heading: '하반기 추진실적 (21. 7월~12월 실적)',
        period: { from: '2021-07', to: '2021-12' },
        rounds: [
          {
            ...carriedRound('resident-autonomy-2021H2', '2021. 7 ~ 2021. 9.', [5, 3, 2, 0], [64, 35, 29, 0]),
            heading: '시정 정책 공유를 위한 동 주민 자치 소통 간담회 지속 추진',
          },
        ],
      },
    ],
    participation: [
      { kind: 'pledge-meeting', recorded: null, live: 0, total: null },
      { kind: 'briefing', recorded: 78, live: 0, total: 78 },
      { kind: 'expert-advice', recorded: null, live: 0, total: null },
      { kind: 'press', recorded: null, live: 0, total: null },
      { kind: 'other', recorded: null, live: 0, total: null },
    ],
    participationCheck: { recorded: 78, dongRounds: 78, equal: true },
    problems: ['코로나19로 인하여 소통 간담회 참석자들 중 일부가 불안감을 갖기도 함.'],
    improvements: [
      '시와 동행정복지센터가 철저한 방역으로 간담회중 주민센터 내에서 코로나 19가 발생하지 않도록 지속적인 방역점검 추진',
    ],
    plans: [],
    standing: null,
    disagreements: { notes: [], suggestionsCompared: true },
    moment: { asOf: '2026-11-22', knownAt: { ordinal: 81, recordedUpTo: '2026-11-22T07:10:00.000Z' } },
    underWay: 0,
    incompleteStreams: 0,
  };
}

export function carriedRound(code: string, period: string, dongs: Figures, suggestions: Figures): SheetRound {
  return {
    roundId: code,
    code,
    kind: { code: 'resident-autonomy', ko: '동 주민자치 소통 간담회', en: 'residents’ autonomy meeting' },
    carried: true,
    counting: 'carried',
    voided: false,
    heading: '시정 정책 공유를 위한 동 주민 자치 소통 간담회 추진',
    lines: [
      { label: '기간', text: period },
      { label: '참석', text: '각 동 주민자치위원 등' },
      { label: '내용', text: '동별 현안사항 및 민원 청취, 핵심정책 공유 등' },
    ],
    suggestionHeading: '소통간담회 추진 건의사항 수렴',
    suggestionLine: { label: '일시', text: period },
    districts: DISTRICTS.map((district) => ({ ...district, elsewhere: false })),
    dongs: row(dongs),
    suggestions: row(suggestions),
    source: { title: '고양시 민선7기 공약 추진실적 2-2-4', publishedOn: null, note: null },
  };
}

/** A live round, counted from its meetings and suggestions. */
export function liveRound(code: string, dongs: Figures, suggestions: Figures): SheetRound {
  return {
    ...carriedRound(code, '2026. 9. ~ 2026. 12.', dongs, suggestions),
    carried: false,
    counting: 'live',
    voided: false,
    source: null,
  };
}

function row([total, ...byDistrict]: Figures): FigureRow {
  return { total, byDistrict, unknown: null, remark: null };
}
