import { css } from 'lit';

/** Buttons, fields and focus, the same in every element. Sizes follow the text, on a grid of 4 pixels. */
export const controls = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  /* Scrolled clear of what stands at the foot, when it takes the focus. */
  button,
  input,
  select,
  summary {
    scroll-margin-block-end: var(--_foot, 0);
  }
  p,
  ul,
  dl,
  dd,
  fieldset,
  legend {
    margin: 0;
    padding: 0;
    border: 0;
  }
  ul {
    list-style: none;
  }
  svg {
    flex: none;
    width: 1.15em;
    height: 1.15em;
  }

  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-height: 32px;
    padding: 4px 12px;
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-weight: 500;
    text-align: center;
    cursor: pointer;
  }
  button:hover {
    background: var(--_neutral-soft);
  }
  button.primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
  }
  button.primary:hover {
    border-color: var(--_accent-strong);
    background: var(--_accent-strong);
  }
  button.danger {
    border-color: var(--_bad);
    color: var(--_bad);
  }
  button.danger:hover {
    background: var(--_bad-soft);
  }
  button.link {
    min-height: 24px;
    padding: 0 2px;
    border-color: transparent;
    background: none;
    color: var(--_accent);
    text-align: start;
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  button.link:hover {
    color: var(--_accent-strong);
  }
  button[aria-disabled='true'] {
    border-color: var(--_line);
    background: var(--_neutral-soft);
    color: var(--_muted);
    cursor: not-allowed;
  }
  button[aria-disabled='true'].link {
    border-color: transparent;
    background: none;
  }
  button[aria-busy='true'] {
    cursor: progress;
  }
  .spinner {
    display: inline-block;
    flex: none;
    width: 1em;
    height: 1em;
    border: 2px solid currentcolor;
    border-inline-end-color: transparent;
    border-radius: 50%;
    vertical-align: -0.1em;
    animation: turn 0.8s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }

  label,
  .label {
    font-weight: 600;
  }
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 4px;
    align-content: start;
    justify-items: stretch;
    min-width: 0;
  }
  .hint,
  .reason {
    color: var(--_muted);
    font-size: 0.93em;
  }
  .error {
    display: flex;
    gap: 6px;
    align-items: start;
    color: var(--_bad);
    font-weight: 600;
  }
  .error svg {
    margin-top: 0.15em;
  }
  input,
  select,
  textarea {
    min-height: 32px;
    width: 100%;
    min-width: 0;
    margin: 0;
    padding: 4px 8px;
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
  }
  select {
    text-overflow: ellipsis;
  }
  textarea {
    resize: vertical;
  }
  input:disabled,
  select:disabled,
  textarea:disabled,
  input:read-only:not([type='checkbox'], [type='radio']) {
    border-color: var(--_line);
    background: var(--_sunken);
    color: var(--_muted);
    opacity: 1;
  }
  [aria-invalid='true'] {
    border: 2px solid var(--_bad);
    padding: 3px 7px;
  }
  input[type='checkbox'],
  input[type='radio'] {
    flex: none;
    width: 18px;
    min-height: 18px;
    height: 18px;
    margin: 3px;
    padding: 0;
    accent-color: var(--_accent);
  }
  .tick {
    display: flex;
    gap: 8px;
    align-items: start;
    min-height: 24px;
  }
  .tick label {
    padding-block: 2px;
    font-weight: 400;
  }
  .tick .hint {
    display: block;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
  }

  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (forced-colors: active) {
    button:not(.link) {
      border-color: ButtonText;
    }
    button[aria-disabled='true'] {
      border-color: GrayText;
      color: GrayText;
    }
    :focus-visible {
      outline-color: Highlight;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .spinner {
      animation-duration: 4s;
    }
  }
`;
