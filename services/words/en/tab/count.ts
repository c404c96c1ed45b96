/** How many characters fit into a field. */
export const count = {
  limit: (limit: number): string => `You can enter up to ${characters(limit)}.`,
  left: (left: number): string => `You have ${characters(left)} left`,
  over: (over: number): string => `You have ${characters(over)} too many`,
};

export function characters(number: number): string {
  return number === 1 ? '1 character' : `${number} characters`;
}
