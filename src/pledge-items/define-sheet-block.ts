import { useCase } from '../http/use-case.js';
import { blockDefined } from './pledge-item.events.js';
import { defineBlock } from './pledge-item.js';
import { onTheItem } from './pledge-item.stream.js';

export const defineSheetBlock = useCase({
  name: 'DefineSheetBlock',
  summary: 'Define a block of its sheet',
  at: onTheItem('blocks'),
  body: blockDefined,
  decide: ({ state, today }, body) => defineBlock(state, body, today),
});
