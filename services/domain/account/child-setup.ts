/** Who asks for the account of somebody under 16, and what they were asked. */
import { whyTooLong } from '../limited-text.ts';
import type { AgeGroup } from '../patient/patient-questions.ts';
import type { ChildSetup, Instant, StaffMember } from '../records.ts';
import { FailureKind, ok, refuse, type Result } from '../result.ts';

export type ChildGroup = Exclude<AgeGroup, 'adult'>;

/**
 * Who may ask, in the order of the list. From 11 on it may be the young person (RCGP and NHS England on children and online access:
 * their own view counts).
 */
export const CHILD_RELATIONS = {
  'under-11': ['mother', 'father', 'guardian', 'other-responsible'],
  'under-16': ['young-person', 'mother', 'father', 'guardian', 'other-responsible'],
} as const satisfies Readonly<Record<ChildGroup, readonly string[]>>;
export type ChildRelation = (typeof CHILD_RELATIONS)[ChildGroup][number];

/** What was answered; `''` = nothing. */
export interface ChildAnswers {
  /** Name of who asks; the young person needs none. */
  readonly askedBy: string;
  readonly relation: string;
  /** They hold parental responsibility: seen, or known. */
  readonly responsibility: boolean;
  readonly competence: '' | 'assessed' | 'not-assessed';
  /** Who decided, or assessed. */
  readonly staffId: string;
}

/** What answers are held against. */
export interface AnswerBounds {
  readonly staff: readonly StaffMember[];
  readonly at: Instant;
}

/**
 * The answers as they are kept with the account. The failure's `field` is `relation`, `askedBy`, `responsibility`, `competence` or
 * `staff`.
 */
export function checkChildAnswers(
  group: ChildGroup,
  answers: ChildAnswers | undefined,
  { staff, at }: AnswerBounds,
): Result<ChildSetup> {
  if (answers === undefined)
    return refuse(FailureKind.notAllowed, { code: 'child-not-asked-about' });
  const askedBy = answers.askedBy.trim();
  const tooLong = whyTooLong('askedBy', askedBy);
  if (tooLong !== undefined) return refuse(FailureKind.invalid, tooLong, 'askedBy');
  const relations: readonly string[] = CHILD_RELATIONS[group];
  const { relation, competence } = answers;
  if (!relations.includes(relation)) {
    return refuse(FailureKind.invalid, { code: 'child-relation-missing' }, 'relation');
  }
  const isOwn = relation === 'young-person';
  if (!isOwn && askedBy === '') {
    return refuse(FailureKind.invalid, { code: 'child-asker-missing' }, 'askedBy');
  }
  if (!isOwn && !answers.responsibility) {
    return refuse(FailureKind.invalid, { code: 'responsibility-not-held' }, 'responsibility');
  }
  if (group === 'under-16' && competence !== 'assessed') {
    const code = competence === '' ? 'competence-missing' : 'competence-not-assessed';
    return refuse(FailureKind.invalid, { code }, 'competence');
  }
  const decidedBy = staff.find(({ id }) => id === answers.staffId);
  if (decidedBy === undefined) {
    return refuse(FailureKind.invalid, { code: 'child-decider-unknown' }, 'staff');
  }
  return ok({
    group,
    relation,
    ...(!isOwn && { askedBy, responsibility: true }),
    ...(group === 'under-16' && { competence: 'assessed' }),
    decidedBy,
    at,
  });
}
