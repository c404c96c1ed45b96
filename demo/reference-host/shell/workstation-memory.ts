/** A workstation's name, from `?workstation=B`: a short word; A when there is none. */
export function workstationIdIn(search: string): string {
  const asked = new URLSearchParams(search).get('workstation') ?? '';
  return /^[A-Za-z0-9-]{1,20}$/.test(asked) ? asked : 'A';
}

/** What a workstation remembers of how it is used: practice, person, theme. Never anything of a patient. */
export class WorkstationMemory {
  readonly #prefix: string;

  constructor(workstationId: string) {
    this.#prefix = `reference-host.${workstationId}.`;
  }

  read(name: string): string | undefined {
    return localStorage.getItem(this.#prefix + name) ?? undefined;
  }

  write(name: string, value: string): void {
    localStorage.setItem(this.#prefix + name, value);
  }
}
