export const services = {
  reasonFor: (service: string): string => `${service}: why it is switched off`,
  reason: 'Why it is switched off',
  chooseReason: 'Choose…',
  /** To who cannot see that a list has come. */
  /** Beside the tick of an account that has gone to another practice. */
  takeBackFirst: (practice: string): string =>
    `Moved to ${practice}. As long as that practice has not taken it in, the right way is Take back on the page Practice split and merge. Ticked here instead, it still waits there to be taken in, and then it is open at both.`,
  reasonAsked: (service: string): string => `Choose next why ${service} is switched off.`,
  /** With what unticking does: where somebody looks for a way to delete an account. */
  noDelete:
    'An account cannot be deleted, on purpose: apps such as the NHS App make a deleted one again by themselves, with the usual access. To stop all access untick Global; to stop some, untick single services.',
  save: 'Save',
  saving: 'Saving…',
  cancel: 'Cancel',
  cancelChanges: 'Cancel changes to services',
  notSaved: 'Not saved yet: changes to services',
  /** Before there is an account. */
  notSavedYet: 'Not saved yet: changes to services are saved when the account is created',
  /** Before there is an account, in answer to saving the edits by themselves. */
  saveByCreating:
    'These changes are saved when the online account is created. Create it, or leave without saving.',
  /** Edits of before, shown again. */
  leftUnsaved: 'You left these changes to services without saving them.',
  cancelled: 'Changes to services were cancelled.',
  saved: 'Changes to services were saved.',
};
