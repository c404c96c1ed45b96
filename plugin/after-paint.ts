/** All that loads when the tab has been painted: what staff can do, and the exchange with the shared record. */
export { composeCommands } from './command-container.ts';
export { composeSync } from './sync-container.ts';
