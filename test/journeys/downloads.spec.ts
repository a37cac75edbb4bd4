import { CityHall, DONGS, liveRound } from './city-hall.js';

/** The cells of a CSV file (RFC 4180). */
function cellsOf(csv: string): string[][] {
  const lines: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    lines.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain!);
    if (end === '\r\n') lines.push([]);
  }
  return lines.filter((line) => line.some((cell) => cell !== ''));
}

describe('a file for spreadsheets', () => {
  const MANY = 520;
  let hall: CityHall;
  beforeAll(async () => {
    hall = await CityHall.open('2022-07-01');
    await hall.loadExample();
    await hall.done('/v1/rounds', liveRound);
    const said = { round: liveRound.code, dong: DONGS.jugyo, channel: 'pre-submitted', raisedOn: '2022-04-12' };
    for (let n = 1; n <= MANY; n++) {
      const text = n === 1 ? '=HYPERLINK("x"), "따옴표"\n두 줄' : `그늘막 ${String(n)}`;
      await hall.done('/v1/suggestions', { ...said, text });
    }
  }, 60_000);
  afterAll(() => hall.close());

  const asked = async (path: string, headers: Readonly<Record<string, string>> = {}) => {
    await hall.get('/v1/suggestions?limit=1');
    const response = await hall.fetch(path, { headers: { 'Accept-Language': 'ko', ...headers } });
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { response, bytes, csv: new TextDecoder().decode(bytes) };
  };

  it('holds all pages of a list, opens in Korean, and none of its cells is a formula', async () => {
    const { response, bytes, csv } = await asked('/v1/suggestions?format=csv');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const name = encodeURIComponent('건의사항.csv');
    expect(response.headers.get('content-disposition')).toContain(`filename*=UTF-8''${name}`);
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [header, first, ...others] = cellsOf(csv);
    expect(header!.slice(0, 4)).toEqual(['접수번호', 'id', '건의명', '내용']);
    expect(first![3]).toBe('\'=HYPERLINK("x"), "따옴표"\n두 줄');
    expect(others).toHaveLength(MANY - 1);
    expect(new Set(others.map(([number]) => number)).size).toBe(MANY - 1);
  });

  it('has the columns asked for, in their order and language, and what the list is narrowed to', async () => {
    const { csv } = await asked('/v1/suggestions?columns=dong,number&number=2022-0003', {
      Accept: 'text/csv',
      'Accept-Language': 'en',
    });
    expect(cellsOf(csv)).toEqual([
      ['Dong', 'Number'],
      ['주교동', '2022-0003'],
    ]);
    const refused = await hall.fetch('/v1/suggestions?format=csv&columns=number,colour');
    expect([refused.status, await refused.json()]).toMatchObject([400, { errors: [{ field: '/columns' }] }]);
    const noFile = await hall.fetch('/v1/suggestions?columns=number');
    expect([noFile.status, await noFile.json()]).toMatchObject([400, { errors: [{ field: '/columns' }] }]);
    expect((await hall.fetch('/v1/suggestions?format=pdf')).status).toBe(400);
    expect((await hall.fetch('/v1/suggestions', { headers: { Accept: 'application/pdf' } })).status).toBe(406);
    expect((await hall.fetch('/v1/suggestions?format=json')).headers.get('content-type')).toContain('json');
  });

  it('is there of counts and of the entries of the ledger', async () => {
    const counts = cellsOf((await asked('/v1/suggestion-counts?by=district,status&format=csv')).csv);
    expect(counts).toEqual([
      ['구', '처리현황', '건수', '비율(%)'],
      ['41281', 'pending', String(MANY), '100'],
    ]);
    const entries = cellsOf((await asked('/v1/entries?format=csv&columns=ordinal,type')).csv).slice(1);
    expect(entries).toHaveLength((await hall.log()).length);
    expect(entries.at(-1)).toEqual([String(entries.length), 'SuggestionReceived']);
  });

  it('is there of meetings and of budget lines, too', async () => {
    const held = { round: liveRound.code, dong: DONGS.jugyo, heldOn: '2022-04-14', attendees: 24 };
    await hall.done('/v1/meetings', held);
    const [header, meeting] = cellsOf((await asked(`/v1/rounds/${liveRound.code}/meetings?format=csv`)).csv);
    expect(Object.fromEntries(header!.map((name, at) => [name, meeting![at]]))).toMatchObject({
      '동 코드': DONGS.jugyo,
      단계: 'held',
      개최일: '2022-04-14',
      '참석 인원': '24',
    });
    const [sums] = cellsOf((await asked('/v1/budget?by=year,state&format=csv')).csv);
    expect(sums).toEqual(['회계연도', '반영 상태', '예산 줄', '금액(원)']);
  });
});
