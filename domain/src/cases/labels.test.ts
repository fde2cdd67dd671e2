import { expect, test } from 'vitest';
import { entrySchemas, KINDS } from '../casefile/schema.ts';
import { type Field, fieldLabel, valueLabel } from './labels.ts';

/** The values a field may take, where the schema lists them (arrays by their items). */
function listed(schema: unknown): string[] {
  const def = (schema as { def: { type: string; innerType?: unknown; element?: unknown; entries?: object } }).def;
  if (def.innerType) return listed(def.innerType);
  if (def.element) return listed(def.element);
  return def.type === 'enum' ? Object.values(def.entries ?? {}) : [];
}

test('every field and every listed value of every kind has a name in both languages', () => {
  let seen = 0;
  for (const kind of KINDS) {
    for (const [field, schema] of Object.entries(entrySchemas[kind].shape)) {
      if (['id', 'kind', 'evidence'].includes(field)) continue;
      const label = fieldLabel(kind, field as Field);
      expect(label.zh && label.en, `${kind}.${field}`).toBeTruthy();
      for (const value of listed(schema)) {
        seen += 1;
        expect(valueLabel(kind, field as Field, value), `${kind}.${field} = ${value}`).toBeDefined();
      }
    }
  }
  expect(seen).toBeGreaterThan(150);
});
