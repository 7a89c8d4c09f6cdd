/* Tells the operator which alerts this board showed; kept until the server heard it. */

import { formatTime } from "./clock.js";
import { uuid7 } from "./uuid7.js";

const MOST = 200;

export class Acks {
  constructor({ store, net, clock }) {
    Object.assign(this, { store, net, clock, waiting: [], told: new Set() });
  }

  async load() {
    const kept = await this.store.get("kept", "acks");
    this.waiting = kept?.waiting ?? [];
    this.told = new Set(kept?.told ?? []);
  }

  /* `kind`: shown, cleared or failed; once for each version of an alert. */
  async note(alert, kind, reason) {
    const mark = `${alert.id}/${alert.version}/${kind}`;
    if (this.told.has(mark) || !this.net.canReport) return;
    this.told.add(mark);
    const now = this.clock.now();
    this.waiting.push({
      ack_id: uuid7(now), alert: alert.id, version: alert.version, kind, at: formatTime(now),
      ...(reason ? { reason } : {}),
    });
    await this.keep();
    await this.send();
  }

  async send() {
    const acks = this.waiting.slice(0, 50);
    if (!acks.length) return { ok: true };
    const answer = await this.net.post("/acks", { acks });
    if (answer.status === 200 || [400, 413, 422].includes(answer.status)) {
      const sent = new Set(acks.map((ack) => ack.ack_id));
      this.waiting = this.waiting.filter((ack) => !sent.has(ack.ack_id));
      await this.keep();
    }
    return { ok: answer.status === 200, ...answer };
  }

  keep() {
    this.waiting = this.waiting.slice(-MOST);
    this.told = new Set([...this.told].slice(-MOST));
    return this.store.change({ kept: { acks: { waiting: this.waiting, told: [...this.told] } } });
  }
}
