// A letter worker that crashes at the first letter.
addEventListener('message', (event: MessageEvent<{ letter?: { patient?: { name?: string } } }>) => {
  throw new Error(`A bug met ${String(event.data.letter?.patient?.name)}`);
});
