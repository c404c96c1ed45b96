export const codes = {
  expire: 'Codes expire',
  expired: 'Codes expired',
  haveExpired: 'The codes have expired. The patient cannot register with this letter any more.',
  doNotWorkYet:
    'The codes do not work on the website yet: they have not been sent to the shared record. They will work once they are.',
  issue: 'Issue new codes…',
  issuing: 'Issuing…',
  issued: 'New codes were issued. Print the new letter next.',
};
