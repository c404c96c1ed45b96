import { dateStyles } from './date-styles.ts';
import { css } from 'lit';

/**
 * A modal window: heading and patient above, scrolling content, actions below; the whole screen where there is little
 * room.
 */
export const dialogStyles = css`
  dialog {
    /* Stays readable while the tab behind it waits for news and hides its own content. */
    visibility: visible;
    width: min(var(--_dialog-width, 520px), 100vw - 16px);
    max-width: none;
    max-height: calc(100dvh - 16px);
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 4px);
    background: var(--_surface);
    color: var(--_text);
    /* Wherever in the tab it stands, as in a row's heading. */
    font-weight: 400;
    box-shadow: 0 12px 40px rgb(0 0 0 / 30%);
    overflow: hidden;
    container-type: inline-size;
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
  }
  dialog::backdrop {
    background: rgb(10 18 26 / 55%);
  }
  .top {
    padding: 14px 20px 10px;
    border-block-end: 1px solid var(--_line);
  }
  .top [role='heading'] {
    font-size: 1.2em;
  }
  .who {
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  .who .unbroken {
    white-space: nowrap;
  }
  .who strong {
    color: var(--_text);
  }
  form {
    display: contents;
  }
  .content {
    display: grid;
    flex: 1 1 auto;
    gap: 14px;
    /* Rows keep their full height and the whole scrolls: with a limited height they would shrink over each other. */
    grid-auto-rows: max-content;
    align-content: start;
    min-height: 0;
    padding: 16px 20px;
    overflow: auto;
  }
  .bottom {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
    justify-content: flex-end;
    padding: 12px 20px;
    border-block-start: 1px solid var(--_line);
    background: var(--_sunken);
  }
  ${dateStyles}
  .count {
    justify-self: end;
  }
  .summary {
    display: grid;
    gap: 2px;
    padding: 8px 12px;
    border: 2px solid var(--_bad);
    border-radius: var(--_radius);
    background: var(--_bad-soft);
  }
  .summary strong {
    color: var(--_bad);
  }
  .summary button.link {
    justify-content: flex-start;
    padding-inline: 0;
    border-inline-width: 0;
    color: var(--_bad);
  }
  @container (max-width: 400px) {
    .top,
    .content,
    .bottom {
      padding-inline: 12px;
    }
    .bottom button {
      flex: 1 1 auto;
    }
    .bottom .reason {
      flex-basis: 100%;
    }
  }
`;
