import 'reflect-metadata';
import { validateSync } from 'class-validator';
import { NoPersonalData } from './no-personal-data.js';
import { freeText, personalDataIn } from './personal-data.js';

describe('free text', () => {
  it.each([
    '900101-1234567',
    '주민번호는 9001011234567 입니다',
    '９００１０１－１２３４５６７',
    '900101 - 2234567',
    '900101 1234567',
    '(900101–4234567)',
    '외국인등록번호 850615-5234567',
    '900101-1******',
    '900101-2●●●●●●',
    '9001\u200b01-1234567',
  ])('is refused with the resident registration number of %s', (text) => {
    expect(personalDataIn(text)).toBe('a resident registration number');
  });

  it.each([
    '010-1234-5678로 연락',
    '01012345678',
    '010 1234 5678',
    '010.1234.5678',
    '010 - 1234 - 5678',
    '010·1234·5678',
    '010/1234/5678',
    '010_1234_5678',
    '010–1234–5678',
    '(010)1234-5678',
    '(010) 1234-5678',
    '０１０－１２３４－５６７８',
    '010\u200b-1234-\u200b5678',
    '011-234-5678',
    '016-234-5678',
    '02-123-4567',
    '02)123-4567',
    '0212345678',
    '(031) 907-1234',
    '031)907-1234',
    '031-8075-2441',
    '070-1234-5678',
    '0507-1234-5678',
    '050-7123-4567',
    '+82 10 1234 5678',
    '+82-10-1234-5678',
    '+82 (0)10-1234-5678',
    '+82-31-907-1234',
    '0082 10 1234 5678',
    '821012345678',
    '담당 8075-2441',
    '☎ 907-1234',
    '전화번호: 907 1234',
    '연락처 2021-1234',
    'Tel. 907.1234',
    'HP 2345-6789',
    '8075-2441 대표번호',
    '공일공 일이삼사 오육칠팔',
    '공일공-일이삼사-오육칠팔로',
    '공일공일이삼사오육칠팔',
    '통장 홍○○(010-1234-5678)',
    '010. 1234. 5678',
    '문의 8075-2441 건축과',
    '8075-2441 호수공원팀',
    '8075-2441인데 안 받음',
    '문의하면 907-1234',
    '우리 907-1234',
    '행신동 8075-2441',
    '공중전화 옆 가게 907-1234',
    '휴대전화 2345 6789',
  ])('is refused with the phone number of %s', (text) => {
    expect(personalDataIn(text)).toBe('a phone number');
  });

  it.each([
    'hong@example.com 으로',
    'HONG.Gil@mail.example.co.kr',
    'hong＠example.com',
    'hong @ example.com',
    '메일:hong+a@example.한국',
    'hong골뱅이naver.com',
    'hong(at)example.com',
  ])('is refused with the e-mail address of %s', (text) => {
    expect(personalDataIn(text)).toBe('an e-mail address');
  });

  it.each([
    // Days, times and spans.
    '2019-2020년 통장협의회',
    '2019-2020',
    '2020. 8 ~ 2020. 12.',
    '2020.08.10.~2020.12.31.',
    '2020-08-10에 열린 간담회',
    '20200810-20201231',
    '200810 1차 간담회, 201012 2차 간담회',
    '2020-08-10 14:00~16:00',
    '01. 2020. 2021. 실적',
    '민선7기 2018.7.1.~2022.6.30.',
    // Amounts and counts.
    '예산 15000000원',
    '예산 8,212,345,678원',
    '사업비 1,234,567,890원',
    '총 8212345678원',
    '500-1000명 수용',
    '200-1000만원',
    '800-1200세대 단지',
    '300-1500㎡ 부지',
    '보도블록 1200장, 버스 정류장 2곳',
    '나무 350-1000그루',
    '0.1234567890',
    '좌표 37.6583599, 126.8320201',
    '위도 37.0312345678',
    // Places.
    '행신동 123-45 앞 신호등',
    '행신동 123-4567 앞',
    '일산동 700-1234번지',
    '대화동 2600번지 일원',
    '305-1203호 누수',
    '주엽1동 101동 1203호',
    '고양대로 1955번길 99-12',
    '우편번호 10401',
    // Laws, notices, buses, signs.
    '민원처리법 제27조제3항, 시행령 제21조',
    '고양시 공고 제2021-1234호',
    '고시 제 2020-0810호',
    '공고 2020-1523',
    '조례 제2345호',
    '033번 마을버스, 080번, 85-1번, 9700번',
    '버스 노선 2000-1번과 M7119번',
    '정류장 번호 20-123',
    '2021년도 공약 2-2-4',
    '가로등 관리번호 12-3456',
    '차량 12가 3456',
    '행정동 코드 4128151000',
    '문서번호 자치행정과-12345',
    '대표번호 1588-1234 이용',
    '02. 2020. 2021. 실적',
    '대표전화 1588-1234',
    '공중전화 2020-2021년 정비',
    'Hotel 2020 2021',
    '장소 @시청. 일시 미정',
    '500-1000명 이상',
    '300-1000 명',
    '200-1000여 명',
    '정원 300-1200인',
    '제500-1234호',
    '광탄면 설문리 305-1203',
    '콜센터 120, 민원상담 110',
    '① 2020년 ② 2021년 3월',
    '제1부 14:00 @시청 대회의실',
    '공영주차장 일이삼 구역',
  ])('may say %s', (text) => {
    expect(personalDataIn(text)).toBeUndefined();
  });

  it.each(['a', '0', '8', '@', '.', '-', ' ', '공', '010-', '9', 'a@a', '전화 ', '공일공 ', '900101', '면 가나리 '])(
    'is searched in bounded time where it is nothing but %p',
    (piece) => {
      const started = performance.now();
      personalDataIn(piece.repeat(Math.ceil(10_000 / piece.length)));
      expect(performance.now() - started).toBeLessThan(1_000);
    },
  );
});

describe('a checked text', () => {
  it('is refused for its length, then for what it holds, without repeating it', () => {
    expect(freeText(10)('짧은 글')).toBeUndefined();
    expect(freeText(10)('열한 글자가 넘는 글입니다')).toContain('1 to 10');
    expect(freeText(100)('연락은 010-1234-5678')).toBe('must not hold a phone number: leave it out');
  });

  it('of a command is refused with its field named, and without repeating it', () => {
    class Command {
      @NoPersonalData() text: unknown;
    }
    const errors = (text: unknown) => validateSync(Object.assign(new Command(), { text }));
    expect(errors('보도블록을 고쳐 주세요')).toEqual([]);
    expect(errors(null)).toEqual([]);
    expect(errors('hong@example.com')).toMatchObject([
      { property: 'text', constraints: { noPersonalData: 'must not hold an e-mail address: leave it out' } },
    ]);
  });
});
