import { css } from 'lit';

/** Section cards, status pills, messages and tables that turn into stacked rows where there is little room. */
export const panels = css`
  .card {
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 2px);
    background: var(--_surface);
  }
  .card > header {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    align-items: center;
    justify-content: space-between;
    min-height: 44px;
    padding: 6px 16px;
    border-block-end: 1px solid var(--_line);
  }
  .card > .body {
    display: grid;
    gap: 12px;
    padding: 12px 16px 16px;
  }
  /* Help that stands in a line of buttons comes below all of it, to the eye and the keyboard. */
  .card > header,
  .line {
    reading-flow: flex-visual;
  }
  /* What belongs together inside a card, and one act of it with what is said of it. */
  .part {
    display: grid;
    gap: 10px;
    padding-top: 12px;
    border-block-start: 1px solid var(--_line);
  }
  .step {
    display: grid;
    gap: 4px;
    justify-items: start;
  }
  #about {
    margin-inline-end: auto;
  }
  [role='heading'] {
    font-size: 1.08em;
    font-weight: 650;
    line-height: 1.3;
  }
  .quiet {
    color: var(--_muted);
  }

  .pill {
    display: inline-flex;
    gap: 5px;
    align-items: center;
    padding: 1px 9px 1px 7px;
    border: 1px solid transparent;
    border-radius: 1em;
    font-size: 0.93em;
    font-weight: 600;
  }
  .message {
    display: flex;
    gap: 8px;
    align-items: start;
    padding: 8px 12px;
    border-inline-start: 4px solid currentcolor;
    border-radius: var(--_radius);
    overflow-wrap: anywhere;
  }
  .message svg {
    margin-top: 0.12em;
  }
  .message > :not(svg, button) {
    flex: 1;
    min-width: 0;
  }
  .message p {
    color: var(--_text);
  }
  .good {
    background: var(--_good-soft);
    color: var(--_good);
  }
  .neutral {
    background: var(--_neutral-soft);
    color: var(--_neutral);
  }
  .warning {
    background: var(--_warning-soft);
    color: var(--_warning);
  }
  .bad {
    background: var(--_bad-soft);
    color: var(--_bad);
  }

  table {
    width: 100%;
    border-collapse: collapse;
    text-align: start;
  }
  th,
  td {
    padding: 6px 12px 6px 0;
    border-block-end: 1px solid var(--_line);
    text-align: start;
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  tbody tr:last-child > * {
    border-block-end: 0;
  }
  thead th {
    padding-block: 4px;
    color: var(--_muted);
    font-size: 0.93em;
    font-weight: 600;
    white-space: nowrap;
  }
  .cell-label {
    display: none;
    color: var(--_muted);
    font-size: 0.93em;
    font-weight: 600;
  }
  @container (max-width: 540px) {
    .stacks thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    table.stacks,
    .stacks caption,
    .stacks tbody,
    .stacks tr,
    .stacks th,
    .stacks td {
      display: block;
    }
    .stacks th,
    .stacks td {
      padding: 2px 0;
      border: 0;
    }
    .stacks tr {
      padding-block: 8px;
      border-block-end: 1px solid var(--_line);
    }
    .stacks tbody tr:last-child {
      border-block-end: 0;
    }
    .stacks .cell-label {
      display: block;
    }
    .stacks td:empty {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .pill,
    .message,
    .card {
      border: 1px solid CanvasText;
    }
  }
`;
