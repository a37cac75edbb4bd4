/** A kind of thing that is asked for again and again, in the words of those who ask and of those who answer. */
export interface Matter {
  readonly field: string;
  /** The department whose work it is; `works` is that of the district's office. */
  readonly office: string;
  /** As a clerk would call it. */
  readonly what: string;
  readonly where: SpotKind;
  /** What is wrong; {곳} is the place. */
  readonly says: readonly string[];
  readonly asks: readonly string[];
  /** How it ended well, what is planned, what was found on the site, why not. */
  readonly done: string;
  readonly plan: string;
  readonly found: string;
  readonly no: string;
  readonly why: 'budget' | 'law' | 'land' | 'other-agency' | 'technical' | 'low-effect' | 'conflict';
  /** Whose matter it is where it is not the city's. */
  readonly agency?: string;
  /** What it costs, in 10,000 won; null where it costs nothing of its own. */
  readonly cost: number | null;
}

export type SpotKind = keyof typeof SPOTS;

/** Made-up places, each of which could be in any dong. */
export const SPOTS = {
  street: [
    '행정복지센터 앞 사거리',
    '전통시장 입구',
    '초등학교 정문 앞',
    '중학교 후문 옆 이면도로',
    '3단지 후문 앞',
    '7단지 정문 앞',
    '마을버스 종점',
    '철길 옆 도로',
    '고가도로 아래',
    '우체국 앞 삼거리',
    '상가 뒷골목',
    '어린이집 앞',
    '빌라 밀집 지역',
    '교회 앞 오르막길',
    '소방서 맞은편',
    '농협 앞 횡단보도',
  ],
  park: [
    '근린공원',
    '어린이공원',
    '소공원',
    '하천변 산책로',
    '체육공원',
    '둘레길 입구',
    '5단지 옆 녹지대',
    '약수터 등산로',
    '완충녹지 산책길',
    '생태공원',
  ],
  stop: [
    '행정복지센터 정류장',
    '2단지 앞 정류장',
    '시장 앞 정류장',
    '종합병원 앞 정류장',
    '전철역 앞 정류장',
    '초등학교 앞 정류장',
    '마을회관 앞 정류장',
  ],
  school: ['초등학교 정문 앞', '초등학교 후문 앞', '중학교 정문 앞', '어린이집 앞', '유치원 앞'],
  house: ['주민자치센터', '마을회관', '복지회관', '행정복지센터', '보건지소', '공영주차장 화장실', '체육관'],
  elders: ['중앙경로당', '3단지 경로당', '마을회관 경로당', '5단지 경로당', '윗마을 경로당'],
  library: ['작은도서관', '복지회관 작은도서관', '2단지 작은도서관', '행정복지센터 작은도서관'],
  care: ['다함께돌봄센터', '초등학교 돌봄교실', '지역아동센터'],
  office: ['주민자치센터', '행정복지센터', '마을회관'],
  homes: [
    '빌라 밀집 지역',
    '구도심 주택가',
    '신축 아파트 단지 주변',
    '자연마을',
    '연립주택 골목',
    '재개발 예정지 주변',
    '언덕 위 주택가',
  ],
  shops: ['먹자골목', '역세권 상가', '전통시장 골목', '구도심 상가', '학교 앞 상점가'],
  open: ['공장 밀집 지역', '농로 주변', '하천 둔치', '자연마을', '창고 밀집 지역'],
  highway: ['고속도로 옆 마을', '고속도로 옆 아파트 단지', '나들목 주변 주택가'],
} as const;
