export { addTestChild } from '../children/testing-child.ts';
