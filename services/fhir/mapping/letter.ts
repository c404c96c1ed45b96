import type { DocumentReference, DocumentReferenceContext } from 'fhir/r4';
import type { LetterRecord } from '../../domain/records.ts';
import {
  ACCOUNT_KEY,
  LETTER_EXTENSION,
  LETTER_ID,
  LETTER_TITLE,
  REGISTRATION_ID,
} from '../vocabulary.ts';
import {
  complete,
  extension,
  identifierValue,
  instant,
  listed,
  object,
  objects,
  oneOf,
  patientRef,
  practiceOf,
  staff,
  text,
  type Json,
  type Reading,
} from './reading.ts';
import {
  partsOf,
  patientReference,
  practiceMeta,
  replaceExtensions,
  staffReference,
  withExtensions,
  withIdentifiers,
} from './writing.ts';

const MEDIUM = { printed: 'printed', saved: 'saved' } as const;

/** What is known about a letter as a DocumentReference, on top of `base`. The letter itself is never sent. */
export function letterToDocument(
  letter: LetterRecord,
  operationId: string,
  base?: DocumentReference,
): DocumentReference {
  return {
    ...base,
    resourceType: 'DocumentReference',
    meta: practiceMeta(base?.meta, letter.practiceId),
    extension: withExtensions(base?.extension, operationId, {
      [LETTER_EXTENSION]: {
        extension: replaceExtensions(partsOf(base?.extension, LETTER_EXTENSION), {
          copy: { valueInteger: letter.copy },
          medium: { valueCode: letter.medium },
          ...(letter.madeFor !== undefined && { madeFor: { valueString: letter.madeFor } }),
        }),
      },
    }),
    identifier: withIdentifiers(base?.identifier, [
      { system: LETTER_ID, value: letter.id },
      { system: ACCOUNT_KEY, value: letter.accountKey },
    ]),
    status: 'current',
    type: { ...base?.type, text: LETTER_TITLE },
    subject: patientReference(letter.patientRef),
    date: letter.at,
    author: [staffReference(letter.by)],
    content: [{ attachment: { contentType: 'application/pdf', title: LETTER_TITLE } }],
    context: context(letter, base?.context),
  };
}

function context(letter: LetterRecord, base?: DocumentReferenceContext): DocumentReferenceContext {
  const [first, ...others] = listed(base?.related);
  const identifier = { system: REGISTRATION_ID, value: letter.registrationId };
  return { ...base, related: [{ ...first, identifier }, ...others] };
}

/** A DocumentReference back into what is known about a letter. */
export function documentToLetter(document: Json): Reading<LetterRecord> {
  const related = objects(object(document.context).related)[0];
  const parts = extension(document, LETTER_EXTENSION) ?? {};
  const copy = extension(parts, 'copy')?.valueInteger;
  const madeFor = text(extension(parts, 'madeFor')?.valueString);
  return complete(
    {
      letterId: identifierValue(document.identifier, LETTER_ID),
      accountKey: identifierValue(document.identifier, ACCOUNT_KEY),
      registrationId: identifierValue(related?.identifier, REGISTRATION_ID),
      practice: practiceOf(document),
      patient: patientRef(document.subject),
      date: instant(document.date),
      author: staff(objects(document.author)[0]),
      medium: oneOf(MEDIUM, extension(parts, 'medium')?.valueCode),
      copy: isCount(copy) ? copy : undefined,
    },
    (found) => ({
      id: found.letterId,
      accountKey: found.accountKey,
      registrationId: found.registrationId,
      practiceId: found.practice,
      patientRef: found.patient,
      at: found.date,
      by: found.author,
      medium: found.medium,
      copy: found.copy,
      ...(madeFor !== undefined && { madeFor }),
    }),
  );
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
