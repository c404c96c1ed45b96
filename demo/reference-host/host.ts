/** Entry of the reference host's page: the stand-in clinical system that the plugin is tried out in. */
import { make } from './base/dom.ts';
import { HostApplication } from './host-application.ts';
import { fetchPractices } from './session/backend-client.ts';
import { sentenceFor } from './base/host-refusal.ts';

try {
  const application = new HostApplication(await fetchPractices());
  document.body.replaceChildren(...application.elements);
  await application.start();
} catch (error) {
  // Without its backend there is no host: say so, whatever it was.
  document.body.replaceChildren(
    make(
      'main',
      { class: 'fault-page' },
      make('h1', {}, 'Reference host'),
      make('p', { role: 'alert' }, sentenceFor(error)),
    ),
  );
}
