import { words } from '../../services/words/words.ts';
import '../words-at-hand.ts';

/** What the product calls the change that ends surplus codes. */
export const WITHDRAWAL = words('exchange').withdrawal;
