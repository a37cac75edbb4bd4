import { personalDataWithin } from './personal-data-within.js';

const fields = (value: unknown) => personalDataWithin(value).map(({ field }) => field);

describe('what is sent', () => {
  it('is refused with personal data in any text of it, however deep', () => {
    expect(
      personalDataWithin({ kind: { code: 'a010-1234-5678' }, lines: [{ text: 'ok' }, { text: '900101-1234567' }] }),
    ).toEqual([
      {
        field: '/kind/code',
        problem: expect.objectContaining({ en: 'must not hold a phone number: leave it out' }) as object,
      },
      {
        field: '/lines/1/text',
        problem: expect.objectContaining({
          en: 'must not hold a resident registration number: leave it out',
        }) as object,
      },
    ]);
  });

  it.each([
    ['a label and its text', { label: '010', text: '1234-5678' }],
    ['a label that says what the text is', { label: '연락처', text: '907 1234' }],
    ['a text and its translation', { ko: '010-1234', en: '5678' }],
    ['a title and the note to it', { title: '행사 안내 010-12', titleNote: '34-5678' }],
    ['a birthday and what follows it', { label: '900101', text: '1234567' }],
    ['a name and a domain', { label: 'hong', text: '@example.com' }],
  ])('is refused with it in two texts beside one another: %s', (_, value) => {
    expect(personalDataWithin({ lines: [value] })).toEqual([
      {
        field: '/lines/0',
        problem: expect.objectContaining({
          en: expect.stringMatching(/parts of it stand beside one another/) as string,
        }) as object,
      },
    ]);
  });

  it('is refused with it in neighbours of one list, named once', () => {
    expect(
      fields({
        lines: [
          { label: '기간', text: '010' },
          { label: '1234', text: '5678' },
        ],
      }),
    ).toEqual(['/lines']);
    expect(fields({ notes: ['공일공', '일이삼사', '오육칠팔'] })).toEqual(['/notes']);
    expect(fields({ notes: ['010-1234', null, '5678'] })).toEqual(['/notes']);
  });

  it('may hold days, months, ids, codes and numbers one after another', () => {
    expect(
      fields({
        roundId: '01012345-6789-4123-8123-010123456789',
        dong: '4128151000',
        district: '41281',
        raisedOn: '2022-03-15',
        period: { from: '2022-03', to: '2022-06' },
        count: 1012345678,
        lines: [
          { label: '기간', text: '2022. 3. ~ 2022. 6.' },
          { label: '대상', text: '통장 1234명' },
          { label: '장소', text: '5678번지' },
        ],
      }),
    ).toEqual([]);
  });

  it('may hold an office number in the field that publishes it, and there alone', () => {
    const officer = { role: '팀장', name: '한○○', officePhone: '031-8075-2441' };
    expect(fields({ officers: [officer] })).toEqual([]);
    expect(fields({ officers: [{ ...officer, role: '팀장 031-8075-2441' }] })).toEqual(['/officers/0/role']);
    expect(fields({ officePhone: '031-8075-2441' })).toEqual(['/officePhone']);
  });

  it('may name in a correction what stands, so that it can be taken out', () => {
    expect(fields({ changes: [{ path: '/text', from: '010-1234-5678', to: '' }], why: '번호 삭제' })).toEqual([]);
  });
});
