/* Decides four times a second what is on the board, and keeps account of it. */

import { brightnessAt, formatTime } from "./clock.js";
import { keyOf, renditionOf, showingAt } from "./schedule.js";
import words from "./words.js";

const TICK_MS = 250;
const SKIP_MS = 300_000; // what could not be drawn is left out for so long
const SLACK_MS = 500;
const ALERT_BRIGHTNESS = 50; // an alert at night must be seen

const alertKey = (alert) => (alert ? `${alert.id}/${alert.version}` : "");

export class Player {
  constructor(parts) {
    Object.assign(this, parts); // screen, playlist, emergency, files, clock, plays, acks
    this.board = {};
    this.current = null; // what plays: {item, key, startedMs, mono, until}
    this.wanted = null; // the slot being drawn or drawn
    this.alert = null; // the full alert on screen: {alert, mono, file}
    this.band = null;
    this.seen = new Map(); // alerts that were on, by id and version
    this.skip = new Map();
    this.retired = false;
    this.lastError = null;
    this.brightness = 100;
  }

  start() {
    this.tick();
    setInterval(() => this.tick(), TICK_MS);
  }

  get showing() {
    if (this.alert) {
      return { item: this.alert.alert.id, version: this.alert.alert.version, since: formatTime(this.alert.since) };
    }
    if (!this.current) return null;
    const { item, startedMs } = this.current;
    return { item: item.id, version: item.version, since: formatTime(startedMs) };
  }

  /* No alert that others still see, and an item that just began: a good moment to load a new release. */
  get calm() {
    return !this.alert && !this.band && Boolean(this.current);
  }

  tick() {
    const now = this.clock.now();
    if (this.retired) {
      this.standby(words.retired);
      return;
    }
    const alerts = this.emergency.active(now);
    this.account(alerts);
    this.dim(now, alerts);
    const isFull = alerts.some((alert) => !alert.band);
    this.showBand(isFull ? null : alerts);
    if (isFull) this.takeOver(alerts, now);
    else this.playOn(now);
  }

  dim(now, alerts) {
    const plan = brightnessAt(this.board.brightness, now);
    this.brightness = alerts.length ? Math.max(plan, ALERT_BRIGHTNESS) : plan;
    this.screen.dim(this.brightness);
  }

  /* --- Alerts */

  /* Notes which alerts ended since the last look. */
  account(alerts) {
    const on = new Set(alerts.map(alertKey));
    for (const [key, alert] of this.seen) {
      if (on.has(key)) continue;
      this.seen.delete(key);
      const reason = this.emergency.isCancelled(alert.id) ? "cancelled" :
        this.clock.now() >= alert.until ? "expired" : "replaced";
      this.acks.note(alert, "cleared", reason);
    }
  }

  noteShown(alert) {
    if (this.seen.has(alertKey(alert))) return;
    this.seen.set(alertKey(alert), alert);
    this.acks.note(alert, "shown");
  }

  /* The whole surface. Several take turns, ten seconds each; one that outranks all others cuts in. */
  takeOver(alerts, now) {
    this.finish(now);
    this.wanted = null;
    const mono = this.clock.mono();
    const key = alertKey(this.alert?.alert);
    const at = alerts.findIndex((alert) => alertKey(alert) === key);
    const isNewFirst = alertKey(alerts[0]) !== key && !this.seen.has(alertKey(alerts[0]));
    let next = null;
    if (at < 0 || isNewFirst) next = alerts[0];
    else if (alerts.length > 1 && mono - this.alert.mono >= Math.max(this.alert.alert.showMs, this.screen.needsMs)) {
      next = alerts[(at + 1) % alerts.length];
    }
    const blob = this.blobOf(next ?? this.alert?.alert);
    if (next) this.alert = { alert: next, mono, since: now, file: null };
    else if (this.alert.file === blob) return;
    this.alert.file = blob;
    this.drawAlert(this.alert.alert, blob);
  }

