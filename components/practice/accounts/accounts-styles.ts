import { css } from 'lit';

/** The page: lists beside the grid, above it where there is little room. */
export const accountsStyles = css`
  .page {
    container-type: inline-size;
  }
  .both {
    display: grid;
    grid-template-columns: minmax(0, 250px) minmax(0, 1fr);
    gap: 16px;
    align-items: start;
  }
  nav,
  .list {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 10px;
  }
  nav ul {
    display: grid;
    gap: 2px;
  }
  nav button {
    width: 100%;
    justify-content: space-between;
    border-color: transparent;
    background: none;
    text-align: start;
  }
  nav button[aria-current='true'] {
    border-color: var(--_accent);
    border-inline-start-width: 4px;
    background: var(--_surface);
    font-weight: 650;
  }
  .count {
    flex: none;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  form,
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    align-items: end;
  }
  /* In line with the field, which has a label above and a hint below. */
  form {
    align-items: start;
  }
  form > button {
    margin-block-start: calc(1.45em + 4px);
  }
  form .field {
    flex: 1 1 220px;
    max-inline-size: 420px;
  }
  .tools > .field {
    flex: 0 1 220px;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    align-items: baseline;
  }
  @container (max-width: 720px) {
    .both {
      grid-template-columns: minmax(0, 1fr);
    }
    nav ul {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
    }
    nav li {
      max-inline-size: 100%;
    }
    nav button {
      gap: 8px;
      border-color: var(--_line);
    }
  }
  @media (forced-colors: active) {
    nav button[aria-current='true'] {
      border-color: Highlight;
    }
  }
`;
