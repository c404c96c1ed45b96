import { css } from 'lit';

/** Boxes for what is chosen, looked at and done. */
export const bulkStyles = css`
  :host {
    display: grid;
    gap: 10px;
  }
  .bar,
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: center;
  }
  .box {
    display: grid;
    gap: 10px;
    justify-items: start;
    padding: 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .box > * {
    max-inline-size: 100%;
  }
  .groups,
  .batches {
    display: grid;
    gap: 4px;
  }
  .batches {
    padding: 0;
    list-style: none;
  }
  .batches > li {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    align-items: center;
  }
  .check {
    display: flex;
    gap: 8px;
    align-items: center;
    min-block-size: 24px;
    font-weight: 400;
  }
  article {
    display: grid;
    gap: 6px;
    justify-items: start;
  }
  article > * {
    max-inline-size: 100%;
  }
  summary {
    min-block-size: 24px;
    cursor: pointer;
  }
  details > ul {
    display: grid;
    gap: 4px;
    padding: 4px 0 4px 16px;
  }
  progress {
    inline-size: min(100%, 28em);
    accent-color: var(--_accent);
  }
`;
