import type { ElementTable } from '../components/define.ts';

/**
 * The page of all accounts, with what its commands do and what lists are read by: all of it is to be there when the network is
 * cut later.
 */
export async function loadAccounts(): Promise<ElementTable> {
  const [{ ACCOUNTS_ELEMENTS }] = await Promise.all([
    import('../components/practice/accounts/os-practice-accounts.ts'),
    import('../services/application/practice/worklists.ts'),
    import('../services/storage/register-keys.ts'),
    import('../services/storage/register-pages.ts'),
    import('../services/storage/register-patients.ts'),
  ]);
  return ACCOUNTS_ELEMENTS;
}
