import { addDays, type LocalDate } from '../../history/days.js';
import { receiveSuggestion } from '../../suggestions/receipt/receive-suggestion.js';
import type { CityInput } from '../example-input.js';
import type { Chance } from './chance.js';
import type { Diary, Made } from './diary.js';
import { GREEN_MATTERS } from './matters-green.js';
import { PEOPLE_MATTERS } from './matters-people.js';
import { STREET_MATTERS } from './matters-streets.js';
import { type Matter, SPOTS } from './matter.js';
import type { Dong, MeetingPlan } from './meetings.js';
import { WORKS } from './offices.js';
import { workingDay } from './working-days.js';

const MATTERS = [...STREET_MATTERS, ...GREEN_MATTERS, ...PEOPLE_MATTERS];

/** Lead-ins and closings, as people speak. */
const FIRST = [
  '',
  '',
  '',
  '건의드립니다. ',
  '통장님들 의견을 모았습니다. ',
  '오래된 일인데 ',
  '여러 번 말씀드렸는데 ',
  '저희 동네 ',
  '주민들이 많이 하는 이야기입니다. ',
];
const LAST = [
  '',
  '',
  '',
  ' 꼭 살펴봐 주세요.',
  ' 현장에 한번 나와 보시면 압니다.',
  ' 올해 안에 되면 좋겠습니다.',
  ' 안 되면 이유라도 알려 주십시오.',
];

/** Says of the sample that it is one, wherever a suggestion is read. */
export const MADE_UP = '예시(꾸며 낸 자료)';

/** A made-up suggestion as it was received, with all that its life is made of. */
export interface Asked extends Made {
  readonly number: number;
  readonly matter: Matter;
  /** Whose work it is. */
  readonly office: string;
  readonly spot: string;
  readonly dong: Dong;
  readonly district: string;
  readonly meeting: MeetingPlan;
  /** The day from which its clock runs, and the first on which anything of it was recorded. */
  readonly acceptedOn: LocalDate;
  readonly recordedOn: LocalDate;
  readonly form: 'oral' | 'written';
  readonly title: string;
  /** The one in which the same was asked for before. */
  readonly earlier: Asked | undefined;
}

/** The suggestions of all meetings, each in words of its own. */
export function noteReceipts(
  diary: Diary,
  meetings: readonly MeetingPlan[],
  city: CityInput,
  chance: Chance,
): readonly Asked[] {
  const told = new Set<string>();
  const asked: Asked[] = [];
  for (const meeting of meetings) {
    const count = chance.between(4, 8);
    for (let order = 1; order <= count; order += 1) {
      const earlier = asked.find(
        (one) => one.meeting !== meeting && one.dong === meeting.dongs[0] && one.number % 7 === 3 && order === 2,
      );
      asked.push(receive(diary, { meeting, order, city, chance, told, number: asked.length, earlier }));
    }
  }
  return asked;
}

interface Receiving {
  readonly meeting: MeetingPlan;
  readonly order: number;
  readonly city: CityInput;
  readonly chance: Chance;
  readonly told: Set<string>;
  readonly number: number;
  /** The same was asked for here before. */
  readonly earlier: Asked | undefined;
}

function receive(diary: Diary, { meeting, order, city, chance, told, number, earlier }: Receiving): Asked {
  const dong = chance.of(meeting.dongs);
  const matter = earlier?.matter ?? chance.of(MATTERS);
  const spot = earlier?.spot ?? `${dong.ko} ${chance.of(SPOTS[matter.where])}`;
  const text = unheard(told, () => wording(matter, spot, chance, earlier !== undefined));
  const title = `${spot} ${matter.what}`;
  const { openSince, heldOn, late } = meeting;
  const before = openSince !== null && order <= 3 && chance.happens(0.8);
  const handedIn = addDays(heldOn, -chance.between(2, 9));
  const acceptedOn = before && handedIn > openSince ? handedIn : heldOn;
  const form = before ? 'written' : 'oral';
  const kind = chance.of(['committee-member', 'tongjang', 'tongjang', 'resident', 'resident', 'resident', 'merchant']);
  const count = chance.happens(0.12) ? chance.between(3, 140) : null;
  const district = city.gu.find(({ ko }) => ko === dong.gu)!.code;
  const body = {
    meetingId: meeting.id,
    ...(meeting.dongs.length > 1 ? { dong: dong.admin_code } : {}),
    channel: before ? 'pre-submitted' : 'on-site',
    form,
    acceptedOn,
    ...(form === 'written' ? { acceptedAt: `${String(chance.between(10, 17))}:${chance.of(['05', '20', '40'])}` } : {}),
    proposerKind: kind,
    proposerOrganisation: kind === 'tongjang' && chance.happens(0.5) ? `${dong.ko} 통장협의회` : null,
    proposerCount: count,
    title,
    text,
    place: spot,
    placeDong: dong.admin_code,
    fieldOfWork: matter.field,
    orderInMeeting: order,
    sourcePage: `${MADE_UP} ${String(order)}번`,
    replyWanted: chance.happens(0.85),
    disclosure: chance.happens(0.7) ? 'open' : 'closed',
    afterClosureReason: late?.why ?? null,
    repeats: earlier?.id ?? null,
  };
  const typedIn = openSince === null ? workingDay(heldOn, 1) : heldOn;
  const recordedOn = late?.on ?? (before ? acceptedOn : typedIn);
  const made = diary.note(recordedOn, receiveSuggestion, {}, body, 'suggestion');
  const office = matter.office === 'works' ? WORKS[district]! : matter.office;
  return {
    ...made,
    number,
    matter,
    office,
    spot,
    dong,
    district,
    meeting,
    acceptedOn,
    recordedOn,
    form,
    title,
    earlier,
  };
}

function wording({ says, asks }: Matter, spot: string, chance: Chance, again: boolean): string {
  const first = again ? '지난번 간담회에서도 말씀드렸습니다. ' : chance.of(FIRST);
  return `${first}${chance.of(says).replaceAll('{곳}', spot)} ${chance.of(asks)}${chance.of(LAST)}`;
}

/** What nobody has said in the same words. */
function unheard(told: Set<string>, say: () => string): string {
  for (;;) {
    const text = say();
    if (told.has(text)) continue;
    told.add(text);
    return text;
  }
}
