/** What is said with the exchange with the shared record: why it fails, and what it puts right by itself. */
export { withdrawal } from './codes/exchange.ts';
export { exchangeReasons as reasons } from './unsent-work/exchange.ts';
