/* The heartbeat: how the board is, and what the server wants to know besides. */

import { formatTime, parseTime } from "./clock.js";
import { VERSION } from "./release.js";
import { uuid7 } from "./uuid7.js";

const MICROSECONDS = 1; // what a server_time with a fraction resolves, in ms

export class Reports {
  constructor(parts) {
    Object.assign(this, parts); // net, store, clock, playlist, emergency, player, plays, acks, files, screen
    this.bootId = uuid7(this.clock.now());
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

  /* The server is ahead of what we hold: ask now instead of at the next poll. */
  catchUp({ playlist_rev: playlist, emergency_rev: emergency }) {
    const held = this.playlist.next?.revision ?? this.playlist.live?.revision;
    if (playlist !== undefined && playlist !== held) this.onBehind("playlist");
    if (emergency !== undefined && emergency !== this.emergency.revision) this.onBehind("emergency");
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
