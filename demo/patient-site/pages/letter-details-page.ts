import { paragraph } from './elements.ts';
import { FormField, type FieldOptions } from './form-field.ts';
import type { Page, Site } from './page.ts';
import { checkDetails } from './site-api.ts';
import { siteForm } from './site-form.ts';

const PRACTICE_ID: FieldOptions = {
  name: 'practiceId',
  label: 'Practice ID',
  hint: 'Letters and digits, like A12345.',
  isCode: true,
};

/** Way 1 of the letter. */
export const tokenPage = detailsPage('Register with your Registration Token', 'patient-id', [
  PRACTICE_ID,
  {
    name: 'patientId',
    label: 'Patient ID',
    hint: '10 digits: your NHS, CHI or H&C number.',
    isCode: true,
    inputmode: 'numeric',
  },
  { name: 'token', label: 'Registration Token', isCode: true },
]);

/** Way 2 of the letter. */
export const linkageKeyPage = detailsPage('Register with your Linkage Key', 'account-id', [
  PRACTICE_ID,
  {
    name: 'accountId',
    label: 'Account ID',
    hint: '12 digits.',
    isCode: true,
    inputmode: 'numeric',
  },
  { name: 'linkageKey', label: 'Linkage Key', isCode: true },
]);

function detailsPage(
  heading: string,
  way: 'patient-id' | 'account-id',
  fields: readonly FieldOptions[],
): Page {
  return {
    heading,
    content: (site: Site) => [
      paragraph(
        'Type the details as they stand on your letter. Spaces, hyphens and small letters make no difference.',
      ),
      siteForm({
        fields: fields.map((options) => new FormField(options)),
        button: 'Continue',
        send: (values) => checkDetails({ ...values, way }),
        onDone: ({ ticket, email }) => {
          Object.assign(site.visit, { ticket, email });
          site.go('choose-login');
        },
      }),
    ],
  };
}
