import { css } from 'lit';

/** Figures side by side where there is room, below one another where there is little. */
export const uptakeStyles = css`
  .page {
    container-type: inline-size;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
  }
  .tools > .quiet {
    margin-inline-end: auto;
  }
  progress {
    inline-size: 100%;
    block-size: 12px;
    accent-color: var(--_accent);
  }
  .figures {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    align-items: start;
  }
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 10px;
    padding: 12px 16px 16px;
    container-type: inline-size;
  }
  section.wide {
    grid-column: 1 / -1;
  }
  .share {
    font-size: 1.08em;
    font-weight: 600;
  }
  .bars {
    display: grid;
    gap: 8px;
  }
  .bars li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 2px 12px;
  }
  .count {
    font-variant-numeric: tabular-nums;
    font-weight: 600;
  }
  .bar,
  .gauge {
    grid-column: 1 / -1;
    inline-size: 100%;
    block-size: 10px;
  }
  .gauge {
    block-size: 20px;
  }
  .columns {
    display: block;
    inline-size: 100%;
    block-size: 96px;
  }
  .mark {
    inline-size: 100%;
    block-size: 1.3em;
    fill: var(--_text);
    font-size: 0.92em;
  }
  .track {
    fill: var(--_neutral-soft);
    stroke: var(--_control-line);
    stroke-width: 1;
    vector-effect: non-scaling-stroke;
  }
  .fill {
    fill: var(--_accent);
  }
  .goal {
    fill: none;
    stroke: var(--_text);
    stroke-width: 3;
    vector-effect: non-scaling-stroke;
  }
  .base {
    fill: none;
    stroke: var(--_control-line);
    stroke-width: 2;
    vector-effect: non-scaling-stroke;
  }
  .months {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 20em), 1fr));
    gap: 16px;
  }
  figure {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 4px;
    margin: 0;
  }
  figcaption {
    font-weight: 600;
  }
  .axis {
    display: flex;
    justify-content: space-between;
    gap: 12px;
  }
  .field {
    max-inline-size: 220px;
  }
  summary {
    min-height: 24px;
    inline-size: fit-content;
    color: var(--_accent);
    cursor: pointer;
  }
  td {
    font-variant-numeric: tabular-nums;
  }
  td,
  th[scope='col']:not(:first-child) {
    text-align: end;
  }
  th[scope='row'] {
    font-weight: 400;
  }
  @container (min-width: 800px) {
    .figures {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
  @container (max-width: 540px) {
    .stacks td {
      display: flex;
      justify-content: space-between;
      gap: 12px;
    }
    th[scope='row'] {
      font-weight: 600;
    }
  }
  @media (forced-colors: active) {
    .track {
      fill: Canvas;
      stroke: CanvasText;
    }
    .fill {
      fill: Highlight;
    }
    .goal,
    .base {
      stroke: CanvasText;
    }
    .mark {
      fill: CanvasText;
    }
  }
`;
