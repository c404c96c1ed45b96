import assert from 'node:assert/strict';
import { test } from 'node:test';
import { longestApartFrom, longestOf } from '../../../bench/pauses.ts';

const PAUSES = [
  { from: 1000, to: 1060 },
  { from: 2000, to: 2030 },
];

test('the longest pause is the longest of all, and none is 0 ms', () => {
  assert.equal(longestOf(PAUSES), 60);
  assert.equal(longestOf([]), 0);
});

test('of a pause, the time in which an idle page could do nothing either is left out', () => {
  assert.equal(longestApartFrom(PAUSES, [{ from: 1005, to: 1055 }]), 30);
  assert.equal(longestApartFrom(PAUSES, [{ from: 990, to: 1010 }]), 50);
});

test('a pause of the idle page at another time takes nothing away', () => {
  assert.equal(longestApartFrom(PAUSES, [{ from: 1060, to: 1900 }]), 60);
});
