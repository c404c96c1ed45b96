import { css } from 'lit';

/** Layout of the Control Panel page. */
export const settingsStyles = css`
  .shelter {
    container-type: inline-size;
  }
  .page {
    max-width: 760px;
    padding: 16px;
  }
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
  }
  #heading {
    font-size: 1.3em;
  }
  .ticks,
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(240px, 100%), 1fr));
    gap: 8px 24px;
  }
  .fields {
    row-gap: 18px;
  }
  .wide {
    grid-column: 1 / -1;
  }
  .setting,
  .presets,
  .preset {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 4px;
    align-content: start;
    justify-items: start;
  }
  .setting > .field,
  .preset > .field,
  .preset > .ticks,
  .presets > .preset {
    justify-self: stretch;
  }
  .presets {
    gap: 8px;
    margin-top: 16px;
  }
  .preset {
    gap: 8px;
    padding: 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .adding {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
  }
  input.number {
    max-width: 120px;
  }
  #server ul {
    display: grid;
    gap: 6px;
    margin: 0;
    padding-left: 20px;
    list-style: disc;
  }
  #acknowledge-server {
    justify-self: start;
  }
  @container (max-width: 540px) {
    .page {
      padding: 8px;
    }
  }
`;
