import { ineligible } from '../../../services/application/commands/rules.ts';
import { patientCommand } from '../../../services/application/commands/staff-command.ts';
import { Permission } from '../../../services/domain/practice/permission.ts';

/** What the list of commands has more. */
export const MORE_COMMANDS = {
  preferContact: patientCommand({
    permission: Permission.editContacts,
    audit: 'prefer-contact',
    whyNot: ineligible,
    hidden: ({ patient }) => patient.ending === 'deceased',
    load: async () => (await import('./prefer-contact.ts')).preferContact,
  }),
} as const;
