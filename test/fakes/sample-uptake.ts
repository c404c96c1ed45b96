import type { UptakeFigures, UptakePart } from '../../services/application/views.ts';

const MONTHS: UptakePart = {
  columns: ['Month', 'Made', 'Used for the first time', 'Activated'],
  rows: [
    { label: 'March 2026', values: [1200, 600, 500] },
    { label: 'April 2026', values: [34, 0, 20] },
  ],
  more: [{ label: 'Earlier', values: [766, 400, 400] }],
};

/** Figures of a practice of 2,000 accounts. */
export function sampleUptake(changes: Partial<UptakeFigures> = {}): UptakeFigures {
  return {
    at: '2026-04-20T13:05:00.000Z',
    warnings: [],
    accounts: 2000,
    record: { inUse: 1000, seesRecord: 899, percent: 89, goal: 90 },
    statuses: {
      columns: ['Status', 'Accounts'],
      rows: [
        { label: 'Created', values: [900] },
        { label: 'Registered', values: [80] },
        { label: 'Active', values: [1010] },
        { label: 'Locked', values: [10] },
      ],
      more: [
        { label: 'All accounts', values: [2000] },
        { label: 'Of these disabled by the practice', values: [20] },
      ],
    },
    access: {
      columns: ['What', 'Accounts', 'Per cent'],
      rows: [],
      more: [
        { label: 'In use', values: [1000] },
        { label: 'In use, and can see the record', values: [899], percent: 89 },
      ],
    },
    codes: {
      columns: ['Sets of codes', 'Number'],
      rows: [
        { label: 'Codes issued', values: [2100] },
        { label: 'Letter printed or saved', values: [1900] },
        { label: 'Used, of those with a letter', values: [1050] },
      ],
      more: [{ label: 'Letters in all, copies too', values: [2300] }],
    },
    months: {
      year: MONTHS,
      'two-years': { ...MONTHS, more: [{ label: 'Earlier', values: [3, 2, 1] }] },
      all: { ...MONTHS, more: [] },
    },
    gps: {
      columns: ['Usual GP', 'Accounts', 'In use', 'Can see the record', 'Per cent'],
      rows: [
        { label: 'Dr Priya Nair', values: [1990, 1000, 899], percent: 89 },
        { label: 'No usual GP', values: [10, 0, 0], percent: null },
      ],
      more: [],
    },
    ...changes,
  };
}