  async drawAlert(alert, blob) {
    const content = { ...this.wordsOf(alert), ms: alert.showMs };
    // Words first: they need no file and no decoding. An exercise is never left to what a picture says.
    if (!blob || (await this.screen.show({ ...content, blob })) === false) {
      this.screen.showNow(content);
    }
    this.noteShown(alert);
  }

  wordsOf(alert, text = alert.text.full) {
    const label = alert.exercise ? words.exercise : words.emergency;
    return { text, label, look: alert.exercise ? "exercise" : "alert", spoken: `${label}: ${alert.text.full}` };
  }

  blobOf(alert) {
    return (alert && !alert.exercise && this.emergency.blobs.get(alert.rendition?.sha256)) || null;
  }

  showBand(alerts) {
    const mono = this.clock.mono();
    const at = alerts ? alerts.findIndex((alert) => alertKey(alert) === this.band?.key) : -1;
    if (!alerts?.length) {
      if (this.band) this.screen.showBand(null);
      this.band = null;
      return;
    }
    const isDue = at >= 0 && alerts.length > 1 && mono - this.band.mono >= alerts[at].showMs;
    if (at >= 0 && !isDue && this.seen.has(alertKey(alerts[0]))) return;
    const alert = alerts[isDue ? (at + 1) % alerts.length : 0];
    this.band = { key: alertKey(alert), mono };
    const content = this.wordsOf(alert, alert.text.short || alert.text.full);
    // A band has no rows for a headline: its colour says what it is. An exercise must say it in words.
    this.screen.showBand({ ...content, label: alert.exercise ? content.label : "", ms: alert.showMs });
    this.noteShown(alert);
  }

  /* --- Messages */

  playOn(now) {
    this.alert = null;
    const { live, withdrawn, outlived } = this.playlist;
    if (!live) {
      this.finish(now);
      this.standby(words.waiting);
      return;
    }
    for (const [key, until] of this.skip) {
      if (this.clock.mono() > until) this.skip.delete(key);
    }
    const what = outlived ? { ...live, items: [] } : live;
    const options = { trusted: this.clock.trusted, withdrawn, skip: this.skip };
    this.begin(showingAt(what, now, options), now);
  }

  async begin({ item, since, until }, now) {
    const key = keyOf(item);
    const slot = `${key}@${since}`;
    if (this.wanted === slot) return;
    const isDrawn = this.current?.key === key;
    this.finish(now);
    this.wanted = slot;
    if (!isDrawn) {
      const drawn = await this.draw(item);
      if (drawn === null || this.wanted !== slot) return;
      if (!drawn) {
        this.lastError = `draw ${key}`;
        this.plays.note({ item, startedMs: now, durationMs: 0, outcome: "failed" });
        this.skip.set(key, this.clock.mono() + SKIP_MS);
        this.wanted = null;
        return;
      }
    }
    this.current = { item, key, startedMs: this.clock.now(), mono: this.clock.mono(), until };
  }

  /* The file, else the words, else (the default only) the words of the product. */
  async draw(item) {
    const rendition = renditionOf(item);
    const text = item.text?.full || (item.priority === "mac_dinh" && (item.title || words.waiting));
    const content = { text, ms: item.duration_s * 1000, spoken: item.text?.full ?? item.title };
    const blob = rendition && (await this.files.blob(rendition));
    const drawn = blob ? await this.screen.show({ ...content, blob }) : false;
    if (drawn !== false || !text) return drawn;
    return this.screen.show(content);
  }

  /* Closes the account of what plays. */
  finish(now) {
    const { current } = this;
    if (!current) return;
    this.current = null;
    const outcome = now >= current.until - SLACK_MS ? "completed" : "interrupted";
    this.plays.note({ ...current, durationMs: this.clock.mono() - current.mono, outcome });
  }

  /* Drops everything that was on, without an account: the board is out of use. */
  leave() {
    this.current = null;
    this.alert = null;
    this.seen.clear();
    this.screen.showBand(null);
    this.band = null;
    this.tick();
  }

  standby(text) {
    if (this.wanted === text) return;
    this.wanted = text;
    this.screen.showNow({ text });
  }
}
