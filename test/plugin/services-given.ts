import type { OnlineServices } from '../../services/application/views.ts';

/**
 * What the plugin gives to elements of a class. Nobody can read it from them; who stands in the way before the class is
 * defined, as a test may, sees it being given.
 */
export function servicesGivenTo(element: CustomElementConstructor): () => OnlineServices {
  const own = element.prototype as object;
  const setter = Object.getOwnPropertyDescriptor(own, 'services');
  let given: OnlineServices | undefined;
  Object.defineProperty(own, 'services', {
    set(services: OnlineServices) {
      given = services;
      setter?.set?.call(this, services);
    },
  });
  return () => {
    if (given === undefined) throw new Error('Nothing has been given yet.');
    return given;
  };
}
