import { pick } from '../history/fields.js';
import { useCase } from '../http/use-case.js';
import { aRoundNamed, roundIdOf } from '../rounds/round.stream.js';
import { rowRemarked } from './pledge-item.events.js';
import { remarkRow as remark } from './pledge-item.js';
import { onTheItem } from './pledge-item.stream.js';

export const remarkRow = useCase({
  name: 'RemarkRow',
  summary: 'Remark on a row of a round’s table (비고)',
  at: onTheItem('remarks'),
  body: { round: aRoundNamed, ...pick(rowRemarked, 'row', 'remark') },
  decide: ({ state, today }, { round, ...told }) => remark(state, { ...told, roundId: roundIdOf(round) }, today),
});
