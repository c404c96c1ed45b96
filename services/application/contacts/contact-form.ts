/** What the form of a contact goes by before anything is sent. */
export { isNewlyVerified } from '../../domain/contacts/verifying.ts';
