import { nothing, type TemplateResult } from 'lit';
import type { ReadyTabView } from '../../services/application/views.ts';
import type { Result } from '../view-types.ts';
import type { SectionElement } from './section-element.ts';

/** A dialog as a section shows it. */
export type Dialog = (view: ReadyTabView) => TemplateResult;

/** Where a section's dialogs open, one at a time. */
export interface DialogPlace {
  /** Opens it. Nothing is done before somebody has answered in it. */
  readonly open: (dialog: Dialog) => Promise<Result<false>>;
  readonly close: () => void;
  /** The one that is open. */
  readonly render: (view: ReadyTabView) => TemplateResult | typeof nothing;
}

export function dialogPlace(section: SectionElement): DialogPlace {
  let shown: Dialog | undefined;
  const show = (dialog: Dialog | undefined): void => {
    shown = dialog;
    section.requestUpdate();
  };
  return {
    open: (dialog) => {
      show(dialog);
      return Promise.resolve({ ok: true, value: false });
    },
    close: () => {
      show(undefined);
    },
    render: (view) => shown?.(view) ?? nothing,
  };
}
