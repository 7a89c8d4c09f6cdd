/* Alerts: a channel of their own. Pure of drawing; knows which alerts are on and in which order. */

import { parseTime } from "./clock.js";

export const EMERGENCY = "portal.signage.emergency/1";
const SEVERITIES = ["extreme", "severe", "moderate"];
const LEVELS = ["province", "commune"];
const MOST = 5;
const SHORTEST_S = 10;
const TOMBSTONES = 200;
const HEX = /^[0-9a-f]{64}$/;

const rank = (list, word) => (list.includes(word) ? list.indexOf(word) : list.length);

/* An alert ready for use, or null: one that cannot be read must not hide the others. */
function readAlert(alert) {
  const [from, until] = [parseTime(alert?.not_before), parseTime(alert?.not_after)];
  if (!(from < until) || typeof alert.id !== "string" || !alert.text?.full) return null;
  if (!["actual", "exercise"].includes(alert.status)) return null;
  return {
    id: alert.id,
    version: Number(alert.version) || 1,
    exercise: alert.status === "exercise",
    band: alert.mode === "band",
    severity: alert.severity,
    level: alert.level,
    from,
    until,
    text: alert.text,
    rendition: HEX.test(alert.rendition?.sha256) && alert.rendition.url ? alert.rendition : null,
    showMs: Math.max(SHORTEST_S, Number(alert.show_s) || 0) * 1000,
  };
}

export function inAlertOrder(one, other) {
  return rank(SEVERITIES, one.severity) - rank(SEVERITIES, other.severity) ||
    rank(LEVELS, one.level) - rank(LEVELS, other.level) ||
    other.from - one.from || (one.id < other.id ? -1 : 1);
}

export class Emergency {
  constructor({ net, store, files, clock, onChange }) {
    Object.assign(this, { net, store, files, clock, onChange });
    this.alerts = [];
    this.cancelled = {};
    this.revision = 0;
    this.etag = null;
    this.drill = false;
    this.blobs = new Map(); // checked files of the alerts, at hand: a take-over waits for no storage
  }

  async load() {
    const kept = await this.store.get("kept", "emergency");
    if (!kept) return;
    this.cancelled = kept.cancelled;
    this.etag = kept.etag;
    this.read(kept.body);
    await this.hold(async () => true);
  }

  /* Takes the checked files of the alerts into memory. */
  async hold(fetch) {
    const held = new Map();
    for (const rendition of this.renditions()) {
      const blob = this.blobs.get(rendition.sha256) ?? ((await fetch(rendition)) && (await this.files.blob(rendition)));
      if (blob) held.set(rendition.sha256, blob);
    }
    this.blobs = held;
  }

  async forget() {
    this.etag = null;
    this.read(null);
    this.blobs.clear();
  }

  read(body) {
    this.revision = body?.revision ?? 0;
    for (const { id, at } of body?.cancelled ?? []) this.cancelled[id] = at;
    this.alerts = (body?.alerts ?? []).map(readAlert).filter(Boolean);
  }

  /* 200 and 204 are the truth; everything else leaves what is known until its end. */
  async poll() {
    const answer = await this.net.get("/emergency.json", { etag: this.etag, timeoutMs: 5000 });
    const { status, body, retryMs } = answer;
    if (status === 304) return { ok: true, status, retryMs };
    if (status === 200 ? body?.schema !== EMERGENCY || !Array.isArray(body.alerts) : status !== 204) {
      return { ok: false, status, retryMs };
    }
    this.etag = status === 200 ? answer.etag : null;
    this.read(status === 200 ? body : null);
    this.onChange(); // before anything is stored or loaded: one second is the limit
    this.forgetOldest();
    await this.store.change({ kept: { emergency: { body, etag: this.etag, cancelled: this.cancelled } } });
    await this.hold((rendition) => this.files.fetch(rendition));
    this.onChange();
    return { ok: true, status, retryMs };
  }

  renditions() {
    return this.alerts.filter((alert) => !alert.exercise && alert.rendition).map((alert) => alert.rendition);
  }

  /* A tombstone outlives the server's: an old copy of the body must not bring an alert back. */
  forgetOldest() {
    const entries = Object.entries(this.cancelled);
    this.cancelled = Object.fromEntries(entries.slice(-TOMBSTONES));
  }

  isCancelled(id) {
    return id in this.cancelled;
  }

  /* Alerts that are on at `now`, in order. Without a sure time none begins. */
  active(now = this.clock.now()) {
    if (!this.clock.trusted) return [];
    return this.alerts
      .filter((alert) => alert.from <= now && now < alert.until)
      .filter((alert) => !this.isCancelled(alert.id) && (!alert.exercise || this.drill))
      .sort(inAlertOrder)
      .slice(0, MOST);
  }
}
