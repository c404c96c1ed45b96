export const withdrawal = {
  description: 'Withdraw superseded codes',
  summary: 'Earlier registration codes withdrawn: newer ones had been issued on another computer',
};
