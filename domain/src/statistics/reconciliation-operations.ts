import { z } from 'zod';
import { operation } from '../basis/operation.ts';

export const downloadReconciliation = operation({
  name: 'downloadReconciliation',
  method: 'GET',
  path: '/api/reconciliation/xlsx',
  title: { zh: '下载三数核对表（Excel）', en: 'Download the counts reconciled (Excel)' },
  may: 'any',
  query: z.object({ unitId: z.uuid().optional() }),
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});
