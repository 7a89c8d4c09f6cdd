/* Asking again and again, without hammering: back-off, jitter, and what Retry-After demands. */

const FIRST_RETRY_S = 5;

export class Loop {
  /* `run()` gives {ok, retryMs}; `settings()` gives {every, slowest, jitter}: seconds, seconds, share. */
  constructor(run, settings) {
    Object.assign(this, { run, settings, failures: 0, timer: null, notBefore: 0, running: false, again: false });
  }

  start() {
    this.stopped = false;
    return this.turn();
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /* Ask now, unless the server asked for peace. */
  poke() {
    if (this.stopped) return;
    if (this.running) this.again = true;
    else if (performance.now() >= this.notBefore) this.turn();
  }

  async turn() {
    clearTimeout(this.timer);
    this.running = true;
    let result;
    try {
      result = await this.run();
    } catch (error) {
      console.warn("player:", error);
      result = { ok: false };
    }
    this.running = false;
    this.failures = result.ok ? 0 : this.failures + 1;
    this.notBefore = performance.now() + (result.retryMs ?? 0);
    if (this.stopped) return;
    const wait = this.again && !result.retryMs ? 0 : Math.max(result.retryMs ?? 0, this.wait());
    this.again = false;
    this.timer = setTimeout(() => this.turn(), wait);
  }

  wait() {
    const { every, slowest, jitter = 0.2 } = this.settings();
    const seconds = this.failures ? Math.min(slowest, FIRST_RETRY_S * 2 ** (this.failures - 1)) : every;
    return seconds * 1000 * (1 + jitter * (2 * Math.random() - 1));
  }
}
