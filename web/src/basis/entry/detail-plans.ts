import { asks, detailField, detailKeys } from '@quanxue/domain/cases/details/index.ts';
import type { EntryPlan, FieldPlan } from './entry-plan.ts';

/** A plan with what the paper forms of its kind ask beyond the contract, each beside the field that it belongs to. */
export function withDetails(plan: EntryPlan): EntryPlan {
  const fields: FieldPlan[] = [...plan.fields];
  for (const key of detailKeys(plan.kind)) {
    const detail = detailField(plan.kind, key);
    if (!detail) continue;
    const field: FieldPlan = {
      name: `details.${key}`,
      detail,
      when: (values) => asks(plan.kind, key, values),
      ...(detail.wanted && { wanted: true }),
      ...(detail.ahead && { ahead: true }),
    };
    fields.splice(placeFor(fields, detail.after), 0, field);
  }
  return { ...plan, fields };
}

/** After its field and the details that already stand there; at the end where it names none. */
function placeFor(fields: readonly FieldPlan[], after: string | undefined): number {
  const found = after === undefined ? -1 : fields.findIndex((field) => field.name === after);
  if (found < 0) return fields.length;
  let place = found + 1;
  while (fields[place]?.detail?.after === after) place++;
  return place;
}
