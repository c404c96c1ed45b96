import type { ReadingFacts } from '../findings.ts';
import { fault, MISSED_CHANGE, NO_DATE, note, ok, seconds, type WordsOf } from './words.ts';

/** What the check says of reading. */
export const READING: WordsOf<ReadingFacts> = {
  'post-search': ok('Searches by POST (_search) are answered.'),
  'post-search-missing': note(
    ({ status }) => `Searches by POST (_search) are not offered (status ${status}).`,
    'The patient website finds nobody, and ids of patients stand in the server’s access log.',
  ),
  'tag-heeded': ok('A search by practice (_tag) gives that practice’s records and no others.'),
  'tag-ignored': fault(
    'A search by a practice that nobody has gives records: _tag is ignored.',
    'Nothing that such a search gives is kept, so changes of others are never seen; the tab says why.',
  ),
  'tag-finds-nothing': fault(
    'A search by practice (_tag) does not find that practice’s records.',
    MISSED_CHANGE,
  ),
  'last-updated-heeded': ok('A search by time (_lastUpdated=ge) gives what is as new.'),
  'last-updated-ignored': fault(
    'A search by time gives what is older: _lastUpdated is ignored.',
    'Of a practice with many records only the first are ever seen.',
  ),
  'last-updated-loses': fault(
    'A search by time (_lastUpdated=ge) does not give what is as new.',
    MISSED_CHANGE,
  ),
  'sort-heeded': ok('Results come in the order of their time stamps (_sort).'),
  'sort-ignored': fault(
    'Results do not come in the order of their time stamps: _sort is ignored.',
    MISSED_CHANGE,
  ),
  'count-heeded': ok(
    ({ cap }) =>
      'A page has as many entries as were asked for (_count)' +
      (cap === undefined ? '.' : `, at most ${cap}.`),
  ),
  'count-ignored': note(
    'A page has more entries than were asked for: _count is ignored.',
    'Looking for changes fetches more than it needs.',
  ),
  'page-cut-unsaid': fault(
    ({ given }) => `A page ends after ${given} entries, without a next link though there are more.`,
    MISSED_CHANGE,
  ),
  'elements-heeded': ok('A search gives only the elements that were asked for (_elements).'),
  'elements-ignored': note(
    'A search gives whole resources though some elements were asked for (_elements).',
    'Where a page of records cannot be read, more is fetched to tell them apart.',
  ),
  'elements-refused': note(
    ({ status }) => `A search for some elements only (_elements) is refused (status ${status}).`,
    'One record that cannot be read keeps the others of its page from being read.',
  ),
  'summary-heeded': ok('A search gives a count alone where that was asked for (_summary=count).'),
  'summary-ignored': note(
    'A search gives no count alone though that was asked for (_summary=count).',
  ),
  'summary-refused': note(
    ({ status }) => `A search for a count alone (_summary=count) is refused (status ${status}).`,
  ),
  'found-at-once': ok('What was written is found by the next search.'),
  'search-cached': note(
    'The same search gives an old answer again, in spite of Cache-Control: no-cache.',
    'Changes of other workstations are seen late.',
  ),
  'search-lags': note(
    ({ afterMs }) => `What was written is found by searches only after ${seconds(afterMs)}.`,
    'Changes of other workstations are seen that much later.',
  ),
  'search-lags-long': note(
    ({ waitedMs }) => `What was written is not found by searches even after ${seconds(waitedMs)}.`,
    'Changes of others are seen late; those found later than two minutes, only the next day.',
  ),
  'identifiers-heeded': ok('A search by several identifiers finds what has one of them.'),
  'identifiers-ignored': note(
    'A search by several identifiers does not find exactly what has one of them.',
    'Patients cannot register on the patient website by their patient number.',
  ),
  'patient-heeded': ok('A Person is found by its Patient (patient).'),
  'patient-ignored': note(
    'A Person is not found by its Patient (patient), or others are.',
    'Patients cannot register on the patient website by their patient number.',
  ),
  'account-history-read': ok(
    'What was done about a patient is found up to a moment, newest first (Provenance, AuditEvent).',
  ),
  'account-history-unread': note(
    ({ type }) =>
      `A search for what was done about a patient up to a moment, newest first, does not give that: ${type}.`,
    'The history of an account cannot be read there; its dialog says so, and shows what is unsent here.',
  ),

  'paging-complete': ok(
    ({ rows, pages }) => `All ${rows} were found in ${pages} pages while others wrote.`,
  ),
  'paging-misses': fault(
    ({ rows, missed }) => `Of ${rows} records ${missed} were missed while others wrote.`,
    MISSED_CHANGE,
  ),
  'next-links': ok(({ form }) => `Links to the next page are of the form ${form}.`),
  'next-elsewhere': note(
    'Links to the next page lead to another place than the server’s own resources.',
    'Long histories are read to their first page only: set the address the server calls itself by.',
  ),

  'history-complete': ok(
    ({ versions, pages }) =>
      `All ${versions} versions of one record are told, in ${pages === 1 ? 'one page' : `${pages} pages`}.`,
  ),
  'history-cut': note(
    ({ versions, given }) => `Of ${versions} versions ${given} are told, and no link to the rest.`,
    'After a lost answer a record of so many versions may be shown as changed by somebody else.',
  ),
  'no-history': note(
    ({ status }) => `The history of a record is not told (status ${status}).`,
    'A change whose answer was lost may be shown as a conflict, for staff to decide.',
  ),

  'stamps-in-order': ok(
    ({ rows }) => `${rows} creates by eight at once came into sight in the order of their stamps.`,
  ),
  'stamps-lag': ok(
    ({ rows, lost, lagMs }) =>
      `Of ${rows} creates by eight at once who looks only after the last stamp lost ${lost} (they ` +
      `came into sight up to ${lagMs} ms late); the product looks back two minutes, and found all.`,
  ),
  'stamps-lag-long': fault(
    ({ lost, lagMs }) =>
      `${lost} creates came into sight up to ${seconds(lagMs)} after later ones: the product ` +
      'looks back two minutes.',
    MISSED_CHANGE,
  ),
  'overlap-loses': fault(
    ({ rows, lost }) => `Of ${rows} creates by eight at once ${lost} were never found by searches.`,
    MISSED_CHANGE,
  ),
  'clock-agrees': ok(
    ({ offMs }) => `The server’s clock and this computer’s agree within ${seconds(offMs)}.`,
  ),
  'clock-differs': note(
    ({ offMs }) =>
      `The server’s clock is ${seconds(Math.abs(offMs))} ${offMs > 0 ? 'ahead of' : 'behind'} this ` +
      'computer’s: one of them is wrong.',
    'Dates of letters, audit rows and expiry of codes go by the server’s clock.',
  ),
  'no-date': note('Answers do not say what time it is (Date).', NO_DATE),
  'stamps-near-date': ok(
    ({ offMs }) => `Time stamps agree with the Date of the answers within ${seconds(offMs)}.`,
  ),
  'stamps-off-date': note(
    ({ offMs }) =>
      `Time stamps are up to ${seconds(Math.abs(offMs))} ${offMs > 0 ? 'ahead of' : 'behind'} the ` +
      'Date of the answers.',
    'The two minutes that the product looks back are that much shorter.',
  ),
  'stamps-far-from-date': fault(
    ({ offMs }) =>
      `Time stamps are ${seconds(Math.abs(offMs))} ${offMs > 0 ? 'ahead of' : 'behind'} the Date of ` +
      'the answers.',
    MISSED_CHANGE,
  ),
};
