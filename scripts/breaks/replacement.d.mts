export interface Break {
  readonly name: string;
  readonly room: string;
  readonly promise: string;
  readonly file: string;
  readonly find: string;
  readonly put: string;
  readonly tests: readonly string[];
}

export function brokenTextOf(broken: Break): Promise<string>;
