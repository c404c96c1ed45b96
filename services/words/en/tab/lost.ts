/** Told to the same person at their next sign-in. */
export const lostAtSignOut = (
  lost: readonly { readonly what: string; readonly patient?: { readonly name: string } }[],
): string =>
  `When you were last signed out, these changes were not saved and are gone: ${lost
    .map(({ what, patient }) => (patient === undefined ? what : `${what} for ${patient.name}`))
    .join('; ')}.`;
