import { css } from 'lit';
import { dateStyles } from '../../base/date-styles.ts';

export const splitStyles = css`
  ${dateStyles}
  .shelter {
    container-type: inline-size;
  }
  .page {
    grid-template-columns: minmax(0, 1fr);
    max-inline-size: 960px;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 17em), 1fr));
    gap: 12px 16px;
    align-items: end;
  }
  .who,
  .tick {
    display: grid;
    gap: 6px;
    justify-items: start;
  }
  .who > .field {
    justify-self: stretch;
    max-inline-size: 40em;
  }
  legend {
    padding-block-end: 4px;
    font-weight: 600;
  }
  .who label,
  .tick label {
    font-weight: 400;
    display: inline-flex;
    gap: 8px;
    align-items: center;
    min-block-size: 24px;
  }
  textarea {
    inline-size: 100%;
    font: inherit;
    font-variant-numeric: tabular-nums;
    padding: 6px 8px;
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
  }
  input[type='file'] {
    max-inline-size: 100%;
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: center;
  }
  .groups,
  .rows {
    display: grid;
    gap: 4px;
  }
  .rows > li {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    align-items: center;
    padding-block: 6px;
    border-block-end: 1px solid var(--_line);
  }
  .rows .what {
    flex: 1 1 16em;
    min-inline-size: 0;
    overflow-wrap: anywhere;
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
  .card .card [role='heading'] {
    font-size: 1em;
  }
  .candidate {
    display: grid;
    gap: 6px;
    justify-items: start;
  }
  .candidate > table {
    justify-self: stretch;
  }
  caption {
    padding-block-end: 4px;
    font-weight: 600;
    text-align: start;
  }
  .differs td {
    font-weight: 600;
  }
  .checklist,
  dl {
    display: grid;
    grid-template-columns: minmax(84px, auto) minmax(0, 1fr);
    gap: 4px 12px;
  }
  dt {
    color: var(--_muted);
  }
  dd {
    overflow-wrap: anywhere;
  }
  @container (max-width: 540px) {
    .page {
      padding: 8px;
    }
    .what > .quiet {
      display: block;
    }
  }
  @container (max-width: 360px) {
    .checklist,
    dl {
      grid-template-columns: minmax(0, 1fr);
      row-gap: 0;
    }
    dd {
      margin-block-end: 8px;
    }
  }
`;
