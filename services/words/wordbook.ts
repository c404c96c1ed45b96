/** A language: how each group of its words is loaded. */
export type Language<W> = { readonly [G in keyof W]: () => Promise<W[G]> };

/** The words at hand: groups of one language, loaded when they are needed and then read at once. */
export class Wordbook<W extends object> {
  private readonly held: Partial<W> = {};
  private readonly heldIn = new Map<keyof W, Language<W>>();
  private spoken: Language<W>;

  /** @param languages by their codes (ISO 639); `otherwise` is spoken where a locale has none of them. */
  constructor(
    private readonly languages: Readonly<Record<string, Language<W>>>,
    private readonly otherwise: Language<W>,
  ) {
    this.spoken = otherwise;
  }

  /** Chooses the language of everything loaded from now on, by locale (BCP 47). */
  speak(locale: string): void {
    const [code = ''] = locale.toLowerCase().split('-', 1);
    this.spoken = this.languages[code] ?? this.otherwise;
  }

  /** Fetches groups. Those held stay until the new language's have come. Rejects when they cannot be fetched. */
  async load(groups: readonly (keyof W)[]): Promise<void> {
    await Promise.all(groups.map((group) => this.loadGroup(group, this.spoken)));
  }

  /** The group, where it is there already. */
  peek<G extends keyof W>(group: G): W[G] | undefined {
    return this.held[group];
  }

  /** @throws {Error} when the group was not loaded: whoever loads code that speaks loads its words with it. */
  read<G extends keyof W>(group: G): W[G] {
    const words = this.peek(group);
    if (words === undefined) throw new Error(`The words for ${String(group)} are not there yet.`);
    return words;
  }

  private async loadGroup(group: keyof W, language: Language<W>): Promise<void> {
    if (this.heldIn.get(group) === language) return;
    const words = await language[group]();
    // Another language may have been chosen while these were on their way.
    if (language !== this.spoken) return;
    this.held[group] = words;
    this.heldIn.set(group, language);
  }
}
