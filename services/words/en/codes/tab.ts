export const codes = {
  expire: 'Codes expire',
  expired: 'Codes expired',
  haveExpired: 'The codes have expired. The patient cannot register with this letter any more.',
  doNotWorkYet:
    'The codes do not work on the website yet: they have not been sent to the shared record.',
  endedWork: 'The earlier codes still work on the website, until their end has been sent.',
  issue: 'New letter…',
};
