/** All that loads when the tab has been painted: what may be done, and the exchange with the shared record. */
export { offers } from '../services/application/commands/offers.ts';
export { composeSync } from './sync-container.ts';
