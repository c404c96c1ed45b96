import { css } from 'lit';

/** Rows of fixed height, whose headings stay in sight; in a narrow place the grid alone scrolls sideways. */
export const gridStyles = css`
  :host {
    display: block;
  }
  .scroll {
    max-block-size: max(16rem, 62vh);
    overflow: auto;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    overscroll-behavior: contain;
  }
  [role='grid'] {
    min-inline-size: 76em;
  }
  [role='row'] {
    display: grid;
    grid-template-columns:
      minmax(13em, 2.4fr) minmax(7em, 1fr) minmax(8em, 1.1fr) minmax(12em, 2.2fr)
      minmax(12em, 1.5fr) minmax(7em, 1fr) minmax(7em, 1fr) minmax(9.5em, 1.2fr);
    border-block-end: 1px solid var(--_line);
  }
  /* As the virtualiser is told below. */
  .head > [role='row'] {
    block-size: 3.1em;
  }
  .body > [role='row'] {
    block-size: 3.7em;
  }
  .chooses [role='row'] {
    grid-template-columns:
      2.9em minmax(13em, 2.4fr) minmax(7em, 1fr) minmax(8em, 1.1fr) minmax(12em, 2.2fr)
      minmax(12em, 1.5fr) minmax(7em, 1fr) minmax(7em, 1fr) minmax(9.5em, 1.2fr);
  }
  .body > [aria-selected='true'] {
    background: var(--_sunken);
    box-shadow: inset 4px 0 var(--_accent);
  }
  [role='gridcell'] > [type='checkbox'] {
    inline-size: 24px;
    block-size: 24px;
  }
  .head {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    background: var(--_sunken);
    color: var(--_muted);
    font-weight: 600;
  }
  .body {
    position: relative;
  }
  .body > [role='row'] {
    position: absolute;
    inset-inline: 0;
  }
  .body > [role='row']:hover {
    background: var(--_sunken);
  }
  [role='gridcell'],
  [role='columnheader'] {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 6px;
    align-content: center;
    align-items: center;
    min-inline-size: 0;
    padding: 2px 8px;
    overflow: hidden;
  }
  /* Scrolled to by the keyboard, it is not to lie under the headings. */
  [role='gridcell'] {
    block-size: 100%;
    scroll-margin-block-start: 3.3em;
  }
  [role='gridcell']:focus-visible,
  .target:focus-visible {
    outline-offset: -3px;
  }
  .name {
    max-inline-size: 100%;
    font-weight: 600;
  }
  .name,
  .name > span {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  button.name {
    text-decoration: none;
  }
  button.name > span {
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  .pill {
    font-size: 0.86em;
  }
  @media (forced-colors: active) {
    .scroll {
      border-color: CanvasText;
    }
  }
`;
