// A letter worker that never answers.
export {};
