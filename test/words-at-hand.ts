/** For tests below the plugin, which loads words with the code that speaks them: all that is said without a screen. */
import { loadWords } from '../services/words/words.ts';

export { sentenceOf } from '../services/application/commands/refusal.ts';

await loadWords(
  'views',
  'offers',
  'storage',
  'exchange',
  'openings',
  'commands',
  'workList',
  'history',
);
