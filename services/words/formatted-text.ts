/** A stretch of text in one weight. */
export interface Run {
  readonly text: string;
  readonly strong?: boolean;
}

/** Text of one paragraph, in the order of its language. */
export type Text = readonly Run[];
