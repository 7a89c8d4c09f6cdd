/* Wake-ups over a stream of server-sent events, where the server offers it. Without it polling does the work.
   EventSource cannot send the token, so the stream is read by hand; it carries words, never content. */

const SILENT_MS = 120_000;

export class Events {
  constructor({ net, onWord }) {
    Object.assign(this, { net, onWord });
  }

  /* One connection, until it ends or falls silent. */
  async run() {
    const control = new AbortController();
    let timer;
    const watch = () => {
      clearTimeout(timer);
      timer = setTimeout(() => control.abort(), SILENT_MS);
    };
    try {
      watch();
      const response = await fetch(`${this.net.base}/events`,
        this.net.options({ headers: { Accept: "text/event-stream" } }, control.signal));
      if (response.status !== 200 || !response.body) return { ok: false };
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let rest = ""; ;) {
        const { value, done } = await reader.read();
        if (done) return { ok: true };
        watch();
        const lines = (rest + value).split(/\r?\n/);
        rest = lines.pop();
        for (const line of lines) {
          const [, word] = /^(?:event|data):\s*"?(playlist|emergency)"?\s*$/.exec(line) ?? [];
          if (word) this.onWord(word);
        }
      }
    } catch {
      return { ok: false };
    } finally {
      clearTimeout(timer);
      control.abort();
    }
  }
}
