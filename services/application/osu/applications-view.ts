/** The list of applications as the Control Panel page shows it. */
import { addDays, dateOf } from '../../domain/calendar.ts';
import { APPLICATION_DAYS, type TypedDetails } from '../../domain/osu/application.ts';
import type { Detail } from '../../domain/osu/matching.ts';
import { REJECTION_REASONS } from '../../domain/osu/reject-reasons.ts';
import { eligiblePatientId } from '../../domain/patient/eligibility.ts';
import { patientIdFor } from '../../domain/patient/patient-identifier.ts';
import type { QuestionCode, Reason } from '../../domain/reason.ts';
import type { CalendarDate, Instant } from '../../domain/records.ts';
import type { HeldApplication } from '../../ports/osu-applications.ts';
import { visibleText, words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { sentenceOf } from '../commands/refusal.ts';
import type { Meant } from './candidates.ts';
import { questionsBeforeCodes } from '../../domain/patient/questions-before-codes.ts';

/** What the page shows. */
export interface ApplicationsView {
  readonly applications: readonly ApplicationView[];
  /** So many were dealt with by the rule at this look. */
  readonly matched: number;
  /** The host says who may be meant; without it, only the patient who is open is offered. */
  readonly findsPatients: boolean;
  /** Patients may make a basic account at all. */
  readonly isAllowed: boolean;
  readonly hasMore: boolean;
  readonly unreadable: number;
}

/** One application, with everybody who may be meant. */
export interface ApplicationView {
  readonly id: string;
  readonly appliedAt: Instant;
  /** Last day before it ends by itself. */
  readonly endsAfter: CalendarDate;
  /** Sentence: why it was not matched by itself. */
  readonly because?: string;
  /** The name that was typed, for the heading. */
  readonly name: string;
  readonly typed: readonly { readonly label: string; readonly text: string }[];
  readonly candidates: readonly CandidateView[];
  /** Reasons to reject it, by their codes. */
  readonly reasons: readonly string[];
}

/** A patient who may be meant. */
export interface CandidateView {
  readonly patientRef: string;
  readonly name: string;
  /** The name with what tells them from a namesake. */
  readonly inFull: string;
  /** What was typed beside what the record has. */
  readonly rows: readonly {
    readonly label: string;
    readonly typed: string;
    readonly held: string;
    /** Not there where nothing was typed. */
    readonly isSame?: boolean;
  }[];
  /** Sentence: why it cannot be matched to them. */
  readonly refused?: string;
  /** What somebody who matches it has to answer with yes. */
  readonly questions: readonly { readonly code: QuestionCode; readonly message: string }[];
}

/** An application that waits for staff. */
export interface Listed {
  readonly held: HeldApplication;
  readonly meant: readonly Meant[];
  readonly withAccount: ReadonlySet<string>;
  readonly because?: Reason;
}

export function applicationView(listed: Listed, ports: CommandPorts): ApplicationView {
  const { body } = listed.held;
  const { typed } = body;
  const texts = typed === undefined ? [] : typedTexts(typed);
  const labels = words('commands').osu.details;
  return {
    id: body.id,
    appliedAt: body.appliedAt,
    endsAfter: addDays(dateOf(body.appliedAt), APPLICATION_DAYS),
    ...(listed.because !== undefined && { because: sentenceOf(listed.because) }),
    name: typed === undefined ? '' : visibleText(`${typed.given} ${typed.family}`),
    typed: texts.map(([detail, text]) => ({ label: labels[detail], text })),
    candidates: listed.meant.map((meant) => candidateView(meant, listed, ports)),
    reasons: REJECTION_REASONS.map(({ code }) => code),
  };
}

function candidateView(
  { patient, same }: Meant,
  { held, withAccount }: Listed,
  { practice, environment }: CommandPorts,
): CandidateView {
  const eligible = eligiblePatientId({ ...patient, nation: practice.nation });
  const said = words('commands').osu;
  const refused = withAccount.has(patient.ref)
    ? sentenceOf({ code: 'applicant-has-account' })
    : eligible.ok
      ? undefined
      : sentenceOf(eligible.failure.reason);
  const number = patientIdFor(practice.nation, patient.identifiers);
  const heldTexts: Readonly<Record<Detail, string>> = {
    number: number.ok ? number.value.display : said.nothing,
    given: visibleText(patient.given.join(' ')),
    family: visibleText(patient.surname ?? ''),
    birthDate: patient.birthDate === undefined ? said.nothing : said.day(patient.birthDate),
    // Not everybody may know where they live.
    postcode: patient.restricted ? said.notShown : visibleText(patient.postcodes.join(', ')),
  };
  const typed = held.body.typed === undefined ? [] : typedTexts(held.body.typed);
  const name = visibleText(patient.displayName ?? words('views').patient.nameNotRecorded);
  return {
    patientRef: patient.ref,
    name,
    inFull: said.inFull(name, heldTexts),
    rows: typed.map(([detail, text]) => ({
      label: said.details[detail],
      typed: text,
      held: heldTexts[detail],
      ...(same[detail] !== undefined && { isSame: same[detail] }),
    })),
    ...(refused !== undefined && { refused }),
    questions: questionsBeforeCodes(patient, environment.today()).map((question) => ({
      code: question.code,
      message: sentenceOf(question),
    })),
  };
}

function typedTexts(typed: TypedDetails): readonly (readonly [Detail, string])[] {
  const said = words('commands').osu;
  return [
    ['number', typed.number === undefined ? said.nothing : visibleText(typed.number)],
    ['given', visibleText(typed.given)],
    ['family', visibleText(typed.family)],
    ['birthDate', said.day(typed.birthDate)],
    ['postcode', visibleText(typed.postcode)],
  ];
}
