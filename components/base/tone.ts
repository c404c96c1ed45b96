import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

/** How good or bad news is. Always shown by an icon and words as well as by colour. */
export type Tone = 'good' | 'neutral' | 'warning' | 'bad';

const SHAPES = {
  good: svg`<circle cx="8" cy="8" r="6.25"/><path d="m5.2 8.3 2 2 3.7-4.4"/>`,
  neutral: svg`<circle cx="8" cy="8" r="6.25"/><path d="M8 7.4v3.4M8 5.1v.1"/>`,
  warning: svg`<path d="M8 2.2 14.3 13.4H1.7zM8 6.6v3.1M8 11.5v.1"/>`,
  bad: svg`<path d="M5.4 1.8h5.2l3.6 3.6v5.2l-3.6 3.6H5.4l-3.6-3.6V5.4zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4"/>`,
  lock: svg`<rect x="3" y="7" width="10" height="7" rx="1.2"/><path d="M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2"/>`,
  off: svg`<circle cx="8" cy="8" r="6.25"/><path d="m3.7 3.7 8.6 8.6"/>`,
  waiting: svg`<circle cx="8" cy="8" r="6.25"/><path d="M8 4.4V8l2.4 1.6"/>`,
  calendar: svg`<path d="M2.2 3.6h11.6v10.2H2.2zM2.2 6.8h11.6M5.2 1.8v3M10.8 1.8v3"/>`,
  close: svg`<path d="m4 4 8 8M12 4l-8 8"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof SHAPES;

/** A line icon in the colour of the text around it. The words beside it carry the meaning. */
export function icon(name: IconName): TemplateResult {
  return html`<svg
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    stroke-width="1.6"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${SHAPES[name]}
  </svg>`;
}

/** A short fact: icon and words on a tinted ground. */
export function pill(tone: Tone, text: string, picture: IconName = tone): TemplateResult {
  return html`<span class="pill ${tone}">${icon(picture)}${text}</span>`;
}

/** A sentence or more that wants to be read: icon and words on a tinted ground. */
export function message(tone: Tone, content: unknown, picture: IconName = tone): TemplateResult {
  return html`<div class="message ${tone}">
    ${icon(picture)}
    <div><p>${content}</p></div>
  </div>`;
}
