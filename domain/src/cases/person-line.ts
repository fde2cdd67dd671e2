import type { Language } from '../basis/problem.ts';
import type { Person } from '../casefile/schema.ts';
import { terms } from '../terms.ts';

/** A person in a line: 周远，乡镇（街道）社事办主任，电话 023-00000000. */
export function personLine(person: Person, language: Language): string {
  const zh = language === 'zh';
  const where = [terms.unit[person.unit][language], person.post].filter(Boolean).join(zh ? '' : ' ');
  const phone = person.phone && (zh ? `电话 ${person.phone}` : `phone ${person.phone}`);
  return [person.name, where, phone].filter(Boolean).join(zh ? '，' : ', ');
}
