import {
  blockDefined,
  line as lineOfSheet,
  registered,
  standingNoted,
} from '../../../src/pledge-items/pledge-item.events.js';
import { COUNTINGS, opened, PARTICIPATION_KINDS, source } from '../../../src/rounds/round.events.js';
import { pick } from '../../../src/history/fields.js';
import * as shown from '../../../src/http/shown.js';
import { stated } from '../../asking/stated.js';
import { sheetDisagreements } from './disagreement-notes.js';
import { underWayShown } from '../../read-models/reactions/reaction.queries.js';
import { districtColumn, roundColumn } from '../district-totals/columns.js';

/** A figure of a table; null prints as an empty cell, 0 as "-". */
const figure = shown.orNull(shown.integer());
export type Figure = shown.Of<typeof figure>;

/** A row of a round's table: 계, then one figure a district in the order of the round's districts. */
const figureRow = shown.object({
  total: figure,
  byDistrict: shown.list(figure, { about: "In the order of the round's districts" }),
  unknown: shown.orNull(shown.choice(['not-known-yet']), {
    about: 'Why a figure is null: carried totals of a period that is not over as of that day',
  }),
  remark: shown.orNull(shown.text({ about: '비고' })),
});
export type FigureRow = shown.Of<typeof figureRow>;

/** One round as it stands on the sheet. */
const sheetRound = shown.object({
  roundId: shown.id(),
  ...pick(opened, 'code', 'kind'),
  carried: shown.flag({ about: 'Its carried figures alone count at this moment' }),
  counting: shown.choice(COUNTINGS),
  voided: shown.flag({ about: 'Its records are voided as a whole: only what still stands under it is counted' }),
  heading: shown.text(),
  lines: shown.list(lineOfSheet),
  suggestionHeading: shown.text(),
  suggestionLine: lineOfSheet,
  districts: shown.list(roundColumn, {
    about: 'The columns of its table: those that stood on any day of its periods, and where else figures are',
  }),
  dongs: { ...figureRow, about: '추진 동: distinct dongs in which the round met' },
  suggestions: { ...figureRow, about: '건의사항' },
  source: shown.orNull(source, { about: 'Where carried figures were published; null where they come of details' }),
});
export type SheetRound = shown.Of<typeof sheetRound>;

const sheetBlock = shown.object({ ...pick(blockDefined, 'code', 'heading', 'period'), rounds: shown.list(sheetRound) });
export type SheetBlock = shown.Of<typeof sheetBlock>;

/** A cell of 시민참여(소통) 실적, in 회. */
const participationCell = shown.object({
  kind: shown.choice(PARTICIPATION_KINDS),
  recorded: { ...figure, about: 'What was recorded for the pledge item; null where nothing was' },
  live: shown.integer({ about: 'Meetings held in those live rounds on the sheet that add to this kind' }),
  total: figure,
});
export type ParticipationCell = shown.Of<typeof participationCell>;

/** The report of a pledge item (추진실적 보고서), derived from events. */
export const sheetDocument = shown.object({
  ...pick(registered, 'term', 'number', 'title', 'titleNote'),
  department: registered.departmentAsPrinted,
  officers: registered.officers,
  districts: shown.list(districtColumn, { about: 'Those of its rounds, by their names as of the day' }),
  blocks: shown.list(sheetBlock),
  participation: shown.list(participationCell),
  participationCheck: shown.orNull(
    shown.object({ recorded: shown.integer(), dongRounds: shown.integer(), equal: shown.flag() }),
    { about: "Whether the recorded participation equals the carried rounds' 추진 동 added up: a check, not a fact" },
  ),
  problems: shown.list(shown.text()),
  improvements: shown.list(shown.text()),
  plans: shown.list(shown.text(), { about: '향후 추진계획' }),
  standing: shown.orNull(shown.object(standingNoted), {
    about: 'How it stood in the last period noted that is over as of the day (이행 상태)',
  }),
  disagreements: {
    ...sheetDisagreements,
    about: 'What stands at its figures as footnotes: records behind them that other records no longer bear out',
  },
  ...stated,
  ...underWayShown,
});
export type SheetDocument = shown.Of<typeof sheetDocument>;
