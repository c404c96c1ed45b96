const issue = { title: 'Issue new codes', yes: 'Issue new codes', no: 'Cancel' };

export const codes = {
  issueWhileOldWork: {
    ...issue,
    message:
      'The codes of the current letter still work. Print it again instead, unless it was lost, was seen by somebody else or cannot be printed. With new codes the old ones stop working at once, and the patient needs a new letter. Issue new codes?',
  },
  issueAnew: {
    ...issue,
    message: 'The patient needs a new letter with the new codes. Issue new codes?',
  },
};
