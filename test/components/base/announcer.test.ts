import { expect } from '@open-wc/testing';
import type { ReactiveControllerHost } from 'lit';
import { Announcer, type OpenDialog } from '../../../components/base/announcer.ts';

function dialog(heading: string): () => OpenDialog {
  return () => ({
    heading,
    patientName: 'Siân Morgan',
    busy: false,
    isUnsaved: true,
    save: () => Promise.resolve(true),
    revert: () => Promise.resolve(false),
  });
}

describe('the dialog that is open', () => {
  it('is the first again once one that was opened from it has closed', () => {
    const host = { addController: () => undefined, requestUpdate: () => undefined };
    const announcer = new Announcer(host as unknown as ReactiveControllerHost);
    const [form, question] = [dialog('Identification – Add'), dialog('Are you sure?')];
    announcer.dialogOpened(form);
    announcer.dialogOpened(question);
    announcer.dialogOpened(form);
    expect(announcer.dialog?.heading, 'the one beneath only says more').to.equal('Are you sure?');
    const headings = announcer.dialogs.map(({ heading }) => heading);
    expect(headings, 'what is unsaved beneath is not forgotten').to.deep.equal([
      'Are you sure?',
      'Identification – Add',
    ]);
    announcer.dialogClosed(question);
    expect(announcer.dialog?.heading).to.equal('Identification – Add');
    announcer.dialogClosed(form);
    expect(announcer.dialog).to.equal(undefined);
  });
});
