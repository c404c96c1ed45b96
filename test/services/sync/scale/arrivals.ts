import type { PulledPage } from '../../../../services/ports/outbox.ts';
import type { RemoteRecord } from '../../../../services/ports/remote-records.ts';

/** What of the arguments of a storage port has come from the server, by the method that stores it. */
const BROUGHT: Readonly<Record<string, (given: readonly unknown[]) => readonly RemoteRecord[]>> = {
  applyPage: ([page]) => (page as PulledPage).records,
  rebase: ([, remote]) => [remote as RemoteRecord],
  supersede: ([, remote]) => [remote as RemoteRecord],
};

/** The storage port as it is; each operation is told once what it made has been stored. */
export function arrivalsAt<P extends object>(port: P, tell: (operation: string) => void): P {
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      const brought = BROUGHT[String(name)];
      return (...given: unknown[]): unknown => {
        const answer: unknown = Reflect.apply(member, target, given);
        if (brought === undefined) return answer;
        return Promise.resolve(answer).then((stored) => {
          for (const { operationId } of brought(given)) if (operationId) tell(operationId);
          return stored;
        });
      };
    },
  });
}
