import type { Listed } from '@quanxue/domain/children/listed.ts';
import { Names } from '@quanxue/domain/children/match/names.ts';
import { type Lexicon, People, Words } from '@quanxue/domain/children/match/people.ts';
import { personOfChild, personOfRow } from '@quanxue/domain/children/match/person-of.ts';
import type { Places } from '@quanxue/domain/children/places.ts';
import { readingsOf } from './sound-of-name.ts';
import type { Standing } from './standing.ts';

/* Rows and children as the matching compares them. Units are told by their names, however a list writes them. */

type KnownPlaces = Pick<Places, 'known' | 'nameOf'>;

export function newLexicon(): Lexicon {
  return { names: new Names(readingsOf), words: new Words() };
}

export function peopleOfRows(
  lexicon: Lexicon,
  rows: readonly { readonly listed: Listed; readonly number: string | null }[],
  places: KnownPlaces,
): People {
  const people = new People(lexicon);
  for (const [at, { listed, number }] of rows.entries()) {
    const { registeredUnitId, schoolUnitId } = places.known(listed);
    people.add(
      personOfRow(listed, number, {
        registered: nameOf(places, registeredUnitId),
        residence: null,
        school: nameOf(places, schoolUnitId),
      }),
      at,
    );
  }
  people.close();
  return people;
}

export function peopleOfChildren(lexicon: Lexicon, children: readonly Standing[], places: KnownPlaces): People {
  const people = new People(lexicon);
  for (const [at, { child, schooling }] of children.entries()) {
    people.add(
      personOfChild(child, schooling, {
        registered: nameOf(places, child.registeredUnitId),
        residence: nameOf(places, child.residenceUnitId),
        school: nameOf(places, schooling?.schoolUnitId ?? null),
      }),
      at,
    );
  }
  people.close();
  return people;
}

function nameOf(places: KnownPlaces, unitId: string | null): string | null {
  return unitId ? places.nameOf(unitId) : null;
}
