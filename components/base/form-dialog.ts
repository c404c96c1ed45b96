import type { PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { OnlineServices, ReadyTabView } from '../../services/application/views.ts';
import { unsavedWorkOf, type Kept, type UnsavedWork } from '../unsaved/unsaved-work.ts';
import { DialogElement } from './dialog-element.ts';

/**
 * A dialog in which something is typed. What was typed counts as not saved until it is saved or the person closes the
 * dialog. A host that takes the screen away without asking takes nothing typed with it: it is there again when the same
 * dialog is opened for the same patient, as long as the session lasts.
 */
export abstract class FormDialog<T, Entered extends object> extends DialogElement<T> {
  /** Who is signed in. */
  @property({ attribute: false }) staffId = '';

  /** What is shown was typed before, and left. */
  @state() protected override isBack = false;
  #work: UnsavedWork | undefined;
  #asOpened: Partial<Entered> = {};
  #kept: Kept<Partial<Entered>> | undefined;

  /** Given once, and read by nobody. */
  set services(services: OnlineServices | undefined) {
    this.#work ??= services && unsavedWorkOf(services);
  }

  /** What is typed, chosen and ticked: plain values by their names. */
  protected abstract get entered(): Entered;
  protected abstract set entered(entered: Entered);
  /** What it is about besides the patient, where a dialog of this kind has several things to be about. */
  protected subject(): string {
    return '';
  }

  /** Says of a view of the patient whether that is there still, so that what was typed can be taken up again. */
  protected isThere(): ((view: ReadyTabView) => boolean) | undefined {
    return undefined;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#kept !== undefined) this.#kept.isShown = false;
  }

  protected override isUnsaved(): boolean {
    return Object.keys(this.#changes()).length > 0;
  }

  protected override firstUpdated(changed: PropertyValues): void {
    this.#asOpened = this.entered;
    super.firstUpdated(changed);
    const { patient } = this;
    const work = this.#work;
    if (patient === undefined || work === undefined) return;
    const isThere = this.isThere();
    const kept = work.of<Partial<Entered>>(this.staffId, this.#key, () => ({
      what: this.heading,
      patient: { ref: patient.ref, name: patient.name },
      value: {},
      ...(isThere && { isThere }),
    }));
    kept.isShown = true;
    this.#kept = kept;
    if (Object.keys(kept.value).length === 0) return;
    // What was not touched is as the record has it now.
    this.entered = { ...this.entered, ...kept.value };
    this.isBack = true;
  }

  protected override updated(_changed: PropertyValues): void {
    if (this.#work === undefined || this.#kept === undefined) return;
    this.#kept.value = this.#changes();
    this.#work.mark(this.#kept, this.isUnsaved());
    // It may have been taken away while its command was under way.
    if (this.isConnected) this.announcer?.dialogOpened(this.describe);
  }

  /**
   * Also where it was taken away while its command was under way: what is saved must not come back as if it were not.
   */
  protected override close(outcome: T | undefined): void {
    this.#forget();
    super.close(outcome);
  }

  /** Escape closes it past {@link close}. */
  protected override onClosed(): void {
    this.#forget();
    super.onClosed();
  }

  get #key(): string {
    return [this.localName, this.patient?.ref, this.subject()].join(' ');
  }

  #changes(): Partial<Entered> {
    const before = new Map(Object.entries(this.#asOpened));
    const changes = Object.entries(this.entered).filter(
      ([name, value]) => value !== before.get(name),
    );
    return Object.fromEntries(changes) as Partial<Entered>;
  }

  #forget(): void {
    this.#work?.forget(this.#key);
    this.#kept = undefined;
  }
}
