/* Two slots: the manifest that plays, and the one whose files are still on their way (contract 3.9). */

import { readPlaylist, renditionOf } from "./schedule.js";

export class Playlist {
  constructor({ net, store, files, clock, emergencyFiles, onChange }) {
    Object.assign(this, { net, store, files, clock, emergencyFiles, onChange });
    this.live = null;
    this.next = null;
    this.etag = null;
    this.contact = null; // when the server last answered for the playlist: {ms, mono}
  }

  /* From storage, before any request. */
  async load() {
    const [live, next, etag, contactMs] = await Promise.all(
      ["playlist", "candidate", "playlistTag", "contact"].map((key) => this.store.get("kept", key)));
    this.raw = live ?? null;
    this.live = live ? readPlaylist(live) : null;
    this.next = next ? readPlaylist(next) : null;
    this.rawNext = next ?? null;
    this.etag = this.live || this.next ? etag : null;
    if (contactMs) this.contact = { ms: contactMs, mono: this.clock.mono() };
  }

  /* Ids that vanish at once, also those a manifest on its way names. */
  get withdrawn() {
    return this.next?.withdrawn ?? null;
  }

  /* The time without the server is longer than the manifest allows. */
  get outlived() {
    if (!this.live || !this.contact) return false;
    const away = this.clock.trusted
      ? this.clock.now() - this.contact.ms
      : this.clock.mono() - this.contact.mono;
    return away > this.live.offline_ttl_s * 1000;
  }

  async poll() {
    const answer = await this.net.get("/playlist.json", { etag: this.etag });
    const read = answer.status === 200 ? readPlaylist(answer.body) : null;
    if (answer.status !== 304 && !read) return { ok: false, status: answer.status, retryMs: answer.retryMs };
    await this.noteContact();
    if (read) {
      [this.next, this.rawNext, this.etag] = [read, answer.body, answer.etag];
      await this.store.change({ kept: { candidate: this.rawNext, playlistTag: this.etag } });
      this.onChange();
    }
    const complete = !this.next || (await this.complete());
    return { ok: complete, status: answer.status, retryMs: answer.retryMs };
  }

  async noteContact() {
    const now = this.clock.now();
    this.contact = { ms: now, mono: this.clock.mono() };
    await this.store.change({ kept: { contact: now, clock: this.clock.toKeep() } });
  }

  /* Loads what the next manifest needs; switches when every file is here and checked. */
  async complete() {
    const { next, rawNext } = this;
    for (const rendition of renditionsOf(next)) {
      if (!(await this.files.fetch(rendition))) return false;
    }
    if (next !== this.next) return false;
    await this.store.change({ kept: { playlist: rawNext, candidate: undefined } });
    [this.live, this.raw, this.next, this.rawNext] = [next, rawNext, null, null];
    this.files.lastError = null;
    await this.evict();
    this.onChange();
    return true;
  }

  /* The default and the alerts are always among what is kept. */
  async evict() {
    const wanted = [this.live, this.next].filter(Boolean).flatMap(renditionsOf);
    await this.files.keepOnly(new Set([...wanted, ...this.emergencyFiles()].map(({ sha256 }) => sha256)));
  }
}

const renditionsOf = (playlist) =>
  [playlist.default_item, ...playlist.items].map(renditionOf).filter(Boolean);
