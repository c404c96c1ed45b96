import type { ElementTable } from '../components/define.ts';

/** The page of splits and merges, with what it does: all of it is to be there when the network is cut later. */
export async function loadSplit(): Promise<ElementTable> {
  const [{ SPLIT_ELEMENTS }] = await Promise.all([
    import('../components/practice/split/os-practice-split.ts'),
    import('../services/application/split/open-split.ts'),
    import('../services/application/split/transfer-job.ts'),
    import('../services/application/split/hand-over.ts'),
    import('../services/application/split/take-in.ts'),
    import('../services/application/split/take-back.ts'),
    import('../services/storage/register-keys.ts'),
  ]);
  return SPLIT_ELEMENTS;
}
