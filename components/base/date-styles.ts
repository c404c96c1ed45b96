import { css } from 'lit';

/** A date field with the browser's calendar behind its button. */
export const dateStyles = css`
  .date {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 8px;
  }
  /* Only its calendar is wanted, which opens where the field would be. */
  .date [type='date'] {
    position: absolute;
    inset: auto 0 0 auto;
    width: 1px;
    min-height: 0;
    height: 1px;
    padding: 0;
    border: 0;
    opacity: 0;
    pointer-events: none;
  }
`;
