/** Where the tables' day is said; kept under this name for the files of this folder. */
export { sayTableDay as countOn } from '../basis/table-day.ts';
