import type { common as source } from '../zh-CN/common.ts';

export const common: typeof source = {
  common: {
    loading: 'Loading…',
    again: 'Try again',
    back: 'Back',
    cancel: 'Cancel',
    remove: 'Remove',
    print: 'Print',
    yes: 'Yes',
    no: 'No',
    pages: 'Pages',
    range: '{{from}}–{{to}} of {{total}}',
    clearFilters: 'Clear filters',
    bug: 'The page failed and this step was not done. Reload and try again; what you filled in is kept.',
    requestId: 'Number {{id}}',
  },
  form: { required: 'Fill this in' },
  shell: {
    skip: 'Skip to content',
    places: 'Main menu',
    signOut: 'Sign out',
    sample: 'This is the invented sample township: no person, place or number in it is real.',
    product: 'Keeping every child in school',
  },
  places: {
    ledgers: 'Ledgers',
    reports: 'Leads',
    visits: 'Visits',
    statistics: 'Statistics',
    people: 'Units',
    board: 'Today',
    children: 'Children',
    cases: 'Case files',
    tables: 'Table B3-1',
    imports: 'Imports',
    accounts: 'Accounts',
  },
  lost: {
    title: 'There is no such page',
    text: 'The address may be wrong, or what it shows is outside your area. Start again from the first page.',
  },
};
