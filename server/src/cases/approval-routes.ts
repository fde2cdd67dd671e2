import {
  approveMany,
  delegatePost,
  endDelegation,
  getCaseApprovals,
  listApprovals,
  listDelegations,
  proposeClosure,
  sendBackApproval,
  settleClosure,
  withdrawApplication,
} from '@quanxue/domain/cases/approval-operations.ts';
import type { House } from '../basis/house.ts';
import { bind } from '../basis/http.ts';
import { approveTheMany } from './approvals/approve-many.ts';
import { delegateAPost } from './approvals/delegate-post.ts';
import { endADelegation } from './approvals/end-delegation.ts';
import { getTheCaseApprovals } from './approvals/get-case-approvals.ts';
import { listTheApprovals } from './approvals/list-approvals.ts';
import { listTheDelegations } from './approvals/list-delegations.ts';
import { proposeAClosure } from './approvals/propose-closure.ts';
import { sendBackAnApproval } from './approvals/send-back-approval.ts';
import { settleAClosure } from './approvals/settle-closure.ts';
import { withdrawTheApplication } from './approvals/withdraw-application.ts';

export function approvals(house: House): void {
  bind(house, listApprovals, (ask) => listTheApprovals(house, ask));
  bind(house, getCaseApprovals, (ask) => getTheCaseApprovals(house, ask));
  bind(house, approveMany, (ask) => approveTheMany(house, ask));
  bind(house, sendBackApproval, (ask) => sendBackAnApproval(house, ask));
  bind(house, withdrawApplication, (ask) => withdrawTheApplication(house, ask));
  bind(house, proposeClosure, (ask) => proposeAClosure(house, ask));
  bind(house, settleClosure, (ask) => settleAClosure(house, ask));
  bind(house, listDelegations, (ask) => listTheDelegations(house, ask));
  bind(house, delegatePost, (ask) => delegateAPost(house, ask));
  bind(house, endDelegation, (ask) => endADelegation(house, ask));
}
