import {
  draftBrief,
  dropBrief,
  getBrief,
  listBriefReaders,
  listBriefs,
  reviseBrief,
  sendBrief,
} from '@quanxue/domain/statistics/brief-operations.ts';
import type { House } from '../../basis/house.ts';
import { bind } from '../../basis/http.ts';
import { getTheBrief, listTheBriefs } from './get-brief.ts';
import { listTheReaders, sendTheBrief } from './send-brief.ts';
import { draftTheBrief, dropTheBrief, reviseTheBrief } from './write-brief.ts';

export function briefs(house: House): void {
  bind(house, listBriefs, (ask) => listTheBriefs(ask));
  bind(house, draftBrief, (ask) => draftTheBrief(house, ask));
  bind(house, listBriefReaders, (ask) => listTheReaders(ask));
  bind(house, getBrief, (ask) => getTheBrief(house, ask));
  bind(house, reviseBrief, (ask) => reviseTheBrief(house, ask));
  bind(house, dropBrief, (ask) => dropTheBrief(house, ask));
  bind(house, sendBrief, (ask) => sendTheBrief(house, ask));
}
