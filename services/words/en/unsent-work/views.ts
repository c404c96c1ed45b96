/** How much is kept here, to go after another sentence; nothing is said of nothing. */
function kept(changes: number): string {
  if (changes === 0) return '';
  return changes === 1
    ? ' 1 change is kept on this computer and not shared yet.'
    : ` ${changes} changes are kept on this computer and not shared yet.`;
}

function records(count: number): string {
  return count === 1 ? '1 record' : `${count} records`;
}

export const unsentWork = {
  summary: {
    needsDecision: (changes: number): string =>
      changes === 1 ? '1 change needs your decision.' : `${changes} changes need your decision.`,
    offline: (changes: number): string =>
      `Offline: the shared record cannot be reached.${kept(changes) || ' What you see may be out of date.'}`,
    unauthorised: (changes: number): string =>
      `The shared record did not accept your sign-in. Sign in again.${kept(changes)}`,
    failing: (changes: number, why: string | undefined): string =>
      `${why ?? 'The shared record is not working properly.'} Trying again.${kept(changes)}`,
    sending: (changes: number): string => `Sending to the shared record.${kept(changes)}`,
    waitingFor: (changes: number, author: string): string =>
      `Waiting for ${author} to sign in here.${kept(changes)}`,
    troubles: (found: {
      readonly missing: number;
      readonly unreadable: number;
      readonly moved: number;
    }): string => {
      const { missing, unreadable, moved } = found;
      const sentences = [
        missing > 0 &&
          `${records(missing)} that this computer holds ${missing === 1 ? 'is' : 'are'} missing from the shared record.`,
        unreadable > 0 && `${records(unreadable)} of the shared record cannot be read.`,
        moved > 0 &&
          `The shared record has filed ${records(moved)} under another patient; ${moved === 1 ? 'it was left as it was' : 'they were left as they were'} here.`,
        'Tell your system administrator.',
      ];
      return sentences.filter((sentence) => sentence !== false).join(' ');
    },
    otherTab: 'Online Services is open in another window, which sends and collects the changes.',
    asking: 'Checking the shared record.',
    upToDate: 'Up to date with the shared record.',
  },
};
