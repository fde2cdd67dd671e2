import { getAttendance, listPupils, reportAttendance } from '@quanxue/domain/children/attendance.ts';
import type { House } from '../basis/house.ts';
import { bind } from '../basis/http.ts';
import { getTheAttendance } from './get-attendance.ts';
import { listThePupils } from './list-pupils.ts';
import { reportTheAttendance } from './report-attendance.ts';

export function attendance(house: House): void {
  bind(house, getAttendance, (ask) => getTheAttendance(house, ask));
  bind(house, listPupils, (ask) => listThePupils(house, ask));
  bind(house, reportAttendance, (ask) => reportTheAttendance(house, ask));
}
