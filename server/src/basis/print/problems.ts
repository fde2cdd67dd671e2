import { problem } from '@quanxue/domain/basis/problem.ts';

export const printProblems = {
  tooSlow: problem(
    'print-too-slow',
    503,
    '打印用时超过 {seconds} 秒，已停止。请稍后再试；材料很多时，请先导出案卷文件。',
    'Printing took longer than {seconds} seconds and was stopped. Try again later; where there is very much material, export the case file instead.',
  ),
  tooMany: problem(
    'print-queue-full',
    503,
    '正在打印的文件太多（{waiting} 份在排队）。请过一分钟再试。',
    'Too many papers are being printed ({waiting} are waiting). Try again in a minute.',
  ),
};
