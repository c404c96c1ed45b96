/** Whatever else waits is done first. A timer would do, but browsers make it wait for some milliseconds. */
export function turnOfOthers(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
