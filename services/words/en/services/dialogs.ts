export const services = {
  reasonFor: (service: string): string => `${service}: why it is switched off`,
  chooseReason: 'Why is it switched off?',
  /** To who cannot see that a list has come. */
  reasonAsked: (service: string): string => `Choose next why ${service} is switched off.`,
  /** With what unticking does: where somebody looks for a way to delete an account. */
  noDelete:
    'An account cannot be deleted, on purpose: apps such as the NHS App make a deleted one again by themselves, with the usual access. To stop all access untick Global; to stop some, untick single services.',
};
