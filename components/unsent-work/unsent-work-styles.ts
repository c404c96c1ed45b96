import { css } from 'lit';

/** Styles of the list of unsent work. */
export const unsentWorkStyles = css`
  .entry {
    display: grid;
    gap: 6px;
    padding: 10px 16px 12px;
  }
  .entry + .entry {
    border-block-start: 1px solid var(--_line);
  }
  .what {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 10px;
    align-items: center;
    overflow-wrap: anywhere;
  }
  .differences {
    max-width: 720px;
    border: 1px solid var(--_line);
    background: var(--_sunken);
  }
  .differences th,
  .differences td {
    padding: 6px 12px;
  }
  .differences td {
    width: 36%;
  }
  @container (max-width: 540px) {
    .differences tr {
      padding-inline: 8px;
    }
    .differences td {
      width: auto;
    }
  }
`;
