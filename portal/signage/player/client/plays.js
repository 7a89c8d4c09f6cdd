/* Proof of play: kept until the server has it, thinned to hourly sums when it does not come for too long. */

import { formatTime } from "./clock.js";
import { uuid7 } from "./uuid7.js";

const MOST = 50_000;
const LONGEST_MS = 7 * 86_400_000;
const BATCH = 500;
const BATCH_BYTES = 256_000;
const BACKFILL_MS = 600_000;
const THIN = 5_000; // records looked at in one thinning
const HOUR_MS = 3600_000;

export class Plays {
  constructor({ store, net, clock }) {
    Object.assign(this, { store, net, clock, batch: BATCH });
  }

  /* `play`: {item, startedMs, durationMs, outcome}. */
  async note({ item, startedMs, durationMs, outcome }) {
    const record = {
      play_id: uuid7(startedMs),
      item: item.id,
      version: item.version,
      sha256: item.renditions?.[0]?.sha256 ?? null,
      title: item.title ?? item.text?.short ?? "",
      started_at: formatTime(startedMs),
      duration_ms: Math.round(durationMs),
      outcome,
      clock: this.clock.trusted ? "trusted" : "estimated",
    };
    await this.store.change({ plays: { [record.play_id]: record } });
  }

  /* How much waits: {plays, oldest}. */
  async queue() {
    const [plays, oldest] = await Promise.all([this.store.count("plays"), this.store.all("plays", 1)]);
    return { plays, oldest: oldest[0]?.started_at ?? null };
  }

  /* Sends the oldest batch. Twice sent is once counted: the server knows ids. */
  async send() {
    const waiting = await this.store.all("plays", this.batch);
    if (!waiting.length || !this.net.canReport) return { ok: true };
    const now = this.clock.now();
    let bytes = 0;
    const plays = [];
    for (const play of waiting) {
      const source = now - Date.parse(play.started_at) > BACKFILL_MS ? "backfill" : "live";
      const record = { ...play, source: play.source ?? source };
      bytes += 2 * JSON.stringify(record).length;
      if (plays.length && bytes > BATCH_BYTES) break;
      plays.push(record);
    }
    const answer = await this.net.post("/plays", { plays });
    if ([400, 413, 422].includes(answer.status)) {
      // Not to be stuck for ever behind one record that nobody takes.
      if (plays.length > 1) this.batch = Math.ceil(plays.length / 2);
      else await this.drop(plays);
    } else if (answer.status === 200) {
      this.batch = BATCH;
      await this.drop(plays);
    }
    return { ok: answer.status === 200, ...answer };
  }

  drop(plays) {
    return this.store.change({ plays: Object.fromEntries(plays.map((play) => [play.play_id, undefined])) });
  }

  /* What is too old or too much becomes one record per hour, item and version. */
  async thin() {
    const count = await this.store.count("plays");
    const edge = this.clock.now() - LONGEST_MS;
    const single = (await this.store.all("plays", THIN)).filter((play) => !play.count);
    const over = count > MOST ? single : single.filter((play) => Date.parse(play.started_at) < edge);
    if (!over.length) return;
    const hours = new Map();
    for (const play of over) {
      const start = Math.floor(Date.parse(play.started_at) / HOUR_MS) * HOUR_MS;
      const key = [start, play.item, play.version].join();
      const sum = hours.get(key) ?? {
        ...play, play_id: uuid7(start), started_at: formatTime(start),
        duration_ms: 0, count: 0, outcome: "completed", clock: "estimated", source: "backfill",
      };
      sum.duration_ms += play.duration_ms;
      sum.count += 1;
      hours.set(key, sum);
    }
    const changes = Object.fromEntries(over.map((play) => [play.play_id, undefined]));
    for (const sum of hours.values()) changes[sum.play_id] = sum;
    await this.store.change({ plays: changes });
  }
}
