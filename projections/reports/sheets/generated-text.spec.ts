import { generatedText, printedPeriod } from './generated-text.js';

describe('what a sheet generates where nothing was given', () => {
  it.each([
    [{ from: '2022-03', to: '2022-06' }, '2022. 3. ~ 2022. 6.'],
    [{ from: '2022-03-02', to: '2022-06-30' }, '2022. 3. 2. ~ 2022. 6. 30.'],
    [{ from: '2021-12', to: '2022-01-05' }, '2021. 12. ~ 2022. 1. 5.'],
    [{ from: '2022-03', to: null }, '2022. 3. ~'],
  ])('prints the period %j as %s', (period, printed) => {
    expect(printedPeriod(period)).toBe(printed);
  });

  it('prints the round in the manner of the published form', () => {
    const round = {
      kind: '동 주민자치 소통 간담회',
      participants: '각 동 주민자치위원 등',
      agenda: '동별 현안사항',
      meetingPeriod: { from: '2022-03', to: '2022-06' },
      suggestionPeriod: { from: '2022-03', to: '2022-05' },
    };
    expect(generatedText(round)).toEqual({
      heading: '시정 정책 공유를 위한 동 주민자치 소통 간담회 추진',
      lines: [
        { label: '기간', text: '2022. 3. ~ 2022. 6.' },
        { label: '참석', text: '각 동 주민자치위원 등' },
        { label: '내용', text: '동별 현안사항' },
      ],
      suggestionHeading: '소통간담회 추진 건의사항 수렴',
      suggestionLine: { label: '일시', text: '2022. 3. ~ 2022. 5.' },
    });
  });
});
