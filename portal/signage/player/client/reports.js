/* The heartbeat: how the board is, and what the server wants to know besides. */

import { formatTime, parseTime } from "./clock.js";
import { VERSION } from "./release.js";
import { uuid7 } from "./uuid7.js";

const MICROSECONDS = 1; // what a server_time with a fraction resolves, in ms

export class Reports {
  constructor(parts) {
    Object.assign(this, parts); // net, store, clock, playlist, emergency, player, plays, acks, files, screen
    this.bootId = uuid7(this.clock.now());
    this.told = {}; // revisions of the last answer
  }

  async heartbeat() {
    const { net, clock, plays, acks } = this;
    const sent = clock.mono();
    const answer = await net.post("/heartbeat", await this.state());
    const { status, body, retryMs } = answer;
    if (status !== 200) return { ok: false, status, retryMs };
    this.hearTime(body?.server_time, sent);
    this.catchUp(body ?? {});
    if (body?.ask_screenshot) await this.sendPicture();
    await acks.send();
    await plays.thin();
    await plays.send();
    return { ok: true, status, retryMs };
  }

  hearTime(text, sent) {
    const resolution = /\.\d{3}/.test(text ?? "") ? MICROSECONDS : 1000;
    this.clock.hear(parseTime(text), sent, this.clock.mono(), resolution);
  }

  /* The server is ahead of what we hold: ask now instead of at the next poll. A number that was told before
     was asked for already: an answer 204 names none. */
  catchUp({ playlist_rev: playlist, emergency_rev: emergency }) {
    const held = {
      playlist: this.playlist.next?.revision ?? this.playlist.live?.revision,
      emergency: this.emergency.revision,
    };
    for (const [name, told] of Object.entries({ playlist, emergency })) {
      if (told !== undefined && told !== held[name] && told !== this.told[name]) this.onBehind(name);
      this.told[name] = told;
    }
  }

  async state() {
    const { clock, playlist, emergency, player, plays, files, store } = this;
    return {
      board_time: formatTime(Date.now()),
      mono_ms: Math.round(clock.mono()),
      boot_id: this.bootId,
      player: { name: "html5", version: VERSION },
      playlist_rev: playlist.live?.revision ?? 0,
      emergency_rev: emergency.revision,
      showing: player.showing,
      queue: await plays.queue(),
      storage_free: await freeBytes(),
      last_error: files.lastError ?? player.lastError,
      brightness: player.brightness,
      temp: null,
      clock_trusted: clock.trusted,
      skew_ms: Math.round(clock.skew),
      secure_context: isSecureContext,
      storage_durable: store.durable,
    };
  }

  async sendPicture() {
    const picture = await this.screen.picture();
    if (picture) await this.net.post("/screenshot", picture, { type: "image/png" });
  }
}

async function freeBytes() {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota - usage;
  } catch {
    return null; // no secure context
  }
}
