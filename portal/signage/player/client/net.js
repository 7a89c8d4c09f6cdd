/* Requests to the server this page came from: a time limit, validators of our own, and the server's clock. */

const RETRY_LONGEST_MS = 3600_000;

export class Net {
  /* `base`: where this board's resources lie; `token`: null for a read-only address. */
  constructor({ base, token, clock, device }) {
    Object.assign(this, { base, token, clock, device });
  }

  get canReport() {
    return this.token !== null;
  }

  /* {status, body, etag, retryMs}. Status 0: no usable answer; nothing is thrown. `body` is undefined unless
     the answer is 200 with JSON. */
  async get(path, { etag = null, timeoutMs = 10_000 } = {}) {
    const answer = await this.ask(path, { headers: etag ? { "If-None-Match": etag } : {} }, timeoutMs);
    if (answer.status === 304 && !etag) return { ...answer, status: 0 };
    return answer;
  }

  post(path, value, { timeoutMs = 15_000, type = "application/json" } = {}) {
    const body = type === "application/json" ? JSON.stringify(value) : value;
    return this.ask(path, { method: "POST", body, headers: { "Content-Type": type } }, timeoutMs);
  }

  async ask(path, options, timeoutMs) {
    const sent = this.clock.mono();
    return within(timeoutMs, async (signal) => {
      const response = await fetch(this.base + path, this.options(options, signal));
      this.clock.hearDate(response.headers.get("Date"), sent, this.clock.mono());
      const answer = {
        status: response.status,
        etag: response.headers.get("ETag"),
        retryMs: retryAfter(response.headers.get("Retry-After"), this.clock.now()),
      };
      if (response.status !== 200) return answer;
      const body = await response.json(); // a sign-in page of somebody's network is no answer
      return { ...answer, body };
    });
  }

  options(options, signal) {
    const headers = { ...options.headers };
    if (this.token) headers.Authorization = `Bearer ${this.token}`;
    if (this.token && this.device) headers["X-Board-Fingerprint"] = this.device;
    return { ...plain, ...options, headers, signal };
  }
}

const plain = { cache: "no-store", credentials: "omit", redirect: "error", referrerPolicy: "no-referrer" };

/* {status: 0} when `work` fails or takes longer. */
export async function within(timeoutMs, work) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), timeoutMs);
  try {
    return await work(control.signal);
  } catch (error) {
    return { status: 0, error: String(error?.message ?? error) };
  } finally {
    clearTimeout(timer);
  }
}

/* A file by its content-addressed path. The host in the manifest is not asked: the same bytes lie here. */
export async function download(url, timeoutMs = 60_000) {
  const answer = await within(timeoutMs, async (signal) => {
    const response = await fetch(new URL(url, location.origin).pathname, { ...plain, signal });
    return { status: response.status, bytes: response.status === 200 ? await response.arrayBuffer() : null };
  });
  return answer.bytes ?? null;
}

/* Milliseconds to wait, from seconds or an HTTP date; 0 when nothing is said. */
export function retryAfter(header, now) {
  if (!header) return 0;
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Math.min(RETRY_LONGEST_MS, Math.max(0, wait || 0));
}
