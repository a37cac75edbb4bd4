import { type CityRules, type CountedBy, type Deadline, deadline, type Inputs, type Start } from './deadline.js';
import { inWords } from './in-words.js';
import { officialCalendar } from './official-calendar.js';

const OFFICE = { from: '09:00', to: '18:00', pauseFrom: '12:00', pauseTo: '13:00', validFrom: '2020-01-01' };
const ORAL = { workingDays: 10, validFrom: '2021-01-01', basis: '건의사항 관리지침' };
const NO_RULES: CityRules = { oralDefault: null, officeHours: null };

const by = (rules: Partial<CityRules> = {}): CountedBy => ({
  calendar: officialCalendar,
  rulesOn: () => ({ ...NO_RULES, ...rules }),
});

const start = (more: Partial<Start> = {}): Start => ({
  on: '2022-07-05',
  precision: 'day',
  at: null,
  form: 'written',
  ...more,
});

function of(inputs: Partial<Inputs>, began: Partial<Start> = {}, rules: Partial<CityRules> = {}): Deadline {
  const its = { kind: null, stops: [], extensions: [], ...inputs };
  return deadline(start(began), '2022-07-05', its, by(rules));
}

describe('a deadline by statute', () => {
  it.each([
    ['suggestion', '2022-07-22', '영 제15조'],
    ['question-on-law', '2022-07-22', '영 제14조'],
    ['question', '2022-07-13', '영 제14조'],
    ['grievance', '2022-07-13', '영 제17조'],
    ['other', '2022-07-05', '영 제16조'],
  ] as const)('of the kind %s is due on %s by %s', (kind, dueOn, article) => {
    const its = of({ kind });
    expect(its).toMatchObject({ basis: 'statute', state: 'due', dueOn, calendarVersion: officialCalendar.version });
    expect(its.article).toContain(article);
  });

  it('is due at once by the office hours of the city, and unknown where it has set none', () => {
    const received = { at: '17:00' };
    expect(of({ kind: 'other' }, received, { officeHours: OFFICE })).toMatchObject({
      dueOn: '2022-07-06',
      dueAt: '11:00',
      policyValidFrom: '2020-01-01',
    });
    expect(of({ kind: 'other' }, received)).toMatchObject({
      state: 'unknown',
      unknown: 'office-hours-not-set',
      dueOn: null,
    });
  });

  it('is due at the end of the working day where the hour of receipt is not known', () => {
    expect(of({ kind: 'other' })).toMatchObject({ dueOn: '2022-07-05', dueAt: null });
    expect(of({ kind: 'other' }, { on: '2022-07-09' }, { officeHours: OFFICE })).toMatchObject({
      dueOn: '2022-07-11',
      dueAt: '18:00',
    });
  });

  it('goes on by whole days where what is due at once is extended', () => {
    const extensions = [{ decidedOn: '2022-07-05', workingDays: 2, consented: false }];
    expect(of({ kind: 'other', extensions })).toMatchObject({ dueOn: '2022-07-07', dueAt: null });
  });

  it('counts each extension on without a gap', () => {
    const extension = { decidedOn: '2022-07-20', workingDays: 14, consented: false };
    expect(of({ kind: 'suggestion', extensions: [extension] })).toMatchObject({ dueOn: '2022-08-11' });
    expect(of({ kind: 'suggestion', extensions: [extension, { ...extension, workingDays: 3 }] })).toMatchObject({
      dueOn: '2022-08-17',
    });
  });

  it('holds for what was raised orally once it is classified', () => {
    expect(of({ kind: 'suggestion' }, { form: 'oral' }, { oralDefault: ORAL })).toMatchObject({
      basis: 'statute',
      dueOn: '2022-07-22',
    });
  });

  it('names the public holidays that it leaves out, save for those within a stop', () => {
    const count = (stops: Inputs['stops']) =>
      of({ kind: 'suggestion', stops }, { on: '2021-02-01' }).leftOut.map(({ on }) => on);
    expect(count([])).toEqual(['2021-02-11', '2021-02-12', '2021-02-13']);
    expect(count([{ from: '2021-02-08', to: '2021-02-12', ground: 'supplement' }])).toEqual(['2021-02-13']);
  });
});

