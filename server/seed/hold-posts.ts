import { getAttendance } from '@quanxue/domain/children/attendance.ts';
import { changeChild } from '@quanxue/domain/children/ledger-operations.ts';
import { listChildren } from '@quanxue/domain/children/operations.ts';
import { appointHolder, type Duty, replaceHolder, setCatchment } from '@quanxue/domain/people/posts.ts';
import { mergeUnits, renameUnit } from '@quanxue/domain/people/units.ts';
import { OFFICES, phone, TOWNSHIP, villageOf } from './county.ts';
import { MERGED, RENAMED } from './last-year.ts';
import { adultName, surname } from './names.ts';
import { Chance } from './random.ts';
import { atOnce, type Scene } from './scene.ts';

/** Children whose families live here with their registration elsewhere, and of whom nobody has asked where. */
const WITHOUT_A_PLACE = 6;
const NEAR: Readonly<Record<number, string>> = {
  5: 'xingdou',
  6: 'xingdou',
  7: 'xingdou',
  9: 'zhuying',
  10: 'zhuying',
  11: 'zhuying',
};

/** Who answers for what, since when; and which school for which village. Two posts changed hands in the school year before. */
export async function holdPosts(scene: Scene): Promise<void> {
  const { clerk, days } = scene;
  const hold = (duty: Duty, unitId: string, name: string, number: number) =>
    clerk.ask(appointHolder, { body: { duty, unitId, name, phone: phone(number), fromOn: days.inOffice } });
  const township = scene.unit(TOWNSHIP.code);
  await hold('coordinator', township, OFFICES.socialAffairsClerk.name, 9002);
  await hold('township-leader', township, OFFICES.townshipLeader.name, 9003);
  for (const [index, village] of scene.villages.entries()) {
    const unitId = scene.village(index);
    await hold('village-head', unitId, village.secretary, 8100 + index);
    const before = index === 10 ? '阮明亮' : undefined;
    const held = await hold('grid-worker', unitId, before ?? village.gridWorker, 8000 + index);
    if (before) {
      const body = { name: village.gridWorker, phone: phone(8050), fromOn: `${days.year}-04-01` };
      await clerk.ask(replaceHolder, { params: { holderId: held.id }, body });
    }
    const answers = { primary: NEAR[index] ?? 'centre', junior: 'middle' } as const;
    for (const stage of ['primary', 'junior'] as const) {
      const body = { villageId: unitId, schoolId: scene.school(answers[stage]), stage, fromOn: days.inOffice };
      await clerk.ask(setCatchment, { body });
    }
  }
  for (const [number, school] of scene.schoolsByNumber) {
    // The schools of another county are no unit under this township; the county's office looks after all of them.
    const county = scene.person('county-committee');
    const before = school.key === 'xingdou' ? '向怀山' : undefined;
    const body = {
      duty: 'principal' as const,
      unitId: scene.school(school.key),
      name: before ?? school.principal,
      phone: phone(8499 + number),
      fromOn: days.inOffice,
    };
    const held = await county.ask(appointHolder, { body });
    if (before) {
      const next = { name: school.principal, phone: phone(8560), fromOn: `${days.year}-02-20` };
      await county.ask(replaceHolder, { params: { holderId: held.id }, body: next });
    }
  }
}

/** Two villages became one, and one was given its present name, at the turn of the year. */
export async function reformVillages(scene: Scene): Promise<void> {
  const { clerk, days } = scene;
  const renamed = villageOf(RENAMED.village);
  await clerk.ask(renameUnit, {
    params: { unitId: scene.village(RENAMED.village) },
    body: { name: renamed.name, code: renamed.code, fromOn: days.reform, paper: `雾屏府地名〔${days.year}〕3号` },
  });
  await clerk.ask(mergeUnits, {
    body: {
      predecessorIds: [scene.unit(MERGED.code)],
      successor: { unitId: scene.village(MERGED.into) },
      onDay: days.reform,
      note: `${MERGED.name}并入${villageOf(MERGED.into).name}`,
    },
  });
}

/** A class teacher for each class of the township's schools, from the first day of school. */
export async function nameClassTeachers(scene: Scene): Promise<void> {
  const { days } = scene;
  const here = scene.schools.filter((school) => school.place === 'here');
  const chance = new Chance('class teachers');
  for (const school of here) {
    const principal = scene.person(`principal:${school.key}`);
    const { classes } = await principal.ask(getAttendance);
    for (const each of classes.filter(({ grade }) => grade > 0)) {
      const name = adultName(chance, surname(chance), chance.pick(['male', 'female'] as const));
      const body = {
        duty: 'class-teacher' as const,
        unitId: each.schoolId,
        grade: each.grade,
        class: each.class,
        name,
        phone: phone(8600 + chance.whole(0, 300)),
        fromOn: days.turn,
      };
      await principal.ask(appointHolder, { body });
    }
  }
}

/** Pupils who stand on no police list: where they live was asked for all but a few. */
export async function askWhereTheyLive(scene: Scene): Promise<void> {
  const { children } = await scene.clerk.ask(listChildren, {
    query: { noVillage: 'true', base: 'residence', limit: '200' },
  });
  const placeless = children.filter((child) => child.registeredVillage === null && child.caseId === null);
  await atOnce(2, placeless.slice(WITHOUT_A_PLACE), (child, index) =>
    scene.clerk.ask(changeChild, {
      params: { childId: child.id },
      body: {
        residence: { unitId: scene.village(index % 3 === 0 ? 7 : 0), since: null },
        reason: '班主任家访：租住本镇，户籍在外地',
      },
    }),
  );
}
