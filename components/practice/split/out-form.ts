import { html, nothing, type TemplateResult } from 'lit';
import {
  lastSplitDay,
  LONGEST_LIST,
  NATIONS,
  readSplitDay,
} from '../../../services/application/split/split-form.ts';
import type { OutInput } from '../../../services/application/views.ts';
import { words } from '../../../services/words/words.ts';
import { choiceField, choicesOf } from '../../base/choice-field.ts';
import { dateField } from '../../base/date-field.ts';
import { field } from '../../base/field.ts';
import type { CalendarDate } from '../../view-types.ts';

/** What was typed and chosen, as it stands. */
export interface OutDraft {
  readonly code: string;
  readonly name: string;
  readonly nation: string;
  readonly on: string;
  readonly by: OutInput['who']['by'];
  readonly gp: string;
  readonly list: string;
  readonly restricted: boolean;
}

export interface OutForm {
  readonly draft: OutDraft;
  readonly today: CalendarDate;
  readonly gps: readonly { readonly id: string; readonly name: string }[];
  /** What is wrong with a field, by its id. */
  readonly errors: Readonly<Partial<Record<string, string>>>;
  readonly change: (changes: Partial<OutDraft>) => void;
  readonly wrong: (id: string, error: string) => void;
}

type InputEventOf = Event & { readonly target: HTMLInputElement };

export function emptyDraft(nation: string): OutDraft {
  return { code: '', name: '', nation, on: '', by: 'all', gp: '', list: '', restricted: false };
}

/** The draft as it is looked at. */
export function inputOf(draft: OutDraft, today: CalendarDate): OutInput {
  const { code, name, nation, by, gp, list, restricted } = draft;
  const on = readSplitDay(draft.on, today);
  const who: OutInput['who'] =
    by === 'list' ? { by, text: list } : by === 'usual-gp' ? { by, id: gp } : { by };
  return { practice: { code, name, nation, on }, who, restricted };
}

export function outForm(form: OutForm): TemplateResult {
  const { page } = words('split');
  const { draft, errors, change, today } = form;
  return html`<div class="fields">
      ${textField(form, 'code', page.code, page.codeHint)} ${textField(form, 'name', page.name)}
      ${choiceField(
        { id: 'nation', label: page.nation },
        choicesOf(NATIONS, page.nations),
        draft.nation,
        (nation) => {
          change({ nation });
        },
      )}
      ${dateField({
        id: 'on',
        label: page.on,
        error: errors.on,
        value: draft.on,
        max: lastSplitDay(today),
        read: (typed) => readSplitDay(typed, today),
        onInput: (on) => {
          change({ on });
        },
      })}
    </div>
    ${whoField(form)}
    <div class="tick">
      <label>
        <input
          type="checkbox"
          id="restricted"
          aria-describedby="restricted-hint"
          .checked=${draft.restricted}
          @change=${({ target }: InputEventOf) => {
            change({ restricted: target.checked });
          }}
        />
        ${page.restricted}
      </label>
      <span class="hint" id="restricted-hint">${page.restrictedHint}</span>
    </div>`;
}

function textField(
  { draft, errors, change }: OutForm,
  id: 'code' | 'name',
  label: string,
  hint?: string,
): TemplateResult {
  return field(
    { id, label, hint, error: errors[id] },
    ({ describedBy, invalid }) =>
      html`<input
        id=${id}
        type="text"
        autocomplete="off"
        spellcheck="false"
        aria-required="true"
        aria-invalid=${invalid}
        aria-describedby=${describedBy}
        .value=${draft[id]}
        @input=${({ target }: InputEventOf) => {
          change({ [id]: target.value });
        }}
      />`,
  );
}

function whoField(form: OutForm): TemplateResult {
  const { page } = words('split');
  const { draft, errors, gps, change } = form;
  const option = (by: OutDraft['by'], label: string) =>
    html`<label>
      <input
        type="radio"
        name="who"
        .value=${by}
        .checked=${draft.by === by}
        @change=${() => {
          change({ by });
        }}
      />
      ${label}
    </label>`;
  return html`<fieldset class="who">
    <legend>${page.who}</legend>
    ${option('all', page.whoAll)} ${gps.length === 0 ? nothing : option('usual-gp', page.whoGp)}
    ${option('list', page.whoList)}
    ${
      draft.by === 'usual-gp'
        ? choiceField(
            { id: 'gp', label: page.gp, choose: page.chooseGp, error: errors.gp },
            gps.map(({ id: value, name: label }) => ({ value, label })),
            draft.gp,
            (gp) => {
              change({ gp });
            },
          )
        : nothing
    }
    ${draft.by === 'list' ? listField(form) : nothing}
  </fieldset>`;
}

function listField({ draft, errors, change, wrong }: OutForm): TemplateResult {
  const { page } = words('split');
  return html`${field(
    { id: 'list', label: page.list, hint: page.listHint, error: errors.list },
    ({ describedBy, invalid }) =>
      html`<textarea
        id="list"
        rows="6"
        spellcheck="false"
        aria-required="true"
        aria-invalid=${invalid}
        aria-describedby=${describedBy}
        .value=${draft.list}
        @input=${(event: Event & { readonly target: HTMLTextAreaElement }) => {
          change({ list: event.target.value });
        }}
      ></textarea>`,
  )}
  ${field(
    { id: 'file', label: page.file, error: errors.file },
    ({ describedBy, invalid }) =>
      html`<input
        id="file"
        type="file"
        accept=".csv,.txt,.tsv,text/csv,text/plain"
        aria-invalid=${invalid}
        aria-describedby=${describedBy}
        @change=${({ target }: InputEventOf) => {
          const [file] = target.files ?? [];
          if (file === undefined) return;
          void textOf(file).then((read) => {
            if ('text' in read) change({ list: read.text });
            else wrong('file', read.error);
          });
        }}
      />`,
  )}`;
}

async function textOf(file: File): Promise<{ readonly text: string } | { readonly error: string }> {
  const { page } = words('split');
  if (file.size > LONGEST_LIST) return { error: page.fileTooLong };
  const text = await file.text().catch(() => undefined);
  return text === undefined || text.includes('\u0000') ? { error: page.fileUnread } : { text };
}
