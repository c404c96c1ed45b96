/** More than the largest page of records takes, many times over. */
const LONGEST_BYTES = 16_000_000;

/** An answer was longer than any answer has to be, or did not end in time. */
export class AnswerWithoutEnd extends Error {
  override readonly name = 'AnswerWithoutEnd';
}

/**
 * The text of an answer, given up as soon as it is longer than any has to be: read to its end, one that never ends
 * would take all of the page's memory. Throws {@link AnswerWithoutEnd}, also when `limit` ends it half way.
 */
export async function answerText({ body }: Response, limit: AbortSignal): Promise<string> {
  if (body === null) return '';
  const reader = body.getReader();
  const giveUp = (): void => void reader.cancel().catch(() => undefined);
  limit.addEventListener('abort', giveUp);
  try {
    const decoder = new TextDecoder();
    let text = '';
    let bytes = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (limit.aborted) throw new AnswerWithoutEnd();
      if (done) return text + decoder.decode();
      bytes += value.byteLength;
      if (bytes > LONGEST_BYTES) throw new AnswerWithoutEnd();
      text += decoder.decode(value, { stream: true });
    }
  } catch (error) {
    giveUp();
    throw limit.aborted ? new AnswerWithoutEnd() : error;
  } finally {
    limit.removeEventListener('abort', giveUp);
  }
}
