/** The practice's presets beside a patient's services, where it has any. */
export const presets = {
  label: 'Presets: tick the services of',
  ticked: (name: string): string => `The services of ${name} are ticked. Nothing is saved yet.`,
  leftOut: (name: string, services: readonly string[]): string =>
    `${name} would tick these too, and they cannot be ticked here now: ${services.join(', ')}.`,
};
