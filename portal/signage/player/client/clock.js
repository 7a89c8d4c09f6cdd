/* The server's time, carried on by the monotonic clock: a jump of the board's own clock changes nothing. */

const EARLIEST_YEAR = 2025; // a clock that lost its battery starts long before the product existed
const BACKWARDS_MS = 120_000;
const HANOI_MS = 7 * 3600_000; // UTC+07:00 all year; no time zone data of the device is asked

export class Clock {
  /* `kept`: {offset, seen} of the last run; offset = server minus device, seen = last server time, ms. */
  constructor(kept = null) {
    this.kept = kept;
    this.anchor = null;
  }

  mono() {
    return performance.now();
  }

  now() {
    if (this.anchor) return this.anchor.ms + this.mono() - this.anchor.mono;
    return Date.now() + (this.kept?.offset ?? 0);
  }

  /* Without server time since the start: false when the device's clock cannot be right. */
  get trusted() {
    if (this.anchor) return true;
    return new Date(Date.now()).getUTCFullYear() >= EARLIEST_YEAR &&
      this.now() >= (this.kept?.seen ?? 0) - BACKWARDS_MS;
  }

  /* Device minus server, in ms; 0 while the server was not heard. */
  get skew() {
    return this.anchor ? Date.now() - this.now() : 0;
  }

  /* A time the server told in an answer that was awaited from `sent` to `received` (monotonic ms).
     Steps only when the old reckoning lies outside what this sample can know. Says whether it did. */
  hear(serverMs, sent, received, resolutionMs) {
    if (!Number.isFinite(serverMs)) return false;
    const error = (received - sent + resolutionMs) / 2;
    const ms = serverMs + resolutionMs / 2 + (received - sent) / 2;
    const sample = { ms, mono: received };
    const reckoned = this.anchor && this.anchor.ms + received - this.anchor.mono;
    if (this.anchor && Math.abs(reckoned - ms) <= error) return false;
    this.anchor = sample;
    return true;
  }

  hearDate(header, sent, received) {
    return this.hear(Date.parse(header ?? ""), sent, received, 1000);
  }

  /* What the next run should know. */
  toKeep() {
    return { offset: Math.round(this.now() - Date.now()), seen: Math.round(this.now()) };
  }
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/* Milliseconds of an RFC 3339 time; NaN without an offset: "local" means something else on every box. */
export const parseTime = (text) => (typeof text === "string" && TIME.test(text) ? Date.parse(text) : NaN);

export const formatTime = (ms) => new Date(ms + HANOI_MS).toISOString().replace("Z", "+07:00");

/* "HH:MM" in Vietnam. */
export const wallTime = (ms) => new Date(ms + HANOI_MS).toISOString().slice(11, 16);

/* The level of a plan [{from: "HH:MM", level}] at a moment; before its first entry the last one goes on. */
export function brightnessAt(plan, ms) {
  const entries = (Array.isArray(plan) ? plan : [])
    .filter((entry) => /^\d\d:\d\d/.test(entry?.from) && entry.level >= 0 && entry.level <= 100)
    .sort((one, other) => (one.from < other.from ? -1 : 1));
  if (!entries.length) return 100;
  const time = wallTime(ms);
  return (entries.findLast((entry) => entry.from.slice(0, 5) <= time) ?? entries.at(-1)).level;
}
