import { css } from 'lit';

/** Layout of the tab: one column, two where there is room. */
export const tabStyles = css`
  :host {
    display: block;
  }
  .shelter {
    container-type: inline-size;
    min-height: 100%;
  }
  .tab,
  .patient,
  .column {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
    align-content: start;
  }
  .tab {
    padding: 16px;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
    align-items: start;
  }
  /* Where all is in one column, the account comes first to the eye and the keyboard: Create is not below everything. */
  @container (max-width: 859.98px) {
    .columns {
      reading-flow: grid-order;
    }
    .aside {
      order: -1;
    }
  }
  @container (min-width: 860px) {
    .columns {
      grid-template-columns: minmax(0, 1fr) minmax(280px, 340px);
    }
    .aside {
      position: sticky;
      inset-block-start: 12px;
    }
  }
  @container (max-width: 540px) {
    .tab {
      padding: 8px;
    }
  }
  .tab:has(+ .bar) {
    --_foot: 7em;
  }
  /* At the foot of what is in sight of the tab; in its own place once one has come to the end. */
  .bar {
    position: sticky;
    inset-block-end: 0;
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    gap: 6px 12px;
    align-items: center;
    padding: 8px 16px;
    border-block-start: 2px solid var(--_accent);
    background: var(--_surface);
  }
  .unseen {
    visibility: hidden;
  }
  .phase {
    display: flex;
    gap: 8px;
    align-items: center;
    justify-content: center;
    padding: 40px 16px;
    color: var(--_muted);
    text-align: center;
  }
`;