describe('a deadline by the city’s policy', () => {
  it('holds for what was raised orally and is not classified, or is no petition', () => {
    for (const kind of [null, 'none'] as const) {
      expect(of({ kind }, { form: 'oral' }, { oralDefault: ORAL })).toMatchObject({
        basis: 'policy',
        dueOn: '2022-07-18',
        article: '건의사항 관리지침',
        policyValidFrom: '2021-01-01',
      });
    }
  });

  it('is none where the city has set none', () => {
    expect(of({}, { form: 'oral' })).toMatchObject({ basis: 'none', state: 'none', dueOn: null });
    expect(of({ kind: 'none' })).toMatchObject({ state: 'none' });
  });

  it('is none for what is in writing and is no petition', () => {
    expect(of({ kind: 'none' }, {}, { oralDefault: ORAL })).toMatchObject({ basis: 'none', state: 'none' });
  });
});

describe('a deadline is unknown', () => {
  it.each([
    ['of a written one that is not classified', {}, {}, 'not-classified'],
    ['where neither form nor kind is known', {}, { form: null }, 'not-classified'],
    ['where a policy may hold, and the form is not known', { kind: 'none' }, { form: null }, 'form-not-known'],
    ['without a day of receipt', { kind: 'suggestion' }, { on: null }, 'day-not-known'],
    ['where only the month of receipt is known', { kind: 'suggestion' }, { precision: 'month' }, 'day-not-known'],
    ['before the years of the calendar', { kind: 'suggestion' }, { on: '2017-12-29' }, 'outside-calendar'],
    ['where it would end after them', { kind: 'suggestion' }, { on: '2027-12-20' }, 'outside-calendar'],
  ] as const)('%s', (_when, inputs, began, unknown) => {
    expect(of(inputs, began, { oralDefault: ORAL })).toMatchObject({ state: 'unknown', unknown, dueOn: null });
  });
});

describe('a deadline in words', () => {
  it('says its day and all that it comes from', () => {
    const its = of({ kind: 'suggestion' }, { on: '2021-02-01' });
    expect(inWords(its, start({ on: '2021-02-01' }))).toEqual({
      ko:
        '2021-02-22까지 · 2021-02-01부터 근무일 14 · 영 제15조, 법 제19조제2항 · ' +
        '공휴일 제외: 2021-02-11 설날 전날, 2021-02-12 설날, 2021-02-13 설날 다음 날 · 달력 @hyunbinseo/holidays-kr 5.2027.1',
      en:
        'due 2021-02-22 · 14 working days from 2021-02-01 · 영 제15조, 법 제19조제2항 · ' +
        'public holidays left out: 2021-02-11 설날 전날, 2021-02-12 설날, 2021-02-13 설날 다음 날 · calendar @hyunbinseo/holidays-kr 5.2027.1',
    });
  });

  it('says its hour, extensions and stops', () => {
    const its = of(
      {
        kind: 'other',
        stops: [{ from: '2022-07-05', to: '2022-07-06', ground: 'supplement' }],
        extensions: [],
      },
      { at: '10:00' },
      { officeHours: OFFICE },
    );
    expect(inWords(its, start({ at: '10:00' })).en).toMatch(
      /^due 2022-07-07 12:00 · 3 working hours from 2022-07-05 10:00 · .* · supplement from 2022-07-05 to 2022-07-06 not counted · calendar/,
    );
    const extensions = [{ decidedOn: '2022-07-20', workingDays: 3, consented: true }];
    expect(inWords(of({ kind: 'suggestion', extensions }), start()).en).toContain(
      'extended on 2022-07-20 by 3 working days (the petitioner consented)',
    );
  });

  it('says why nothing is known or due, and that a stop is open', () => {
    const open = { kind: 'suggestion', stops: [{ from: '2022-07-06', to: null, ground: 'supplement' }] } as const;
    expect([of({}), of({}, { form: 'oral' }), of(open)].map((its) => inWords(its, start()).en.split(' · ')[0])).toEqual(
      ['due unknown: it is not classified', 'nothing sets a day', 'the clock is stopped'],
    );
  });
});
