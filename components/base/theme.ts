import { css } from 'lit';

/**
 * The design tokens. Each reads a public custom property that a host may set on any ancestor, and falls back to a value
 * that suits the colour scheme in force.
 *
 * The colour scheme is the element's `theme` attribute where it has one, else the page's own `color-scheme`, else what
 * the person asked of their browser (the `unthemed` state is set by `ThemedElement` where the page says nothing).
 *
 * Text and background pairs keep 4.5:1, control borders and focus rings 3:1 (WCAG 2.2, 1.4.3 and 1.4.11).
 */
export const tokens = css`
  :host {
    --_font: var(--os-font-family, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif);
    --_size: var(--os-font-size, 14px);
    --_radius: var(--os-radius, 6px);
    --_text: var(--os-color-text, light-dark(#1a2530, #e7ebef));
    --_muted: var(--os-color-text-muted, light-dark(#4d5b68, #a9b4bf));
    --_page: var(--os-color-background, light-dark(#f3f5f8, #12161b));
    --_surface: var(--os-color-surface, light-dark(#ffffff, #1b2128));
    --_sunken: var(--os-color-surface-sunken, light-dark(#f7f9fb, #161b21));
    --_line: var(--os-color-line, light-dark(#dce2e8, #333d48));
    --_control-line: var(--os-color-control-line, light-dark(#7b8794, #7f8b98));
    --_accent: var(--os-color-accent, light-dark(#1d5ca6, #84b8f2));
    --_accent-strong: var(--os-color-accent-strong, light-dark(#164883, #a6ccf7));
    --_on-accent: var(--os-color-on-accent, light-dark(#ffffff, #0c1a29));
    --_focus: var(--os-color-focus, light-dark(#0b4f9e, #9cc8ff));
    --_good: var(--os-color-good, light-dark(#17633a, #86d8a4));
    --_good-soft: var(--os-color-good-soft, light-dark(#e5f4ea, #15301f));
    --_warning: var(--os-color-warning, light-dark(#7d4b00, #f3c570));
    --_warning-soft: var(--os-color-warning-soft, light-dark(#fff3da, #372a10));
    --_bad: var(--os-color-bad, light-dark(#a1201b, #ffa49c));
    --_bad-soft: var(--os-color-bad-soft, light-dark(#fdebe9, #42191a));
    --_neutral: var(--os-color-neutral, light-dark(#3f4d5a, #c0cad4));
    --_neutral-soft: var(--os-color-neutral-soft, light-dark(#e9edf1, #2a323b));
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  :host(:state(unthemed):not([theme])) {
    color-scheme: light dark;
  }
`;

/**
 * What the outermost elements wrap their content in. A host's style sheet reaches the element itself (`*` rules, even
 * with `!important`) and what is inherited from it, but not this wrapper: everything that inherits is set anew here.
 */
export const shelter = css`
  .shelter {
    all: initial;
    color-scheme: inherit;
    display: block;
    box-sizing: border-box;
    font-family: var(--_font);
    font-size: var(--_size);
    line-height: 1.45;
    overflow-wrap: anywhere;
    color: var(--_text);
    background: var(--_page);
    -webkit-text-size-adjust: 100%;
    text-size-adjust: 100%;
  }
`;
