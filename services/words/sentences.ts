/** A sentence for each code, of the facts that come with it. One that is missing is an error of types. */
export type Sentences<Said extends { readonly code: string }> = {
  readonly [Code in Said['code']]:
    string | ((facts: Extract<Said, { readonly code: Code }>) => string);
};

/** What a language says for a code and its facts. */
export function sentence<Said extends { readonly code: string }>(
  sentences: Sentences<Said>,
  said: Said,
): string {
  // The code says which facts there are; TypeScript does not follow that through a look-up.
  const found = sentences[said.code as Said['code']] as string | ((facts: Said) => string);
  return typeof found === 'string' ? found : found(said);
}
