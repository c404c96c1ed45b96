/**
 * The views of the whole practice, each with what its commands do and what it reads by: all of it is to be there when the network
 * is cut later.
 */
import type { ElementTable } from '../components/define.ts';

export async function accounts(): Promise<ElementTable> {
  const [{ ACCOUNTS_ELEMENTS }] = await Promise.all([
    import('../components/practice/accounts/os-practice-accounts.ts'),
    import('../services/application/practice/worklists.ts'),
    import('../services/storage/register-keys.ts'),
    import('../services/storage/register-pages.ts'),
    import('../services/storage/register-patients.ts'),
  ]);
  return ACCOUNTS_ELEMENTS;
}

export async function uptake(): Promise<ElementTable> {
  const [{ UPTAKE_ELEMENTS }] = await Promise.all([
    import('../components/practice/uptake/os-practice-uptake.ts'),
    import('../services/application/practice/uptake.ts'),
    import('../services/application/practice/export-uptake.ts'),
    import('../services/storage/register-keys.ts'),
    import('../services/storage/register-patients.ts'),
  ]);
  return UPTAKE_ELEMENTS;
}
