import type { RegistrationLetter } from '../../services/ports/letter-renderer.ts';

/** A letter to an invented patient. */
export const LETTER: RegistrationLetter = {
  practice: {
    id: 'A99901',
    name: 'Meadow Lane Surgery',
    address: ['12 Meadow Lane', 'Little Wickham', 'ZZ99 3WZ'],
    phone: '01632 960 001',
  },
  patient: {
    name: 'Łucja Ngọc Ó Dónaill',
    address: ['Flat 3, Heron House', '27 Riverside Walk', 'Little Wickham', 'ZZ99 3VZ'],
    patientId: '9990000018',
    patientIdScheme: 'nhs',
    email: 'lucja@mail.example',
    emailIsShared: false,
  },
  date: '2026-03-01',
  letterNumber: 'L-7Q4M-2',
  copy: 0,
  issuedOn: '2026-03-01',
  expiresOn: '2026-03-15',
  token: 'CDFHJKMNPQRTWXY2',
  accountId: '049912345671',
  linkageKey: '9876QRTWXY42CDFH',
  activationDays: 10,
  siteUrl: 'https://patient-services.example',
  services: ['appointments', 'repeats', 'messaging', 'summary-data'],
  language: 'en',
};
